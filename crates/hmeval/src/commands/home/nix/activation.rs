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

/// The block behind which a script writes to the home; a script tells of each block that it comes to.
const BOUNDARY: &[u8] = b"writeBoundary";

/// Runs the script `activate` of a generation; its output goes to standard error.
pub(super) fn run(script: &Path, variables: &[(OsString, OsString)], console: &Console<'_>) -> Status {
    match execute(script, variables, console) {
        Ok((status, _)) if status.success() => Status::Done,
        Ok((status, has_written)) => {
            let state = match has_written {
                true => "run the command again to complete it",
                false => "nothing in the home was changed",
            };
            print_error(console, format!("'{}' failed ({status}); {state}", script.display()).as_bytes());
            if has_written { Status::Midway } else { Status::Refused }
        }
        Err(error) => {
            print_error(console, format!("cannot run '{}': {error}", script.display()).as_bytes());
            Status::Refused
        }
    }
}

/// Runs a script to its end. The second result is whether it came to write to the home.
fn execute(
    script: &Path,
    variables: &[(OsString, OsString)],
    console: &Console<'_>,
) -> io::Result<(ExitStatus, bool)> {
    let knows_driver = mentions(script, DRIVER.as_bytes());
    let mut command = Command::new(script);
    if knows_driver {
        command.args([DRIVER, "1"]);
    }
    command.env_clear().envs(variables.iter().cloned());
    let mut boundary = Search::default();
    let status = subprocess::run_and_watch(command, console, &mut |said| boundary.see(said))?;
    // A script that tells of no blocks may have written at once.
    Ok((status, boundary.is_found || !mentions(script, BOUNDARY)))
}

/// Looks for [`BOUNDARY`] in an output that comes in pieces.
#[derive(Default)]
struct Search {
    /// The end of what was seen: a piece may end within the word.
    tail: Vec<u8>,
    is_found: bool,
}

impl Search {
    fn see(&mut self, said: &[u8]) {
        self.tail.extend_from_slice(said);
        self.is_found |= contains(&self.tail, BOUNDARY);
        let keep = self.tail.len().saturating_sub(BOUNDARY.len());
        self.tail.drain(..keep);
    }
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

fn mentions(script: &Path, part: &[u8]) -> bool {
    std::fs::read(script).is_ok_and(|text| contains(&text, part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boundary_is_found_in_pieces() {
        for (pieces, found) in [
            (&["Activating write", "Boundary\n"][..], true),
            (&["Activating ", "w", "riteBoundary"][..], true),
            (&["Activating checkLinkTargets\n", "no"][..], false),
        ] {
            let mut search = Search::default();
            pieces.iter().for_each(|piece| search.see(piece.as_bytes()));
            assert_eq!(search.is_found, found, "{pieces:?}");
        }
    }
}
