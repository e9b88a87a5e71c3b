//! `hmeval packages`: what the current generation has.

use hmeval_activate::{Generations, Pointer};

use super::flags::home;
use crate::console::Console;
use crate::session::{print_error, report_output};
use crate::status::Status;

/// Runs the command.
pub(crate) fn run(console: &Console<'_>) -> Status {
    let home = match home(console) {
        Ok(home) => home,
        Err(status) => return status,
    };
    let generations = Generations::new(&home.state);
    let Some(current) = generations.pointer(Pointer::Current) else {
        print_error(console, b"the home has no generation yet");
        return Status::Failed;
    };
    let plan = match generations.plan(current) {
        Ok(plan) => plan,
        Err(error) => {
            print_error(console, format!("cannot read generation {current}: {error}").as_bytes());
            return Status::Failed;
        }
    };
    let name = |package: &hmeval_activate::plan::Package| match &package.version[..] {
        "" => package.name.clone(),
        version => format!("{}-{version}", package.name),
    };
    let mut names: Vec<String> = plan.packages.iter().map(name).collect();
    names.sort();
    names.dedup();
    let text: String = names.into_iter().map(|name| name + "\n").collect();
    console.out(text.as_bytes()).map_or_else(|error| report_output(console, &error), |()| Status::Done)
}
