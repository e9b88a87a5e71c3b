//! `fixtures --update`: the suite does it, for it knows the format.

use std::process::Command;

/// Runs the suite so that it updates.
pub(crate) fn update() -> Result<(), String> {
    let status = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--package", "hmeval-tests", "--test", "suite"])
        .current_dir(crate::root())
        .env("HMEVAL_UPDATE", "1")
        .status()
        .map_err(|error| format!("cargo: {error}"))?;
    if status.success() { Ok(()) } else { Err("the fixtures were not updated".to_owned()) }
}
