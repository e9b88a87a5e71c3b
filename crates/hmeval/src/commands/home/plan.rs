//! `hmeval plan`: what a switch would do, without doing it.

use hmeval_activate::plan::{Content, Plan, VERSION};
use hmeval_activate::units::UnitPlan;
use hmeval_activate::{Generations, Goal};
use serde::Serialize;

use super::flags::{ActivationFlags, explain, home, warn, warn_of};
use super::planned::PlanFlags;
use super::show::Changes;
use crate::console::Console;
use crate::session::{print_error, report_output};
use crate::status::Status;

/// Arguments of `hmeval plan`.
#[derive(Debug, clap::Args)]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    plan: PlanFlags,
    /// Compare with a generation instead of the present home
    #[arg(long, value_name = "N")]
    against: Option<u64>,
    /// As JSON: the plan, and what it would change (see docs/activation.md)
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    activation: ActivationFlags,
}

#[derive(Serialize)]
struct Output<'a> {
    version: u32,
    plan: &'a Plan,
    changes: &'a Changes,
    unbuilt: &'a [String],
}

/// Runs the command.
pub(crate) fn run(args: &PlanArgs, console: &mut Console<'_>) -> Status {
    work(args, console).unwrap_or_else(|status| status)
}

fn work(args: &PlanArgs, console: &mut Console<'_>) -> Result<Status, Status> {
    let home = home(console)?;
    let mut request = args.activation.request(&home, console)?;
    let plan = args.plan.plan(console)?;
    request.backup = args.activation.backup(plan.backup.as_ref(), console);
    warn_of(console, &plan.warnings);
    for problem in request.problems(&plan) {
        warn(
            console,
            &format!(
                "compared with the home of whoever runs this, where a switch would be refused: {problem}"
            ),
        );
    }
    let (known, unbuilt) = without_builds(&plan);
    let goal = Goal::of_home(known, &home).map_err(|error| explain(console, &error))?;
    let mut changes = Changes::find(&request, &goal).map_err(|error| explain(console, &error))?;
    if let Some(number) = args.against {
        against(&mut changes, &goal, &home, number).map_err(|problem| {
            print_error(console, problem.as_bytes());
            Status::Failed
        })?;
    }
    let text = if args.json {
        let output = Output { version: VERSION, plan: &plan, changes: &changes, unbuilt: &unbuilt };
        let mut json = serde_json::to_vec(&output).unwrap_or_default();
        json.push(b'\n');
        json
    } else {
        let mut text = changes.text(console.stdout_style());
        for problem in &unbuilt {
            text.push_str(&format!("? {problem}\n"));
        }
        text.into_bytes()
    };
    Ok(console.out(&text).map_or_else(|error| report_output(console, &error), |()| Status::Done))
}

/// The plan without the files that have to be built, and what these are.
pub(super) fn without_builds(plan: &Plan) -> (Plan, Vec<String>) {
    let mut known = plan.clone();
    let mut unbuilt = Vec::new();
    known.files.retain(|file| match &file.content {
        Content::Build { drv, .. } => {
            unbuilt.push(format!("{} has to be built ({drv})", file.target.display()));
            false
        }
        _ => true,
    });
    (known, unbuilt)
}

/// Replaces the changes of files and packages with those since a generation.
fn against(
    changes: &mut Changes,
    goal: &Goal,
    home: &hmeval_activate::Home,
    number: u64,
) -> Result<(), String> {
    let generations = Generations::new(&home.state);
    if !generations.path(number).is_dir() {
        return Err(format!("there is no generation {number}"));
    }
    let failed = |error: std::io::Error| format!("cannot read generation {number}: {error}");
    let (links, plan) =
        (generations.links(number).map_err(failed)?, generations.plan(number).map_err(failed)?);
    changes.generation = Some(number);
    // Those of the present home are not what is asked for.
    changes.units = UnitPlan::default();
    changes.files = hmeval_activate::diff::since(&home.objects(), &links, goal);
    changes.packages = hmeval_activate::diff::packages(Some(&plan), &goal.plan);
    Ok(())
}
