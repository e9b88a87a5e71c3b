//! The tests of nixpkgs' `lib`: those that are expressions print `[ ]` (one of them `null`), and `modules.sh` passes with hmeval in place of Nix.

use std::path::{Path, PathBuf};
use std::time::Duration;

use hmeval_tests::program::{self, End, Program};
use libtest_mimic::Trial;

use crate::test;

/// Files that evaluate to the list of failed tests.
const LISTS_OF_FAILURES: [&str; 4] =
    ["lib/tests/misc.nix", "lib/tests/systems.nix", "lib/tests/fetchers.nix", "lib/tests/debug.nix"];

/// `modules.sh` asks some six hundred questions, each a process.
const SCRIPT_TIME_LIMIT: Duration = Duration::from_secs(600);

/// One test for each file that this version of lib has.
pub(crate) fn trials(root: PathBuf) -> Vec<Trial> {
    let exists = |file: &&str| root.join(file).exists();
    let mut trials = Vec::new();
    for file in LISTS_OF_FAILURES.into_iter().filter(exists) {
        let root = root.clone();
        trials.push(test(format!("corpus::nixpkgs_lib::{file}"), move || {
            expression(&root, file, &["--strict"], "[ ]")
        }));
    }
    if exists(&"lib/path/tests/unit.nix") {
        let root = root.clone();
        trials.push(test("corpus::nixpkgs_lib::lib/path/tests/unit.nix", move || {
            let lib = format!("{}/lib", root.display());
            expression(&root, "lib/path/tests/unit.nix", &["--strict", "--argstr", "libpath", &lib], "null")
        }));
    }
    if exists(&"lib/tests/modules.sh") {
        trials.push(test("corpus::nixpkgs_lib::lib/tests/modules.sh", move || modules_script(&root)));
    }
    trials
}

fn expression(root: &Path, file: &str, flags: &[&str], expected: &str) -> Result<(), String> {
    let args = [&["--eval"], flags, &[file]].concat();
    let output = Program::nix_instantiate().run(&args, b"", root).map_err(|error| error.to_string())?;
    let stdout = String::from_utf8_lossy(&output.stdout);
    match output.end == End::Exit(0) && stdout.trim_end() == expected {
        true => Ok(()),
        false => Err(format!("{:?}\n{stdout}\n{}", output.end, String::from_utf8_lossy(&output.stderr))),
    }
}

/// The script calls the `nix-instantiate` of `PATH`: a link of that name to the program under test.
fn modules_script(root: &Path) -> Result<(), String> {
    let bin = tempfile::tempdir().map_err(|error| error.to_string())?;
    let hmeval = Program::hmeval();
    let link = bin.path().join("nix-instantiate");
    std::os::unix::fs::symlink(&hmeval.path, link).map_err(|error| error.to_string())?;
    let path = format!("{}:{}", bin.path().display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Program::new("bash").env("PATH", path).command();
    command.envs(
        hmeval
            .command()
            .get_envs()
            .filter(|(name, _)| *name != "PATH")
            .filter_map(|(name, value)| Some((name, value?))),
    );
    command.arg(root.join("lib/tests/modules.sh")).current_dir(root.join("lib/tests"));
    let output = program::run(command, b"", SCRIPT_TIME_LIMIT).map_err(|error| error.to_string())?;
    match output.end {
        End::Exit(0) => Ok(()),
        end => {
            let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
            let last: Vec<&str> = text.lines().rev().take(40).collect();
            Err(format!("{end:?}\n{}", last.into_iter().rev().collect::<Vec<_>>().join("\n")))
        }
    }
}
