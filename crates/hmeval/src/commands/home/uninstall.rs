//! `hmeval uninstall`: the home without anything of hmeval's.

use hmeval_activate::{Backup, Disk, Request, uninstall};

use super::flags::{Reporter, agrees, home, report};
use crate::console::Console;
use crate::session::print_error;
use crate::status::Status;

/// Arguments of `hmeval uninstall`.
#[derive(Debug, clap::Args)]
pub(crate) struct UninstallArgs {
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
}

/// Runs the command.
pub(crate) fn run(args: &UninstallArgs, console: &Console<'_>) -> Status {
    let home = match home(console) {
        Ok(home) => home,
        Err(status) => return status,
    };
    if !args.yes && !agrees(console, "Remove all links of hmeval from this home, and all of its generations?")
    {
        print_error(console, b"not wanted; nothing was written");
        return Status::Refused;
    }
    let request = Request {
        home: &home,
        backup: Backup::None,
        dry_run: false,
        verbose: false,
        color: false,
        variables: Vec::new(),
        disk: Disk::default(),
    };
    match uninstall(&request, &mut Reporter(console)) {
        Ok(()) => {
            console.note(b"the home has nothing of hmeval's any more");
            Status::Done
        }
        Err(error) => report(console, &error),
    }
}
