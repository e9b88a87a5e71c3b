//! Lock files of trees of flakes (`fixtures/flakes/lock-trees.txt`): hmeval's and Nix's, byte for byte.
//!
//! Each case is made twice at the same place, so that both see the same paths. Without a Nix there is nothing to compare
//! with, and the cases are skipped.

use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, UNIX_EPOCH};

use hmeval_tests::oracle::{Oracle, PROMISED};
use hmeval_tests::program::{End, Program};
use libtest_mimic::Trial;

use crate::{skipped, test};

/// When every file was changed and every commit made.
const TIME: u64 = 1_700_000_000;

/// The tests of all cases.
pub(crate) fn trials() -> Vec<Trial> {
    let text = std::fs::read_to_string(hmeval_tests::root().join("fixtures/flakes/lock-trees.txt"));
    let text = match text {
        Ok(text) => text,
        Err(error) => return vec![test("lock_trees", move || Err(error.to_string()))],
    };
    let nix = match nix() {
        Ok(nix) => nix,
        Err(reason) => return vec![skipped("lock_trees", &reason)],
    };
    let cases = text.split("\n#--- ").skip(1);
    cases
        .map(|case| {
            let (name, script) = case.split_once('\n').unwrap_or((case, ""));
            let (script, nix) = (script.to_owned(), nix.clone());
            test(format!("lock_trees::{name}"), move || same(&script, &nix))
        })
        .collect()
}

/// The program `nix` next to the oracle.
fn nix() -> Result<PathBuf, String> {
    let oracle = Oracle::find()?;
    if oracle.version != PROMISED {
        return Err(format!("the Nix here is {}, not {PROMISED}", oracle.version));
    }
    let found = match oracle.program.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => folder.join("nix"),
        None => "nix".into(),
    };
    Ok(found)
}

/// Runs a case with both programs.
fn same(script: &str, nix: &Path) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let base = folder.path().canonicalize().map_err(|error| error.to_string())?;
    let home = |name: &str| base.join(name);
    let hmeval = Program::hmeval().env("HOME", home("home-h")).env("NIX_CONFIG", "flake-registry =");
    let store = format!("{}?root={}", "local", home("store").display());
    let config = format!(
        "experimental-features = nix-command flakes\nflake-registry =\nsubstituters =\nstore = {store}"
    );
    let oracle =
        Program::new(nix).env("HOME", home("home-n")).env("NIX_CONFIG", config).env("NIX_REMOTE", "");
    let ours = play(script, &base.join("case"), &hmeval)?;
    let theirs = play(script, &base.join("case"), &oracle)?;
    match ours == theirs {
        true => Ok(()),
        false => Err(format!("hmeval:\n{}\nNix:\n{}", ours.join("\n"), theirs.join("\n"))),
    }
}

/// Makes the files of a case and runs its commands: their ends, outputs, and the lock files after each.
fn play(script: &str, root: &Path, program: &Program) -> Result<Vec<String>, String> {
    let _ = std::fs::remove_dir_all(root);
    let script = script.replace('@', &root.display().to_string());
    let mut seen = Vec::new();
    let mut steps = script.split("\n#").map(|step| step.trim_start_matches('#'));
    steps.try_for_each(|step| {
        let (command, content) = step.split_once('\n').unwrap_or((step, ""));
        let (command, argument) = command.trim().split_once(' ').unwrap_or((command, ""));
        let target = root.join(argument);
        match command {
            "" => Ok(()),
            "file" => write(&target, content),
            "remove" => std::fs::remove_file(target).map_err(|error| error.to_string()),
            "init" => git(&target, &["init", "--quiet", "--initial-branch=main"]),
            "add" => git(&target, &["add", "--all"]),
            "git" => {
                git(&target, &["init", "--quiet", "--initial-branch=main"])?;
                commit(&target)
            }
            "commit" => commit(&target),
            "bare" => git(root, &["clone", "--quiet", "--bare", argument, &format!("{argument}.git")]),
            "run" => {
                settle(root)?;
                seen.push(run(argument, root, program)?);
                Ok(())
            }
            other => Err(format!("no such step: {other}")),
        }
    })?;
    Ok(seen)
}

fn write(file: &Path, content: &str) -> Result<(), String> {
    let folder = file.parent().unwrap_or(file);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(file, format!("{}\n", content.trim_end())))
        .map_err(|error| error.to_string())
}

fn commit(folder: &Path) -> Result<(), String> {
    git(folder, &["add", "--all"])?;
    git(folder, &["commit", "--quiet", "--message=c"])
}

fn git(folder: &Path, args: &[&str]) -> Result<(), String> {
    let mut command = Command::new("git");
    command.current_dir(folder).args([
        "-c",
        "user.name=n",
        "-c",
        "user.email=e@x",
        "-c",
        "commit.gpgsign=false",
    ]);
    for name in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
        command.env(name, format!("@{TIME} +0000"));
    }
    let status =
        command.args(args).env("GIT_CONFIG_GLOBAL", "/dev/null").env("HOME", "/homeless-shelter").status();
    match status {
        Ok(status) if status.success() => Ok(()),
        other => Err(format!("git {args:?} in '{}': {other:?}", folder.display())),
    }
}

/// Sets the time of every file outside of repositories' own folders, so that both programs see the same.
fn settle(folder: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| error.to_string();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() && !path.as_os_str().as_bytes().ends_with(b".git") {
            settle(&path)?;
        }
        let time = UNIX_EPOCH + Duration::from_secs(TIME);
        std::fs::File::open(&path).and_then(|file| file.set_modified(time)).map_err(failed)?;
    }
    Ok(())
}

/// Runs a command in the folder `top`: how it ended, what it said on standard output, and the lock file.
fn run(arguments: &str, root: &Path, program: &Program) -> Result<String, String> {
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let top = root.join("top");
    let output = program.run(&arguments, b"", &top).map_err(|error| error.to_string())?;
    let end = match output.end {
        End::Exit(0) => "done".to_owned(),
        other => format!("{other:?}: {}", last_error(&output.stderr)),
    };
    let lock =
        std::fs::read_to_string(top.join("flake.lock")).unwrap_or_else(|_| "no lock file\n".to_owned());
    let out = String::from_utf8_lossy(&output.stdout);
    Ok(format!("{}: {end}\n{out}{lock}", arguments.join(" ")))
}

/// The innermost error of a report, without its indentation.
fn last_error(report: &[u8]) -> String {
    let report = String::from_utf8_lossy(report);
    // Nix shows it last, hmeval first.
    let errors = report.lines().filter_map(|line| line.trim_start().strip_prefix("error: "));
    let first = errors.clone().next().unwrap_or_default();
    let last = errors.last().unwrap_or_default();
    if report.contains("\u{2026} while") { last.to_owned() } else { first.to_owned() }
}
