//! The command line of hmeval: one file for each command.

mod commands;
mod eval_args;
mod session;
mod world;

use std::ffi::OsString;

#[global_allocator]
static ALLOCATOR: hmeval_eval::heap::HugePages = hmeval_eval::heap::HugePages;

use std::path::Path;
use std::process::ExitCode;

/// Runs the program with these arguments (the first is its name). Answers as `nix-instantiate` when called so.
pub fn run(args: Vec<OsString>) -> ExitCode {
    let name = args.first().and_then(|name| Path::new(name).file_name()).unwrap_or_default();
    if name == "nix-instantiate" {
        return commands::nix_instantiate::run(&args[1..]);
    }
    match args.get(1).and_then(|command| command.to_str()) {
        Some("nix-instantiate") => commands::nix_instantiate::run(&args[2..]),
        _ => ExitCode::from(2),
    }
}
