//! Flakes: lock files, values, and configurations found by name.

use std::path::Path;

use hmeval::Status;

use crate::support::{fixture, hmeval};

/// A copy of fixtures in a folder of its own, for locking writes into it.
struct Copy {
    dir: tempfile::TempDir,
}

impl Copy {
    fn of(folders: &[(&str, &str)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        folders.iter().for_each(|(from, to)| copy(Path::new(&fixture(from)), &dir.path().join(to)));
        Copy { dir }
    }

    fn reference(&self) -> String {
        format!("path:{}", self.dir.path().canonicalize().unwrap().display())
    }

    fn lock(&self) -> Option<String> {
        std::fs::read_to_string(self.dir.path().join("flake.lock")).ok()
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// As Nix 2.34.8 writes it for this flake.
const RELATIVE_LOCK: &str = include_str!("../../../../fixtures/flakes/relative.lock");

#[test]
fn relative_inputs_are_locked_as_nix_locks_them() {
    let flake = Copy::of(&[("flakes/relative", "")]);
    let run = hmeval(&["flake", "lock", &flake.reference()]);
    assert_eq!(run.status, Status::Done, "{}", run.err);
    assert!(run.err.contains("Added input 'inner/lib':\n    follows 'lib'"), "{}", run.err);
    assert_eq!(flake.lock().unwrap(), RELATIVE_LOCK);
    // A lock file that fits stays without a word.
    hmeval(&["flake", "lock", &flake.reference()]).ok();
}

#[test]
fn values_of_a_flake() {
    let flake = Copy::of(&[("flakes/relative", "")]);
    let value = |name: &str| {
        let installable = format!("{}#{name}", flake.reference());
        let run = hmeval(&["eval", &installable, "--json", "--no-write-lock-file"]);
        assert_eq!(run.status, Status::Done, "{}", run.err);
        run.out
    };
    assert_eq!(value("through"), "\"hello inner\"\n");
    assert_eq!(value("same"), "true\n");
    assert_eq!(value("source"), "\"data\\n\"\n");
    assert_eq!(flake.lock(), None);
}

#[test]
fn what_a_flake_does_not_provide() {
    let flake = Copy::of(&[("flakes/relative", "")]);
    let run = hmeval(&["eval", &format!("{}#.nothing", flake.reference()), "--no-write-lock-file"]);
    let error = run.fails(Status::Failed);
    assert!(error.contains("does not provide attribute 'nothing'"), "{error}");
}

#[test]
fn users_are_found_by_name() {
    let flake = Copy::of(&[("home", "modules"), ("flakes/home", "")]);
    let show = |user: &str| {
        let target = format!("users.{user}.home.homeDirectory");
        hmeval(&["show", &target, "--flake", &flake.reference(), "--raw", "--no-write-lock-file"])
    };
    assert_eq!(show("jdoe").out, "/home/jdoe");
    assert_eq!(show("alice").out, "/home/alice");
    let several = show("bob").fails(Status::Failed);
    assert!(several.contains("homeConfigurations.\"bob@a\"\n  homeConfigurations.\"bob@b\""), "{several}");
    let missing = show("nobody").fails(Status::Failed);
    assert!(missing.contains("has no user 'nobody' (it has"), "{missing}");
}

#[test]
fn broken_flakes_say_why() {
    let flake = Copy::of(&[("flakes/relative", "")]);
    let file = flake.dir.path().join("flake.nix");
    for (text, expected) in [
        ("1", "must be an attribute set"),
        ("{ }", "lacks attribute 'outputs'"),
        (
            "{ inputs.a.url = \"x\" + \"y\"; outputs = _: { }; }",
            "expected a string or a path but got a thunk at ",
        ),
        ("{ inputs.a.follows = \"b\"; outputs = _: { }; }", "input 'a' follows a non-existent input 'b'"),
        ("{ inputs.a.url = \"path:/no/such\"; outputs = _: { }; }", "path '/no/such' does not exist"),
        ("{ extra = 1; outputs = _: { }; }", "has an unsupported attribute 'extra', at "),
    ] {
        std::fs::write(&file, text).unwrap();
        let error = hmeval(&["flake", "metadata", &flake.reference()]).fails(Status::Failed);
        assert!(error.contains(expected), "{text}: {error}");
    }
    std::fs::write(&file, "{ outputs = _: { }; }").unwrap();
    std::fs::write(flake.dir.path().join("flake.lock"), "{").unwrap();
    let error = hmeval(&["flake", "metadata", &flake.reference()]).fails(Status::Failed);
    assert!(error.contains("Could not parse '"), "{error}");
}
