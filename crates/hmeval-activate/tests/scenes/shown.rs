//! What a plan is said to change.

use std::fs;

use hmeval_activate::diff::{self, Action};
use hmeval_activate::plan::Plan;
use hmeval_activate::{Backup, Goal, prepare};

use super::scene::{Scene, recursive, source, text, write};

fn changes(scene: &Scene, plan: Plan) -> Vec<(String, Action)> {
    let goal = Goal::of_plan(plan).unwrap();
    let prepared = prepare(&scene.request(Backup::None), &goal).unwrap();
    let changes = diff::files(&scene.home, &goal, &prepared).unwrap();
    changes.into_iter().map(|change| (change.target, change.action)).collect()
}

fn listed(list: &[(&str, Action)]) -> Vec<(String, Action)> {
    list.iter().map(|(target, action)| ((*target).to_owned(), *action)).collect()
}

#[test]
fn links_that_go_with_their_folder_or_give_way_to_one_are_removed() {
    let scene = Scene::new();
    write(&scene.outside("cfg/a"), "a");
    write(&scene.outside("cfg/deep/b"), "b");
    scene.switch(vec![
        recursive(source("becomes-link", &scene.outside("cfg"))),
        source("becomes-folder", &scene.outside("cfg")),
    ]);
    let plan =
        scene.plan(vec![source("becomes-link", &scene.outside("cfg")), text("becomes-folder/inner", "x")]);
    let wanted = [
        ("becomes-folder/inner", Action::Create),
        ("becomes-link", Action::Change),
        ("becomes-folder", Action::Remove),
        ("becomes-link/a", Action::Remove),
        ("becomes-link/deep/b", Action::Remove),
    ];
    assert_eq!(changes(&scene, plan.clone()), listed(&wanted));
    scene.try_switch(&plan, Backup::None).unwrap();
    assert_eq!(changes(&scene, plan), []);
}

#[test]
fn objects_that_are_gone_are_told() {
    let scene = Scene::new();
    let files = || vec![text("a", "1"), text("b", "2")];
    scene.switch(files());
    fs::remove_file(fs::read_link(scene.path("b")).unwrap()).unwrap();
    assert_eq!(changes(&scene, scene.plan(files())), listed(&[("b", Action::Change)]));
    fs::remove_dir_all(scene.home.objects()).unwrap();
    let both = [("a", Action::Change), ("b", Action::Change)];
    assert_eq!(changes(&scene, scene.plan(files())), listed(&both));
    scene.switch(files());
    assert_eq!(changes(&scene, scene.plan(files())), []);
    assert_eq!(scene.read("b"), "2");
}
