//! `hmeval flake lock|update|metadata|show|check|new|init`: the inputs of a flake, its lock file, its outputs, and flakes
//! from templates, as `nix flake` has them.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;

use hmeval_eval::builtins::fetch::date;
use hmeval_eval::builtins::fetch::input::{int, text};
use hmeval_eval::{Evaluator, Value};
use hmeval_flake::manifest::parse_input_path;
use hmeval_flake::{LockFlags, LockedFlake, call, describe};

use crate::configuration::at_path;
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::flake::load_with;
use crate::library;
use crate::session::{ErrorStyle, with_evaluator};
use crate::settings::flags::EvalFlags;
use crate::settings::flake_flags::FlakeFlags;
use crate::status::Status;

mod check;
mod inputs;
mod show;
mod template;

/// Arguments of `hmeval flake`.
#[derive(Debug, clap::Args)]
pub(crate) struct FlakeArgs {
    #[command(subcommand)]
    action: Action,
}

/// What is done with a flake.
#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Lock the inputs that are not locked yet
    Lock(Common),
    /// Look all inputs up anew, or only some
    Update {
        /// The inputs; all if none is named
        inputs: Vec<OsString>,
        /// The flake
        #[arg(long, value_name = "REF", default_value = ".")]
        flake: OsString,
        #[command(flatten)]
        flags: FlakeFlags,
        #[command(flatten)]
        eval: EvalFlags,
    },
    /// Show what is known of a flake and its inputs
    Metadata {
        #[command(flatten)]
        common: Common,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show the outputs of a flake
    Show {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        show: show::ShowFlags,
    },
    /// Check that the outputs of a flake are what their names promise, and build its checks
    Check {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        check: check::CheckFlags,
    },
    /// Write the files of a template to a new folder
    New {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: OsString,
        #[command(flatten)]
        template: TemplateFlags,
    },
    /// Write the files of a template to the current folder
    Init(TemplateFlags),
}

/// Which template.
#[derive(Debug, clap::Args)]
struct TemplateFlags {
    /// One of standalone, nixos, nix-darwin, system-manager, or a flake with templates
    #[arg(short, long, value_name = "NAME|REF[#NAME]", default_value = "standalone")]
    template: OsString,
    #[command(flatten)]
    eval: EvalFlags,
}

/// A flake and how it is locked.
#[derive(Debug, clap::Args)]
struct Common {
    /// The flake
    #[arg(value_name = "REF", default_value = ".")]
    flake: OsString,
    #[command(flatten)]
    flags: FlakeFlags,
    #[command(flatten)]
    eval: EvalFlags,
}

/// Runs the command.
pub(crate) fn run(args: &FlakeArgs, console: &mut Console<'_>) -> Status {
    let eval = match &args.action {
        Action::Lock(common)
        | Action::Metadata { common, .. }
        | Action::Show { common, .. }
        | Action::Check { common, .. } => &common.eval,
        Action::New { template, .. } | Action::Init(template) => &template.eval,
        Action::Update { eval, .. } => eval,
    };
    let (_, mut settings) = eval.read(console, true);
    if let Action::New { template, .. } | Action::Init(template) = &args.action
        && template::is_builtin(&template.template)
    {
        // Its inputs are not wanted, but are those of the library as well.
        settings.library = Some(library::ROOT.to_vec());
    }
    with_evaluator(console, settings, ErrorStyle::Human, |ev, console| work(&args.action, ev, console))
}

fn work<'h>(action: &Action, ev: &Evaluator<'h>, console: &Console<'_>) -> Outcome<'h> {
    match action {
        Action::Lock(common) => {
            let flags = common.flags.read(ev, console)?;
            // Overrides are what is to be locked here.
            let flags = LockFlags { write: true, fail_on_unlocked: true, ..flags };
            load_with(ev, common.flake.as_bytes(), &flags, common.flags.commit(ev), console).map(|_| ())
        }
        Action::Update { inputs, flake, flags, .. } => {
            let commit = flags.commit(ev);
            let mut flags = LockFlags { write: true, ..flags.read(ev, console)? };
            flags.recreate = inputs.is_empty();
            for input in inputs {
                let path = parse_input_path(input.as_bytes());
                let path = path.inspect_err(|_| tell_of_flag(ev, input.as_bytes(), console));
                flags.updates.insert(path.map_err(Failure::message)?);
            }
            load_with(ev, flake.as_bytes(), &flags, commit, console).map(|_| ())
        }
        Action::Metadata { common, json } => {
            let flags = common.flags.read(ev, console)?;
            let commit = common.flags.commit(ev);
            let named = load_with(ev, common.flake.as_bytes(), &flags, commit, console)?;
            let out = match json {
                true => metadata_json(ev, &named.flake),
                false => metadata_text(ev, &named.flake),
            };
            Ok(console.out(&out)?)
        }
        Action::Show { common, show } => {
            let (flake, outputs) = outputs(ev, common, console)?;
            show::show(ev, outputs, &flake.locked.to_text(), *show, console)
        }
        Action::Check { common, check } => {
            let (_, outputs) = outputs(ev, common, console)?;
            check::check(ev, outputs, *check, console)
        }
        Action::New { folder, template } => new(ev, folder, template, console),
        Action::Init(template) => new(ev, OsStr::new("."), template, console),
    }
}

/// Says how a flake is named whose inputs are to be looked up, after it was given where inputs are.
fn tell_of_flag(ev: &Evaluator<'_>, given: &[u8], console: &Console<'_>) {
    let program: &[u8] = if console.is_called_nix() { b"nix" } else { b"hmeval" };
    let advice = b"'. To update a specific flake, use '";
    let parts: [&[u8]; 7] = [
        b"warning: Invalid flake input '",
        given,
        advice,
        program,
        b" flake update --flake ",
        given,
        b"' instead.",
    ];
    ev.message(&parts.concat());
}

/// The flake that is named, and its outputs.
fn outputs<'h>(
    ev: &Evaluator<'h>,
    common: &Common,
    console: &Console<'_>,
) -> Outcome<'h, (LockedFlake, Value<'h>)> {
    let flags = common.flags.read(ev, console)?;
    let commit = common.flags.commit(ev);
    let flake = load_with(ev, common.flake.as_bytes(), &flags, commit, console)?.flake;
    let whole = call::outputs(ev, &flake)?;
    let outputs = at_path(ev, whole, &["outputs"])?.unwrap_or(Value::NULL);
    Ok((flake, outputs))
}

fn new<'h>(ev: &Evaluator<'h>, folder: &OsStr, flags: &TemplateFlags, console: &Console<'_>) -> Outcome<'h> {
    let folder = hmeval_eval::path::join(&console.environment.dir, folder.as_bytes());
    template::write(ev, &flags.template, crate::world::path(&folder), console)
}

fn store_path(ev: &Evaluator<'_>, flake: &LockedFlake) -> String {
    let root = flake.trees.get(&0).map(|place| ev.store.dir.print(&place.tree));
    String::from_utf8_lossy(&root.unwrap_or_default()).into_owned()
}

fn metadata_json(ev: &Evaluator<'_>, flake: &LockedFlake) -> Vec<u8> {
    let mut out = describe::metadata(flake, &store_path(ev, flake)).to_string().into_bytes();
    out.push(b'\n');
    out
}

fn metadata_text(ev: &Evaluator<'_>, flake: &LockedFlake) -> Vec<u8> {
    let mut out = Vec::new();
    let mut line = |name: &str, value: &[u8]| {
        out.extend_from_slice(format!("{:<15}", format!("{name}:")).as_bytes());
        out.extend_from_slice(value);
        out.push(b'\n');
    };
    line("Resolved URL", &flake.resolved.to_text());
    if flake.locked.is_locked() {
        line("Locked URL", &flake.locked.to_text());
    }
    if let Some(description) = &flake.manifest.description {
        line("Description", description);
    }
    line("Path", store_path(ev, flake).as_bytes());
    if let Some(rev) = text(&flake.locked.input, "rev").or(text(&flake.locked.input, "dirtyRev")) {
        line("Revision", rev);
    }
    if let Some(count) = int(&flake.locked.input, "revCount") {
        line("Revisions", count.to_string().as_bytes());
    }
    if let Some(modified) = int(&flake.locked.input, "lastModified") {
        line("Last modified", spaced(&date(modified)).as_bytes());
    }
    if let Some(fingerprint) = describe::fingerprint(flake) {
        line("Fingerprint", fingerprint.as_bytes());
    }
    inputs::write(&mut out, &flake.lock);
    out
}

/// `YYYYMMDDhhmmss` as `YYYY-MM-DD hh:mm:ss`.
fn spaced(date: &str) -> String {
    let mut out = String::new();
    for (index, character) in date.chars().rev().enumerate() {
        match index {
            2 | 4 => out.push(':'),
            6 => out.push(' '),
            8 | 10 => out.push('-'),
            _ => {}
        }
        out.push(character);
    }
    out.chars().rev().collect()
}

/// A name as Nix prints it: quoted where it has to be.
fn shown_name(name: &str) -> String {
    let mut out = Vec::new();
    hmeval_eval::print::identifier(&mut out, name.as_bytes());
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn dates_are_spaced() {
        assert_eq!(super::spaced("20000229010203"), "2000-02-29 01:02:03");
    }
}
