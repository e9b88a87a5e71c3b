//! Somebody else changes the home while a run does: before each of its calls in turn, once. Nothing of theirs is lost,
//! nothing outside of the home is written to, and a run that is left alone gets to the end.

use std::cell::Cell;
use std::fs;
use std::os::unix::fs::{lchown, symlink};
use std::path::Path;

use hmeval_activate::disk::Call;
use hmeval_activate::plan::Plan;
use hmeval_activate::{Backup, Disk, Error, Goal, Request, activate};

use super::scene::{Heard, Scene, text};

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mischief {
    /// The folder goes elsewhere.
    MoveFolder,
    /// A folder with a file in it comes to where a link is to be.
    PutFolder,
    /// A file does.
    PutFile,
    /// A link to a folder of somebody else's comes in the place of the folder.
    PlantLink,
}

fn before(scene: &Scene) {
    scene.write("app/mine", "mine");
    scene.write("by-hand", "mine");
    scene.switch(vec![text("app/a", "1"), text("app/gone", "1"), text("deep/er/gone", "1"), text("z", "1")]);
}

fn plan(scene: &Scene) -> Plan {
    scene.plan(vec![
        text("app/a", "2"),
        text("app/new", "2"),
        text("by-hand", "2"),
        text("new/b", "2"),
        text("z", "2"),
    ])
}

/// Does it to what a call is about. Only things of the home are touched, and files of the user never removed.
fn act(scene: &Scene, mischief: Mischief, path: &Path) {
    let folder = path.parent().unwrap();
    let is_ours = |path: &Path| fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
    let clear = || !path.exists() || (is_ours(path) && fs::remove_file(path).is_ok());
    match mischief {
        Mischief::MoveFolder | Mischief::PlantLink if folder == scene.home.dir => {}
        Mischief::MoveFolder => drop(fs::rename(folder, scene.outside("moved"))),
        Mischief::PlantLink => {
            if fs::rename(folder, scene.outside("moved")).is_ok() {
                symlink(scene.outside("theirs"), folder).unwrap();
                lchown(folder, Some(65534), Some(65534)).unwrap();
            }
        }
        Mischief::PutFolder if clear() => {
            if fs::create_dir(path).is_ok() {
                fs::write(path.join("theirs"), "theirs").unwrap();
            }
        }
        Mischief::PutFile if clear() => drop(fs::write(path, "theirs")),
        Mischief::PutFolder | Mischief::PutFile => {}
    }
}

/// Runs once; `mischief` is done before the call with this number. Returns how many calls there were.
fn run(scene: &Scene, mischief: Option<(Mischief, usize)>) -> (Result<u64, Error>, usize) {
    let calls = Cell::new(0);
    let gate = |call: Call<'_>| {
        if call.path.starts_with(&scene.home.dir) {
            let number = calls.replace(calls.get() + 1);
            if let Some((mischief, _)) = mischief.filter(|(_, at)| *at == number) {
                act(scene, mischief, call.path);
            }
        }
        Ok(())
    };
    let request =
        Request { disk: Disk::gated(&gate), ..scene.request(Backup::Numbered { extension: "bak".into() }) };
    let goal = Goal::of_plan(plan(scene)).unwrap();
    (activate(&request, &goal, &mut Heard::default()), calls.get())
}

/// Where `text` can be found, in the home or where a folder went.
fn is_kept(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).into_iter().flatten().any(|entry| {
        let path = entry.unwrap().path();
        match fs::symlink_metadata(&path).unwrap() {
            meta if meta.is_dir() => is_kept(&path, text),
            meta => meta.is_file() && fs::read_to_string(&path).unwrap() == text,
        }
    })
}

fn play(mischief: Mischief, at: usize) {
    let scene = Scene::new();
    before(&scene);
    let theirs = scene.outside("theirs");
    fs::create_dir(&theirs).unwrap();
    if mischief == Mischief::PlantLink {
        lchown(&theirs, Some(65534), Some(65534)).unwrap();
    }
    let (result, _) = run(&scene, Some((mischief, at)));
    let shown = format!("{mischief:?} before call {at}: {result:?}");
    assert!(!matches!(result, Err(Error::Refused(_))), "{shown}");
    assert_eq!(fs::read_dir(&theirs).unwrap().count(), 0, "{shown}: something was written outside");
    let places = [&scene.home.dir, &scene.outside("moved")];
    assert!(places.iter().any(|place| is_kept(place, "mine")), "{shown}");
    assert!(
        ["by-hand", "by-hand.bak", "by-hand.bak.1"].iter().any(|name| scene.path(name).is_file()),
        "{shown}"
    );
    // They go away again; a run that is left alone comes to its end, with what they left moved aside.
    for folder in ["app", "deep", "deep/er", "new"] {
        let path = scene.path(folder);
        if fs::read_link(&path).is_ok_and(|to| to == theirs) {
            fs::remove_file(&path).unwrap();
        }
    }
    if scene.path("new").is_file() {
        fs::rename(scene.path("new"), scene.outside("aside")).unwrap();
    }
    let (mut again, _) = run(&scene, None);
    // What has the name of a prepared link is told, not removed.
    if let Err(Error::Failed(text)) = &again {
        let (_, rest) = text.split_once("': '").unwrap_or_else(|| panic!("{shown}: {text}"));
        let (path, _) = rest.split_once("' is in the way").unwrap_or_else(|| panic!("{shown}: {text}"));
        assert!(path.ends_with(".hmeval-new"), "{shown}: {text}");
        fs::rename(path, scene.outside("aside")).unwrap();
        again = run(&scene, None).0;
    }
    again.unwrap_or_else(|error| panic!("{shown}: {error}"));
    for target in ["app/a", "app/new", "by-hand", "new/b", "z"] {
        assert_eq!(scene.read(target), "2", "{shown}: {target}");
    }
}

fn play_all(mischief: Mischief) {
    let scene = Scene::new();
    before(&scene);
    let calls = run(&scene, None).1;
    assert!(calls > 10, "only {calls} calls: the scene has become too small");
    (0..calls).for_each(|at| play(mischief, at));
}

#[test]
fn folders_vanish() {
    play_all(Mischief::MoveFolder);
}

#[test]
fn folders_appear() {
    play_all(Mischief::PutFolder);
}

#[test]
fn files_appear() {
    play_all(Mischief::PutFile);
}

#[test]
fn folders_become_links_to_somebody_else() {
    let probe = tempfile::tempdir().unwrap();
    if lchown(probe.path(), Some(65534), Some(65534)).is_err() {
        println!("skipped: only root can give folders away");
        return;
    }
    play_all(Mischief::PlantLink);
}
