//! Flakes in Git repositories of this machine.

use std::path::Path;
use std::process::Command;

use hmeval::Status;
use hmeval_flake::{SourceSettings, Sources};
use tempfile::TempDir;

use crate::support::{Run, hmeval_in};

/// A repository with a flake, and a home.
struct Repository {
    folder: TempDir,
    home: TempDir,
}

impl Repository {
    fn new() -> Self {
        let repository = Repository { folder: TempDir::new().unwrap(), home: TempDir::new().unwrap() };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository.write(
            "flake.nix",
            "{ outputs = { self }: {
                revision = self.rev or self.dirtyRev or \"none\";
                names = builtins.attrNames (builtins.readDir ./.);
                data = builtins.readFile ./data;
                count = self.revCount or 0;
            }; }",
        );
        repository
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        let file = self.folder.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }

    fn git(&self, args: &[&str]) -> String {
        git(self.folder.path(), args)
    }

    fn commit(&self) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message=c"]);
        self.git(&["rev-parse", "HEAD"])
    }

    fn run(&self, args: &[&str]) -> Run {
        let home = self.home.path().to_str().unwrap();
        hmeval_in(
            args,
            &self.path(),
            &[("HOME", home), ("NIX_CONFIG", "flake-registry ="), ("NIX_CONF_DIR", "/dev/null")],
        )
    }

    fn eval(&self, reference: &str) -> String {
        self.run(&["eval", "--json", reference, "--option", "warn-dirty", "false"]).ok()
    }
}

fn git(folder: &Path, args: &[&str]) -> String {
    let identity = ["-c", "user.name=n", "-c", "user.email=e@x", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    command.current_dir(folder).args(identity).args(["-c", "protocol.file.allow=always"]).args(args);
    let output = command.env("GIT_CONFIG_GLOBAL", "/dev/null").output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn a_clean_tree_has_a_revision() {
    let repository = Repository::new();
    repository.commit();
    repository.write("data", "x");
    let rev = repository.commit();
    assert_eq!(repository.eval(".#revision"), format!("\"{rev}\"\n"));
    assert_eq!(repository.eval(".#count"), "2\n");
    let metadata = repository.run(&["flake", "metadata", "--json"]).ok();
    assert!(metadata.contains("\"ref\":\"refs/heads/main\""), "{metadata}");
}

#[test]
fn paths_are_printed_as_where_their_tree_is_from() {
    let repository = Repository::new();
    repository.write(
        "flake.nix",
        "{ outputs = { self }: { place = ./d/file; all = [ ./. ]; text = toString ./d; }; }",
    );
    repository.write("d/file", "");
    let rev = repository.commit();
    let folder = repository.path().display().to_string();
    let eval = |args: &[&str]| repository.run(&[&["eval"], args].concat()).ok().trim_end().to_owned();
    assert_eq!(eval(&[".#place"]), format!("{folder}/d/file"));
    assert_eq!(eval(&[".#all"]), format!("[ {folder}/ ]"));
    let reference = format!("git+file://{folder}?ref=main");
    let shown = format!("«{reference}&rev={}»", rev.trim());
    assert_eq!(eval(&[&format!("{reference}#place")]), format!("{shown}/d/file"));
    // In the store it is all the same, and nothing else where evaluation is impure.
    assert!(eval(&[".#text"]).starts_with("\"/nix/store/"));
    let impure = eval(&["--impure", ".#all"]);
    assert!(impure.starts_with("[ /nix/store/") && impure.ends_with("-source ]"), "{impure}");
}

#[test]
fn only_what_is_tracked_is_seen() {
    let repository = Repository::new();
    let rev = repository.commit();
    repository.write("data", "x");
    assert_eq!(repository.eval(".#names"), "[\"flake.nix\"]\n");
    assert_eq!(repository.eval(".#revision"), format!("\"{rev}\"\n"));
    let error = repository.run(&["eval", ".#data"]).fails(Status::Failed);
    let path = repository.path();
    let shown = path.display();
    assert!(
        error.contains(&format!("Path 'data' in the repository \"{shown}\" is not tracked by Git.")),
        "{error}"
    );
    assert!(error.contains(&format!("git -C \"{shown}\" add \"data\"")), "{error}");
    repository.git(&["add", "data"]);
    assert_eq!(repository.eval(".#data"), "\"x\"\n");
    assert_eq!(repository.eval(".#revision"), format!("\"{rev}-dirty\"\n"));
    let run = repository.run(&["eval", ".#data"]);
    assert_eq!(run.err, format!("warning: Git tree '{shown}' is dirty\n"));
    let error = repository.run(&["eval", ".#data", "--no-allow-dirty"]).fails(Status::Failed);
    assert!(error.contains("is dirty"), "{error}");
}

#[test]
fn removed_files_are_gone() {
    let repository = Repository::new();
    repository.write("data", "x");
    repository.commit();
    std::fs::remove_file(repository.folder.path().join("data")).unwrap();
    assert_eq!(repository.eval(".#names"), "[\"flake.nix\"]\n");
    let error = repository.run(&["eval", ".#data"]).fails(Status::Failed);
    let shown = repository.path().display().to_string();
    assert!(error.contains(&format!("Path 'data' does not exist in Git repository \"{shown}\".")), "{error}");
}

#[test]
fn revisions_and_branches() {
    let repository = Repository::new();
    repository.write("data", "old");
    let old = repository.commit();
    repository.git(&["branch", "stable"]);
    repository.write("data", "new");
    repository.commit();
    let at =
        |query: &str| repository.eval(&format!("git+file://{}?{query}#data", repository.path().display()));
    assert_eq!(at(&format!("rev={old}")), "\"old\"\n");
    assert_eq!(at("ref=stable"), "\"old\"\n");
    assert_eq!(at("ref=main"), "\"new\"\n");
    assert_eq!(at(&format!("ref=main&rev={old}")), "\"old\"\n");
    let reference = format!("git+file://{}?ref=none", repository.path().display());
    let error = repository.run(&["flake", "metadata", &reference]).fails(Status::Failed);
    assert!(error.contains("resolving Git reference 'none'"), "{error}");
}

#[test]
fn a_bare_repository_is_fetched() {
    let repository = Repository::new();
    repository.write("data", "x");
    let rev = repository.commit();
    let bare = repository.home.path().join("bare.git");
    let source = repository.path().display().to_string();
    git(repository.home.path(), &["clone", "--quiet", "--bare", &source, "bare.git"]);
    let reference = format!("git+file://{}", bare.canonicalize().unwrap().display());
    assert_eq!(repository.eval(&format!("{reference}#revision")), format!("\"{rev}\"\n"));
    // It is in the cache now.
    std::fs::remove_dir_all(&bare).unwrap();
    std::fs::create_dir(&bare).unwrap();
    let again = repository.run(&["eval", "--json", "--offline", &format!("{reference}#revision")]);
    assert_eq!(again.ok(), format!("\"{rev}\"\n"));
}

#[test]
fn submodules_are_there_if_they_are_asked_for() {
    let inner = Repository::new();
    inner.write("data", "inner");
    inner.commit();
    let outer = Repository::new();
    outer.git(&["submodule", "--quiet", "add", &inner.path().display().to_string(), "sub"]);
    outer.write(
        "flake.nix",
        "{ outputs = _: { data = builtins.readFile ./sub/data; there = builtins.pathExists ./sub/data; }; }",
    );
    let rev = outer.commit();
    let shown = outer.path().display().to_string();
    assert_eq!(outer.eval(".#there"), "false\n");
    assert_eq!(outer.eval(".?submodules=1#data"), "\"inner\"\n");
    assert_eq!(outer.eval(&format!("git+file://{shown}?submodules=1&rev={rev}#data")), "\"inner\"\n");
    assert_eq!(outer.eval(&format!("git+file://{shown}?rev={rev}#there")), "false\n");
    outer.write(
        "flake.nix",
        "{ inputs.self.submodules = true; outputs = _: { data = builtins.readFile ./sub/data; }; }",
    );
    outer.commit();
    assert_eq!(outer.eval(".#data"), "\"inner\"\n");
}

#[test]
fn files_that_are_not_exported() {
    let repository = Repository::new();
    repository.write("kept", "x");
    repository.write("folder/inner", "x");
    repository.write("secret", "x");
    repository.write(".gitattributes", "secret export-ignore\nfolder export-ignore\n");
    let rev = repository.commit();
    let names = |attrs: &str| {
        let path = repository.path();
        let shown = path.display();
        let expression = format!(
            "builtins.attrNames (builtins.readDir (builtins.fetchGit {{ url = \"{shown}\"; {attrs} }}))"
        );
        repository.run(&["eval", "--impure", "--json", "--expr", &expression]).ok()
    };
    let exported = "[\".gitattributes\",\"flake.nix\",\"kept\"]\n";
    assert_eq!(names(""), exported);
    assert_eq!(names(&format!("rev = \"{rev}\";")), exported);
    assert!(names("exportIgnore = false;").contains("secret"));
}

#[test]
fn a_new_lock_file_is_made_known_to_git() {
    let repository = Repository::new();
    repository.write("a/flake.nix", "{ outputs = _: { }; }");
    repository.write(
        "flake.nix",
        "{ inputs.a.url = \"./a\"; outputs = { self, a }: { lock = builtins.pathExists ./flake.lock; }; }",
    );
    repository.commit();
    // The tree is the one that was read first, as in Nix; the next run sees the lock file.
    assert_eq!(repository.run(&["eval", ".#lock"]).out, "false\n");
    assert_eq!(repository.eval(".#lock"), "true\n");
    assert_eq!(repository.git(&["diff", "--name-only"]), "flake.lock");
    std::fs::remove_file(repository.folder.path().join("flake.lock")).unwrap();
    repository.git(&["reset", "--quiet", "--hard"]);
    for (name, value) in [("user.name", "n"), ("user.email", "e@x")] {
        repository.git(&["config", name, value]);
    }
    assert_eq!(repository.run(&["flake", "lock", "--commit-lock-file"]).status, Status::Done);
    let message = repository.git(&["log", "-1", "--format=%B"]);
    assert!(message.starts_with("flake.lock: Add\n\nFlake lock file updates:\n\n"), "{message}");
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
}

#[test]
fn a_tree_that_changes_is_seen_to_change() {
    let repository = Repository::new();
    repository.write("data", "one");
    repository.commit();
    for text in ["two", "three", "one"] {
        repository.write("data", text);
        assert_eq!(repository.eval(".#data"), format!("\"{text}\"\n"));
    }
}

#[test]
fn states_of_a_tree_are_told_apart() {
    let repository = Repository::new();
    repository.write("data", "1");
    repository.commit();
    let reference = format!("git+file://{}", repository.path().display());
    let state = || Sources::new(SourceSettings::default()).state(reference.as_bytes()).unwrap();
    let clean = state();
    assert_eq!(state(), clean);
    repository.write("untracked", "2");
    assert_eq!(state(), clean, "what is not tracked is not seen");
    repository.write("data", "3");
    let changed = state();
    assert_ne!(changed, clean);
    repository.write("data", "4");
    assert_ne!(state(), changed, "dirty before and after");
    repository.write("data", "1");
    assert_eq!(state(), clean);
    repository.git(&["add", "untracked"]);
    assert_ne!(state(), clean, "one file more");
    repository.git(&["rm", "--cached", "--quiet", "untracked"]);
    repository.git(&["commit", "--quiet", "--allow-empty", "--message=d"]);
    assert_ne!(state(), clean, "another commit of the same files");
    let of = |reference: &str| Sources::new(SourceSettings::default()).state(reference.as_bytes());
    assert_eq!(of("git+file:///no/such"), None);
    assert_eq!(of("path:/"), None);
}

#[test]
fn relative_repositories_start_from_the_current_folder() {
    let repository = Repository::new();
    repository.write("sub dir/flake.nix", "{ outputs = _: { y = 5; }; }");
    let sub = repository.path().join("sub dir");
    git(&sub, &["init", "--quiet", "--initial-branch=main"]);
    git(&sub, &["add", "--all"]);
    git(&sub, &["commit", "--quiet", "--message=c"]);
    let rev = git(&sub, &["rev-parse", "HEAD"]);
    for input in ["{ type = \"git\"; url = \"./sub dir\"; }", "{ url = \"git+file:./sub%20dir\"; }"] {
        repository.write(
            "flake.nix",
            &format!("{{ inputs.s = {input}; outputs = {{ self, s }}: {{ x = s.y; }}; }}"),
        );
        repository.git(&["add", "flake.nix"]);
        let run = repository.run(&["eval", ".#x", "--option", "warn-dirty", "false"]);
        assert_eq!((run.status, &run.out[..]), (Status::Done, "5\n"), "{}", run.err);
        let warning = "Fetching Git repository 'file:./sub%20dir', which uses a path relative to the current directory.";
        assert_eq!(run.err.matches(warning).count(), 1, "{}", run.err);
        let lock = std::fs::read_to_string(repository.path().join("flake.lock")).unwrap();
        assert!(lock.contains(&rev) && lock.contains("\"url\": \"file:./sub%20dir\""), "{lock}");
        std::fs::remove_file(repository.path().join("flake.lock")).unwrap();
    }
    let error = repository.run(&["eval", "--impure", "--expr", "builtins.fetchGit ''./no pe''"]);
    let error = error.fails(Status::Failed);
    let shown = repository.path().display().to_string();
    assert!(error.contains("while fetching the input 'git+file:./no%20pe?exportIgnore=1'"), "{error}");
    assert!(error.contains(&format!("error: Git repository \"{shown}/./no pe\" does not exist.")), "{error}");
}

#[test]
fn another_hash_is_told_as_nix_tells_it() {
    let repository = Repository::new();
    repository.commit();
    let (shown, other) = (repository.path().display().to_string(), format!("sha256-{}=", "A".repeat(43)));
    let fetch = |rest: &str| {
        let expr = format!("builtins.fetchGit {{ url = \"{shown}\"; {rest} }}");
        repository.run(&["eval", "--impure", "--expr", &expr]).fails(Status::Failed)
    };
    let error = fetch(&format!("narHash = \"{other}\";"));
    assert!(!error.contains("while fetching the input"), "{error}");
    let input = format!("NAR hash mismatch in input 'git+file://{shown}?exportIgnore=1', expected 'sha256-");
    assert!(error.contains(&input), "{error}");
    assert!(error.contains(&format!("' but got '{other}'\n")), "{error}");
}
