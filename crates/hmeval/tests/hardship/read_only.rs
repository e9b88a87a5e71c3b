//! Folders that cannot be written to.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, lchown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::world::{NOBODY, World, copy_program, is_root, run};

fn give_away(path: &Path) {
    lchown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    if path.is_dir() && !path.is_symlink() {
        fs::read_dir(path).unwrap().for_each(|entry| give_away(&entry.unwrap().path()));
    }
}

/// A folder that every user can enter; nothing if there is only one user.
fn folder_for_nobody() -> Option<tempfile::TempDir> {
    if !is_root("a read-only folder") {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    Some(folder)
}

/// The program has to be where every user can run it.
fn as_nobody(world: &World, plan: &Path) -> Command {
    let program = world.outside("hmeval");
    if !program.exists() {
        copy_program(&program);
    }
    let mut command = Command::new(program);
    command.args(["switch", "-b", "bak", "--plan"]).arg(plan);
    command.env_clear().env("HOME", world.home()).env("USER", "alice").env("PATH", "/usr/bin:/bin");
    command.uid(NOBODY).gid(NOBODY).current_dir("/");
    command
}

#[test]
fn a_read_only_folder_is_told_before_anything_is_written() {
    let Some(folder) = folder_for_nobody() else { return };
    let world = World::new(folder.path());
    let plan = world.outside("plan");
    world.plan(&plan, &[("locked/a", "1"), ("free/b", "2")]);
    world.write("locked/mine", "mine");
    give_away(&world.home());
    fs::set_permissions(world.path("locked"), Permissions::from_mode(0o555)).unwrap();
    let (status, said) = run(&mut as_nobody(&world, &plan));
    assert_eq!(status, 3, "{said}");
    assert!(said.contains("cannot write to the folder") && said.contains("locked'"), "{said}");
    assert!(!world.path("free").exists() && !world.path(".local").exists());
    fs::set_permissions(world.path("locked"), Permissions::from_mode(0o755)).unwrap();
    let (status, said) = run(&mut as_nobody(&world, &plan));
    assert_eq!(status, 0, "{said}");
    assert_eq!((world.read("locked/a"), world.read("locked/mine")), (Some("1".into()), Some("mine".into())));
    // What is right already needs no writing.
    let lock = |mode| fs::set_permissions(world.path("locked"), Permissions::from_mode(mode)).unwrap();
    lock(0o555);
    world.plan(&plan, &[("locked/a", "1"), ("free/b", "3")]);
    let (status, said) = run(&mut as_nobody(&world, &plan));
    assert_eq!(status, 0, "{said}");
    // What is there cannot be taken away, and is not forgotten.
    world.plan(&plan, &[("free/b", "4")]);
    let (status, said) = run(&mut as_nobody(&world, &plan));
    assert_eq!(status, 3, "{said}");
    assert!(said.contains("cannot remove the link") && said.contains("locked/a"), "{said}");
    assert_eq!(world.read("free/b"), Some("3".into()));
    lock(0o755);
    let (status, said) = run(&mut as_nobody(&world, &plan));
    assert_eq!((status, world.read("locked/a"), world.read("free/b")), (0, None, Some("4".into())), "{said}");
}

#[test]
fn a_folder_in_a_read_only_one_can_be_written_to() {
    let Some(folder) = folder_for_nobody() else { return };
    let world = World::new(folder.path());
    let plan = world.outside("plan");
    world.write("locked/free/mine", "mine");
    give_away(&world.home());
    fs::set_permissions(world.path("locked"), Permissions::from_mode(0o555)).unwrap();
    for (files, wanted) in [
        (&[("locked/free/a", "1")][..], Some("1")),
        (&[("locked/free/a", "2")], Some("2")),
        (&[("b", "3")], None),
    ] {
        world.plan(&plan, files);
        let (status, said) = run(&mut as_nobody(&world, &plan));
        assert_eq!((status, world.read("locked/free/a").as_deref()), (0, wanted), "{said}");
    }
    world.plan(&plan, &[("locked/new/a", "1")]);
    let (status, said) = run(&mut as_nobody(&world, &plan));
    assert_eq!(status, 3, "{said}");
    assert!(said.contains("cannot write to the folder") && said.contains("locked'"), "{said}");
    fs::set_permissions(world.path("locked"), Permissions::from_mode(0o755)).unwrap();
    assert_eq!(world.read("locked/free/mine"), Some("mine".into()));
}

#[test]
fn a_state_folder_that_is_read_only_refuses() {
    let Some(folder) = folder_for_nobody() else { return };
    let world = World::new(folder.path());
    let plan = world.outside("plan");
    world.plan(&plan, &[("a", "1")]);
    fs::create_dir_all(world.path(".local/state")).unwrap();
    give_away(&world.home());
    fs::set_permissions(world.path(".local/state"), Permissions::from_mode(0o555)).unwrap();
    let (status, said) = run(&mut as_nobody(&world, &plan));
    assert_eq!(status, 3, "{said}");
    assert!(said.contains("Permission denied") && !world.path("a").exists(), "{said}");
}

#[test]
fn a_state_that_becomes_read_only_refuses() {
    let Some(folder) = folder_for_nobody() else { return };
    let world = World::new(folder.path());
    let plan = world.outside("plan");
    world.plan(&plan, &[("a", "1")]);
    give_away(&world.home());
    assert_eq!(run(&mut as_nobody(&world, &plan)).0, 0);
    fs::set_permissions(world.path(".local/state/hmeval"), Permissions::from_mode(0o555)).unwrap();
    world.plan(&plan, &[("a", "2")]);
    let (status, said) = run(&mut as_nobody(&world, &plan));
    assert_eq!(status, 3, "{said}");
    assert!(said.contains("nothing in the home was changed"), "{said}");
    assert_eq!(world.read("a"), Some("1".into()));
    fs::set_permissions(world.path(".local/state/hmeval"), Permissions::from_mode(0o755)).unwrap();
    assert_eq!((run(&mut as_nobody(&world, &plan)).0, world.read("a")), (0, Some("2".into())));
}
