//! Flakes of the command line: from `REF#ATTR` to a locked flake and to values in its outputs.

use hmeval_diag::Pos;
use hmeval_eval::builtins::fetch::input::text;
use hmeval_eval::{ErrorKind, Evaluator, Value};
use hmeval_flake::{FlakeRef, LockFlags, LockedFlake, call, lock};

use crate::configuration::at_path;
use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::lock_writing;
use crate::settings::flake_flags::FlakeFlags;

/// A flake, with what follows the `#` of its reference.
pub(crate) struct Named {
    /// The flake.
    pub(crate) flake: LockedFlake,
    /// The attribute path, or a short name.
    pub(crate) fragment: Vec<u8>,
}

/// The flake that a reference of the command line names. Its lock file is written if it has to change and may.
///
/// # Errors
/// If there is no such flake, or its inputs cannot be had.
pub(crate) fn load<'h>(
    ev: &Evaluator<'h>,
    reference: &[u8],
    flags: &FlakeFlags,
    console: &Console<'_>,
) -> Outcome<'h, Named> {
    load_with(ev, reference, &flags.read(ev, console)?, flags.commit(ev), console)
}

/// As [`load`], with the flags already read. With a summary in `commit` the lock file is committed.
///
/// # Errors
/// As [`load`].
pub(crate) fn load_with<'h>(
    ev: &Evaluator<'h>,
    reference: &[u8],
    flags: &LockFlags,
    commit: Option<&str>,
    console: &Console<'_>,
) -> Outcome<'h, Named> {
    let parsed = FlakeRef::parse_argument(reference, &console.environment.dir, ev.world);
    let (reference, fragment) = parsed.map_err(Failure::message)?;
    let mut flake = lock::lock(ev, &reference, flags)?;
    if let Some(to_write) = flake.to_write.take() {
        lock_writing::write(&to_write, commit)?;
        // The lock file belongs to the tree, whose hash is another one now.
        ev.forget_files();
        let overrides = flags.overrides.clone();
        let again = LockFlags { write: false, quiet: true, overrides, ..LockFlags::default() };
        let before = flake.locked.clone();
        flake = lock::lock(ev, &reference, &again)?;
        let rev = text(&flake.locked.input, "rev");
        if let Some(rev) = rev.filter(|rev| commit.is_some() && text(&before.input, "rev") != Some(rev)) {
            ev.message(&[b"warning: committed new revision '", rev, b"'"].concat());
        }
    }
    tell_of_library(&flake, console);
    Ok(Named { flake, fragment })
}

/// Says which flakes the library stands in for.
fn tell_of_library(flake: &LockedFlake, console: &Console<'_>) {
    let references: Vec<&[u8]> = flake.stood_in.iter().map(|reference| &reference[..]).collect();
    if !references.is_empty() {
        let shown = references.join(&b", "[..]);
        console.note(&[b"note: the built-in library is used in place of ", &shown[..]].concat());
    }
}

/// The value of an installable (`REF#ATTR`), looked for where `nix eval` looks.
///
/// # Errors
/// If the flake does not provide it; those of evaluating it.
pub(crate) fn installable<'h>(ev: &Evaluator<'h>, named: &Named) -> Outcome<'h, (Value<'h>, Pos)> {
    let root = call::outputs(ev, &named.flake)?;
    let system = &ev.settings.current_system;
    let fragment = crate::commands::eval::without_outputs(&named.fragment);
    let candidates: Vec<Vec<u8>> = match fragment {
        [] => [format!("packages.{system}.default"), format!("defaultPackage.{system}")]
            .map(String::into_bytes)
            .into(),
        [b'.', exact @ ..] => vec![exact.to_vec()],
        name => ["packages", "legacyPackages"]
            .map(|set| [set.as_bytes(), b".", system.as_bytes(), b".", name].concat())
            .into_iter()
            .chain([name.to_vec()])
            .collect(),
    };
    for candidate in &candidates {
        let names = ev.parse_attr_path(candidate)?;
        if let Some(value) = at_path(ev, root, &names)? {
            return Ok((ev.force(value, Pos::NONE)?, Pos::NONE));
        }
    }
    Err(not_provided(ev, named, &candidates))
}

/// The error that a flake has none of these attributes.
pub(crate) fn not_provided<'h>(ev: &Evaluator<'h>, named: &Named, candidates: &[Vec<u8>]) -> Failure<'h> {
    let quoted: Vec<_> = candidates.iter().map(|name| [b"'", &name[..], b"'"].concat()).collect();
    let names = match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => [&others.join(&b", "[..])[..], b" or ", last].concat(),
        None => Vec::new(),
    };
    let shown = named.flake.original.to_text();
    let message = [b"flake '", &shown[..], b"' does not provide attribute ", &names].concat();
    Failure::Eval(ev.error(ErrorKind::Missing, message))
}
