//! `hmeval check`: everything that is wrong in a configuration, not only the first thing.
//!
//! `relax` evaluates a configuration again where one mistake hides all others, `find` forces every option, `report`
//! makes diagnostics of errors, `locate` finds the places that they are about, `output` prints them.

mod behind;
mod diagnostic;
mod find;
mod locate;
mod output;
mod relax;

use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

use hmeval_eval::Evaluator;

use crate::configuration::{Configuration, ConfigurationFlags};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::session::{ErrorStyle, with_evaluator};
use crate::settings::EvalArgs;
use crate::settings::flags::EvalFlags;
use crate::status::Status;

use diagnostic::Severity;

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

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
    #[command(flatten)]
    eval: EvalFlags,
}

/// Runs the command.
pub(crate) fn run(args: &CheckArgs, console: &mut Console<'_>) -> Status {
    let (eval, mut settings) = args.eval.read(console, args.configuration.is_flake());
    settings.observe = true;
    with_evaluator(console, settings, ErrorStyle::Human, |ev, console| work(args, &eval, ev, console))
}

fn work<'h>(args: &CheckArgs, eval: &EvalArgs, ev: &Evaluator<'h>, console: &Console<'_>) -> Outcome<'h> {
    let target = args.target.as_deref().map_or(&b""[..], OsStrExt::as_bytes);
    let found = match Configuration::load(ev, &args.configuration, eval, target, console) {
        Ok(configuration) => find::find(ev, configuration, target)?,
        Err(Failure::Eval(error)) => find::only(ev, error)?,
        Err(failure) => return Err(failure),
    };
    match args.format {
        Format::Text => output::text(ev, console, &found)?,
        Format::Json => console.out_line(&output::json(ev, &found))?,
    }
    match found.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        true => Err(Failure::Reported),
        false => Ok(()),
    }
}
