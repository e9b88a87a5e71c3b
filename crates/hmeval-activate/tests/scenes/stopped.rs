//! Blocks that fail, what they find of the generations, and what a run that stopped leaves to the next one.

use std::fs;
use std::path::Path;

use hmeval_activate::plan::{Block, Plan};
use hmeval_activate::{Backup, Error, Generations, Goal, Pointer, Request, activate};

use super::scene::{Heard, Scene, block, text};

/// A plan with a file and these blocks.
fn plan(scene: &Scene, content: &str, activation: Vec<Block>) -> Plan {
    Plan { activation, ..scene.plan(vec![text("a", content)]) }
}

fn steps(before: &str, between: &str, behind: &str) -> Vec<Block> {
    vec![
        block("before", before),
        block("writeBoundary", ""),
        block("between", between),
        block("linkGeneration", ""),
        block("behind", behind),
    ]
}

fn dry(scene: &Scene, goal: &Goal) -> String {
    let request = Request { dry_run: true, ..scene.request(Backup::None) };
    let mut heard = Heard::default();
    activate(&request, goal, &mut heard).unwrap_or_else(|error| panic!("{error}: {}", heard.output));
    heard.output
}

fn pending(scene: &Scene) -> Option<u64> {
    Generations::new(&scene.home.state).pointer(Pointer::Pending)
}

#[test]
fn a_block_behind_the_boundary_that_fails_is_told_of() {
    let scene = Scene::new();
    let bad = "touch made; exit 7";
    match scene.try_switch(&plan(&scene, "1", steps(":", bad, ":")), Backup::None) {
        Err(Error::Failed(text)) => {
            assert!(text.contains("stopped in 'between'"), "{text}");
            assert!(text.contains("the files were not changed") && text.contains("again"), "{text}");
        }
        other => panic!("{:?}", other.err()),
    }
    assert!(scene.path("made").exists() && !scene.path("a").is_symlink());
    // What was to be linked only is not begun.
    let generations = Generations::new(&scene.home.state);
    assert!(generations.numbers().unwrap().is_empty() && pending(&scene).is_none());
    let refused = scene.try_switch(&plan(&scene, "1", steps(bad, ":", ":")), Backup::None);
    assert!(matches!(refused, Err(Error::Refused(_))));
    // The boundary itself is no block: what fails right behind it has written nothing.
    scene.try_switch(&plan(&scene, "1", steps(":", ":", ":")), Backup::None).unwrap();
    assert_eq!(scene.read("a"), "1");
}

#[test]
fn blocks_find_the_files_of_both_generations() {
    let scene = Scene::new();
    scene.switch(vec![text("a", "old")]);
    let look = "cat \"$oldGenPath/home-files/a\" \"$newGenPath/home-files/a\"; echo";
    let plan = plan(&scene, "new", steps(look, ":", ":"));
    let (_, heard) = scene.try_switch(&plan, Backup::None).unwrap();
    assert!(heard.output.contains("oldnew\n"), "{}", heard.output);
    // And back, where the one that is gone to looks.
    scene.switch(vec![text("a", "third")]);
    let goal = Goal::of_generation(&scene.home.state, 2).unwrap();
    let mut heard = Heard::default();
    activate(&scene.request(Backup::None), &goal, &mut heard).unwrap();
    assert!(heard.output.contains("thirdnew\n"), "{}", heard.output);
}

#[test]
fn blocks_of_a_dry_run_find_the_files_of_both_generations() {
    let scene = Scene::new();
    let look =
        "cat \"$newGenPath/home-files/a\" \"$newGenPath/plan.json\" >/dev/null; echo \"at $newGenPath\"";
    let said = dry(&scene, &Goal::of_plan(plan(&scene, "first", steps(look, ":", ":"))).unwrap());
    let path = said.lines().find_map(|line| line.strip_prefix("at ")).unwrap();
    assert!(!Path::new(path).exists(), "{path} is left");
    assert!(scene.tree().is_empty() && !scene.home.state.exists());
    scene.switch(vec![text("a", "old")]);
    let both = "cat \"$oldGenPath/home-files/a\" \"$newGenPath/home-files/a\"; echo";
    let said = dry(&scene, &Goal::of_plan(plan(&scene, "new", steps(both, ":", ":"))).unwrap());
    assert!(said.contains("oldnew\n"), "{said}");
    let farm = Generations::new(&scene.home.state).path(1).join("home-files");
    assert!(!farm.exists(), "a dry run writes nothing");
}

/// Two generations, and a third that the home is at; the second one has a block that fails while `bad` is there.
fn three(scene: &Scene) -> Generations<'_> {
    scene.switch(vec![text("a", "1")]);
    let fails = "[[ ! -e bad ]]";
    scene.try_switch(&plan(scene, "2", steps(":", ":", fails)), Backup::None).unwrap();
    scene.switch(vec![text("a", "3")]);
    scene.write("bad", "");
    Generations::new(&scene.home.state)
}

#[test]
fn a_rollback_that_stopped_is_completed_by_the_next_one() {
    let scene = Scene::new();
    let generations = three(&scene);
    let back = |number| {
        let goal = Goal::of_generation(&scene.home.state, number).unwrap().as_rollback();
        activate(&scene.request(Backup::None), &goal, &mut Heard::default())
    };
    assert!(matches!(back(2), Err(Error::Failed(_))));
    assert_eq!(generations.begun_rollback().unwrap(), Some(2));
    let listed = generations.list().unwrap();
    let marks: Vec<_> = listed.iter().map(|one| (one.number, one.is_current, one.is_pending)).collect();
    assert_eq!(marks, [(3, false, false), (2, true, true), (1, false, false)]);
    let goal = Goal::of_generation(&scene.home.state, 2).unwrap();
    assert!(hmeval_activate::prepare(&scene.request(Backup::None), &goal).unwrap().is_interrupted);
    fs::remove_file(scene.path("bad")).unwrap();
    back(2).unwrap();
    assert_eq!((generations.begun_rollback().unwrap(), pending(&scene)), (None, None));
}

#[test]
fn what_was_begun_by_name_is_no_rollback() {
    let scene = Scene::new();
    let generations = three(&scene);
    assert!(matches!(scene.go_to(2), Err(Error::Failed(_))));
    assert_eq!((generations.begun_rollback().unwrap(), pending(&scene)), (None, Some(2)));
    // Where nothing is left to be linked, it is marked too.
    assert!(matches!(scene.go_to(2), Err(Error::Failed(_))));
    assert_eq!(pending(&scene), Some(2));
    scene.switch(vec![text("a", "3")]);
    assert_eq!(pending(&scene), None);
    assert_eq!(scene.read("a"), "3");
}

#[test]
fn a_block_that_fails_where_nothing_is_linked_leaves_a_mark() {
    let scene = Scene::new();
    let fails = plan(&scene, "1", steps(":", ":", "[[ ! -e bad ]]"));
    scene.try_switch(&fails, Backup::None).unwrap();
    scene.write("bad", "");
    assert!(matches!(scene.try_switch(&fails, Backup::None), Err(Error::Failed(_))));
    assert_eq!(pending(&scene), Some(1));
    fs::remove_file(scene.path("bad")).unwrap();
    scene.try_switch(&fails, Backup::None).unwrap();
    assert_eq!(pending(&scene), None);
}
