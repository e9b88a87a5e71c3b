//! Users who would have root write outside of their homes.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, lchown, symlink};
use std::process::{Command, Stdio};

use crate::world::{NOBODY, World, copy_program, is_root, run};

/// Names and links that lead out of a home; what they lead to belongs to root.
#[test]
fn root_writes_into_nobodys_home_only_as_nobody() {
    if !is_root("a run for another user") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let world = World::new(folder.path());
    // Root's, and open to nobody: only rights that are dropped keep a run out of it.
    let secret = world.outside("secret");
    fs::create_dir(&secret).unwrap();
    fs::write(secret.join("a"), "of root").unwrap();
    symlink(&secret, world.path("dir")).unwrap();
    symlink(secret.join("a"), world.path("file")).unwrap();
    symlink(&secret, world.path(".local")).unwrap();
    for path in [world.home(), world.path("dir"), world.path("file"), world.path(".local")] {
        lchown(&path, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    let plan = world.outside("plan");
    for files in [
        &[("dir/new", "x")][..],
        &[("file", "x")],
        &[("../secret/b", "x")],
        &[("/etc/x", "x")],
        &[("new", "x")],
    ] {
        world.plan(&plan, files);
        for skip in [false, true] {
            let mut command = world.switch(&plan);
            if skip {
                command.env("SKIP_SANITY_CHECKS", "1");
            }
            let (status, said) = run(&mut command);
            assert_eq!(status, 3, "{files:?}: {said}");
        }
    }
    assert_eq!(fs::read_to_string(secret.join("a")).unwrap(), "of root");
    assert_eq!(fs::read_dir(&secret).unwrap().count(), 1);
    assert!(!world.path("new").exists());
}

#[test]
fn all_users_are_kept_in_their_homes() {
    if !is_root("a run for another user") {
        return;
    }
    let passwd = fs::read_to_string("/etc/passwd").unwrap();
    let Some(user) = passwd.lines().find(|line| line.split(':').nth(2) == Some(&NOBODY.to_string())) else {
        println!("skipped: the machine has no user with the number {NOBODY}");
        return;
    };
    let user = user.split(':').next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let world = World::new(folder.path());
    let program = world.outside("hmeval");
    copy_program(&program);
    let secret = world.outside("secret");
    fs::create_dir(&secret).unwrap();
    fs::write(secret.join("a"), "of root").unwrap();
    symlink(&secret, world.path("dir")).unwrap();
    for path in [world.home(), world.path("dir")] {
        lchown(&path, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    let configuration = |target: &str| {
        format!(
            r#"{{ options = {{ }}; config.home-manager.users."{user}" = {{
                 home = {{
                   username = "{user}"; homeDirectory = "{}"; packages = [ ]; sessionVariables = {{ }}; activation = {{ }};
                   file.x = {{
                     target = "{target}"; enable = true; executable = null; recursive = false; force = true; onChange = "";
                     source = builtins.toFile "x" "x";
                   }};
                 }};
                 assertions = [ ]; warnings = [ ];
               }}; }}"#,
            world.home().display()
        )
    };
    let all_users = |target: &str| {
        let mut command = Command::new(&program);
        command.args(["switch", "--all-users", "-E", &configuration(target)]);
        command.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", "/nowhere").stdin(Stdio::null());
        run(&mut command)
    };
    for target in
        ["dir/new", "dir/a", "../secret/b", "a/../../secret/b", "dir/../../secret/b", "/etc/hmeval-test"]
    {
        let (status, said) = all_users(target);
        assert_eq!(status, 3, "{target}: {said}");
    }
    assert_eq!(fs::read_to_string(secret.join("a")).unwrap(), "of root");
    assert_eq!(fs::read_dir(&secret).unwrap().count(), 1);
    assert!(!std::path::Path::new("/etc/hmeval-test").exists());
    // A line break is a name like others, and what is made is the user's.
    let (status, said) = all_users("line\\nbreak");
    assert_eq!(status, 0, "{said}");
    let made = fs::symlink_metadata(world.path("line\nbreak")).unwrap();
    assert_eq!(made.uid(), NOBODY);
}
