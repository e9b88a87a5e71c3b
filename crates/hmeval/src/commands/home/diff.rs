//! `hmeval diff A B`: what differs between two homes: generations, plans, configurations.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::path::Path;

use hmeval_activate::plan::{Content, Plan};
use hmeval_activate::units::{self, UnitDiff};
use hmeval_activate::{Goal, diff};
use serde::Serialize;

use super::flags::{absolute, explain, home};
use super::plan::without_builds;
use super::planned::{self, PlanFlags};
use super::show::{diff_lines, file_text, packages_text, painted};
use crate::console::Console;
use crate::session::{print_error, report_output};
use crate::settings::flags::EvalFlags;
use crate::settings::flake_flags::FlakeFlags;
use crate::status::Status;
use crate::style::{Ink, Style};

/// Arguments of `hmeval diff`.
#[derive(Debug, clap::Args)]
pub(crate) struct DiffArgs {
    /// The number of a generation, a file with a plan (`NAME.json`), a Nix file (`NAME.nix`), or a flake (`REF[#ATTR]`; a
    /// revision is a part of REF)
    #[arg(value_name = "A")]
    old: OsString,
    /// Another
    #[arg(value_name = "B")]
    new: OsString,
    /// Whose home, in configurations: `users.NAME`
    #[arg(long, value_name = "TARGET")]
    target: Option<OsString>,
    /// As JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    flake_flags: FlakeFlags,
    #[command(flatten)]
    eval: EvalFlags,
}

/// One side: the files that are known, and those that have to be built.
struct Side {
    goal: Goal,
    /// Targets, with the paths that they lead to.
    built: BTreeSet<(String, String)>,
}

/// An option whose value differs; nothing stands for one that no definition sets.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct OptionChange<'a> {
    option: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

/// Runs the command.
pub(crate) fn run(args: &DiffArgs, console: &mut Console<'_>) -> Status {
    work(args, console).unwrap_or_else(|status| status)
}

fn work(args: &DiffArgs, console: &mut Console<'_>) -> Result<Status, Status> {
    let (old, new) = (args.side(&args.old, console)?, args.side(&args.new, console)?);
    let (files, packages) =
        (diff::between(&old.goal, &new.goal), diff::packages(Some(&old.goal.plan), &new.goal.plan));
    let rebuilt: BTreeSet<&str> =
        old.built.symmetric_difference(&new.built).map(|(target, _)| target.as_str()).collect();
    let values = [&old.goal.plan.options, &new.goal.plan.options];
    // Plans made for other ends, and older generations, have none: nothing can be said then.
    let options = match values {
        [old, new] if !old.is_empty() && !new.is_empty() => options(old, new),
        _ => Vec::new(),
    };
    let units = units::between(&old.goal.links, &new.goal.links);
    let text = if args.json {
        let version = hmeval_activate::plan::VERSION;
        let all = serde_json::json!({
            "version": version, "options": options, "files": files, "packages": packages, "units": units,
            "rebuilt": rebuilt,
        });
        all.to_string() + "\n"
    } else {
        let mut text = String::new();
        options.iter().for_each(|change| option_text(&mut text, change, console.stdout_style()));
        files.iter().for_each(|file| file_text(&mut text, file, console.stdout_style()));
        for target in rebuilt {
            let _ = writeln!(text, "? {target} is built, and from something else");
        }
        packages_text(&mut text, &packages, console.stdout_style());
        units_text(&mut text, &units, console.stdout_style());
        text
    };
    Ok(console.out(text.as_bytes()).map_or_else(|error| report_output(console, &error), |()| Status::Done))
}

/// Units: new ones, those that go, others with another text.
fn units_text(out: &mut String, units: &UnitDiff, style: Style) {
    let all = [
        ("+", Ink::Text, &units.added),
        ("~", Ink::Number, &units.changed),
        ("-", Ink::Error, &units.removed),
    ];
    for (mark, ink, names) in all {
        for name in names {
            let _ = writeln!(out, "{} unit {name}", painted(style, ink, mark));
        }
    }
}

/// The options that differ, by their paths.
fn options<'a>(
    old: &'a BTreeMap<String, String>,
    new: &'a BTreeMap<String, String>,
) -> Vec<OptionChange<'a>> {
    let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let change = |option: &'a String| {
        let value = |side: &'a BTreeMap<String, String>| side.get(option).map(String::as_str);
        OptionChange { option, old: value(old), new: value(new) }
    };
    paths.into_iter().map(change).filter(|change| change.old != change.new).collect()
}

/// An option: both values in its line if each is one line, else what differs.
fn option_text(out: &mut String, change: &OptionChange<'_>, style: Style) {
    let (mark, ink) = match (change.old, change.new) {
        (None, _) => ("+", Ink::Text),
        (_, None) => ("-", Ink::Error),
        _ => ("~", Ink::Number),
    };
    let _ = write!(out, "{} {}", painted(style, ink, mark), change.option);
    let is_line = |value: Option<&str>| value.is_none_or(|value| !value.contains('\n'));
    match (change.old, change.new) {
        (Some(old), Some(new)) if is_line(change.old) && is_line(change.new) => {
            let _ = writeln!(out, " = {old} -> {new}");
        }
        (Some(value), None) | (None, Some(value)) if is_line(Some(value)) => {
            let _ = writeln!(out, " = {value}");
        }
        (old, new) => {
            out.push('\n');
            let ended = |value: Option<&str>| value.map(|value| format!("{value}\n")).unwrap_or_default();
            diff_lines(out, &diff::texts(change.option, &ended(old), &ended(new)), style);
        }
    }
}

impl DiffArgs {
    /// What a word of the command line names.
    fn side(&self, word: &OsStr, console: &mut Console<'_>) -> Result<Side, Status> {
        if let Some(number) = word.to_str().and_then(|word| word.parse().ok()) {
            let goal = Goal::of_generation(&home(console)?.state, number).map_err(|error| {
                explain(console, &error);
                Status::Failed
            })?;
            return Ok(Side { goal, built: BTreeSet::new() });
        }
        let plan = self.plan(word, console)?;
        let built = plan.files.iter().filter_map(|file| match &file.content {
            Content::Build { path, .. } => Some((file.target.display(), path.display())),
            _ => None,
        });
        let built = built.collect();
        let (known, _) = without_builds(&plan);
        let goal = match console.environment.non_empty("HOME") {
            // As a generation has it.
            Some(_) => Goal::of_home(known, &home(console)?),
            None => Goal::of_plan(known),
        };
        let goal = goal.map_err(|error| explain(console, &error))?;
        Ok(Side { goal, built })
    }

    fn plan(&self, word: &OsStr, console: &mut Console<'_>) -> Result<Plan, Status> {
        let file = absolute(console, Path::new(word));
        if file.is_file() && file.extension() != Some(OsStr::new("nix")) {
            return planned::read(&file).map_err(|problem| {
                print_error(console, problem.as_bytes());
                Status::Failed
            });
        }
        let flags = PlanFlags::named(word, self.target.clone(), self.flake_flags.clone(), self.eval.clone());
        flags.plan_with_values(console)
    }
}
