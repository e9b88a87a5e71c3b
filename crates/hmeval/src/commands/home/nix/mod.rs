//! Building with Nix, and `hmeval switch --backend nix`: Nix builds what Home Manager's modules describe, and their own
//! script activates it.
//!
//! The evaluation is hmeval's. The derivations and sources that it found go to the store through the Nix daemon, which
//! builds `home.activationPackage`; the `activate` in it keeps Home Manager's generations, profile and roots itself.

mod activation;
mod connect;
mod upload;

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use hmeval_eval::{Evaluator, Value};
use hmeval_store::StorePath;
use hmeval_store::daemon::News;

use super::flags::{ActivationFlags, agrees, warn};
use super::planned::PlanFlags;
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::planning;
use crate::session::print_error;
use crate::status::Status;

/// Builds the activation package of a configuration and runs its script.
pub(super) fn switch(plan: &PlanFlags, activation: &ActivationFlags, console: &mut Console<'_>) -> Status {
    let variables = match activation.nix_variables(console) {
        Ok(variables) => variables,
        Err(status) => return status,
    };
    let package = match build(plan, console) {
        Ok(package) => package,
        Err(status) => return status,
    };
    console.note(format!("built {}", package.display()).as_bytes());
    if activation.ask && !agrees(console, "Activate it?") {
        print_error(console, b"not wanted; nothing was activated");
        return Status::Refused;
    }
    activation::run(&package, &variables, console)
}

/// Builds the activation package. The result is its path.
pub(super) fn build(plan: &PlanFlags, console: &mut Console<'_>) -> Result<PathBuf, Status> {
    let mut package = None;
    let status = plan.evaluate_only(console, |ev, config, console| {
        package = Some(realise(ev, config, console)?);
        Ok(())
    })?;
    package.filter(|_| status == Status::Done).ok_or(status)
}

fn realise<'h>(ev: &Evaluator<'h>, config: Value<'h>, console: &Console<'_>) -> Outcome<'h, PathBuf> {
    const OUTPUT: &str = "out";
    let (path, warnings) = planning::activation_package(ev, config)?;
    warnings.iter().for_each(|warning| warn(console, warning));
    let drv_path = ev.store.dir.parse(path).map_err(|error| ev.store_error(error))?;
    let drv = ev.derivation_at(&drv_path)?;
    let output = drv
        .outputs
        .get(OUTPUT.as_bytes())
        .map(|output| output.path(&ev.store.dir, &drv.name, OUTPUT.as_bytes()));
    let output = output.transpose().map_err(|error| ev.store_error(error))?.flatten();
    let output =
        output.ok_or_else(|| Failure::message("the activation package has no output with a known path"))?;
    build_outputs(ev, console, &[(drv_path, OUTPUT)])?;
    Ok(PathBuf::from(OsStr::from_bytes(&ev.store.dir.print(&output))))
}

/// The name that stands for all outputs of a derivation.
pub(crate) const ALL_OUTPUTS: &str = "*";

/// Has Nix build outputs of derivations that this evaluation made.
///
/// # Errors
/// If there is no Nix; what it says, if something cannot be built.
pub(crate) fn build_outputs<'h>(
    ev: &Evaluator<'h>,
    console: &Console<'_>,
    wanted: &[(StorePath, &str)],
) -> Outcome<'h> {
    let (mut daemon, server) = connect::connect(console, ev.store.dir.clone()).map_err(Failure::message)?;
    let mut work = || {
        let mut count = 0;
        for (drv, _) in wanted {
            count += upload::upload(ev, &mut daemon, drv)?;
        }
        if count > 0 {
            console.note(format!("added {count} derivations and sources to the store").as_bytes());
        }
        let verbose = console.verbosity() > 3;
        daemon
            .build(wanted, &mut |news| match news {
                News::Activity(text) | News::Message(text) => console.note(text.as_bytes()),
                News::LogLine(text) if verbose => console.note(text.as_bytes()),
                News::LogLine(_) => {}
            })
            .map_err(|error| upload::refused(&error))
    };
    let result = work();
    // The server ends when the connection does.
    drop(daemon);
    drop(server);
    result
}
