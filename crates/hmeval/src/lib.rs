//! The command line of hmeval: one file for each command in `commands`.
//!
//! [`run`] is the program; [`run_with`] is the same with streams, variables and folder of the caller's choice, which
//! is how tests call it. Reading order: `cli` (what can be asked for), `settings` (how it is evaluated), `session`
//! (the evaluation around a command), then the commands.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests"))]

mod advice;
mod answers;
mod cli;
mod commands;
mod configuration;
mod console;
mod diagnose;
mod flake;
mod hashed_ahead;
mod library;
mod lock_writing;
mod machine;
mod planning;
pub mod process;
mod progress;
mod session;
mod settings;
mod source;
mod status;
mod style;
mod world;

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use hmeval_config::{failure, json_text, written};

pub use process::{Environment, Process, Terminal};
pub use status::Status;

use cli::{Cli, Command};
use console::Console;

/// Runs the program in this process.
pub fn run() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let process = Process {
        stdin: &mut io::BufReader::new(io::stdin()),
        stdout: &mut io::BufWriter::with_capacity(1 << 16, io::stdout()),
        stderr: &mut io::stderr(),
        terminal: Terminal::of_process(),
        environment: Environment::of_process(),
    };
    ExitCode::from(run_with(&args, process).code())
}

/// Runs the program with these arguments (the first is its name). Answers as `nix-instantiate` when called so.
pub fn run_with(args: &[OsString], process: Process<'_>) -> Status {
    let mut console = Console::new(process);
    console.arguments = args.to_vec();
    let name = args.first().and_then(|name| Path::new(name).file_name()).unwrap_or_default();
    let rest = args.get(1..).unwrap_or_default();
    let status = match rest.first() {
        _ if name == "nix-instantiate" => commands::nix_instantiate::run(rest, &mut console),
        // Its flags are read in Nix's way, not in ours.
        Some(first) if first == "nix-instantiate" => commands::nix_instantiate::run(&rest[1..], &mut console),
        _ => match Cli::try_parse_from(args) {
            Ok(cli) => dispatch(cli, rest, &mut console),
            Err(error) => cli::report(&error, &console),
        },
    };
    match console.flush() {
        Err(error) if status == Status::Done => session::report_output(&console, &error),
        _ => status,
    }
}

fn dispatch(cli: Cli, command_line: &[OsString], console: &mut Console<'_>) -> Status {
    console.configure(cli.global.color, cli.global.verbosity());
    match cli.command {
        Command::Jobs(args) => commands::jobs::run(&args, command_line, console),
        Command::Flake(args) => commands::flake::run(&args, console),
        Command::Eval(args) => commands::eval::run(&args, console),
        Command::Instantiate(args) => commands::instantiate::run(&args, console),
        Command::NixInstantiate { args } => commands::nix_instantiate::run(&args, console),
        Command::Show(args) => commands::show::run(&args, console),
        Command::Why(args) => commands::why::run(&args, console),
        Command::Check(args) => commands::check::run(&args, console),
        Command::Options(args) => commands::options::run(&args, console),
        Command::Repl(args) => commands::repl::run(&args, console),
        Command::Plan(args) => commands::home::plan::run(&args, console),
        Command::Build(args) => commands::home::build::run(&args, console),
        Command::Switch(args) => commands::home::switch::run(&args, console),
        Command::Rollback(args) => commands::home::generations::rollback(&args, console),
        Command::Generations(args) => commands::home::generations::list(&args, console),
        Command::SwitchGeneration(args) => commands::home::generations::switch(&args, console),
        Command::RemoveGenerations(args) => commands::home::generations::remove(&args, console),
        Command::ExpireGenerations(args) => commands::home::generations::expire(&args, console),
        Command::Diff(args) => commands::home::diff::run(&args, console),
        Command::Packages(args) => commands::home::packages::run(&args, console),
        Command::News(args) => commands::home::news::run(&args, console),
        Command::Uninstall(args) => commands::home::uninstall::run(&args, console),
        Command::Init(args) => commands::home::init::run(&args, console),
        Command::Lsp(args) => commands::lsp::run(&args, console),
        Command::Completions { shell } => commands::completions::run(shell, console),
        Command::Man { dir } => commands::man::run(&dir, console),
    }
}
