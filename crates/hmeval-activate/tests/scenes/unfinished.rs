//! What comes behind the links, the commands for changed files and the units, is done by the next run where one did not
//! get to it.

use std::cell::Cell;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;

use hmeval_activate::disk::Call;
use hmeval_activate::plan::{File, Plan};
use hmeval_activate::{Backup, Disk, Error, Generations, Goal, Request, activate, prepare, units};

use super::scene::{Heard, Scene, block, text, write};

/// A program `systemctl` that notes which text of the unit the unit runs with.
const SYSTEMCTL: &str = r#"#!/bin/sh
case "$2" in
is-system-running) echo running ;;
restart | start) cat "$HOME/.config/systemd/user/u.service" >"$HOME/../running" ;;
esac
"#;

fn scene() -> Scene {
    let scene = Scene::new();
    let program = scene.outside("bin/systemctl");
    write(&program, SYSTEMCTL);
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    run(&scene, &plan(&scene, "one"), None).0.unwrap();
    write(&scene.outside("running"), "one");
    scene
}

/// A file with a command, and a unit.
fn plan(scene: &Scene, content: &str) -> Plan {
    let command = "cat \"$HOME/x\" >>\"$HOME/../ran\"; echo >>\"$HOME/../ran\"".to_owned();
    scene.plan(vec![
        File { on_change: command, ..text("x", content) },
        text(".config/systemd/user/u.service", content),
    ])
}

/// The same with a block behind the links that fails.
fn failing(scene: &Scene, content: &str) -> Plan {
    let activation = ["linkGeneration", "bad", "onFilesChange", "reloadSystemd"]
        .map(|name| block(name, if name == "bad" { "exit 7" } else { "" }))
        .to_vec();
    Plan { activation, ..plan(scene, content) }
}

/// Runs; from the call with the number `kill` on, the process is dead. Answers how many calls there were, too.
fn run(scene: &Scene, plan: &Plan, kill: Option<usize>) -> (Result<u64, Error>, usize) {
    let calls = Cell::new(0);
    let gate = |_: Call<'_>| {
        let number = calls.replace(calls.get() + 1);
        if kill.is_some_and(|at| number >= at) { Err(io::Error::other("killed")) } else { Ok(()) }
    };
    let request = request(scene, Disk::gated(&gate));
    let result = activate(&request, &Goal::of_plan(plan.clone()).unwrap(), &mut Heard::default());
    (result, calls.get())
}

fn request<'a>(scene: &'a Scene, disk: Disk<'a>) -> Request<'a> {
    let mut request = Request { disk, ..scene.request(Backup::None) };
    for (_, value) in request.variables.iter_mut().filter(|(name, _)| name == "PATH") {
        let mut path = scene.outside("bin").into_os_string();
        path.push(":");
        path.push(&*value);
        *value = path;
    }
    request
}

/// With which contents the command ran, in their order.
fn ran(scene: &Scene) -> Vec<String> {
    let text = fs::read_to_string(scene.outside("ran")).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn running(scene: &Scene) -> String {
    fs::read_to_string(scene.outside("running")).unwrap()
}

fn due(scene: &Scene, plan: &Plan) -> (usize, bool) {
    let goal = Goal::of_plan(plan.clone()).unwrap();
    let prepared = prepare(&request(scene, Disk::default()), &goal).unwrap();
    (prepared.changed.len(), prepared.is_interrupted)
}

#[test]
fn a_block_that_fails_behind_the_links_keeps_nothing_from_being_done() {
    let scene = scene();
    let error = run(&scene, &failing(&scene, "two"), None).0.unwrap_err();
    assert!(matches!(&error, Error::Failed(text) if text.contains("to complete it")), "{error}");
    assert_eq!(
        (scene.read("x"), ran(&scene), running(&scene)),
        ("two".into(), vec!["one".into()], "one".into())
    );
    let mended = plan(&scene, "two");
    assert_eq!(due(&scene, &mended), (1, true));
    // As often as it fails.
    run(&scene, &failing(&scene, "two"), None).0.unwrap_err();
    run(&scene, &mended, None).0.unwrap();
    assert_eq!((ran(&scene), running(&scene)), (vec!["one".into(), "two".into()], "two".into()));
    // Done is done.
    assert_eq!(due(&scene, &mended), (0, false));
    run(&scene, &mended, None).0.unwrap();
    assert_eq!(ran(&scene).len(), 2);
}

#[test]
fn units_are_compared_with_those_that_systemd_knows() {
    let scene = scene();
    run(&scene, &failing(&scene, "two"), None).0.unwrap_err();
    run(&scene, &failing(&scene, "three"), None).0.unwrap_err();
    // That generation is still needed.
    let generations = Generations::new(&scene.home.state);
    assert!(
        generations
            .remove(Disk::default(), &[1], &mut Heard::default())
            .unwrap_err()
            .contains("generation 1")
    );
    generations.remove(Disk::default(), &[2], &mut Heard::default()).unwrap();
    // Back to what systemd knows: nothing has to be restarted.
    write(&scene.outside("running"), "untouched");
    run(&scene, &plan(&scene, "one"), None).0.unwrap();
    assert_eq!(running(&scene), "untouched");
    assert_eq!(due(&scene, &plan(&scene, "one")), (0, false));
    let current = generations.pointer(hmeval_activate::Pointer::Current).unwrap();
    let others: Vec<u64> = generations.numbers().unwrap().into_iter().filter(|one| *one != current).collect();
    generations.remove(Disk::default(), &others, &mut Heard::default()).unwrap();
}

#[test]
fn a_plan_tells_what_happens_to_units() {
    let scene = scene();
    let goal = |plan| Goal::of_plan(plan).unwrap();
    let told = |plan| {
        let (request, goal) = (request(&scene, Disk::default()), goal(plan));
        units::planned(&request, &goal, &prepare(&request, &goal).unwrap())
    };
    let changed = told(plan(&scene, "two"));
    assert_eq!((changed.systemd, &changed.changes.text()[..]), (true, "restarts u.service"));
    let gone = told(scene.plan(vec![]));
    assert_eq!(gone.changes.text(), "stops u.service");
    assert_eq!(told(plan(&scene, "one")).changes.text(), "");
    // A dry run says the same.
    let request = Request { dry_run: true, ..request(&scene, Disk::default()) };
    let mut heard = Heard::default();
    activate(&request, &goal(plan(&scene, "two")), &mut heard).unwrap();
    assert!(heard.notes.iter().any(|note| note == "systemd restarts u.service"), "{:?}", heard.notes);
    // Without a systemd of the user it is what one would do.
    let request = scene.request(Backup::None);
    let variables = vec![("HOME".into(), scene.home.dir.clone().into_os_string())];
    let request = Request { variables, ..request };
    let goal = goal(plan(&scene, "two"));
    let without = units::planned(&request, &goal, &prepare(&request, &goal).unwrap());
    assert_eq!((without.systemd, &without.changes.text()[..]), (false, "restarts u.service"));
}

#[test]
fn a_file_that_is_no_more_has_no_commands() {
    let scene = scene();
    run(&scene, &failing(&scene, "two"), None).0.unwrap_err();
    run(&scene, &scene.plan(vec![]), None).0.unwrap();
    assert_eq!(ran(&scene), ["one"]);
    assert_eq!(due(&scene, &scene.plan(vec![])), (0, false));
}

#[test]
fn killed_at_any_call_commands_and_units_are_not_forgotten() {
    let calls = {
        let scene = scene();
        let calls = run(&scene, &plan(&scene, "two"), None).1;
        assert_eq!((ran(&scene), running(&scene)), (vec!["one".into(), "two".into()], "two".into()));
        calls
    };
    assert!(calls > 20, "only {calls} calls");
    for (at, next) in (0..calls).flat_map(|at| [(at, "one"), (at, "two"), (at, "three")]) {
        let scene = scene();
        run(&scene, &plan(&scene, "two"), Some(at)).0.unwrap_err();
        run(&scene, &plan(&scene, next), None).0.unwrap_or_else(|error| panic!("{at}: {error}"));
        assert_eq!(ran(&scene).last().unwrap(), next, "killed at {at}");
        assert_eq!(running(&scene), next, "killed at {at}");
        assert_eq!(due(&scene, &plan(&scene, next)), (0, false), "killed at {at}");
        let names = fs::read_dir(&scene.home.state).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        assert_eq!(names, ["current", "generations", "lock", "objects"], "killed at {at}");
    }
}
