//! `hmeval check`: everything that is wrong in a configuration, not only the first thing.
//!
//! `hmeval_config::check` finds it, `output` prints.

mod output;

use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

use hmeval_config::check::{self as finder, Unneeded, diagnostic, rule};
use hmeval_eval::Evaluator;

use crate::configuration::ConfigurationFlags;
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
    let (eval, mut settings) = args.eval.read(console, args.configuration.is_flake(console));
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
    if let Some(observed) = ev.observed() {
        // Until it is known what keeps the configuration from being looked at.
        observed.forget_failures(true);
    }
    let unneeded = if console.is_talkative() { Unneeded::Checked } else { Unneeded::Skipped };
    let found = match args.configuration.load(ev, eval, target, console) {
        Ok(configuration) => finder::find(ev, configuration, target, levels, unneeded)?,
        Err(Failure::Eval(error)) => finder::only(ev, error, levels)?,
        Err(failure) => return Err(failure),
    };
    args.format.print(ev, console, &found)?;
    match found.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        true => Err(Failure::Reported),
        false => Ok(()),
    }
}
