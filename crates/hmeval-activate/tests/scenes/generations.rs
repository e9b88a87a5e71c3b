//! Generations: going back and forth, removing, what is collected.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use hmeval_activate::{Backup, Disk, Error, Generations, Pointer};

use super::scene::{Heard, Scene, source, text, tree_of, write};

#[test]
fn back_and_forth() {
    let scene = Scene::new();
    write(&scene.outside("cfg/f"), "first");
    let first =
        scene.switch(vec![text("a", "1"), text("only-first", "x"), source("d", &scene.outside("cfg"))]);
    // The sources of old generations need not be there any more.
    write(&scene.outside("cfg/f"), "second");
    let second = scene.switch(vec![text("a", "2"), source("d", &scene.outside("cfg"))]);
    assert_eq!((first, second), (1, 2));
    assert_eq!(scene.go_to(1).unwrap(), 1);
    assert_eq!(scene.read("d/f"), "first");
    assert_eq!(scene.tree(), tree_of(&[("a", "= 1"), ("d", "= folder"), ("only-first", "= x")]));
    scene.go_to(2).unwrap();
    assert_eq!(scene.tree(), tree_of(&[("a", "= 2"), ("d", "= folder")]));
    assert!(scene.go_to(3).is_err());
}

#[test]
fn the_same_plan_makes_no_new_generation() {
    let scene = Scene::new();
    for _ in 0..3 {
        assert_eq!(scene.switch(vec![text("a", "1")]), 1);
    }
    let list = Generations::new(&scene.home.state).list().unwrap();
    assert_eq!(
        list.iter().map(|generation| (generation.number, generation.is_current)).collect::<Vec<_>>(),
        [(1, true)]
    );
}

#[test]
fn removed_generations_take_their_objects_with_them() {
    let scene = Scene::new();
    scene.switch(vec![text("a", "1"), text("shared", "s")]);
    scene.switch(vec![text("a", "2"), text("shared", "s")]);
    let generations = Generations::new(&scene.home.state);
    let objects = || fs::read_dir(scene.home.objects()).unwrap().count();
    assert_eq!(objects(), 3);
    assert!(
        generations.remove(Disk::default(), &[1, 2], &mut Heard::default()).unwrap_err().contains("current")
    );
    assert!(
        generations
            .remove(Disk::default(), &[7], &mut Heard::default())
            .unwrap_err()
            .contains("no generation 7")
    );
    assert_eq!(objects(), 3);
    generations.remove(Disk::default(), &[1], &mut Heard::default()).unwrap();
    assert_eq!((objects(), generations.pointer(Pointer::Current)), (2, Some(2)));
    assert_eq!(scene.tree(), tree_of(&[("a", "= 2"), ("shared", "= s")]));
}

#[test]
fn uninstalling_leaves_the_home_of_before() {
    let scene = Scene::new();
    scene.write("mine", "x");
    scene.write(".config/mine", "x");
    let before = scene.tree();
    scene.switch(vec![text("a/b/c", "1"), text(".config/d", "2")]);
    scene.uninstall();
    assert_eq!(scene.tree(), before);
    assert!(!scene.home.state.exists());
}

#[test]
fn a_damaged_link_is_mended() {
    let scene = Scene::new();
    let files = || vec![text("a", "1"), text("b", "1")];
    scene.switch(files());
    fs::remove_file(scene.path("a")).unwrap();
    scene.switch(files());
    assert_eq!(scene.tree(), tree_of(&[("a", "= 1"), ("b", "= 1")]));
}

#[test]
fn after_a_start_of_the_machine_objects_are_looked_at() {
    let scene = Scene::new();
    scene.switch(vec![text("a", "one"), text("b", "two")]);
    let object = fs::read_link(scene.path("a")).unwrap();
    // As after a loss of power: the object is there, but empty; the last run was before that.
    fs::remove_file(&object).unwrap();
    fs::write(&object, "").unwrap();
    scene.switch(vec![text("a", "one"), text("b", "three")]);
    assert_eq!(scene.read("a"), "", "nothing looks at objects without need");
    fs::write(scene.home.state.join("lock"), "another start").unwrap();
    scene.switch(vec![text("a", "one"), text("b", "three")]);
    assert_eq!(scene.read("a"), "one");
}

#[test]
fn a_damaged_generation_is_named() {
    let scene = Scene::new();
    scene.switch(vec![text("a", "1")]);
    let generations = Generations::new(&scene.home.state);
    fs::remove_file(generations.path(1).join("generation.json")).unwrap();
    let error = generations.list().unwrap_err().to_string();
    assert!(error.contains("generations/1/generation.json"), "{error}");
}

/// Takes the right to write to a folder from everybody. Root is not stopped by that: the test ends then.
fn is_protected(path: &std::path::Path) -> bool {
    fs::set_permissions(path, fs::Permissions::from_mode(0o555)).unwrap();
    let is_root = fs::metadata("/proc/self").unwrap().uid() == 0;
    if is_root {
        println!("skipped: root writes to every folder");
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    !is_root
}

#[test]
fn uninstalling_from_a_read_only_folder_is_refused_before_anything_goes() {
    let scene = Scene::new();
    scene.switch(vec![text("a/b", "1"), text("z/y", "2")]);
    let before = scene.tree();
    if !is_protected(&scene.path("z")) {
        return;
    }
    let mut heard = Heard::default();
    let refused = hmeval_activate::uninstall(&scene.request(Backup::None), &mut heard);
    fs::set_permissions(scene.path("z"), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(matches!(refused, Err(Error::Refused(reasons)) if reasons[0].contains("z/y")));
    assert_eq!(scene.tree(), before);
    scene.uninstall();
    assert!(scene.tree().is_empty());
}

#[test]
fn uninstalling_that_was_ended_leaves_no_folders_to_the_next_one() {
    let scene = Scene::new();
    scene.switch(vec![text("a/b", "1"), text("z/y", "2")]);
    // As a run leaves it that was ended when the links were gone.
    fs::remove_file(scene.path("a/b")).unwrap();
    scene.uninstall();
    assert!(scene.tree().is_empty(), "{:?}", scene.tree());
}
