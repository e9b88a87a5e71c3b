//! Plans and homes that try to have something outside of the home changed.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use hmeval_activate::{Backup, Error};

use super::scene::{Scene, bak, recursive, source, text, write};

#[test]
fn targets_that_lead_out_are_refused() {
    let scene = Scene::new();
    for target in ["../x", "a/../../x", "/etc/x", "", ".", "a\0b", "..", "a/.."] {
        let reasons = scene.refused(&scene.plan(vec![text(target, "x")]), Backup::None);
        assert_eq!(reasons.len(), 1, "{target:?}: {reasons:?}");
    }
    assert!(!scene.outside("x").exists());
    let reasons = scene.refused(&scene.plan(vec![text("a/../b", "x")]), Backup::None);
    assert!(reasons[0].contains("has the part '..'"), "{reasons:?}");
}

#[test]
fn strange_names_are_only_names() {
    let scene = Scene::new();
    let names = ["a\nb", "-rf", "$(touch x)", "a b/'c'", "\u{1b}[31m", "..."];
    scene.switch(names.iter().map(|name| text(name, name)).collect());
    for name in names {
        assert_eq!(scene.read(name), name);
    }
    // They are told in one line.
    scene.uninstall();
    scene.write("a\nb", "mine");
    let reasons = scene.refused(&scene.plan(vec![text("a\nb", "x")]), Backup::None);
    assert!(reasons[0].contains("a\\nb' would be lost"), "{reasons:?}");
    fs::remove_file(scene.path("a\nb")).unwrap();
    scene.uninstall();
    assert!(scene.tree().is_empty(), "{:?}", scene.tree());
}

#[test]
fn a_file_in_place_of_a_folder_is_refused_before_anything_is_written() {
    let scene = Scene::new();
    scene.write("a", "mine");
    assert!(
        scene.refused(&scene.plan(vec![text("a/b", "x"), text("c", "y")]), bak())[0].contains("is a file")
    );
}

#[test]
fn folders_that_are_links_of_the_user_are_followed_and_others_are_not() {
    let scene = Scene::new();
    let dotfiles = scene.outside("dotfiles");
    fs::create_dir(&dotfiles).unwrap();
    scene.link(".config", &dotfiles);
    scene.link("broken", "/nowhere");
    scene.link("file", "/dev/null");
    scene.switch(vec![text(".config/a", "x")]);
    assert_eq!(fs::read_to_string(dotfiles.join("a")).unwrap(), "x");
    let plan = scene.plan(vec![text(".config/a", "x"), text("broken/b", "x"), text("file/c", "x")]);
    assert_eq!(scene.refused(&plan, bak()).len(), 2);
    // A system folder belongs to somebody else, or cannot be written to.
    scene.link("proc", "/proc/self");
    let plan = scene.plan(vec![text(".config/a", "x"), text("proc/d", "x")]);
    assert_eq!(scene.refused(&plan, bak()).len(), 1);
}

#[test]
fn a_folder_of_somebody_else_is_not_followed_even_as_root() {
    let scene = Scene::new();
    let theirs = scene.outside("theirs");
    fs::create_dir(&theirs).unwrap();
    if std::os::unix::fs::chown(&theirs, Some(65534), Some(65534)).is_err() {
        // Only root can give folders away.
        return;
    }
    scene.link("dir", &theirs);
    assert!(scene.refused(&scene.plan(vec![text("dir/a", "x")]), Backup::None)[0].contains("another user"));
    // And a link that somebody else has put into the home.
    let mine = scene.outside("mine");
    fs::create_dir(&mine).unwrap();
    scene.link("planted", &mine);
    std::os::unix::fs::lchown(scene.path("planted"), Some(65534), Some(65534)).unwrap();
    assert!(
        scene.refused(&scene.plan(vec![text("planted/a", "x")]), Backup::None)[0].contains("another user")
    );
    // The whole home: it has to be activated as its user.
    std::os::unix::fs::chown(&scene.home.dir, Some(65534), Some(65534)).unwrap();
    assert!(scene.refused(&scene.plan(vec![text("a", "x")]), Backup::None)[0].contains("as that user"));
}

#[test]
fn links_in_recursive_folders_do_not_lead_writes_astray() {
    let scene = Scene::new();
    write(&scene.outside("target/secret"), "theirs");
    write(&scene.outside("cfg/a"), "x");
    std::os::unix::fs::symlink(scene.outside("target"), scene.outside("cfg/link")).unwrap();
    scene.switch(vec![recursive(source("d", &scene.outside("cfg")))]);
    let plan = scene.plan(vec![recursive(source("d", &scene.outside("cfg"))), text("d/link/secret", "mine")]);
    scene.refused(&plan, Backup::None);
    assert_eq!(fs::read_to_string(scene.outside("target/secret")).unwrap(), "theirs");
}

#[test]
fn a_link_that_was_retargeted_is_not_removed() {
    let scene = Scene::new();
    scene.switch(vec![text("d/a", "x")]);
    // Somebody moves the folder out and puts a link in its place.
    fs::rename(scene.path("d"), scene.outside("moved")).unwrap();
    scene.link("d", scene.outside("moved"));
    scene.switch(vec![]);
    assert!(fs::symlink_metadata(scene.path("d")).is_ok());
}

#[test]
fn a_read_only_folder_is_refused() {
    let scene = Scene::new();
    let folder = scene.path("locked");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(folder.join("probe"), "").is_ok() {
        // Root writes everywhere.
        return;
    }
    assert!(scene.refused(&scene.plan(vec![text("locked/a", "x")]), Backup::None)[0].contains("locked"));
}

#[test]
fn what_appears_midway_is_not_overwritten() {
    let scene = Scene::new();
    let mut plan = scene.plan(vec![text("a", "x"), text("b", "y")]);
    // A block of the configuration stands for another program that is faster.
    plan.activation = vec![
        super::scene::block("racer", "mkdir \"$HOME/b\"; echo theirs >\"$HOME/b/file\""),
        super::scene::block("linkGeneration", ""),
    ];
    let result = scene.try_switch(&plan, Backup::None);
    assert!(matches!(&result, Err(Error::Failed(text)) if text.contains("appeared")), "{:?}", result.err());
    assert_eq!(scene.read("b/file"), "theirs\n");
    fs::remove_dir_all(scene.path("b")).unwrap();
    plan.activation.remove(0);
    scene.try_switch(&plan, Backup::None).unwrap();
    assert_eq!(scene.read("b"), "y");
}
