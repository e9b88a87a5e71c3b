//! Going to a generation of Home Manager's profile.

use super::super::flags::{ActivationFlags, agrees, home, report};
pub(crate) use super::profile::Profile;
use super::{Successor, activation, refuse};
use crate::console::Console;
use crate::status::Status;

/// Makes a generation the current one and runs its script. Links of hmeval's in the home go over to it.
pub(crate) fn go(
    profile: &Profile,
    number: u64,
    flags: &ActivationFlags,
    console: &Console<'_>,
) -> Result<Status, Status> {
    let variables = flags.nix_variables(None, console)?;
    let home = home(console)?;
    let request = flags.request(&home, console)?;
    let package = std::fs::canonicalize(profile.link(number))
        .map_err(|_| refuse(console, &format!("there is no generation {number}")))?;
    let successor = Successor::of_package(&request, &package).map_err(|error| report(console, &error))?;
    if let Some(successor) = &successor {
        // Which files were forced is known to the script alone.
        successor.check(&request, &[]).map_err(|error| report(console, &error))?;
    }
    if flags.ask && !agrees(console, &format!("Activate {}?", package.display())) {
        return Err(refuse(console, "not wanted; nothing was activated"));
    }
    if !request.dry_run {
        profile.switch(number, &variables).map_err(|problem| refuse(console, &problem))?;
        if let Some(successor) = successor {
            successor.take_over(&request).map_err(|error| report(console, &error))?;
        }
    }
    Ok(activation::run(&package.join("activate"), &variables, console))
}
