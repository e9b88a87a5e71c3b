//! The run that writes a lock file: its tree stays the one that was read, and what it says is said once.

use std::path::{Path, PathBuf};

use hmeval::Status;
use tempfile::TempDir;

use crate::support::{Run, hmeval_in};

/// A flake with a folder `a` as an input that is no flake.
struct Flake {
    folder: TempDir,
}

impl Flake {
    fn new() -> Self {
        let flake = Flake { folder: TempDir::new().unwrap() };
        let root = flake.root();
        let text = "{ inputs.a = { url = \"path:./a\"; flake = false; };
            outputs = { self, a }: { info = self.sourceInfo; place = a.outPath; a = a.sourceInfo; }; }";
        std::fs::create_dir_all(root.join("a")).unwrap();
        std::fs::write(root.join("a/file"), "x").unwrap();
        std::fs::write(root.join("flake.nix"), text).unwrap();
        flake
    }

    fn in_git() -> Self {
        let flake = Flake::new();
        flake.git(&["init", "--quiet", "--initial-branch=main"]);
        flake.git(&["add", "--all"]);
        flake
    }

    fn committed() -> Self {
        let flake = Flake::in_git();
        flake.git(&["commit", "--quiet", "--message=c"]);
        flake
    }

    fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join("flake")
    }

    fn git(&self, args: &[&str]) -> String {
        let identity = ["-c", "user.name=n", "-c", "user.email=e@x", "-c", "commit.gpgsign=false"];
        let mut git = std::process::Command::new("git");
        let output = git.args(identity).args(args).current_dir(self.root()).output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn run(&self, args: &[&str]) -> Run {
        let home = self.folder.path().to_str().unwrap();
        let variables = [("HOME", home), ("NIX_CONFIG", "flake-registry ="), ("NIX_CONF_DIR", "/dev/null")];
        hmeval_in(args, &self.root(), &variables)
    }

    fn has_lock(&self) -> bool {
        self.root().join("flake.lock").exists()
    }
}

#[test]
fn a_clean_tree_stays_clean_in_the_run_that_locks_it() {
    let flake = Flake::committed();
    let rev = flake.git(&["rev-parse", "HEAD"]);
    let run = flake.run(&["eval", ".#info"]);
    assert!(flake.has_lock() && !run.err.contains("is dirty"), "{}", run.err);
    assert!(run.out.contains(&format!("rev = \"{rev}\"; revCount = 1;")), "{}", run.out);
    // The next one sees the tree with the lock file, and does not take the answer of the first.
    let run = flake.run(&["eval", ".#info"]);
    assert!(run.out.contains(&format!("dirtyRev = \"{rev}-dirty\"")), "{}", run.out);
    flake.git(&["rm", "--quiet", "--force", "flake.lock"]);
    let run = flake.run(&["flake", "metadata", "--json"]);
    assert!(flake.has_lock() && run.out.contains(&format!("\"revision\":\"{rev}\"")), "{}", run.out);
    // An answer of a run that wrote is none: the file is written again.
    flake.git(&["rm", "--quiet", "--force", "flake.lock"]);
    flake.run(&["eval", ".#info"]);
    assert!(flake.has_lock());
}

#[test]
fn the_tree_of_a_repository_without_commits_stays() {
    let flake = Flake::in_git();
    let place = |run: Run| run.out.split("outPath = ").nth(1).unwrap().to_owned();
    let before = place(flake.run(&["eval", "--no-write-lock-file", ".#info"]));
    assert_eq!(place(flake.run(&["eval", ".#info"])), before);
    assert!(flake.has_lock());
    assert_ne!(place(flake.run(&["eval", ".#info"])), before);
}

#[test]
fn files_beside_a_flake_are_told_as_they_were_found() {
    let flake = Flake::new();
    let value = |name: &str| flake.run(&["eval", &format!("path:.#{name}")]).out;
    let first = value("a");
    assert!(first.starts_with("{ outPath = \"/nix/store/") && !first.contains("narHash"), "{first}");
    assert!(value("a").contains("narHash"));
    assert!(value("place").ends_with("-source/./a\"\n"), "{}", value("place"));
    std::fs::remove_file(flake.root().join("flake.lock")).unwrap();
    let first = value("place");
    assert!(first.ends_with("-source/a\"\n"), "{first}");
}

#[test]
fn changes_are_told_once() {
    let flake = Flake::committed();
    let rev = flake.git(&["rev-parse", "HEAD"]);
    let reference = format!("git+file:.?rev={rev}");
    let run = flake.run(&["flake", "metadata", &reference]);
    assert_eq!(run.status, Status::Done, "{}", run.err);
    assert_eq!(run.err.matches("Added input 'a'").count(), 1, "{}", run.err);
    assert!(!run.err.contains("not writing"), "{}", run.err);
    // Who says where the file is to go is told nothing.
    flake.git(&["rm", "--quiet", "--force", "flake.lock"]);
    let other = flake.folder.path().join("other.lock");
    let run = flake.run(&["flake", "metadata", "--json", "--output-lock-file", other.to_str().unwrap()]);
    assert!(run.ok().contains(&rev));
    assert!(is_lock(&other) && !flake.has_lock());
}

fn is_lock(file: &Path) -> bool {
    std::fs::read_to_string(file).unwrap().contains("\"version\": 7")
}

#[test]
fn what_is_no_set_is_named_where_it_lies() {
    let flake = Flake::in_git();
    std::fs::write(flake.root().join("flake.nix"), "let x = 1; in { outputs = _: { }; }").unwrap();
    let error = flake.run(&["eval", ".#x"]).fails(Status::Failed);
    let expected = format!("file '{}/flake.nix' must be an attribute set", flake.root().display());
    assert!(error.contains(&expected), "{error}");
}

#[test]
fn submodules_that_a_flake_wants_leave_its_fingerprint() {
    let flake = Flake::new();
    let text = |attributes: &str| format!("{{ {attributes} outputs = _: {{ x = 1; }}; }}");
    std::fs::write(flake.root().join("flake.nix"), text("inputs.self.submodules = true;")).unwrap();
    flake.git(&["init", "--quiet", "--initial-branch=main"]);
    flake.git(&["add", "--all"]);
    flake.git(&["commit", "--quiet", "--message=c"]);
    let rev = flake.git(&["rev-parse", "HEAD"]);
    let run = flake.run(&["flake", "metadata", "--json"]).ok();
    let number = |name: &str| {
        let rest = run.split(&format!("\"{name}\":")).last().unwrap();
        rest.split([',', '}']).next().unwrap().to_owned()
    };
    let lock = "{\n  \"nodes\": {\n    \"root\": {}\n  },\n  \"root\": \"root\",\n  \"version\": 7\n}";
    let all = format!("{rev};;{lock};revCount=1;lastModified={}", number("lastModified"));
    let hash = hmeval_store::hash_bytes(hmeval_store::HashAlgo::Sha256, all.as_bytes());
    let hash = hash.to_text(hmeval_store::HashFormat::Base16, false);
    assert!(run.contains(&format!("\"fingerprint\":\"{hash}\"")), "{run}");
}
