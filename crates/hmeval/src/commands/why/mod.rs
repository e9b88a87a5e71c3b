//! `hmeval why TARGET OPTION`: every definition of an option, and what became of it.
//!
//! `hmeval_config::why` gathers, `text` and `json` write it down.

mod json;
mod text;

use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

use hmeval_config::why::explain::{self, Explanation};
use hmeval_eval::Evaluator;

use crate::advice;
use crate::answers::{Effect, with_answers};
use crate::configuration::ConfigurationFlags;
use crate::configuration::target::Target;
use crate::console::Console;
use crate::failure::Outcome;
use crate::session::ErrorStyle;
use crate::settings::EvalArgs;
use crate::settings::flags::EvalFlags;
use crate::status::Status;

/// Arguments of `hmeval why`.
#[derive(Debug, clap::Args)]
pub(crate) struct WhyArgs {
    /// `users.NAME`, `hosts.HOST`, each with an option path behind it, or an option path
    #[arg(value_name = "TARGET")]
    target: OsString,
    /// The option, if the target does not name it
    #[arg(id = "option-path", value_name = "OPTION")]
    option: Option<OsString>,
    #[command(flatten)]
    configuration: ConfigurationFlags,
    /// As JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    eval: EvalFlags,
}

/// Runs the command.
pub(crate) fn run(args: &WhyArgs, console: &mut Console<'_>) -> Status {
    let (eval, mut settings) = args.eval.read(console, args.configuration.is_flake(console));
    settings.observe = true;
    with_answers(console, settings, ErrorStyle::Human, Effect::Prints, |ev, console| {
        work(args, &eval, ev, console).map_err(|failure| advice::to_check(ev, failure))
    })
}

fn work<'h>(args: &WhyArgs, eval: &EvalArgs, ev: &Evaluator<'h>, console: &Console<'_>) -> Outcome<'h> {
    let name = match &args.option {
        Some(option) => [args.target.as_bytes(), option.as_bytes()].join(&b'.'),
        None => args.target.as_bytes().to_vec(),
    };
    let configuration = args.configuration.load(ev, eval, &name, console)?;
    let target = Target::find(ev, configuration, &name)?;
    let explanation = Explanation::of(ev, &target)?;
    let out = if args.json {
        json::write(ev, &explanation)
    } else {
        text::write(ev, &explanation, console.stdout_style(), &console.environment.dir)
    };
    console.out(&out)?;
    Ok(())
}
