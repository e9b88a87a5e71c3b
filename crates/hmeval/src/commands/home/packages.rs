//! `hmeval packages`: what the current generation has, be it hmeval's or one of Home Manager's profile.

use hmeval_activate::plan::Package;
use hmeval_activate::{Generations, Home, Pointer};

use super::generations::{Shelf, Whose};
use crate::console::Console;
use crate::session::{print_error, report_output};
use crate::status::Status;

/// Arguments of `hmeval packages`.
#[derive(Debug, clap::Args)]
pub(crate) struct PackagesArgs {
    #[command(flatten)]
    whose: Whose,
}

/// Runs the command.
pub(crate) fn run(args: &PackagesArgs, console: &Console<'_>) -> Status {
    let found = match Shelf::of(args.whose, console) {
        Ok(Shelf::Native(home)) => of_hmeval(&home),
        Ok(Shelf::Manager(profile)) => profile.packages(&console.environment.variables),
        Err(status) => return status,
    };
    let mut names = match found {
        Ok(names) => names,
        Err(problem) => {
            print_error(console, problem.as_bytes());
            return Status::Failed;
        }
    };
    names.sort();
    names.dedup();
    let text: String = names.into_iter().map(|name| name + "\n").collect();
    console.out(text.as_bytes()).map_or_else(|error| report_output(console, &error), |()| Status::Done)
}

fn of_hmeval(home: &Home) -> Result<Vec<String>, String> {
    let generations = Generations::new(&home.state);
    let current = generations.pointer(Pointer::Current).ok_or("the home has no generation yet")?;
    let plan =
        generations.plan(current).map_err(|error| format!("cannot read generation {current}: {error}"))?;
    let name = |package: &Package| match &package.version[..] {
        "" => package.name.clone(),
        version => format!("{}-{version}", package.name),
    };
    Ok(plan.packages.iter().map(name).collect())
}
