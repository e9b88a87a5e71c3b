//! What is in the way: Home Manager's rules, and where these would lose data, ours.

use std::fs;

use hmeval_activate::diff::{self, Action};
use hmeval_activate::{Backup, Error, Goal, prepare};

use super::scene::{Scene, bak, forced, recursive, source, text, tree_of, write};

#[test]
fn all_files_in_the_way_are_told_before_anything_is_written() {
    let scene = Scene::new();
    scene.write("a", "mine");
    scene.write("b/c", "mine too");
    let plan = scene.plan(vec![text("a", "x"), text("b/c", "y"), text("free", "z")]);
    let reasons = scene.refused(&plan, Backup::None);
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert!(reasons.iter().all(|reason| reason.contains("would be lost")), "{reasons:?}");
}

#[test]
fn the_same_content_is_left_alone() {
    let scene = Scene::new();
    scene.write("a", "same");
    let (_, heard) = scene.try_switch(&scene.plan(vec![text("a", "same")]), bak()).unwrap();
    assert_eq!(scene.tree(), tree_of(&[("a", "same")]));
    assert!(heard.warnings[0].contains("same content"));
    // It is not ours now, so that it stays when the file leaves the configuration.
    scene.switch(vec![]);
    assert_eq!(scene.tree(), tree_of(&[("a", "same")]));
}

#[test]
fn backups_by_extension() {
    let scene = Scene::new();
    scene.write("a", "mine");
    scene.write("dir/inner", "mine");
    scene.try_switch(&scene.plan(vec![text("a", "x"), text("dir", "y")]), bak()).unwrap();
    let wanted =
        [("a", "= x"), ("a.bak", "mine"), ("dir", "= y"), ("dir.bak", "/"), ("dir.bak/inner", "mine")];
    assert_eq!(scene.tree(), tree_of(&wanted));
}

#[test]
fn a_backup_is_not_replaced_unless_that_is_wanted() {
    let scene = Scene::new();
    scene.write("a", "new");
    scene.write("a.bak", "old");
    let plan = scene.plan(vec![text("a", "x")]);
    assert!(scene.refused(&plan, bak())[0].contains("a.bak"));
    let forced_plan = scene.plan(vec![forced(text("a", "x"))]);
    assert!(scene.refused(&forced_plan, bak())[0].contains("a.bak"));
    let numbered = Backup::Numbered { extension: "bak".into() };
    scene.try_switch(&plan, numbered).unwrap();
    assert_eq!(scene.tree(), tree_of(&[("a", "= x"), ("a.bak", "old"), ("a.bak.1", "new")]));

    let scene = Scene::new();
    scene.write("a", "new");
    scene.write("a.bak", "old");
    let overwrite = Backup::Extension { extension: "bak".into(), overwrite: true };
    scene.try_switch(&scene.plan(vec![text("a", "x")]), overwrite).unwrap();
    assert_eq!(scene.tree(), tree_of(&[("a", "= x"), ("a.bak", "new")]));
}

#[test]
fn a_backup_never_lands_on_a_file_of_the_configuration() {
    let scene = Scene::new();
    scene.write("a", "mine");
    let plan = scene.plan(vec![text("a", "x"), text("a.bak", "y")]);
    assert!(scene.refused(&plan, bak())[0].contains("which is a file of the configuration"));
}

#[test]
fn backups_by_command() {
    let scene = Scene::new();
    scene.write("a", "mine");
    let script = scene.outside("backup.sh");
    write(&script, "mv \"$2\" \"$2.$1\"");
    let command = |argument: &str| Backup::Command(format!("sh {} {argument}", script.display()).into());
    scene.try_switch(&scene.plan(vec![text("a", "x")]), command("saved")).unwrap();
    assert_eq!(scene.tree(), tree_of(&[("a", "= x"), ("a.saved", "mine")]));
}

#[test]
fn a_backup_command_that_fails_loses_nothing() {
    let scene = Scene::new();
    scene.write("a", "mine");
    for command in ["false", "true"] {
        let result = scene.try_switch(&scene.plan(vec![text("a", "x")]), Backup::Command(command.into()));
        assert!(matches!(result, Err(Error::Failed(_))));
        assert_eq!(scene.read("a"), "mine");
    }
}

#[test]
fn force_replaces_files_and_links_but_not_folders() {
    let scene = Scene::new();
    scene.write("a", "mine");
    scene.link("b", "/elsewhere");
    scene.write("neighbour-of-a", "mine");
    let files = vec![forced(text("a", "x")), forced(text("b", "y"))];
    scene.switch(files.clone());
    assert_eq!(scene.read("a") + &scene.read("b"), "xy");

    let scene = Scene::new();
    scene.write("a/inner", "mine");
    assert!(scene.refused(&scene.plan(files), Backup::None)[0].contains("the existing folder"));
}

#[test]
fn force_does_not_reach_other_files_that_begin_alike() {
    let scene = Scene::new();
    scene.write(".foobar", "mine");
    let plan = scene.plan(vec![forced(text(".foo", "x")), text(".foobar", "y")]);
    assert!(scene.refused(&plan, Backup::None)[0].contains(".foobar"));
}

#[test]
fn links_of_the_user_are_never_lost() {
    let scene = Scene::new();
    scene.link("dotfile", "dotfiles/x");
    scene.link("broken", "/nowhere");
    let plan = scene.plan(vec![text("dotfile", "x"), text("broken", "y")]);
    assert_eq!(scene.refused(&plan, Backup::None).len(), 2);
    assert_eq!(scene.refused(&plan, bak()).len(), 2);
}

#[test]
fn a_link_of_the_user_to_the_same_content_stays() {
    let scene = Scene::new();
    scene.write("dotfiles/x", "same");
    scene.link("x", scene.path("dotfiles/x"));
    let before = scene.tree();
    scene.switch(vec![text("x", "same")]);
    assert_eq!(scene.tree(), before);
}

#[test]
fn links_of_home_manager_are_taken_over() {
    let scene = Scene::new();
    let farm = scene.outside("store/abc-home-manager-files");
    write(&farm.join(".bashrc"), "old");
    write(&farm.join("gone/x"), "old");
    scene.link(".bashrc", farm.join(".bashrc"));
    scene.link("gone/x", farm.join("gone/x"));
    let roots = scene.home.manager_state.join("gcroots/current-home");
    fs::create_dir_all(&roots).unwrap();
    std::os::unix::fs::symlink(&farm, roots.join("home-files")).unwrap();
    scene.switch(vec![text(".bashrc", "new")]);
    assert_eq!(scene.tree(), tree_of(&[(".bashrc", "= new")]));
    // Home Manager takes it back: its links are left alone when hmeval goes.
    fs::remove_file(scene.path(".bashrc")).unwrap();
    scene.link(".bashrc", farm.join(".bashrc"));
    scene.uninstall();
    assert_eq!(scene.read(".bashrc"), "old");
}

#[test]
fn what_the_user_put_in_place_of_a_link_stays_when_the_link_would_go() {
    let scene = Scene::new();
    scene.switch(vec![text("a", "x"), text("b", "x")]);
    fs::remove_file(scene.path("a")).unwrap();
    scene.write("a", "mine");
    fs::remove_file(scene.path("b")).unwrap();
    let (_, heard) = scene.try_switch(&scene.plan(vec![]), Backup::None).unwrap();
    assert_eq!(scene.tree(), tree_of(&[("a", "mine")]));
    assert_eq!(heard.warnings.len(), 1, "{:?}", heard.warnings);
}

#[test]
fn folders_become_links_and_links_folders() {
    let scene = Scene::new();
    write(&scene.outside("cfg/a"), "1");
    write(&scene.outside("cfg/deep/b"), "2");
    let whole = || source("x", &scene.outside("cfg"));
    let parts = || recursive(source("x", &scene.outside("cfg")));
    scene.switch(vec![parts()]);
    let taken_apart = tree_of(&[("x", "/"), ("x/a", "= 1"), ("x/deep", "/"), ("x/deep/b", "= 2")]);
    assert_eq!(scene.tree(), taken_apart);
    scene.switch(vec![whole()]);
    assert_eq!(scene.tree(), tree_of(&[("x", "= folder")]));
    scene.switch(vec![parts()]);
    assert_eq!(scene.tree(), taken_apart);
    // With a file of the user in it, the folder does not give way.
    scene.write("x/mine", "mine");
    assert!(scene.refused(&scene.plan(vec![whole()]), Backup::None)[0].contains("the existing folder"));
}

#[test]
fn links_of_ours_are_not_backed_up() {
    let scene = Scene::new();
    write(&scene.outside("cfg/a"), "a");
    write(&scene.outside("cfg/deep/b"), "b");
    scene.switch(vec![recursive(source("dir", &scene.outside("cfg")))]);
    scene.write("dir/mine", "of the user");
    scene.link("dir/deep/mine", "elsewhere");
    let plan = scene.plan(vec![source("dir", &scene.outside("cfg"))]);
    let (_, heard) = scene.try_switch(&plan, bak()).unwrap();
    let wanted = [
        ("dir", "= folder"),
        ("dir.bak", "/"),
        ("dir.bak/deep", "/"),
        ("dir.bak/deep/mine", "-> elsewhere"),
        ("dir.bak/mine", "of the user"),
    ];
    assert_eq!(scene.tree(), tree_of(&wanted));
    assert_eq!(heard.warnings.len(), 1, "{:?}", heard.warnings);
    // What a program of the user's has put in the place of a link goes with the folder, and is not told of apart.
    let scene = Scene::new();
    write(&scene.outside("cfg/a"), "a");
    scene.switch(vec![recursive(source("dir", &scene.outside("cfg")))]);
    fs::remove_file(scene.path("dir/a")).unwrap();
    scene.write("dir/a", "of the user");
    let (_, heard) = scene.try_switch(&scene.plan(vec![text("dir", "x")]), bak()).unwrap();
    assert_eq!(scene.read("dir.bak/a"), "of the user");
    assert!(heard.warnings.iter().all(|text| !text.contains("no link of ours")), "{:?}", heard.warnings);
}

#[test]
fn pipes_are_not_waited_for() {
    let scene = Scene::new();
    let made = std::process::Command::new("mkfifo").arg(scene.path("a")).status().unwrap();
    assert!(made.success());
    let plan = scene.plan(vec![text("a", "x")]);
    let goal = Goal::of_plan(plan.clone()).unwrap();
    let changes = |backup| {
        let request = scene.request(backup);
        let prepared = prepare(&request, &goal).unwrap();
        diff::files(&scene.home, &goal, &prepared).unwrap().remove(0).action
    };
    assert_eq!((changes(Backup::None), changes(bak())), (Action::Collision, Action::BackUp));
    match scene.try_switch(&plan, Backup::None) {
        Err(Error::Refused(reasons)) => assert!(reasons[0].contains("the existing file"), "{reasons:?}"),
        other => panic!("{:?}", other.err()),
    }
    scene.try_switch(&plan, bak()).unwrap();
    assert_eq!(scene.read("a"), "x");
    fs::remove_file(scene.path("a.bak")).unwrap();
}

#[test]
fn links_behind_a_link_of_the_user_go_before_it_is_backed_up() {
    let scene = Scene::new();
    fs::create_dir(scene.outside("out")).unwrap();
    scene.link("deep/1", scene.outside("out"));
    scene.write("deep/mine", "of the user");
    scene.switch(vec![text("deep/1/f", "f")]);
    assert!(scene.outside("out/f").is_symlink());
    scene.try_switch(&scene.plan(vec![text("deep", "d")]), bak()).unwrap();
    assert!(!scene.outside("out/f").is_symlink());
    assert_eq!((scene.read("deep"), scene.read("deep.bak/mine")), ("d".to_owned(), "of the user".to_owned()));
}
