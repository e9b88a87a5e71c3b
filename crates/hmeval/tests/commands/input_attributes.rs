//! Inputs of flakes that are written as sets of attributes: what is wrong with them is said before anything is fetched.

use hmeval::Status;
use tempfile::TempDir;

use crate::support::{Run, hmeval_in};

/// A flake with one input `a`, and a repository `dep` beside it that has another flake.
struct World {
    folder: TempDir,
}

impl World {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let world = World { folder };
        let dep = world.root().join("dep");
        std::fs::create_dir_all(world.root().join("flake")).unwrap();
        std::fs::create_dir_all(&dep).unwrap();
        std::fs::write(dep.join("flake.nix"), "{ outputs = _: { v = 1; }; }").unwrap();
        let identity = ["-c", "user.name=n", "-c", "user.email=e@x", "-c", "commit.gpgsign=false"];
        for args in [
            &["init", "--quiet", "--initial-branch=main"][..],
            &["add", "--all"],
            &["commit", "--quiet", "--message=c"],
        ] {
            let mut git = std::process::Command::new("git");
            assert!(git.args(identity).args(args).current_dir(&dep).status().unwrap().success());
        }
        world
    }

    fn root(&self) -> std::path::PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    fn lock(&self) -> Option<String> {
        std::fs::read_to_string(self.root().join("flake/flake.lock")).ok()
    }

    /// Locks the flake with `input`, in which `DEP` is the path of the other one.
    fn locked(&self, input: &str) -> Run {
        let root = self.root();
        let input = input.replace("DEP", root.join("dep").to_str().unwrap());
        let flake = format!("{{ inputs.a = {input}; outputs = _: {{ x = 1; }}; }}");
        std::fs::write(root.join("flake/flake.nix"), flake).unwrap();
        self.run(&["flake", "lock", "path:./flake"])
    }

    fn run(&self, args: &[&str]) -> Run {
        let root = self.root();
        let home = root.to_str().unwrap();
        let variables = [("HOME", home), ("NIX_CONFIG", "flake-registry ="), ("NIX_CONF_DIR", "/dev/null")];
        hmeval_in(args, &root, &variables)
    }
}

#[test]
fn wrong_attributes_are_told_at_the_input() {
    let world = World::new();
    for (input, message) in [
        (
            "{ type = \"git\"; url = \"file://DEP\"; branch = \"b\"; }",
            "input attribute 'branch' not supported by scheme 'git'",
        ),
        (
            "{ type = \"git\"; url = \"file://DEP\"; submodules = \"x\"; }",
            "input attribute 'submodules' is not a Boolean",
        ),
        (
            "{ type = \"git\"; url = \"file://DEP\"; lastModified = \"x\"; }",
            "input attribute 'lastModified' is not an integer",
        ),
        ("{ type = \"git\"; url = \"file://DEP\"; ref = \"a b\"; }", "invalid Git branch/tag name 'a b'"),
        ("{ type = \"git\"; url = \"localhost:a/b\"; }", "SCP-like URL 'localhost:a/b' is not supported"),
        ("{ type = \"git\"; }", "input attribute 'url' is missing"),
        ("{ type = \"path\"; url = \"path:./b\"; }", "input attribute 'url' not supported by scheme 'path'"),
        ("{ type = \"path\"; }", "input attribute 'path' is missing"),
        ("{ type = \"indirect\"; id = \"a b\"; }", "'a b' is not a valid flake ID"),
        (
            "{ type = \"indirect\"; id = \"a\"; dir = 1; }",
            "input attribute 'dir' is not a string {\"dir\":1,\"id\":\"a\",\"type\":\"indirect\"}",
        ),
        ("{ type = \"github\"; owner = \"a\"; }", "input attribute 'repo' is missing"),
        (
            "{ type = \"tarball\"; url = \"file:///a\"; hash = \"x\"; }",
            "input attribute 'hash' not supported by scheme 'tarball'",
        ),
    ] {
        let error = world.locked(input).fails(Status::Failed);
        assert!(error.contains(message), "{input}: {error}");
        assert!(error.contains("while evaluating flake input"), "{input}: {error}");
        assert_eq!(world.lock(), None, "{input}");
    }
    let run = world.locked("{ type = \"git\"; url = \"file://DEP\"; rev = \"abc\"; }");
    let error = run.fails(Status::Failed);
    assert!(error.contains("hash 'abc' has wrong length for hash algorithm 'sha1'"), "{error}");
    assert!(!error.contains("fetching the input ''"), "{error}");
}

#[test]
fn addresses_of_git_are_locked_as_urls() {
    let world = World::new();
    for (url, locked) in [("DEP", "file://DEP"), ("git+file://DEP?ref=main", "file://DEP?ref=main")] {
        let run = world.locked(&format!("{{ type = \"git\"; url = \"{url}\"; }}"));
        assert_eq!(run.status, Status::Done, "{}", run.err);
        let dep = world.root().join("dep");
        let expected = format!("\"url\": \"{}\"", locked.replace("DEP", dep.to_str().unwrap()));
        let lock = world.lock().unwrap();
        assert_eq!(lock.matches(&expected).count(), 2, "{lock}");
        // What was locked fits.
        world.run(&["flake", "lock", "path:./flake"]).ok();
    }
}

#[test]
fn wrong_attributes_in_a_lock_file_are_told() {
    let world = World::new();
    assert_eq!(world.locked("{ type = \"git\"; url = \"file://DEP\"; }").status, Status::Done);
    let lock = world.lock().unwrap();
    let rev = lock.split("\"rev\": \"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    for (from, to, message) in [
        (
            "\"type\": \"git\"",
            "\"type\": \"git\", \"branch\": \"x\"",
            "input attribute 'branch' not supported by scheme 'git'",
        ),
        (
            "\"type\": \"git\"",
            "\"type\": \"git\", \"shallow\": \"x\"",
            "input attribute 'shallow' is not a Boolean",
        ),
        (&*rev, "abc", "hash 'abc' has wrong length for hash algorithm 'sha1'"),
    ] {
        std::fs::write(world.root().join("flake/flake.lock"), lock.replace(from, to)).unwrap();
        let error = world.run(&["eval", "path:./flake#x"]).fails(Status::Failed);
        assert!(error.contains(message), "{error}");
    }
}
