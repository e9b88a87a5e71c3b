//! Help, versions, statuses, colours.

use std::io::{self, Write};

use hmeval::{Environment, Process, Status, Terminal, run_with};

use crate::support::hmeval;

#[test]
fn help_and_version() {
    let help = hmeval(&["--help"]).ok();
    for command in ["show", "check", "eval", "instantiate", "repl", "nix-instantiate", "completions", "man"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command}: {help}");
    }
    assert!(hmeval(&["--version"]).ok().starts_with("hmeval "));
    assert_eq!(hmeval(&["nix-instantiate", "--version"]).ok(), "nix-instantiate (Nix) 2.34.8\n");
    assert!(hmeval(&["nix-instantiate", "--help"]).ok().contains("--write-drv"));
}

#[test]
fn wrong_use() {
    hmeval(&[]).fails(Status::Usage);
    hmeval(&["frobnicate"]).fails(Status::Usage);
    hmeval(&["eval", "--frobnicate"]).fails(Status::Usage);
}

#[test]
fn settings_that_do_not_exist_are_told() {
    let run = hmeval(&["eval", "--expr", "1", "--option", "frob", "1"]);
    assert_eq!(
        (run.status, &run.out[..], &run.err[..]),
        (Status::Done, "1\n", "warning: unknown setting 'frob'\n")
    );
    assert_eq!(
        hmeval(&["eval", "--quiet", "--quiet", "--quiet", "--expr", "1", "--option", "frob", "1"]).ok(),
        "1\n"
    );
}

#[test]
fn completions_and_manual_pages() {
    assert!(hmeval(&["completions", "bash"]).ok().contains("nix-instantiate"));
    let dir = tempfile::tempdir().unwrap();
    hmeval(&["man", dir.path().to_str().unwrap()]).ok();
    assert!(dir.path().join("hmeval-show.1").exists());
}

fn error_with(args: &[&str], terminal: bool, variables: &[(&str, &str)]) -> String {
    let args: Vec<_> = ["hmeval", "eval", "--expr", "x"].iter().chain(args).map(Into::into).collect();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let variables = variables.iter().map(|(name, value)| (name.into(), value.into())).collect();
    let process = Process {
        stdin: &mut io::empty(),
        stdout: &mut out,
        stderr: &mut err,
        terminal: Terminal { stderr: terminal, ..Terminal::default() },
        environment: Environment::new(variables, b"/".to_vec()),
    };
    assert_eq!(run_with(&args, process), Status::Failed);
    String::from_utf8(err).unwrap()
}

#[test]
fn colours_are_for_terminals() {
    let coloured = |args: &[&str], terminal, variables: &[(&str, &str)]| {
        error_with(args, terminal, variables).contains('\x1b')
    };
    assert!(coloured(&[], true, &[]));
    assert!(!coloured(&[], false, &[]));
    assert!(!coloured(&[], true, &[("NO_COLOR", "1")]));
    assert!(!coloured(&[], true, &[("TERM", "dumb")]));
    assert!(coloured(&["--color", "always"], false, &[("NO_COLOR", "1")]));
    assert!(!coloured(&["--color", "never"], true, &[]));
}

/// A pipe that nobody reads, or a full disk.
struct Broken(io::ErrorKind);

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn outputs_that_cannot_be_written() {
    for (kind, expected) in
        [(io::ErrorKind::BrokenPipe, Status::Done), (io::ErrorKind::StorageFull, Status::Failed)]
    {
        let args: Vec<_> = ["hmeval", "eval", "--expr", "1"].iter().map(Into::into).collect();
        let mut err = Vec::new();
        let process = Process {
            stdin: &mut io::empty(),
            stdout: &mut Broken(kind),
            stderr: &mut err,
            terminal: Terminal::default(),
            environment: Environment::new(std::collections::BTreeMap::new(), b"/".to_vec()),
        };
        assert_eq!(run_with(&args, process), expected);
        assert_eq!(err.is_empty(), expected == Status::Done);
    }
}
