//! `hmeval eval`.

use hmeval::Status;

use crate::support::{fixture, hmeval, hmeval_with};

fn eval(args: &[&str]) -> String {
    hmeval(&[&["eval"], args].concat()).ok()
}

#[test]
fn values_are_printed_as_nix_eval_prints_them() {
    let expr = r#"[ 1 2.5 null true "x\n" { a = 1; b = [ ]; c = { }; } ]"#;
    assert_eq!(eval(&["--expr", expr]), format!("{expr}\n"));
    assert_eq!(eval(&["--expr", "x: x"]), "«lambda @ «string»:1:1»\n");
    assert_eq!(
        eval(&["--expr", "{ a = throw ''no''; b = map; }"]),
        "{ a = «error: no»; b = «primop map»; }\n"
    );
    let drv = r#"derivation { name = "a"; system = "b"; builder = "c"; }"#;
    assert_eq!(eval(&["--expr", drv]), "«derivation /nix/store/ncvzg25n0l41lmwbnxc7fcrkrajq3pvw-a.drv»\n");
    let elsewhere = r#"[ { type = "derivation"; drvPath = "/a"; } ]"#;
    assert_eq!(eval(&["--expr", elsewhere]), "[ «error: path '/a' is not in the Nix store» ]\n");
}

#[test]
fn attribute_paths_and_functions_apply() {
    assert_eq!(eval(&["--expr", "{ a = { x ? 1 }: { b = x; }; }", "a.b"]), "1\n");
    assert_eq!(eval(&["--expr", "{ a = 1; }", "a^out"]), "1\n");
    assert_eq!(eval(&["--expr", "{ a = 1; }", "."]), "{ a = 1; }\n");
    assert_eq!(eval(&["--expr", "{ x }: { a = x; }", "a", "--arg", "x", "1 + 1"]), "2\n");
    assert_eq!(eval(&["--expr", "1", "--apply", "x: x + 1"]), "2\n");
}

#[test]
fn other_forms() {
    assert_eq!(eval(&["--json", "--expr", r#"{ b = [ 1 ]; a = "x"; }"#]), "{\"a\":\"x\",\"b\":[1]}\n");
    assert_eq!(eval(&["--json", "--pretty", "--expr", "{ a = [ 1 ]; }"]), "{\n  \"a\": [\n    1\n  ]\n}\n");
    assert_eq!(eval(&["--raw", "--expr", r#""a\nb""#]), "a\nb");
    assert_eq!(hmeval_with(&["eval", "--file", "-"], "1 + 1").ok(), "2\n");
}

#[test]
fn expressions_are_pure_and_files_are_not() {
    let error = hmeval(&["eval", "--expr", "builtins.currentSystem"]).fails(Status::Failed);
    assert!(error.starts_with("error: attribute 'currentSystem' missing"), "{error}");
    assert_eq!(eval(&["--impure", "--expr", "builtins ? currentSystem"]), "true\n");
    assert_eq!(eval(&["--file", &fixture("home/packages.nix"), "git.version"]), "\"2.51.2\"\n");
}

#[test]
fn strings_are_written_to_files_and_folders() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("out");
    let args = ["--expr", r#"{ a = "x"; b.c = "y"; }"#, "--write-to", path.to_str().unwrap()];
    assert_eq!(eval(&args), "");
    assert_eq!(std::fs::read_to_string(path.join("a")).unwrap(), "x");
    assert_eq!(std::fs::read_to_string(path.join("b/c")).unwrap(), "y");
    let error = hmeval(&[&["eval"][..], &args].concat()).fails(Status::Failed);
    assert!(error.contains("already exists"), "{error}");
    let other = dir.path().join("other");
    let args = ["eval", "--expr", r#"{ "../a" = "x"; }"#, "--write-to", other.to_str().unwrap()];
    assert!(hmeval(&args).fails(Status::Failed).contains("invalid file name '../a'"));
}

#[test]
fn errors_come_first_and_point_at_the_token() {
    let error =
        hmeval(&["eval", "--expr", "let set = { abc = 1; }; in [ set.abd ]", "--json"]).fails(Status::Failed);
    let expected = "\
error: attribute 'abd' missing
 --> «string»:1:30
  |
1 | let set = { abc = 1; }; in [ set.abd ]
  |                              ^^^
  = help: did you mean `abc`?
";
    assert!(error.starts_with(expected), "{error}");
}

#[test]
fn flakes_that_cannot_be_fetched_are_named() {
    let error = hmeval(&["eval", "--offline", "github:a/b#y"]).fails(Status::Failed);
    assert!(error.contains("while fetching the input 'github:a/b'"), "{error}");
}

#[test]
fn wrong_use_is_told_apart() {
    hmeval(&["eval", "--raw", "--json", "--expr", "1"]).fails(Status::Usage);
    hmeval(&["eval", "--file", "x", "--expr", "1"]).fails(Status::Usage);
}

#[test]
fn an_infinite_recursion_shows_its_cycle() {
    let notes = |expr: &str| -> Vec<String> {
        let err = hmeval(&["eval", "--expr", expr]).fails(Status::Failed);
        err.lines().filter_map(|line| line.trim_start().strip_prefix("= note: ")).map(str::to_owned).collect()
    };
    assert_eq!(
        notes("let a = b + 1; b = c; c = a; in 1 + a"),
        [
            "the value of `(b + 1)` («string»:1:11)",
            "needs `c` («string»:1:20)",
            "needs the first of these values again"
        ]
    );
    let long: String = (0..20).map(|n| format!("x{n} = x{} + 1; ", (n + 1) % 20)).collect();
    let long = notes(&format!("let {long} in x0"));
    assert_eq!(long.len(), 10, "{long:?}");
    assert_eq!(long[4], "… and so on, over 12 more values");
    assert_eq!(notes("throw ''not a cycle''"), [""; 0]);
}
