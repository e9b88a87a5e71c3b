//! Runs that end between any two system calls, and those that meet one failing call: nothing is lost, and the next run
//! gets to the end, whether it wants the same, the old, or something else.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::io;

use hmeval_activate::disk::Call;
use hmeval_activate::plan::{Content, InFolder, Plan};
use hmeval_activate::{Disk, Error, Generations, Goal, Pointer, Request, activate};

use super::scene::{Heard, Scene, bak, forced, recursive, referring, source, supply, text, write};

/// How the system calls of a run end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// From the call with this number on, nothing happens any more: the process is dead.
    Kill(usize),
    /// The call with this number fails.
    Full(usize),
    /// None fails.
    None,
}

/// The home before: files of the user, and a first generation.
fn before(scene: &Scene) {
    scene.write("mine", "of the user");
    scene.write(".config/app/mine", "beside links");
    scene.write("config.ini", "written by hand");
    scene.write("forced", "to be replaced");
    write(&scene.outside("cfg/tree/a"), "a");
    write(&scene.outside("cfg/tree/deep/b"), "b");
    scene.switch(vec![
        text(".bashrc", "the same in both"),
        text(".profile", "one"),
        text(".config/app/gone", "only in the first"),
        text("only/in/first", "1"),
        source("becomes-folder", &scene.outside("cfg/tree")),
        recursive(source("becomes-link", &scene.outside("cfg/tree"))),
    ]);
}

/// The plan that a run is ended in.
fn second(scene: &Scene) -> Plan {
    let supplied = "/store/x-variables";
    let plan = scene.plan(vec![
        referring(text(".sourced", "/store/x-variables/sh"), supplied),
        text(".bashrc", "the same in both"),
        text(".profile", "two"),
        text(".config/app/new", "only in the second"),
        text("config.ini", "managed"),
        forced(text("forced", "replaced")),
        text("becomes-folder/inner", "x"),
        source("becomes-link", &scene.outside("cfg/tree")),
        text("only/in/second", "2"),
    ]);
    let files = vec![InFolder { path: "sh".into(), text: "variables".into(), executable: false }];
    Plan { supplies: vec![supply(supplied, Content::Folder { files })], ..plan }
}

/// What a text of the second plan refers to is there whenever the text is.
fn is_supplied(scene: &Scene) -> bool {
    let path = scene.path(".sourced");
    !path.exists() || fs::read_to_string(scene.read(".sourced")).is_ok_and(|text| text == "variables")
}

/// Another plan, for whoever changes their mind.
fn third(scene: &Scene) -> Plan {
    scene.plan(vec![text(".bashrc", "the same in both"), text(".profile", "three"), text("third", "3")])
}

fn run(scene: &Scene, plan: &Plan, fault: Fault) -> (Result<u64, Error>, usize) {
    let calls = Cell::new(0);
    let gate = |_: Call<'_>| {
        let number = calls.replace(calls.get() + 1);
        match fault {
            Fault::Kill(at) if number >= at => Err(io::Error::other("killed")),
            Fault::Full(at) if number == at => Err(io::Error::from(io::ErrorKind::StorageFull)),
            _ => Ok(()),
        }
    };
    let request = Request { disk: Disk::gated(&gate), ..scene.request(bak()) };
    let goal = Goal::of_home(plan.clone(), &scene.home).unwrap();
    let result = activate(&request, &goal, &mut Heard::default());
    assert!(is_supplied(scene), "{fault:?}");
    (result, calls.get())
}

/// The tree of a home, in whose texts the folder of objects has the same name in every scene.
fn tree(scene: &Scene) -> BTreeMap<String, String> {
    let objects = scene.home.objects().to_str().unwrap().to_owned();
    scene.tree().into_iter().map(|(path, shown)| (path, shown.replace(&objects, "OBJECTS"))).collect()
}

/// The tree after a sequence of plans without any fault.
fn undisturbed(plans: &[fn(&Scene) -> Plan]) -> BTreeMap<String, String> {
    let scene = Scene::new();
    before(&scene);
    for plan in plans {
        run(&scene, &plan(&scene), Fault::None).0.unwrap();
    }
    tree(&scene)
}

/// What must hold whenever a run has ended.
fn nothing_is_lost(scene: &Scene, fault: Fault) {
    assert_eq!(scene.read("mine"), "of the user", "{fault:?}");
    assert_eq!(scene.read(".config/app/mine"), "beside links", "{fault:?}");
    assert_eq!(scene.read(".bashrc"), "the same in both", "{fault:?}");
    let by_hand = ["config.ini", "config.ini.bak"];
    let kept = by_hand
        .iter()
        .any(|name| fs::read_to_string(scene.path(name)).is_ok_and(|found| found == "written by hand"));
    assert!(kept, "{fault:?}: a file of the user is lost");
    let profile = scene.read(".profile");
    assert!(["one", "two"].contains(&&profile[..]), "{fault:?}: {profile}");
}

/// After a run that came to its end there is nothing half done.
fn nothing_is_left(scene: &Scene, fault: Fault) {
    let generations = Generations::new(&scene.home.state);
    assert_eq!(generations.pointer(Pointer::Pending), None, "{fault:?}");
    let strays = |path: &std::path::Path| {
        let names = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().ends_with(".hmeval-new")).collect::<Vec<_>>()
    };
    assert_eq!(strays(&scene.home.state), Vec::<std::ffi::OsString>::new(), "{fault:?}");
}

fn play(fault: Fault, next: fn(&Scene) -> Plan, wanted: &BTreeMap<String, String>) -> bool {
    let scene = Scene::new();
    before(&scene);
    let (result, _) = run(&scene, &second(&scene), fault);
    nothing_is_lost(&scene, fault);
    let was_refused = matches!(result, Err(Error::Refused(_)));
    let (result, _) = run(&scene, &next(&scene), Fault::None);
    result.unwrap_or_else(|error| panic!("{fault:?}: the next run failed: {error}"));
    assert_eq!(tree(&scene), *wanted, "{fault:?}");
    nothing_is_left(&scene, fault);
    was_refused
}

#[test]
fn killed_at_any_call_the_next_run_completes_it() {
    let wanted = undisturbed(&[second]);
    let scene = Scene::new();
    before(&scene);
    let calls = run(&scene, &second(&scene), Fault::None).1;
    assert!(calls > 40, "only {calls} calls: the scene has become too small");
    for at in 0..calls {
        play(Fault::Kill(at), second, &wanted);
    }
}

#[test]
fn killed_at_any_call_something_else_can_be_wanted() {
    let calls = {
        let scene = Scene::new();
        before(&scene);
        run(&scene, &second(&scene), Fault::None).1
    };
    let mut wanted = undisturbed(&[third]);
    wanted.remove("config.ini");
    wanted.remove("forced");
    for at in 0..calls {
        let scene = Scene::new();
        before(&scene);
        let fault = Fault::Kill(at);
        run(&scene, &second(&scene), fault).0.unwrap_err();
        run(&scene, &third(&scene), Fault::None).0.unwrap_or_else(|error| panic!("{fault:?}: {error}"));
        let mut tree = scene.tree();
        // Where the killed run had come to these, the file of the user lies in its backup, and the forced one is gone.
        let moved = tree.remove("config.ini").or_else(|| tree.remove("config.ini.bak"));
        assert_eq!(moved.as_deref(), Some("written by hand"), "{fault:?}");
        tree.remove("forced").or_else(|| tree.remove("forced.bak")).unwrap();
        assert_eq!(tree, wanted, "{fault:?}");
        nothing_is_left(&scene, fault);
    }
}

#[test]
fn a_full_disk_at_any_call_is_refused_or_completed() {
    let wanted = undisturbed(&[second]);
    let scene = Scene::new();
    before(&scene);
    let calls = run(&scene, &second(&scene), Fault::None).1;
    let refused = (0..calls).filter(|at| play(Fault::Full(*at), second, &wanted)).count();
    assert!(refused > 0 && refused < calls, "{refused} of {calls} were refused");
}

#[test]
fn a_full_disk_leaves_no_object_that_is_not_whole() {
    let failed = |at: usize| {
        let (scene, writes, hit) = (Scene::new(), Cell::new(0), Cell::new(None));
        let gate = |call: Call<'_>| {
            if call.name != "write" || !call.path.starts_with(scene.home.objects()) {
                return Ok(());
            }
            if writes.replace(writes.get() + 1) != at {
                return Ok(());
            }
            hit.set(Some(call.path.to_owned()));
            Err(io::Error::from(io::ErrorKind::StorageFull))
        };
        let request = Request { disk: Disk::gated(&gate), ..scene.request(bak()) };
        let goal = Goal::of_plan(scene.plan(vec![text("a", "long"), text("b", "longer")])).unwrap();
        let result = activate(&request, &goal, &mut Heard::default());
        let path = hit.take()?;
        assert!(matches!(result, Err(Error::Refused(_))));
        Some(path.exists())
    };
    let left: Vec<bool> = (0..).map_while(failed).collect();
    assert_eq!(left, [false; 4]);
}

#[test]
fn a_killed_first_run_leaves_nothing_behind_when_uninstalled() {
    let plan = |scene: &Scene| scene.plan(vec![text("a/b", "1"), text("c", "2")]);
    let whole = Scene::new();
    let calls = run(&whole, &plan(&whole), Fault::None).1;
    assert!(calls > 20, "only {calls} calls");
    for at in 0..calls {
        let scene = Scene::new();
        run(&scene, &plan(&scene), Fault::Kill(at)).0.unwrap_err();
        scene.uninstall();
        let mut tree = scene.tree();
        tree.retain(|_, shown| shown != "/");
        assert_eq!(tree, BTreeMap::new(), "killed at {at}");
    }
}
