//! Runs the script that Home Manager's modules made, as the program `home-manager` does.

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

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
    let (mut read, write) = io::pipe()?;
    let mut command = Command::new(script);
    if knows_driver {
        command.args([DRIVER, "1"]);
    }
    command.env_clear().envs(variables.iter().cloned());
    command.stdin(Stdio::null()).stdout(write.try_clone()?).stderr(write);
    let mut child = command.spawn()?;
    // The command holds the writing end of the pipe.
    drop(command);
    let mut buffer = [0; 8192];
    while let Ok(count @ 1..) = read.read(&mut buffer) {
        console.err(buffer.get(..count).unwrap_or_default());
    }
    child.wait()
}
