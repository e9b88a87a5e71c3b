//! `hmeval flake lock|update|metadata`: the inputs of a flake, and its lock file, as `nix flake` has them.

use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

use hmeval_eval::Evaluator;
use hmeval_eval::builtins::fetch::date;
use hmeval_eval::builtins::fetch::input::{int, text};
use hmeval_flake::manifest::parse_input_path;
use hmeval_flake::{LockFlags, LockedFlake, describe};

use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::flake::load_with;
use crate::session::{ErrorStyle, with_evaluator};
use crate::settings::flags::EvalFlags;
use crate::settings::flake_flags::FlakeFlags;
use crate::status::Status;

mod inputs;

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
        Action::Lock(common) | Action::Metadata { common, .. } => &common.eval,
        Action::Update { eval, .. } => eval,
    };
    let (_, settings) = eval.read(console, true);
    with_evaluator(console, settings, ErrorStyle::Human, |ev, console| work(&args.action, ev, console))
}

fn work<'h>(action: &Action, ev: &Evaluator<'h>, console: &Console<'_>) -> Outcome<'h> {
    match action {
        Action::Lock(common) => {
            let flags = common.flags.read(ev, console)?;
            // Overrides are what is to be locked here.
            let flags = LockFlags { write: true, fail_on_unlocked: true, ..flags };
            load_with(ev, common.flake.as_bytes(), &flags, common.flags.commit(), console).map(|_| ())
        }
        Action::Update { inputs, flake, flags, .. } => {
            let commit = flags.commit();
            let mut flags = LockFlags { write: true, ..flags.read(ev, console)? };
            flags.recreate = inputs.is_empty();
            for input in inputs {
                flags.updates.insert(parse_input_path(input.as_bytes()).map_err(Failure::message)?);
            }
            load_with(ev, flake.as_bytes(), &flags, commit, console).map(|_| ())
        }
        Action::Metadata { common, json } => {
            let flags = common.flags.read(ev, console)?;
            let commit = common.flags.commit();
            let named = load_with(ev, common.flake.as_bytes(), &flags, commit, console)?;
            let out = match json {
                true => metadata_json(ev, &named.flake),
                false => metadata_text(ev, &named.flake),
            };
            Ok(console.out(&out)?)
        }
    }
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

#[cfg(test)]
mod tests {
    #[test]
    fn dates_are_spaced() {
        assert_eq!(super::spaced("20000229010203"), "2000-02-29 01:02:03");
    }
}
