//! `hmeval show TARGET`: what a configuration, or a part of it, resolves to.
//!
//! `walk` goes through the options and hands their values to a layout: `text` for people, `lines` with one option a
//! line, `json`, `nix`; `collect` is a table for `hmeval diff`. What is written goes out at once, so that nothing large is held.

mod collect;
mod descent;
mod json;
mod lines;
mod literal;
mod nix;
mod text;
mod walk;

use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

use hmeval_diag::Pos;
use hmeval_eval::coerce::Coerce;
use hmeval_eval::heap::Attrs;
use hmeval_eval::native::Mode;
use hmeval_eval::string::ContextBuilder;
use hmeval_eval::{Evaluator, Value};

use crate::advice;
use crate::answers::{Effect, with_answers};
use crate::configuration::ConfigurationFlags;
use crate::configuration::catalogue::Catalogue;
use crate::configuration::shape::{Shape, Viewer};
use crate::configuration::target::{Part, Target};
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::session::ErrorStyle;
use crate::settings::EvalArgs;
use crate::settings::flags::EvalFlags;
use crate::status::Status;
use crate::style::Style;

pub(crate) use collect::set_values;
use walk::{Layout, Out, Walk};

/// Arguments of `hmeval show`.
#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// `users.NAME`, `hosts.HOST`, each with an option path behind it, or an option path; nothing: everything
    #[arg(value_name = "TARGET")]
    target: Option<OsString>,
    #[command(flatten)]
    configuration: ConfigurationFlags,
    /// As JSON; what fails is {"_error": "MESSAGE"}
    #[arg(long, group = "form")]
    json: bool,
    /// As a Nix expression that reads back
    #[arg(long, group = "form")]
    nix: bool,
    /// A string as it is, without quotes
    #[arg(long, group = "form")]
    raw: bool,
    /// One line for each option, and for each value in a set: `programs.git.enable = true;`
    #[arg(short, long, group = "form")]
    recursive: bool,
    /// Only what some definition sets, not what is left at its default
    #[arg(long)]
    set: bool,
    /// Also the programs and services that only the built-in library's catalogue has and nothing sets
    #[arg(long)]
    all: bool,
    /// Leave out what lies deeper than this
    #[arg(long, value_name = "N")]
    depth: Option<usize>,
    /// Whether known functions of nixpkgs' library run natively
    #[arg(long, value_enum, value_name = "MODE", help_heading = "Evaluation")]
    native: Option<NativeMode>,
    #[command(flatten)]
    eval: EvalFlags,
}

/// The values of `--native`; they are those of `HMEVAL_NATIVE`.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum NativeMode {
    /// Interpret everything
    Off,
    /// Where it changes no answer (the default)
    On,
    /// Do both, and fail if the answers differ
    Verify,
}

impl From<NativeMode> for Mode {
    fn from(mode: NativeMode) -> Self {
        match mode {
            NativeMode::Off => Mode::Off,
            NativeMode::On => Mode::On,
            NativeMode::Verify => Mode::Verify,
        }
    }
}

/// Runs the command.
pub(crate) fn run(args: &ShowArgs, console: &mut Console<'_>) -> Status {
    let (eval, mut settings) = args.eval.read(console, args.configuration.is_flake(console));
    settings.native = args.native.map_or(settings.native, Mode::from);
    with_answers(console, settings, ErrorStyle::Human, Effect::Prints, |ev, console| {
        work(args, &eval, ev, console).map_err(|failure| advice::to_check(ev, failure))
    })
}

fn work<'h>(args: &ShowArgs, eval: &EvalArgs, ev: &Evaluator<'h>, console: &Console<'_>) -> Outcome<'h> {
    let name = args.target.as_deref().map_or(&b""[..], OsStrExt::as_bytes);
    let configuration = args.configuration.load(ev, eval, name, console)?;
    let target = Target::find(ev, configuration, name)?;
    let part = target.part(ev)?;
    if args.raw {
        return raw(ev, console, &target, part);
    }
    let viewer = if args.json || args.nix { Viewer::of_all(ev) } else { Viewer::new(ev) };
    let viewer = viewer.with_catalogue(args.all);
    let catalogue = if args.all { Catalogue::default() } else { Catalogue::of(ev, target.config) };
    let mut out = Out::new(console);
    let depth = args.depth.unwrap_or(usize::MAX);
    let mut layout: Box<dyn Layout<'h> + '_> = if args.json {
        Box::new(json::Json::new(ev, &viewer, depth))
    } else if args.nix {
        Box::new(nix::Nix::new(ev, &viewer, depth))
    } else if args.recursive {
        Box::new(lines::Lines::new(ev, &viewer, depth))
    } else {
        Box::new(text::Text::new(ev, &viewer, depth, console.stdout_style()))
    };
    if let (Part::Section(section), false) = (&part, args.set) {
        warn_of_set(ev, console, &target, *section)?;
    }
    let mut walk = Walk { ev, only_set: args.set, depth, catalogue, layout: &mut *layout };
    match part {
        Part::Section(section) => {
            let walked = walk.section(&mut out, &target, section);
            console.hold_warnings(false);
            walked?;
        }
        Part::Option(option) => {
            let value = walk::value_of(ev, option, target.config, &target.path)?;
            let value = ev.force(value, Pos::NONE)?;
            let shape = match option.is_shallow(ev) {
                // It was asked for by name.
                true => option.type_value(ev).map_or(Shape::Plain, Shape::Type),
                false => Shape::of(ev, option),
            };
            walk.layout.single(&mut out, &target.path, value, shape)?;
        }
        Part::Value(value) => {
            let value = ev.force(value, Pos::NONE)?;
            walk.layout.single(&mut out, &target.path, value, Shape::Plain)?;
        }
    }
    Ok(out.flush()?)
}

/// Evaluates what somebody set, with its warnings; from here on there are none.
///
/// Defaults may warn as well: that they will change, or are deprecated. Nobody evaluates those of a program that is not
/// enabled, besides who lists them all.
fn warn_of_set<'h>(
    ev: &Evaluator<'h>,
    console: &Console<'_>,
    target: &Target<'h>,
    section: Attrs<'h>,
) -> Outcome<'h> {
    let viewer = Viewer::new(ev);
    let mut layout = lines::Lines::new(ev, &viewer, usize::MAX);
    let catalogue = Catalogue::of(ev, target.config);
    let mut walk = Walk { ev, only_set: true, depth: usize::MAX, catalogue, layout: &mut layout };
    walk.section(&mut Out::collect(), target, section)?;
    console.hold_warnings(console.verbosity() <= 3);
    Ok(())
}

/// A value as JSON, with `{"_error": …}` in place of what fails.
pub(crate) fn value_as_json<'h>(ev: &Evaluator<'h>, value: Value<'h>, shape: Shape<'h>) -> Vec<u8> {
    let (viewer, mut out) = (Viewer::of_all(ev), Out::collect());
    // Nothing is written, so that nothing can fail.
    let _ = json::Json::new(ev, &viewer, usize::MAX).value(&mut out, value, shape, 0);
    out.text
}

/// A value for people, its further lines behind `indent` spaces.
pub(crate) fn value_as_text<'h>(
    ev: &Evaluator<'h>,
    value: Value<'h>,
    shape: Shape<'h>,
    style: Style,
    indent: usize,
) -> Vec<u8> {
    let (viewer, mut out) = (Viewer::new(ev), Out::collect());
    let at = text::At { depth: 0, indent };
    // Nothing is written, so that nothing can fail.
    let _ = text::Printer::new(ev, &viewer, usize::MAX, style).value(&mut out, value, shape, at);
    out.text
}

/// The value as the string that it is.
fn raw<'h>(ev: &Evaluator<'h>, console: &Console<'_>, target: &Target<'h>, part: Part<'h>) -> Outcome<'h> {
    let value = match part {
        Part::Section(_) => {
            return Err(Failure::Usage(
                "'--raw' shows one value, but the target is a group of options".to_owned(),
            ));
        }
        Part::Option(option) => walk::value_of(ev, option, target.config, &target.path)?,
        Part::Value(value) => value,
    };
    let what = "while generating the output";
    let text = ev.coerce(Pos::NONE, value, &mut ContextBuilder::new(), what, Coerce::INTERPOLATION)?;
    Ok(console.out(text)?)
}
