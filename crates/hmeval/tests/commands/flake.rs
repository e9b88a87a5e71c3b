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
fn inputs_of_another_flake_are_names() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        std::fs::write(folder.path().join(name).join("flake.nix"), text).unwrap();
        format!("path:{}", folder.path().join(name).display())
    };
    let library = write("library", "{ outputs = _: { greeting = \"hello\"; }; }");
    let other = write("other", &format!("{{ inputs.lib.url = \"{library}\"; outputs = _: {{ }}; }}"));
    let args = ["eval", "--raw", "--option", "flake-registry", "", "lib#greeting"];
    let run = hmeval(&[&args[..], &["--inputs-from", &other]].concat());
    assert_eq!((run.status, &run.out[..]), (Status::Done, "hello"), "{}", run.err);
    assert!(!folder.path().join("other/flake.lock").exists());
    let error = hmeval(&args).fails(Status::Failed);
    assert!(error.contains("cannot find flake 'flake:lib' in the flake registries"), "{error}");
}

/// Runs `flake check` on a flake whose outputs are the attributes in a text.
fn check(outputs: &str, flags: &[&str]) -> crate::support::Run {
    output("check", outputs, &[&["--no-build"], flags].concat())
}

/// Runs a command on a flake whose outputs are the attributes in a text.
fn output(command: &str, outputs: &str, flags: &[&str]) -> crate::support::Run {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("{{ outputs = {{ self }}: {{ {outputs} }}; }}");
    std::fs::write(folder.path().join("flake.nix"), text).unwrap();
    let reference = format!("path:{}", folder.path().display());
    hmeval(&[&["flake", command, &reference], flags].concat())
}

#[test]
fn outputs_are_checked() {
    let derivation = "derivation { name = \"a\"; system = \"x-y\"; builder = \"b\"; }";
    for (outputs, problem) in [
        ("overlays.default = final: prev: { };", None),
        ("overlays.default = _final: prev: { };", None),
        ("overlays.default = finalll: prev: { };", Some("overlay does not take an argument named 'final'")),
        ("overlays.x-y.a = final: prev: { };", Some("overlay is not a function, but a set instead")),
        ("nixosModules.a = assert false; { };", Some("assertion 'false' failed")),
        ("templates.a = { path = ./.; description = \"\"; };", None),
        ("templates.a = { path = ./none; description = \"\"; };", Some("refers to a non-existent path")),
        ("templates.a = { path = ./.; };", Some("template 'templates.a' lacks attribute 'description'")),
        ("apps.x-y.a = { type = \"app\"; program = \"p\"; meta.description = \"d\"; };", None),
        (
            "apps.x-y.a = { type = \"app\"; program = \"p\"; more = 1; };",
            Some("app 'apps.x-y.a' has unsupported attribute 'more'"),
        ),
        ("packages.xy.a = 1;", Some("'xy' is not a valid system type, at /nix/store/")),
        ("packages.x-y.a = { type = \"derivation\"; };", Some("error: derivation name missing")),
        ("packages.x-y.a = { type = \"derivation\"; name = \"n\"; };", None),
        ("checks.x-y.a = { type = \"derivation\"; name = \"n\"; };", None),
        ("packages.x-y.a = 1;", Some("flake attribute 'packages.x-y.a' is not a derivation")),
        (
            "nixosConfigurations.a.config = { };",
            Some("attribute 'system' in selection path 'config.system.build.toplevel' not found"),
        ),
        (
            "nixosConfigurations.a = 1;",
            Some("by the selection path 'config.system.build.toplevel' should be a set but is an integer"),
        ),
        ("bundlers.x-y.a = 1;", Some("bundler must be a function")),
    ] {
        let run = check(outputs, &["--all-systems"]);
        match problem {
            None => assert!(run.err.contains("all checks passed!"), "{outputs}: {}", run.err),
            Some(problem) => assert!(run.err.contains(problem), "{outputs}: {}", run.err),
        }
        assert_eq!(run.status == Status::Done, problem.is_none(), "{outputs}");
    }
    for fine in [
        format!("packages.x-y.a = {derivation};"),
        format!("hydraJobs.a.b = {derivation};"),
        format!("checks.x-y.a = {derivation};"),
    ] {
        assert_eq!(check(&fine, &["--all-systems"]).status, Status::Done, "{fine}");
    }
    let jobs = check(&format!("hydraJobs = {derivation};"), &[]).fails(Status::Failed);
    assert!(jobs.contains("jobset should not be a derivation at top-level"), "{jobs}");
}

#[test]
fn a_check_tells_what_it_left_out_and_all_that_is_wrong() {
    let run = check("packages.x-y.a = 1; overlay = final: prev: { }; other = 1;", &[]);
    assert_eq!(run.status, Status::Done, "{}", run.err);
    for expected in [
        "omitted these incompatible systems: x-y",
        "flake output attribute 'overlay' is deprecated; use 'overlays.default' instead",
        "unknown flake output 'other'",
    ] {
        assert!(run.err.contains(expected), "{expected}: {}", run.err);
    }
    let error =
        check("packages.x-y = { a = 1; b = 2; };", &["--all-systems", "--keep-going"]).fails(Status::Failed);
    assert!(error.contains("packages.x-y.a") && error.contains("packages.x-y.b"), "{error}");
    assert!(error.contains("some errors were encountered during the evaluation"), "{error}");
}

#[test]
fn what_a_flake_does_not_provide() {
    let flake = Copy::of(&[("flakes/relative", "")]);
    let run = hmeval(&["eval", &format!("{}#.nothing", flake.reference()), "--no-write-lock-file"]);
    let error = run.fails(Status::Failed);
    assert!(error.contains("does not provide attribute 'nothing'"), "{error}");
}

#[test]
fn what_may_have_been_meant_of_a_flake() {
    let outputs = "hello = 1; package = 2; packag = 3; y.foo = 1;";
    let folder = tempfile::tempdir().unwrap();
    let flake = format!("{{ outputs = _: {{ {outputs} }}; }}");
    std::fs::write(folder.path().join("flake.nix"), flake).unwrap();
    let eval = |name: &str| hmeval(&["eval", &format!("path:{}#{name}", folder.path().display())]);
    let meant = |name: &str| eval(name).fails(Status::Failed);
    // The names that are missing are those of `packages`, too.
    assert!(meant("helo").contains("one of `hello`, `package` or `packag`?"), "{}", meant("helo"));
    assert!(meant("y.fo").contains("one of `foo`, `package` or `packag`?"), "{}", meant("y.fo"));
    assert!(meant(".y.fo").contains("did you mean `foo`?"), "{}", meant(".y.fo"));
    assert!(meant("y.foo.bar").contains("error: 'y.foo' is not an attribute set"), "{}", meant("y.foo.bar"));
    // Only the outputs are looked at.
    assert!(meant("outPath").contains("does not provide attribute"), "{}", meant("outPath"));
    assert_eq!(eval(".").ok(), "{ hello = 1; packag = 3; package = 2; y = { foo = 1; }; }\n");
}

#[test]
fn what_is_no_flake_is_named_by_its_place() {
    let error = hmeval(&["eval", "--impure", "--expr", "builtins.getFlake /nowhere"]).fails(Status::Failed);
    assert!(error.contains("expected a string but found a path: /nowhere"), "{error}");
    let error = hmeval(&["flake", "update", "path:."]).fails(Status::Failed);
    let advice = "warning: Invalid flake input 'path:.'. To update a specific flake, use \
        'hmeval flake update --flake path:.' instead.\n";
    assert!(error.starts_with(advice), "{error}");
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

/// A folder with a `flake.nix`, and what evaluating `#x` of it says.
fn refused(flake: &str, lock: Option<&str>) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("flake.nix"), flake).unwrap();
    if let Some(lock) = lock {
        std::fs::write(folder.path().join("flake.lock"), lock).unwrap();
    }
    hmeval(&["eval", &format!("path:{}#x", folder.path().display())]).fails(Status::Failed)
}

#[test]
fn settings_of_a_flake_are_simple_values() {
    let flake = |setting: &str| format!("{{ nixConfig.a = {setting}; outputs = _: {{ x = 1; }}; }}");
    let error = refused(&flake("{ b = 1; }"), None);
    assert!(error.contains("flake configuration setting 'a' is a set"), "{error}");
    let error = refused(&flake("[ 1 ]"), None);
    let expected = "list element in flake configuration setting 'a' is a list while a string is expected";
    assert!(error.contains(expected), "{error}");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("flake.nix"), flake("[ \"b\" ]")).unwrap();
    assert_eq!(hmeval(&["eval", &format!("path:{}#x", folder.path().display())]).ok(), "1\n");
}

#[cfg(unix)]
#[test]
fn a_flake_lies_in_its_own_tree() {
    let folder = tempfile::tempdir().unwrap();
    let (inner, outer) = (folder.path().join("inner"), folder.path().join("outer"));
    std::fs::create_dir(&inner).unwrap();
    std::fs::create_dir(&outer).unwrap();
    std::fs::write(outer.join("flake.nix"), "{ outputs = _: { x = 1; }; }").unwrap();
    std::os::unix::fs::symlink("../outer/flake.nix", inner.join("flake.nix")).unwrap();
    let error = hmeval(&["eval", &format!("path:{}#x", inner.display())]).fails(Status::Failed);
    assert!(error.contains("outer/flake.nix' "), "{error}");
    // Within the tree a link is followed.
    std::fs::write(inner.join("real.nix"), "{ outputs = _: { x = 2; }; }").unwrap();
    std::fs::remove_file(inner.join("flake.nix")).unwrap();
    std::os::unix::fs::symlink("real.nix", inner.join("flake.nix")).unwrap();
    assert_eq!(hmeval(&["eval", &format!("path:{}#x", inner.display())]).ok(), "2\n");
}

#[test]
fn a_hash_in_a_lock_file_is_a_hash() {
    let flake = "{ inputs.a.url = \"path:/nowhere\"; outputs = _: { x = 1; }; }";
    let entry = r#"{"narHash": "sha256-bogus", "path": "/nowhere", "type": "path"}"#;
    let original = r#"{"path": "/nowhere", "type": "path"}"#;
    let lock = format!(
        r#"{{"version": 7, "root": "root", "nodes": {{"root": {{"inputs": {{"a": "a"}}}},
           "a": {{"locked": {entry}, "original": {original}}}}}}}"#
    );
    let error = refused(flake, Some(&lock));
    assert!(error.contains("sha256-bogus") || error.contains("bogus"), "{error}");
    assert!(error.contains("length"), "{error}");
}

#[test]
fn a_lock_file_without_nodes_locks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("flake.nix"), "{ outputs = _: { x = 1; }; }").unwrap();
    std::fs::write(folder.path().join("flake.lock"), r#"{"version": 7, "root": "root"}"#).unwrap();
    let reference = format!("path:{}#x", folder.path().display());
    assert_eq!(hmeval(&["eval", &reference, "--no-write-lock-file"]).ok(), "1\n");
}

#[test]
fn attributes_of_a_tree_have_their_types() {
    let error = |attrs: &str| {
        let expr = format!("builtins.fetchTree {{ type = \"path\"; path = \"/nowhere\"; {attrs} }}");
        hmeval(&["nix-instantiate", "--eval", "-E", &expr]).fails(Status::Failed)
    };
    assert!(error("lastModified = \"x\";").contains("input attribute 'lastModified' is not an integer"));
    let shown = r#"input attribute 'narHash' is not a string {"narHash":1,"path":"/nowhere","type":"path"}"#;
    let message = error("narHash = 1;");
    assert!(message.contains(shown), "{message}");
}

#[test]
fn checks_say_once_what_they_look_at() {
    for outputs in ["packages = 1;", "packages.x86_64-linux = 1;"] {
        let error = check(outputs, &["--all-systems"]).fails(Status::Failed);
        assert!(!error.contains("while evaluating"), "{error}");
        assert!(error.contains("error: expected a set but found an integer: 1"), "{error}");
    }
    let error = check("apps.x86_64-linux.a = 1;", &["--all-systems"]).fails(Status::Failed);
    assert!(!error.contains("stack trace truncated"), "{error}");
}

#[test]
fn outputs_of_other_sorts_are_named_by_their_place() {
    for (outputs, problem) in [
        ("packages = 1;", "'packages' is not an attribute set"),
        ("packages.x86_64-linux = 1;", "'packages.x86_64-linux' is not an attribute set"),
        ("hydraJobs.a.b = 1;", "'hydraJobs.a.b' is not an attribute set"),
        (
            "packages.x86_64-linux.a = { type = \"derivation\"; };",
            "attribute 'packages.x86_64-linux.a.name' does not exist",
        ),
        (
            "packages.x86_64-linux.a = { type = \"derivation\"; name = 1; };",
            "'packages.x86_64-linux.a.name' is not a string but an integer",
        ),
        ("templates.a = 1;", "attribute 'templates.a.description' does not exist"),
        ("apps.x86_64-linux.a = 1;", "not an app definition"),
        ("apps.x86_64-linux.a = { type = 1; };", "'apps.x86_64-linux.a.type' is not a string but an integer"),
    ] {
        let run = output("show", outputs, &["--all-systems"]);
        assert_eq!(run.status, Status::Failed);
        assert!(run.err.starts_with(&format!("error: {problem}\n")), "{outputs}: {}", run.err);
    }
    let named = output("show", "overlays.\"a b\" = 1; \"if\" = 1;", &[]).ok();
    assert!(
        named.ends_with("├───\"if\": unknown\n└───overlays\n    └───\"a b\": Nixpkgs overlay\n"),
        "{named}"
    );
    let error = check("overlays.\"a b\" = 1;", &[]).fails(Status::Failed);
    assert!(error.contains("while checking the overlay 'overlays.\"a b\"'"), "{error}");
    let app = "apps.x86_64-linux.a = { type = \"app\"; program = \"p\"; meta = 1; };";
    assert!(output("show", app, &["--all-systems"]).ok().ends_with("a: app: no description\n"));
}

#[test]
fn a_folder_is_what_it_was_when_it_was_locked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().canonicalize().unwrap();
    std::fs::create_dir(path.join("sub")).unwrap();
    std::fs::write(path.join("sub/flake.nix"), "{ outputs = _: { }; }").unwrap();
    let write = |input: &str| {
        let text = format!(
            "{{ inputs.{input}.url = \"path:./sub\"; outputs = _: {{
                names = builtins.attrNames (builtins.readDir ./.);
                is-there = builtins.pathExists ./flake.lock;
                copy = builtins.attrNames (builtins.readDir (builtins.path {{ path = ./.; name = \"copy\"; }}));
                lock = builtins.attrNames (builtins.fromJSON (builtins.readFile ./flake.lock)).nodes.root.inputs;
                missing = builtins.readFile ./flake.nix/missing;
                folder = builtins.readDir ./missing;
            }}; }}"
        );
        std::fs::write(path.join("flake.nix"), text).unwrap();
    };
    let eval = |name: &str| hmeval(&["eval", "--json", &format!("path:{}#{name}", path.display())]);
    let first = |name: &str| {
        let _ = std::fs::remove_file(path.join("flake.lock"));
        let run = eval(name);
        assert!(path.join("flake.lock").exists());
        run
    };
    write("a");
    assert_eq!(first("names").out, "[\"flake.nix\",\"sub\"]\n");
    assert_eq!(first("is-there").out, "false\n");
    assert_eq!(first("copy").out, "[\"flake.nix\",\"sub\"]\n");
    let error = first("lock").fails(Status::Failed);
    assert!(error.contains("error: opening file '/nix/store/"), "{error}");
    assert!(error.contains("-source/flake.lock': No such file or directory\n"), "{error}");
    assert_eq!(eval("names").out, "[\"flake.lock\",\"flake.nix\",\"sub\"]\n");
    assert_eq!(eval("copy").out, "[\"flake.lock\",\"flake.nix\",\"sub\"]\n");
    // A lock file that changes is read as it was.
    write("b");
    assert_eq!(eval("lock").out, "[\"a\"]\n");
    assert_eq!(eval("lock").out, "[\"b\"]\n");
    let error = eval("missing").fails(Status::Failed);
    assert!(error.contains("-source/flake.nix/missing': Not a directory\n"), "{error}");
    let error = eval("folder").fails(Status::Failed);
    assert!(error.contains("error: cannot read directory \"/nix/store/"), "{error}");
    assert!(error.contains("-source/missing\": No such file or directory\n"), "{error}");
}
