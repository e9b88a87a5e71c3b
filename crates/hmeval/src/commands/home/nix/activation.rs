//! Runs the script that Home Manager's modules made, as the program `home-manager` does.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};

use super::super::subprocess;
use crate::console::Console;
use crate::session::print_error;
use crate::status::Status;

/// What tells a script which driver runs it; scripts before 2025 do not know it.
const DRIVER: &str = "--driver-version";

/// Runs `activate` of a built package; its output goes to standard error.
pub(super) fn run(package: &Path, variables: &[(OsString, OsString)], console: &Console<'_>) -> Status {
    let script = package.join("activate");
    match execute(&script, variables, console) {
        Ok(status) if status.success() => Status::Done,
        Ok(status) => {
            let text =
                format!("'{}' failed ({status}); run the command again to complete it", script.display());
            print_error(console, text.as_bytes());
            Status::Midway
        }
        Err(error) => {
            print_error(console, format!("cannot run '{}': {error}", script.display()).as_bytes());
            Status::Refused
        }
    }
}

fn execute(
    script: &Path,
    variables: &[(OsString, OsString)],
    console: &Console<'_>,
) -> io::Result<ExitStatus> {
    let knows_driver = std::fs::read_to_string(script).is_ok_and(|text| text.contains(DRIVER));
    let mut command = Command::new(script);
    if knows_driver {
        command.args([DRIVER, "1"]);
    }
    command.env_clear().envs(variables.iter().cloned());
    subprocess::run(command, console)
}
