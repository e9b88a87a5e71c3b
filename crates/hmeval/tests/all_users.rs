//! `switch --all-users`, with the real program: it becomes other users, which only root can.

#![allow(clippy::unwrap_used, reason = "tests")]
#![allow(clippy::print_stdout, reason = "skipped tests say so")]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The number of a user of this machine.
fn number(user: &str) -> Option<u32> {
    let passwd = fs::read_to_string("/etc/passwd").ok()?;
    let line = passwd.lines().find(|line| line.starts_with(&format!("{user}:")))?.to_owned();
    line.split(':').nth(2)?.parse().ok()
}

fn home(folder: &Path, user: &str) -> PathBuf {
    let home = folder.join(user);
    fs::create_dir(&home).unwrap();
    chown(&home, number(user), None).unwrap();
    home
}

#[test]
fn each_home_is_activated_as_its_user() {
    let is_root = fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0);
    if !is_root || ["daemon", "bin", "nobody"].iter().any(|user| number(user).is_none()) {
        println!("skipped: this needs root, and the users daemon, bin and nobody");
        return;
    }
    // The program has to be where every user can run it.
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let program = folder.path().join("hmeval");
    fs::copy(env!("CARGO_BIN_EXE_hmeval"), &program).unwrap();
    let (daemon, bin, nobody) =
        (home(folder.path(), "daemon"), home(folder.path(), "bin"), home(folder.path(), "nobody"));
    // What `bin` has is in the way.
    fs::write(bin.join("file"), "mine").unwrap();
    let configuration = r#"
      let
        home = user: {
          home = {
            username = user;
            homeDirectory = "FOLDER/${user}";
            packages = [ ];
            sessionVariables = { };
            activation.who = { after = [ "linkGeneration" ]; before = [ ]; data = ''id -un >"$HOME/who"''; };
            file.file = {
              target = "file"; enable = true; executable = null; recursive = false; force = false; onChange = "";
              source = builtins.toFile "file" "of ${user}";
            };
          };
          assertions = [ { assertion = user != "root"; message = "root has no home here"; } ];
          warnings = [ ];
        };
        users = [ "bin" "daemon" "nobody" "nosuchuser" "root" ];
      in {
        options = { };
        config.home-manager.users = builtins.listToAttrs (map (name: { inherit name; value = home name; }) users);
      }
    "#;
    let configuration = configuration.replace("FOLDER", folder.path().to_str().unwrap());
    let mut command = Command::new(&program);
    command.args(["switch", "--all-users", "-E", &configuration]);
    command.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", "/nowhere").env("SECRET", "of root");
    let output = command.stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    for (user, home) in [("daemon", &daemon), ("nobody", &nobody)] {
        assert_eq!(fs::read_to_string(home.join("file")).unwrap(), format!("of {user}"), "{said}");
        assert_eq!(fs::read_to_string(home.join("who")).unwrap().trim(), user, "{said}");
        assert_eq!(fs::symlink_metadata(home.join("file")).unwrap().uid(), number(user).unwrap());
        assert!(said.contains(&format!("{user}: done")), "{said}");
    }
    assert_eq!(fs::read_to_string(bin.join("file")).unwrap(), "mine");
    for part in [
        "bin: refused, nothing was written",
        "would be lost",
        "'/etc/passwd' has no user 'nosuchuser'",
        "root has no home here",
        "root: not evaluated",
    ] {
        assert!(said.contains(part), "no '{part}' in {said}");
    }
    // Whose message it is stands above it.
    let own = said.split("root:\n").nth(1).unwrap_or_default();
    assert!(own.contains("root has no home here"), "{said}");
    assert_eq!(output.status.code(), Some(3), "{said}");
}
