//! What links lead to cannot be written to, and what somebody has put there all the same is not lost.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use hmeval_activate::plan::{Content, InFolder};
use hmeval_activate::{Backup, Disk, Generations};

use super::scene::{Heard, Scene, file, source, text, write};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn open_up(path: &Path) {
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// A scene with links to folders, one of a source and one of texts, and to a file.
fn scene() -> Scene {
    let scene = Scene::new();
    write(&scene.outside("nvim/init.lua"), "1");
    write(&scene.outside("nvim/lua/deep/x.lua"), "2");
    let files = vec![InFolder { path: "bin/run".into(), text: "3".into(), executable: true }];
    scene.switch(vec![
        source("nvim", &scene.outside("nvim")),
        file("texts", Content::Folder { files }),
        text("file", "4"),
    ]);
    scene
}

fn kept(scene: &Scene) -> Vec<PathBuf> {
    let folder = scene.home.state.with_file_name("hmeval-kept");
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn objects_are_read_only() {
    let scene = scene();
    for folder in ["nvim", "nvim/lua", "nvim/lua/deep", "texts", "texts/bin"] {
        assert_eq!(mode(&scene.path(folder)), 0o555, "{folder}");
    }
    for file in ["nvim/init.lua", "nvim/lua/deep/x.lua", "file"] {
        assert_eq!(mode(&scene.path(file)), 0o444, "{file}");
    }
    assert_eq!(mode(&scene.path("texts/bin/run")), 0o555);
    // They go as they came.
    assert_eq!(scene.uninstall().warnings, Vec::<String>::new());
    assert!(scene.tree().is_empty() && !scene.home.state.exists() && kept(&scene).is_empty());
}

#[test]
fn objects_of_older_versions_become_read_only() {
    let scene = scene();
    let folders = ["nvim", "nvim/lua", "nvim/lua/deep"].map(|folder| scene.path(folder));
    folders.iter().for_each(|folder| open_up(folder));
    scene.go_to(1).unwrap();
    assert!(folders.iter().all(|folder| mode(folder) == 0o555));
    folders.iter().for_each(|folder| open_up(folder));
    scene.switch(vec![source("nvim", &scene.outside("nvim")), text("file", "4")]);
    assert!(folders.iter().all(|folder| mode(folder) == 0o555));
}

#[test]
fn what_was_put_into_an_object_is_kept_when_the_object_goes() {
    let scene = scene();
    open_up(&scene.path("nvim/lua"));
    open_up(&scene.path("texts"));
    write(&scene.path("nvim/lua/mine"), "of the user");
    write(&scene.path("texts/mine"), "of the user");
    write(&scene.outside("nvim/init.lua"), "changed");
    scene.switch(vec![source("nvim", &scene.outside("nvim"))]);
    let mut heard = Heard::default();
    Generations::new(&scene.home.state).remove(Disk::default(), &[1], &mut heard).unwrap();
    let kept = kept(&scene);
    assert_eq!((kept.len(), heard.warnings.len()), (2, 2), "{kept:?} {:?}", heard.warnings);
    for path in &kept {
        assert!(heard.warnings.iter().any(|text| text.contains(&path.display().to_string())));
    }
    let found = |name: &str| {
        kept.iter().any(|path| fs::read(path.join(name)).is_ok_and(|text| text == b"of the user"))
    };
    assert!(found("lua/mine") && found("mine"));
    // Whoever gets it may do with it what they want.
    assert!(kept.iter().all(|path| mode(path) == 0o755));
}

#[test]
fn what_was_put_into_an_object_is_kept_by_uninstalling() {
    let scene = scene();
    let object = fs::canonicalize(scene.path("file")).unwrap();
    fs::set_permissions(&object, fs::Permissions::from_mode(0o644)).unwrap();
    fs::write(&object, "4 and more").unwrap();
    open_up(&scene.path("nvim"));
    write(&scene.path("nvim/mine"), "of the user");
    let heard = scene.uninstall();
    assert!(scene.tree().is_empty() && !scene.home.state.exists());
    assert_eq!((kept(&scene).len(), heard.warnings.len()), (2, 2));
    assert!(kept(&scene).iter().any(|path| fs::read(path).is_ok_and(|text| text == b"4 and more")));
    // The next time it gets another name.
    scene.switch(vec![source("nvim", &scene.outside("nvim"))]);
    open_up(&scene.path("nvim"));
    write(&scene.path("nvim/mine"), "again");
    scene.uninstall();
    assert_eq!(kept(&scene).len(), 3);
}

#[test]
fn a_changed_object_is_kept_when_it_is_written_again() {
    let scene = scene();
    let object = fs::canonicalize(scene.path("file")).unwrap();
    fs::set_permissions(&object, fs::Permissions::from_mode(0o644)).unwrap();
    fs::write(&object, "mine").unwrap();
    // As after a start of the machine: every object is looked at.
    fs::write(scene.home.state.join("lock"), "another start").unwrap();
    let (_, heard) = scene.try_switch(&scene.plan(vec![text("file", "4")]), Backup::None).unwrap();
    assert_eq!(scene.read("file"), "4");
    assert_eq!(fs::read_to_string(&kept(&scene)[0]).unwrap(), "mine");
    assert!(heard.warnings[0].contains("is kept"), "{:?}", heard.warnings);
}
