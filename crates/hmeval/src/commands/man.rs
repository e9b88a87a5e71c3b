//! `hmeval man DIR`: writes the manual pages, one for each command.

use std::path::Path;

use clap::CommandFactory;

use crate::cli::Cli;
use crate::console::Console;
use crate::session::print_error;
use crate::status::Status;

/// Runs the command.
pub(crate) fn run(dir: &Path, console: &Console<'_>) -> Status {
    let written = std::fs::create_dir_all(dir).and_then(|()| clap_mangen::generate_to(Cli::command(), dir));
    match written {
        Ok(()) => Status::Done,
        Err(error) => {
            print_error(
                console,
                format!("cannot write manual pages to '{}': {error}", dir.display()).as_bytes(),
            );
            Status::Failed
        }
    }
}
