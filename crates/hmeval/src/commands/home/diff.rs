//! `hmeval diff A B`: what differs between two generations, or between plans.

use std::path::Path;

use hmeval_activate::plan::Plan;
use hmeval_activate::{Goal, diff};

use super::flags::{absolute, home, report};
use super::planned;
use super::show::{file_text, packages_text};
use crate::console::Console;
use crate::session::{print_error, report_output};
use crate::status::Status;

/// Arguments of `hmeval diff`.
#[derive(Debug, clap::Args)]
pub(crate) struct DiffArgs {
    /// A generation, or a file with a plan
    #[arg(value_name = "A")]
    old: String,
    /// Another
    #[arg(value_name = "B")]
    new: String,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(crate) fn run(args: &DiffArgs, console: &Console<'_>) -> Status {
    work(args, console).unwrap_or_else(|status| status)
}

fn work(args: &DiffArgs, console: &Console<'_>) -> Result<Status, Status> {
    let (old, new) = (goal(&args.old, console)?, goal(&args.new, console)?);
    let (files, packages) = (diff::between(&old, &new), diff::packages(Some(&old.plan), &new.plan));
    let text = if args.json {
        serde_json::json!({ "version": hmeval_activate::plan::VERSION, "files": files, "packages": packages })
            .to_string()
            + "\n"
    } else {
        let mut text = String::new();
        files.iter().for_each(|file| file_text(&mut text, file, console.stdout_style()));
        packages_text(&mut text, &packages, console.stdout_style());
        text
    };
    Ok(console.out(text.as_bytes()).map_or_else(|error| report_output(console, &error), |()| Status::Done))
}

/// What a word of the command line names.
fn goal(word: &str, console: &Console<'_>) -> Result<Goal, Status> {
    if let Ok(number) = word.parse() {
        let home = home(console)?;
        return Goal::of_generation(&home.state, number).map_err(|error| {
            report(console, &error);
            Status::Failed
        });
    }
    let plan: Plan = planned::read(&absolute(console, Path::new(word))).map_err(|problem| {
        print_error(console, problem.as_bytes());
        Status::Failed
    })?;
    Goal::of_plan(plan).map_err(|error| report(console, &error))
}
