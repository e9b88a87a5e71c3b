//! Runs another program whose output belongs to this run: `activate` of a built home, and hmeval as another user.

use std::io::{self, Read};
use std::process::{Command, ExitStatus, Stdio};

use crate::console::Console;

/// Runs a program without input; what it writes goes on to standard error as it comes.
///
/// # Errors
/// If it cannot be run, or its output cannot be read.
pub(super) fn run(command: Command, console: &Console<'_>) -> io::Result<ExitStatus> {
    run_and_watch(command, console, &mut |_| {})
}

/// As [`run`]; `watch` sees what the program writes.
///
/// # Errors
/// As [`run`].
pub(super) fn run_and_watch(
    mut command: Command,
    console: &Console<'_>,
    watch: &mut dyn FnMut(&[u8]),
) -> io::Result<ExitStatus> {
    let (read, write) = io::pipe()?;
    command.stdin(Stdio::null()).stdout(write.try_clone()?).stderr(write);
    let mut child = command.spawn()?;
    // The command holds the writing end of the pipe: without it the end of the output shows.
    drop(command);
    let passed_on = pass_on(read, console, watch);
    // Whatever became of its output, the program is waited for.
    let status = child.wait()?;
    passed_on.map(|()| status)
}

fn pass_on(mut read: impl Read, console: &Console<'_>, watch: &mut dyn FnMut(&[u8])) -> io::Result<()> {
    let mut buffer = [0; 8192];
    loop {
        match read.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(count) => {
                let said = buffer.get(..count).unwrap_or_default();
                watch(said);
                console.err(said);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
