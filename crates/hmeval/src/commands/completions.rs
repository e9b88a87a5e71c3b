//! `hmeval completions SHELL`: prints the completions of a shell.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;
use crate::console::Console;
use crate::session::report_output;
use crate::status::Status;

/// Runs the command.
pub(crate) fn run(shell: Shell, console: &Console<'_>) -> Status {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "hmeval", &mut script);
    match console.out(&script) {
        Ok(()) => Status::Done,
        Err(error) => report_output(console, &error),
    }
}
