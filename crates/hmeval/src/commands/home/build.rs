//! `hmeval build`: the files of a home in a folder, without touching the home.

use std::path::PathBuf;

use hmeval_activate::{Disk, Goal};

use super::flags::{Backend, absolute, report, warn_of};
use super::nix;
use super::planned::PlanFlags;
use crate::console::Console;
use crate::session::{print_error, report_output};
use crate::status::Status;

/// Arguments of `hmeval build`.
#[derive(Debug, clap::Args)]
pub(crate) struct BuildArgs {
    #[command(flatten)]
    plan: PlanFlags,
    /// The folder that is made
    #[arg(short, long, value_name = "DIR", default_value = "result")]
    out: PathBuf,
    /// What makes the files; Nix makes the whole activation package, in its store
    #[arg(long, value_enum, default_value_t, value_name = "BACKEND")]
    backend: Backend,
}

/// Runs the command.
pub(crate) fn run(args: &BuildArgs, console: &mut Console<'_>) -> Status {
    work(args, console).unwrap_or_else(|status| status)
}

fn work(args: &BuildArgs, console: &mut Console<'_>) -> Result<Status, Status> {
    if args.backend == Backend::Nix {
        let (package, _) = nix::build(&args.plan, console)?;
        let line = package.as_os_str().as_encoded_bytes();
        return Ok(console
            .out_line(line)
            .map_or_else(|error| report_output(console, &error), |()| Status::Done));
    }
    let plan = args.plan.plan(console)?;
    warn_of(console, &plan.warnings);
    let goal = Goal::of_plan(plan).map_err(|error| report(console, &error))?;
    let out = absolute(console, &args.out);
    if let Err(problem) = goal.export(Disk::default(), &out) {
        print_error(console, problem.as_bytes());
        return Err(Status::Failed);
    }
    let line = out.as_os_str().as_encoded_bytes();
    Ok(console.out_line(line).map_or_else(|error| report_output(console, &error), |()| Status::Done))
}
