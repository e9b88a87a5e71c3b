//! Runs a command and keeps what it writes.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use hmeval::{Environment, Process, Status, Terminal, run_with};

/// What a command did.
pub(crate) struct Run {
    pub(crate) status: Status,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// The standard output of a command that must be done without a word on standard error.
    pub(crate) fn ok(self) -> String {
        assert_eq!((self.status, &self.err[..]), (Status::Done, ""), "{}", self.out);
        self.out
    }

    /// The standard error of a command that must fail in this way, and print no value.
    pub(crate) fn fails(self, status: Status) -> String {
        assert_eq!((self.status, &self.out[..]), (status, ""), "{}", self.err);
        self.err
    }
}

/// Runs `hmeval ARGS`.
pub(crate) fn hmeval(args: &[&str]) -> Run {
    hmeval_with(args, "")
}

/// Runs `hmeval ARGS` with a text on standard input.
pub(crate) fn hmeval_with(args: &[&str], input: &str) -> Run {
    run_in(args, input, Environment { dir: b"/".to_vec(), ..Environment::default() })
}

/// Runs `hmeval ARGS` in a folder, with variables.
pub(crate) fn hmeval_in(args: &[&str], dir: &Path, variables: &[(&str, &str)]) -> Run {
    let variables = variables.iter().map(|(name, value)| (name.into(), value.into())).collect();
    run_in(args, "", Environment { dir: dir.to_str().unwrap().into(), variables })
}

fn run_in(args: &[&str], input: &str, environment: Environment) -> Run {
    let args: Vec<OsString> =
        std::iter::once("hmeval").chain(args.iter().copied()).map(OsString::from).collect();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let process = Process {
        stdin: &mut input.as_bytes(),
        stdout: &mut out,
        stderr: &mut err,
        terminal: Terminal::default(),
        environment,
    };
    let status = run_with(&args, process);
    Run { status, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

/// A file of the fixtures.
pub(crate) fn fixture(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../../fixtures", name].iter().collect();
    path.canonicalize().unwrap().to_str().unwrap().to_owned()
}

/// A configuration made of the fixture's modules and one more module, as an expression.
pub(crate) fn configuration(module: &str) -> String {
    let modules =
        ["modules", "packages", "home", "programs"].map(|name| fixture(&format!("home/{name}.nix")));
    let [lib, packages, home, programs] = modules;
    format!(
        "(import {lib}).evalModules {{ args.packages = import {packages}; modules = [ {home} {programs} ({module}) ]; }}"
    )
}
