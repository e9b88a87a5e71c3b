//! Building with Nix, and `hmeval switch --backend nix`: Nix builds what Home Manager's modules describe, and their own
//! script activates it.
//!
//! The evaluation is hmeval's. The derivations and sources that it found go to the store through the Nix daemon, which
//! builds `home.activationPackage`. As Home Manager's program does, the package becomes a generation of the profile, and
//! then the `activate` in it makes the home. `generations` has the commands on what is in the profile.

mod activation;
mod connect;
pub(super) mod generations;
mod profile;
mod upload;

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use hmeval_activate::plan::HostBackup;
use hmeval_activate::{Request, Successor};
use hmeval_eval::{Evaluator, Value};
use hmeval_store::StorePath;
use hmeval_store::daemon::News;

use self::profile::Profile;
use super::flags::{ActivationFlags, agrees, home, report, warn_of};
use super::planned::PlanFlags;
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::planning;
use crate::session::print_error;
use crate::status::Status;

/// Builds the activation package of a configuration, makes it a generation of Home Manager's profile and runs its script.
pub(super) fn switch(
    plan: &PlanFlags,
    activation: &ActivationFlags,
    console: &mut Console<'_>,
) -> Result<Status, Status> {
    activation.nix_variables(None, console)?;
    let home = home(console)?;
    let mut request = activation.request(&home, console)?;
    let (package, host) = build(&plan.base(), console)?;
    let variables = activation.nix_variables(host.as_ref(), console)?;
    request.backup = activation.backup(host.as_ref(), console);
    console.note(format!("built {}", package.display()).as_bytes());
    let script = script(&package, plan.specialisation(), console)?;
    let successor = successor(&request, &script, plan, console)?;
    if activation.ask && !agrees(console, "Activate it?") {
        print_error(console, b"not wanted; nothing was activated");
        return Err(Status::Refused);
    }
    // The scripts of old releases do that themselves.
    if package.join("gen-version").exists() && !request.dry_run {
        let set =
            Profile::find_or_make(console, &variables).and_then(|profile| profile.set(&package, &variables));
        set.map_err(|problem| refuse(console, &problem))?;
    }
    if let Some(successor) = successor.filter(|_| !request.dry_run) {
        successor.take_over(&request).map_err(|error| report(console, &error))?;
    }
    Ok(activation::run(&script, &variables, console))
}

/// The script of a package, or of a specialisation in it.
fn script(package: &Path, specialisation: Option<&str>, console: &Console<'_>) -> Result<PathBuf, Status> {
    let Some(name) = specialisation else { return Ok(package.join("activate")) };
    let script = package.join("specialisation").join(name).join("activate");
    match script.exists() {
        true => Ok(script),
        false => Err(refuse(console, &format!("this configuration has no specialisation '{name}'"))),
    }
}

/// Who gets the links that hmeval has in the home, if it has any. Files of the user that are in the way are refused now:
/// the script looks when the links have changed already.
fn successor(
    request: &Request<'_>,
    script: &Path,
    plan: &PlanFlags,
    console: &mut Console<'_>,
) -> Result<Option<Successor>, Status> {
    let package = script.parent().unwrap_or(script);
    let found = Successor::of_package(request, package).map_err(|error| report(console, &error))?;
    if let Some(successor) = &found {
        let files = plan.plan(console)?.files;
        successor.check(request, &files).map_err(|error| report(console, &error))?;
    }
    Ok(found)
}

fn refuse(console: &Console<'_>, problem: &str) -> Status {
    print_error(console, problem.as_bytes());
    Status::Refused
}

/// Builds the activation package. The result is its path, and what the host wants done with files that are in the way.
pub(super) fn build(
    plan: &PlanFlags,
    console: &mut Console<'_>,
) -> Result<(PathBuf, Option<HostBackup>), Status> {
    let mut package = None;
    let status = plan.evaluate_only(console, |ev, home, console| {
        package = Some((realise(ev, home.config, console)?, home.backup(ev)?));
        Ok(())
    })?;
    package.filter(|_| status == Status::Done).ok_or(status)
}

fn realise<'h>(ev: &Evaluator<'h>, config: Value<'h>, console: &Console<'_>) -> Outcome<'h, PathBuf> {
    const OUTPUT: &str = "out";
    let (path, warnings) = planning::activation_package(ev, config)?;
    warn_of(console, &warnings);
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
        let verbose = console.is_talkative();
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
