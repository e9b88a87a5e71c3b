//! Answers that are remembered from one run to the next.

use std::ffi::OsString;
use std::path::Path;
use std::time::{Duration, SystemTime};

use hmeval::{Environment, Process, Status, Terminal, run_with};

use crate::support::fixture;

/// Runs `hmeval eval ARGS` with a cache, and with the variable `WHO`; gives what it wrote to both streams.
fn eval(cache: &Path, who: &str, args: &[&str], input: &str) -> (String, String) {
    let args: Vec<OsString> = ["hmeval", "eval"].iter().chain(args).map(Into::into).collect();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let variables = [("HMEVAL_CACHE_DIR".into(), cache.into()), ("WHO".into(), who.into())];
    let process = Process {
        stdin: &mut input.as_bytes(),
        stdout: &mut out,
        stderr: &mut err,
        terminal: Terminal::default(),
        environment: Environment::new(variables.into(), b"/".to_vec()),
    };
    assert_eq!(run_with(&args, process), Status::Done, "{}", String::from_utf8_lossy(&err));
    (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

/// The records in a cache.
fn records(cache: &Path) -> usize {
    std::fs::read_dir(cache.join("answers-v1")).map_or(0, Iterator::count)
}

/// An expression that takes long enough to be worth a record, and then is `result`.
fn slow(result: &str) -> String {
    format!("builtins.seq (builtins.foldl' (a: b: a + b) 0 (builtins.genList (x: x) 3000000)) ({result})")
}

#[test]
fn an_answer_is_given_again_with_its_messages() {
    let cache = tempfile::tempdir().unwrap();
    let question = slow("builtins.trace \"seen\" (builtins.length (builtins.attrNames (import FILE)))")
        .replace("FILE", &fixture("home/packages.nix"));
    let first = eval(cache.path(), "me", &["--impure", "--expr", &question], "");
    assert_eq!(records(cache.path()), 1);
    assert_eq!(eval(cache.path(), "me", &["--impure", "--expr", &question], ""), first);
    assert_eq!(first.1, "trace: seen\n");

    // What the record says is what is printed: it was read, not evaluated.
    let record = std::fs::read_dir(cache.path().join("answers-v1")).unwrap().next().unwrap().unwrap().path();
    std::fs::write(&record, "damaged").unwrap();
    assert_eq!(eval(cache.path(), "me", &["--impure", "--expr", &question], ""), first);
}

#[test]
fn another_value_of_a_variable_is_another_question() {
    let cache = tempfile::tempdir().unwrap();
    let question = slow("builtins.getEnv \"WHO\"");
    let ask = |who| eval(cache.path(), who, &["--raw", "--impure", "--expr", &question], "").0;
    assert_eq!(ask("me"), "me");
    assert_eq!(ask("you"), "you");
    assert_eq!(ask("you"), "you");
    assert_eq!(ask("me"), "me");
}

#[test]
fn what_may_differ_the_next_time_is_not_remembered() {
    let cache = tempfile::tempdir().unwrap();
    let fresh = cache.path().join("fresh.nix");
    std::fs::write(&fresh, "1").unwrap();
    // However long the test is kept waiting, this change is not two seconds old.
    let file = std::fs::File::options().write(true).open(&fresh).unwrap();
    file.set_modified(SystemTime::now() + Duration::from_secs(3600)).unwrap();
    eval(cache.path(), "me", &["--impure", "--expr", &slow(&format!("import {}", fresh.display()))], "");
    assert_eq!(records(cache.path()), 0, "a file that has just changed");
    eval(cache.path(), "me", &["--impure", "--expr", &slow("builtins.currentTime > 0")], "");
    assert_eq!(records(cache.path()), 0, "the time of day");
    eval(cache.path(), "me", &["--file", "-"], &slow("1"));
    assert_eq!(records(cache.path()), 0, "standard input");
    eval(cache.path(), "me", &["--no-cache", "--expr", &slow("1")], "");
    assert_eq!(records(cache.path()), 0, "--no-cache");
}

#[test]
fn answers_of_flakes_in_folders_are_remembered() {
    let cache = tempfile::tempdir().unwrap();
    let reference = format!("path:{}#nixosConfigurations", fixture("library/nixos"));
    let apply = format!("x: {}", slow("builtins.attrNames x"));
    let ask = || eval(cache.path(), "me", &["--library", "builtin", "--apply", &apply, &reference], "");
    let first = ask();
    assert_eq!(records(cache.path()), 1);
    assert_eq!(ask(), first);
}
