//! `hmeval check`: everything that is wrong in a configuration, not only the first thing.
//!
//! `find` forces every option and collects what fails; `unknown` looks behind a configuration that was refused, `relax`
//! evaluates one again where nothing was seen; `lint` looks for what is right but not meant. `report` makes diagnostics of
//! errors, `explain`, `elsewhere`, `suggest`, `deprecated` and `fix` say more about them, `locate` and `own` find the places
//! that they are about; `rule` is the list of all sorts, and `output` prints.

mod deprecated;
mod diagnostic;
mod elsewhere;
mod explain;
mod find;
mod fix;
mod lint;
mod locate;
mod output;
mod own;
mod relax;
mod report;
mod rule;
mod suggest;
mod unknown;

use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

use hmeval_eval::Evaluator;

use crate::configuration::{Configuration, ConfigurationFlags};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::session::{ErrorStyle, print_error, report_output, with_evaluator};
use crate::settings::EvalArgs;
use crate::settings::flags::EvalFlags;
use crate::status::Status;

use diagnostic::Severity;
use output::Format;
use rule::Levels;

/// Arguments of `hmeval check`.
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// `users.NAME`, `hosts.HOST`, or an option path; nothing: everything
    #[arg(value_name = "TARGET")]
    target: Option<OsString>,
    #[command(flatten)]
    configuration: ConfigurationFlags,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    /// How to report a lint rule: RULE=off|warn|error, RULE, or all; may be given several times, the last counts
    #[arg(long, value_name = "RULE[=LEVEL]")]
    lint: Vec<String>,
    /// List the rules with their levels, and check nothing
    #[arg(long)]
    rules: bool,
    /// Say what a rule means, and check nothing
    #[arg(long, value_name = "RULE")]
    explain: Option<String>,
    #[command(flatten)]
    eval: EvalFlags,
}

/// Runs the command.
pub(crate) fn run(args: &CheckArgs, console: &mut Console<'_>) -> Status {
    let levels = match Levels::read(&args.lint) {
        Ok(levels) => levels,
        Err(error) => {
            print_error(console, error.as_bytes());
            return Status::Usage;
        }
    };
    if args.rules || args.explain.is_some() {
        return about_rules(args, &levels, console);
    }
    let (eval, mut settings) = args.eval.read(console, args.configuration.is_flake());
    settings.observe = true;
    with_evaluator(console, settings, ErrorStyle::Human, |ev, console| {
        work(args, &eval, &levels, ev, console)
    })
}

fn about_rules(args: &CheckArgs, levels: &Levels, console: &Console<'_>) -> Status {
    let printed = match args.explain.as_deref().map(|code| (code, rule::rule(code))) {
        None => output::rules(console, levels),
        Some((_, Some(rule))) => output::explain(console, rule),
        Some((code, None)) => {
            print_error(console, format!("there is no rule '{code}'; --rules lists them").as_bytes());
            return Status::Usage;
        }
    };
    match printed.and_then(|()| console.flush()) {
        Ok(()) => Status::Done,
        Err(error) => report_output(console, &error),
    }
}

fn work<'h>(
    args: &CheckArgs,
    eval: &EvalArgs,
    levels: &Levels,
    ev: &Evaluator<'h>,
    console: &Console<'_>,
) -> Outcome<'h> {
    let target = args.target.as_deref().map_or(&b""[..], OsStrExt::as_bytes);
    let found = match Configuration::load(ev, &args.configuration, eval, target, console) {
        Ok(configuration) => find::find(ev, configuration, target, levels)?,
        Err(Failure::Eval(error)) => find::only(ev, error, levels)?,
        Err(failure) => return Err(failure),
    };
    args.format.print(ev, console, &found)?;
    match found.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        true => Err(Failure::Reported),
        false => Ok(()),
    }
}
