//! `hmeval switch`: makes the home what the configuration says.

use hmeval_activate::{Goal, activate};

use super::flags::{ActivationFlags, Backend, Reporter, agrees, home, report, warn_of};
use super::planned::PlanFlags;
use super::{all_users, nix, show};
use crate::console::Console;
use crate::session::print_error;
use crate::status::Status;

/// Arguments of `hmeval switch`.
#[derive(Debug, clap::Args)]
pub(crate) struct SwitchArgs {
    #[command(flatten)]
    plan: PlanFlags,
    #[command(flatten)]
    activation: ActivationFlags,
    /// Activate the homes of all users of the host, each as its user; only root can do that
    #[arg(long, conflicts_with_all = ["target", "specialisation", "plan", "ask"])]
    all_users: bool,
}

/// Runs the command.
pub(crate) fn run(args: &SwitchArgs, console: &mut Console<'_>) -> Status {
    work(args, console).unwrap_or_else(|status| status)
}

fn work(args: &SwitchArgs, console: &mut Console<'_>) -> Result<Status, Status> {
    if args.all_users {
        return all_users::switch(&args.plan, &args.activation, console);
    }
    if args.activation.backend == Some(Backend::Nix) {
        return nix::switch(&args.plan, &args.activation, console);
    }
    let home = home(console)?;
    let mut request = args.activation.request(&home, console)?;
    let plan = args.plan.plan_with_values(console)?;
    request.backup = args.activation.backup(plan.backup.as_ref(), console);
    warn_of(console, &plan.warnings);
    let goal = Goal::of_home(plan, &home).map_err(|error| report(console, &error))?;
    Ok(to(&goal, &request, args.activation.ask, console))
}

/// Activates a goal: after asking, if that is wanted.
pub(super) fn to(
    goal: &Goal,
    request: &hmeval_activate::Request<'_>,
    ask: bool,
    console: &Console<'_>,
) -> Status {
    if ask {
        match show::Changes::find(request, goal) {
            Ok(changes) => console.err(changes.text(console.stderr_style()).as_bytes()),
            Err(error) => return report(console, &error),
        }
        if !agrees(console, "Do this?") {
            print_error(console, b"not wanted; nothing was written");
            return Status::Refused;
        }
    }
    match activate(request, goal, &mut Reporter(console)) {
        Ok(_) if request.dry_run => Status::Done,
        Ok(number) => {
            console.note(format!("the home is at generation {number}").as_bytes());
            Status::Done
        }
        Err(error) => report(console, &error),
    }
}
