//! Nix's own language tests (`tests/functional/lang`), run as its `lang.sh` runs them.
//!
//! Names: `eval-okay-*` with `.exp` or `.exp.xml`, `eval-fail-*` and `parse-fail-*` with `.err.exp`, `parse-okay-*` with `.exp`.
//! Of the failing ones the message counts; how many whole reports agree is held by a number of its own.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use hmeval_tests::divergences::Divergences;
use hmeval_tests::fixture::{message, replace};
use hmeval_tests::program::{End, Output, Program};
use libtest_mimic::Trial;
use rayon::prelude::*;

use crate::test;

/// So many cases must pass; the others stand in `known-divergences.txt` as `lang:NAME`.
const PASS_AT_LEAST: usize = 478;

/// So many of the eval-fail reports must agree as a whole, trace included.
const WHOLE_REPORTS_AT_LEAST: usize = 200;

/// One test that runs all cases: its counts are what is promised.
pub(crate) fn trials(folder: PathBuf, divergences: &Divergences) -> Vec<Trial> {
    let divergences = divergences.clone();
    vec![test("corpus::nix_lang", move || run(&folder, &divergences))]
}

fn run(folder: &Path, divergences: &Divergences) -> Result<(), String> {
    let suite = Suite { folder, base: folder.parent().unwrap_or(folder), whole: Arc::default() };
    let names: Vec<String> = hmeval_tests::files_below(folder, "nix")
        .iter()
        .filter(|file| file.parent() == Some(folder))
        .filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned()))
        .filter(|name| {
            ["eval-okay-", "eval-fail-", "parse-okay-", "parse-fail-"]
                .iter()
                .any(|kind| name.starts_with(kind))
        })
        .filter(|name| !suite.file(name, "exp-disabled").exists())
        .collect();
    let failures = Mutex::new(Vec::new());
    let passed = AtomicUsize::new(0);
    names.par_iter().for_each(|name| {
        let result = suite.case(name);
        passed.fetch_add(usize::from(result.is_ok()), Ordering::Relaxed);
        if let (Err(error), Ok(mut failures)) =
            (divergences.judge(&format!("lang:{name}"), result), failures.lock())
        {
            failures.push(format!("{name}: {error}"));
        }
    });
    let mut failures = failures.into_inner().unwrap_or_default();
    failures.sort();
    let (passed, whole) = (passed.into_inner(), suite.whole.load(Ordering::Relaxed));
    if passed < PASS_AT_LEAST || whole < WHOLE_REPORTS_AT_LEAST {
        failures.push(format!("{passed} of {} pass, {whole} whole reports agree", names.len()));
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

struct Suite<'a> {
    folder: &'a Path,
    /// The folder above: cases are named from there, and their messages show it as `/pwd`.
    base: &'a Path,
    whole: Arc<AtomicUsize>,
}

impl Suite<'_> {
    fn file(&self, name: &str, extension: &str) -> PathBuf {
        self.folder.join(format!("{name}.{extension}"))
    }

    fn read(&self, name: &str, extension: &str) -> Vec<u8> {
        std::fs::read(self.file(name, extension)).unwrap_or_default()
    }

    fn flags(&self, name: &str) -> Option<Vec<String>> {
        let text = std::fs::read_to_string(self.file(name, "flags")).ok()?;
        let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default());
        Some(lines.flat_map(str::split_whitespace).map(str::to_owned).collect())
    }

    fn case(&self, name: &str) -> Result<(), String> {
        let path = format!("{}/{name}.nix", self.folder.file_name().unwrap_or_default().to_string_lossy());
        match name {
            _ if name.starts_with("parse-fail") => {
                let output = self.ask(&["--parse", "-"], &self.read(name, "nix"))?;
                self.failure(name, &output)
            }
            _ if name.starts_with("parse-okay") => {
                let output = self.ask(&["--parse", "-"], &self.read(name, "nix"))?;
                expect(&output, &output.stdout, &self.read(name, "exp"))
            }
            _ if name.starts_with("eval-fail") => {
                let usual = || ["--eval", "--strict", "--show-trace"].map(str::to_owned).to_vec();
                let mut flags = self.flags(name).unwrap_or_else(usual);
                flags.push(path);
                let output = self.ask(&flags.iter().map(String::as_str).collect::<Vec<_>>(), b"")?;
                self.failure(name, &output)
            }
            _ if self.file(name, "exp.xml").exists() => {
                let output = self.ask(&["--eval", "--xml", "--no-location", "--strict", &path], b"")?;
                expect(&output, &output.stdout, &self.read(name, "exp.xml"))
            }
            _ => {
                let flags = self.flags(name).unwrap_or_default();
                let mut args: Vec<&str> = flags.iter().map(String::as_str).collect();
                args.extend(["--eval", "--strict", &path]);
                let output = self.ask(&args, b"")?;
                expect(&output, &self.portable(&output.stdout), &self.read(name, "exp"))
            }
        }
    }

    fn ask(&self, args: &[&str], stdin: &[u8]) -> Result<Output, String> {
        let mut program =
            Program::nix_instantiate().env("NIX_STORE_DIR", "/nix/store").env("HOME", "/fake-home");
        if !args.contains(&"--show-trace") && !args.contains(&"--parse") && !args.contains(&"--xml") {
            program = program.env("NIX_PATH", "lang/dir3:lang/dir4");
        }
        program.run(args, stdin, self.base).map_err(|error| error.to_string())
    }

    fn portable(&self, text: &[u8]) -> Vec<u8> {
        replace(text, self.base.as_os_str().as_encoded_bytes(), b"/pwd")
    }

    fn failure(&self, name: &str, output: &Output) -> Result<(), String> {
        let (found, expected) = (self.portable(&output.stderr), self.read(name, "err.exp"));
        if name.starts_with("eval-fail") && found == expected {
            self.whole.fetch_add(1, Ordering::Relaxed);
        }
        let (found, expected) = (message(&found), message(&expected));
        // Suggestions are part of the whole report only.
        match output.end == End::Exit(1) && found.first() == expected.first() {
            true => Ok(()),
            false => {
                Err(format!("{:?}, message {}", output.end, String::from_utf8_lossy(&found.join(&b' '))))
            }
        }
    }
}

fn expect(output: &Output, found: &[u8], expected: &[u8]) -> Result<(), String> {
    match output.end == End::Exit(0) && found == expected {
        true => Ok(()),
        false => Err(format!("{:?}, printed {}", output.end, String::from_utf8_lossy(found))),
    }
}
