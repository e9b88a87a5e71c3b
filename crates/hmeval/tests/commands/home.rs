//! The commands that change a home, from a configuration to the files.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use hmeval::{Environment, Process, Status, Terminal, run_with};
use serde_json::Value;

use crate::support::Run;

/// A temporary home.
struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        Home { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// An evaluated configuration with these files, in the shape of Home Manager's.
    fn configuration(&self, files: &str) -> String {
        format!(
            r#"let
                 file = target: rest: {{
                   inherit target; enable = true; executable = null; recursive = false; force = false; onChange = "";
                 }} // rest;
                 builder = name: command: derivation {{
                   inherit name; system = "x86_64-linux"; builder = "/bin/sh"; buildCommand = command;
                 }};
               in {{
                 options = {{ }};
                 config = {{
                   home = {{
                     username = "alice"; homeDirectory = "{}"; packages = [ ]; sessionVariables.EDITOR = "vi";
                     activation = {{
                       late = {{ after = [ "linkGeneration" ]; before = [ ]; data = "run echo late"; }};
                       linkGeneration = {{ after = [ "writeBoundary" ]; before = [ ]; data = "exit 1"; }};
                       writeBoundary = {{ after = [ ]; before = [ ]; data = ""; }};
                       early = {{ after = [ ]; before = [ "writeBoundary" ]; data = "run echo early"; }};
                     }};
                     file = {files};
                   }};
                   specialisation.dark.configuration = {{
                     home = {{ username = "alice"; homeDirectory = "{}"; file.x = file "x" {{ source = builtins.toFile "x" "dark"; }}; }};
                   }};
                   assertions = [ ];
                   warnings = [ "mind the gap" ];
                   news.entries = [
                     {{ id = "a"; time = "2026-01-01T00:00:00+00:00"; condition = true; message = "old news"; }}
                     {{ id = "b"; time = "2026-02-01T00:00:00+00:00"; condition = true; message = "new news"; }}
                     {{ id = "c"; time = "2026-03-01T00:00:00+00:00"; condition = false; message = "not for you"; }}
                   ];
                 }};
               }}"#,
            self.folder.path().display(),
            self.folder.path().display(),
        )
    }

    fn hmeval(&self, args: &[&str]) -> Run {
        self.answering(args, "")
    }

    fn answering(&self, args: &[&str], input: &str) -> Run {
        self.with(args, input, &[])
    }

    /// With these variables, besides those that everybody has.
    fn with(&self, args: &[&str], input: &str, more: &[(&'static str, OsString)]) -> Run {
        let args: Vec<OsString> =
            std::iter::once("hmeval").chain(args.iter().copied()).map(OsString::from).collect();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let path = std::env::var_os("PATH").unwrap();
        let home = self.folder.path().as_os_str().to_owned();
        let mut variables = vec![("PATH", path), ("HOME", home), ("USER", "alice".into())];
        variables.extend_from_slice(more);
        let process = Process {
            stdin: &mut input.as_bytes(),
            stdout: &mut out,
            stderr: &mut err,
            terminal: Terminal::default(),
            environment: Environment::new(
                variables.into_iter().map(|(name, value)| (name.into(), value)).collect(),
                self.folder.path().as_os_str().as_encoded_bytes().to_vec(),
            ),
        };
        let status = run_with(&args, process);
        Run { status, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
    }

    fn done(&self, args: &[&str]) -> Run {
        let run = self.hmeval(args);
        assert_eq!(run.status, Status::Done, "{}", run.err);
        run
    }
}

#[test]
fn from_a_configuration_to_files_and_back() {
    let home = Home::new();
    fs::write(home.path("source"), "from a path").unwrap();
    let source = home.path("source");
    let config = |text: &str| {
        home.configuration(&format!(
            r#"{{
              a = file "a" {{ source = builtins.toFile "a" "{text}"; executable = true; }};
              b = file ".config/b" {{ source = {}; onChange = "echo changed"; }};
              c = file "c" {{ source = builder "c" "ln -s /elsewhere $out"; }};
              d = file "d" {{ enable = false; source = throw "not wanted"; }};
            }}"#,
            source.display()
        ))
    };
    let first = home.done(&["switch", "-E", &config("one")]);
    for part in [
        "warning: mind the gap",
        "Activating early\nearly\n",
        "Activating late\nlate\n",
        "changed",
        "generation 1",
    ] {
        assert!(first.err.contains(part), "{part} in {}", first.err);
    }
    assert_eq!((home.read("a"), home.read(".config/b")), ("one".to_owned(), "from a path".to_owned()));
    let outside = fs::read_link(fs::read_link(home.path("c")).unwrap()).unwrap();
    assert_eq!(outside, Path::new("/elsewhere"));

    let plan = home.done(&["plan", "-E", &config("two")]).out;
    assert!(plan.starts_with("~ a\n") && plan.contains("-one") && plan.contains("+two"), "{plan}");
    home.done(&["switch", "-E", &config("two")]);
    assert_eq!(home.read("a"), "two");
    assert!(home.done(&["generations"]).out.contains(": id 2 -> "));
    assert!(home.done(&["diff", "1", "2"]).out.contains("+two"));
    home.done(&["rollback"]);
    assert_eq!(home.read("a"), "one");
    home.done(&["switch-generation", "2"]);
    assert_eq!(home.hmeval(&["remove-generations", "2"]).status, Status::Failed);
    home.done(&["expire-generations", "-0 days"]);
    assert_eq!(home.done(&["generations"]).out.lines().count(), 1);

    home.done(&["uninstall", "--yes"]);
    assert!(!home.path("a").exists() && !home.path(".config").exists());
}

#[test]
fn a_plan_is_data_that_can_be_activated() {
    let home = Home::new();
    let config = home.configuration(r#"{ a = file "a" { source = builtins.toFile "a" "x"; }; }"#);
    let json = home.done(&["plan", "--json", "-E", &config]).out;
    let plan: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(plan["version"], 1);
    assert_eq!(plan["plan"]["files"][0]["content"]["text"], "x");
    assert_eq!(plan["plan"]["sessionVariables"]["EDITOR"], "vi");
    let names: Vec<_> =
        plan["plan"]["activation"].as_array().unwrap().iter().map(|block| &block["name"]).collect();
    assert_eq!(names, ["early", "writeBoundary", "linkGeneration", "late"]);
    assert_eq!(plan["changes"]["files"][0]["action"], "create");
    fs::write(home.path("plan.json"), json).unwrap();
    home.done(&["switch", "--plan", "plan.json"]);
    assert_eq!(home.read("a"), "x");
}

#[test]
fn configurations_are_compared() {
    let home = Home::new();
    let write = |name: &str, files: &str| fs::write(home.path(name), home.configuration(files)).unwrap();
    write(
        "old.nix",
        r#"{ a = file "a" { source = builtins.toFile "a" "one\n"; }; b = file "b" { source = builder "b" "1"; }; }"#,
    );
    write(
        "new.nix",
        r#"{ a = file "a" { source = builtins.toFile "a" "two\n"; }; b = file "b" { source = builder "b" "2"; }; }"#,
    );
    let said = home.done(&["diff", "old.nix", "new.nix"]).out;
    assert!(
        said.contains("-one") && said.contains("+two") && said.contains("? b is built, and from something"),
        "{said}"
    );
    assert_eq!(home.done(&["diff", "old.nix", "old.nix"]).out, "");
    let plan = home.done(&["plan", "--json", "-f", "new.nix"]).out;
    fs::write(home.path("plan.json"), plan).unwrap();
    let json = home.done(&["diff", "--json", "old.nix", "plan.json"]).out;
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["files"][0]["target"], &json["rebuilt"][0]), (&Value::from("a"), &Value::from("b")));
}

#[test]
fn refusals_have_their_own_status_and_change_nothing() {
    let home = Home::new();
    let config = home.configuration(
        r#"{ a = file "a" { source = builtins.toFile "a" "x"; }; b = file "b" { source = builder "b" "make"; }; }"#,
    );
    let run = home.hmeval(&["switch", "-E", &config]);
    assert_eq!(run.status, Status::Refused);
    assert!(
        run.err.contains("have to be built, which '--backend nix' can do")
            && run.err.contains("'b' (")
            && run.err.contains("nothing was written"),
        "{}",
        run.err
    );
    assert!(home.done(&["plan", "-E", &config]).out.contains("? b has to be built"));

    let config = home.configuration(r#"{ a = file "a" { source = builtins.toFile "a" "x"; }; }"#);
    fs::write(home.path("a"), "mine").unwrap();
    let run = home.hmeval(&["switch", "-E", &config]);
    assert_eq!(run.status, Status::Refused);
    assert!(run.err.contains("would be lost") && run.err.contains("-b EXTENSION"), "{}", run.err);
    assert!(home.done(&["plan", "-E", &config]).out.starts_with("! a: "));
    let run = home.hmeval(&["switch", "--backend", "nix", "-E", &config]);
    assert_eq!(run.status, Status::Failed);
    assert!(run.err.contains("no 'home.activationPackage'"), "{}", run.err);
    let run = home.answering(&["switch", "--ask", "-b", "old", "-E", &config], "n\n");
    assert_eq!((run.status, home.read("a")), (Status::Refused, "mine".to_owned()));
    let run = home.answering(&["switch", "--ask", "-b", "old", "-E", &config], "y\n");
    assert_eq!(run.status, Status::Done, "{}", run.err);
    assert_eq!((home.read("a"), home.read("a.old")), ("x".to_owned(), "mine".to_owned()));
}

#[test]
fn advice_is_for_what_is_in_the_way() {
    let home = Home::new();
    let config = home.configuration(r#"{ a = file "a" { source = builtins.toFile "a" "x"; }; }"#);
    let refused = |args: &[&str]| {
        let run = home.hmeval(&[&["switch", "-E", &config], args].concat());
        assert_eq!(run.status, Status::Refused, "{}", run.err);
        run.err
    };
    fs::write(home.path("a"), "mine").unwrap();
    fs::write(home.path("a.bak"), "older").unwrap();
    let err = refused(&["-b", "bak"]);
    assert!(err.contains("--numbered-backup") && !err.contains("-b EXTENSION"), "{err}");
    fs::remove_file(home.path("a")).unwrap();
    std::os::unix::fs::symlink("a.bak", home.path("a")).unwrap();
    let err = refused(&["-b", "old"]);
    assert!(err.contains("never backed up") && !err.contains("-b EXTENSION"), "{err}");
    fs::remove_file(home.path("a")).unwrap();
    fs::create_dir(home.path("a")).unwrap();
    fs::write(home.path("a/mine"), "mine").unwrap();
    let err = refused(&[]);
    assert!(err.contains("-b EXTENSION") && !err.contains("force"), "{err}");
}

#[test]
fn what_a_switch_left_undone_is_shown_and_done() {
    let home = Home::new();
    let config = |text: &str, late: &str| {
        let file = format!(
            r#"{{ a = file "a" {{ source = builtins.toFile "a" "{text}"; onChange = "cat a >>seen"; }}; }}"#
        );
        let commands = r#"onFilesChange = { after = [ "late" ]; before = [ ]; data = ""; }; early ="#;
        home.configuration(&file).replace("run echo late", late).replace("early =", commands)
    };
    home.done(&["switch", "-E", &config("1", "true")]);
    let run = home.hmeval(&["switch", "-E", &config("2", "exit 7")]);
    assert_eq!(run.status, Status::Midway, "{}", run.err);
    let seen = home.read("seen");
    let mended = config("2", "true");
    let plan = home.done(&["plan", "-E", &mended]).out;
    assert!(plan.starts_with("the last switch did not come to its end"), "{plan}");
    home.done(&["switch", "-E", &mended]);
    assert!(home.read("seen").ends_with('2'), "{seen}, then {}", home.read("seen"));
    assert!(home.done(&["plan", "-E", &mended]).out.starts_with("nothing changes"));
}

#[test]
fn what_was_begun_is_marked_and_rolled_back() {
    let home = Home::new();
    let switch = |text: &str| {
        let file = format!(r#"{{ a = file "a" {{ source = builtins.toFile "a" "{text}"; }}; }}"#);
        home.done(&["switch", "-E", &home.configuration(&file)]);
    };
    ["1", "2", "3"].into_iter().for_each(switch);
    // As a run leaves it that was killed on its way from the second generation to the third.
    let state = home.path(".local/state/hmeval");
    fs::remove_file(state.join("current")).unwrap();
    std::os::unix::fs::symlink("generations/2", state.join("current")).unwrap();
    std::os::unix::fs::symlink("generations/3", state.join("pending")).unwrap();
    let listed = home.done(&["generations"]).out;
    let marks: Vec<&str> =
        listed.lines().map(|line| line.split_once(" (").map_or("", |(_, mark)| mark)).collect();
    assert_eq!(marks, ["not completed)", "current)", ""], "{listed}");
    let json: Value = serde_json::from_str(&home.done(&["generations", "--json"]).out).unwrap();
    assert_eq!((&json[0]["pending"], &json[1]["pending"]), (&Value::Bool(true), &Value::Bool(false)));
    home.done(&["rollback"]);
    assert_eq!(home.read("a"), "2");
    assert_eq!(home.done(&["generations"]).out.matches("not completed").count(), 0);
}

#[test]
fn the_configuration_of_home_manager_is_meant_where_nothing_is_said() {
    let home = Home::new();
    let run = home.hmeval(&["plan", "--library", "builtin"]);
    assert_eq!(run.status, Status::Usage);
    home.done(&["init", "--no-flake"]);
    assert!(home.done(&["plan", "--library", "builtin"]).out.contains("+ "));
    let name = home.done(&["show", "home.stateVersion", "--json", "--library", "builtin"]).out;
    assert_eq!(name, "\"26.05\"\n");
    // What is named comes first.
    let named = home.read(".config/home-manager/home.nix").replace("26.05", "25.11");
    fs::write(home.path("mine.nix"), named).unwrap();
    let show = ["show", "home.stateVersion", "--json", "--library", "builtin"];
    let variable = ("HOME_MANAGER_CONFIG", OsString::from(home.path("mine.nix")));
    assert_eq!(home.with(&show, "", &[variable]).out, "\"25.11\"\n");
    let missing = ("HOME_MANAGER_CONFIG", OsString::from(home.path("none.nix")));
    let run = home.with(&show, "", &[missing]);
    assert!(run.status != Status::Done && run.err.contains("none.nix"), "{}", run.err);
}

#[test]
fn specialisations_are_plans_of_their_own() {
    let home = Home::new();
    let config = home.configuration("{ }");
    home.done(&["switch", "--specialisation", "dark", "-E", &config]);
    assert_eq!(home.read("x"), "dark");
    assert!(home.hmeval(&["plan", "-c", "light", "-E", &config]).err.contains("no specialisation 'light'"));
}

#[test]
fn news_are_told_once() {
    let home = Home::new();
    let config = home.configuration("{ }");
    let told = home.done(&["news", "-E", &config]).out;
    assert!(told.starts_with("* 2026-02-01T00:00:00+00:00\n\nnew news\n"), "{told}");
    assert!(told.contains("old news") && !told.contains("not for you"));
    assert_eq!(home.done(&["news", "-E", &config]).out, "");
    assert_eq!(home.read(".local/share/home-manager/news-read-ids"), "b\na\n");
}

#[test]
fn a_build_writes_the_files_elsewhere() {
    let home = Home::new();
    let config = home.configuration(r#"{ a = file "d/a" { source = builtins.toFile "a" "x"; }; }"#);
    home.done(&["build", "-E", &config]);
    assert_eq!(home.read("result/d/a"), "x");
    assert!(!home.path("d").exists());
    assert_eq!(home.hmeval(&["build", "-E", &config]).status, Status::Failed);
}

#[test]
fn a_first_configuration_is_written_once() {
    let home = Home::new();
    let out = home.done(&["init"]).out;
    assert_eq!(out.lines().count(), 2);
    let file = home.path(".config/home-manager/home.nix");
    let parsed = home.done(&[
        "eval",
        "--impure",
        "--json",
        "--expr",
        &format!("(import {} {{ config = null; pkgs = null; }}).home.username", file.display()),
    ]);
    assert_eq!(parsed.out, "\"alice\"\n");
    fs::write(&file, "mine").unwrap();
    assert_eq!(home.done(&["init"]).out, "");
    assert_eq!(home.read(".config/home-manager/home.nix"), "mine");
}

#[test]
fn a_source_has_to_be_there_and_allowed() {
    let home = Home::new();
    fs::write(home.path("there"), "x").unwrap();
    let source = |path: &str| home.configuration(&format!(r#"{{ a = file "a" {{ source = "{path}"; }}; }}"#));
    let there = source(home.path("there").to_str().unwrap());
    assert_eq!(home.hmeval(&["switch", "-E", &there]).status, Status::Done);
    for command in ["switch", "plan", "build"] {
        let run = home.hmeval(&[command, "--option", "pure-eval", "true", "-E", &there]);
        assert_ne!(run.status, Status::Done);
        assert!(run.err.contains("is forbidden in pure evaluation mode"), "{command}: {}", run.err);
    }
    let run = home.hmeval(&["switch", "-E", &source("/nowhere/at/all")]);
    assert_eq!(run.status, Status::Failed);
    assert!(run.err.contains("path '/nowhere/at/all' does not exist"), "{}", run.err);
}

#[test]
fn what_texts_refer_to_is_made_where_no_builder_is_needed() {
    let home = Home::new();
    fs::write(home.path("src"), "of the configuration").unwrap();
    let config = home.configuration(&format!(
        r#"let text = name: body: "${{builtins.toFile name body}}"; in {{
             a = file "a" {{ source = builtins.toFile "a" "a ${{builtins.toFile "inner" "told"}} ${{{}}}"; }};
             b = file "b" {{ source = builtins.toFile "b" "b"; onChange = "cat ${{text "said" "heard"}}"; }};
           }}"#,
        home.path("src").display()
    ));
    let run = home.done(&["switch", "-E", &config]);
    assert!(run.err.contains("heard"), "{}", run.err);
    let plan: Value = serde_json::from_str(&home.done(&["plan", "--json", "-E", &config]).out).unwrap();
    assert!(plan["plan"]["supplies"].as_array().is_some_and(|all| !all.is_empty()), "{plan}");
}

#[test]
fn a_plan_for_somebody_else_says_what_it_is_compared_with() {
    let home = Home::new();
    let config = home.configuration(r#"{ a = file "a" { source = builtins.toFile "a" "x"; }; }"#);
    assert!(!home.done(&["plan", "-E", &config]).err.contains("compared with"));
    let run = home.with(&["plan", "-E", &config], "", &[("USER", "bob".into())]);
    assert_eq!(run.status, Status::Done);
    assert!(run.err.contains("USER is 'bob', but the plan is for 'alice'"), "{}", run.err);
}

#[test]
fn what_only_looks_says_nothing_of_writing() {
    let home = Home::new();
    let config = home.configuration("{ }");
    for args in [&["plan", "--against", "77", "-E", &config][..], &["diff", "77", "78"]] {
        let run = home.hmeval(args);
        assert_eq!(run.status, Status::Failed);
        assert!(run.err.contains("there is no generation 77"), "{}", run.err);
        assert!(!run.err.contains("written"), "{}", run.err);
    }
}
