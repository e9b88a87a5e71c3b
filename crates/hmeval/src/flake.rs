//! Flakes of the command line: from `REF#ATTR` to a locked flake and to values in its outputs.

use std::collections::BTreeSet;

use hmeval_diag::Pos;
use hmeval_eval::{ErrorKind, Evaluator, Value};
use hmeval_flake::{FlakeRef, LockFlags, LockedFlake, call, lock};
use hmeval_formats::lev::{distance, nearest};

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
        let before = if to_write.is_there { ev.world.read(&to_write.path).ok() } else { None };
        ev.store.keep_as_it_was(&to_write.path, before.map(Into::into));
        lock_writing::write(&to_write, commit)?;
        // The tree stays what it was when it was read, without the new lock file. Only the next run sees another one.
        ev.world.looked_past();
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

/// The value of an installable (`REF#ATTR`), looked for in the outputs where `nix eval` looks.
///
/// # Errors
/// If the flake does not provide it; those of evaluating it.
pub(crate) fn installable<'h>(ev: &Evaluator<'h>, named: &Named) -> Outcome<'h, (Value<'h>, Pos)> {
    let whole = call::outputs(ev, &named.flake)?;
    let outputs = at_path(ev, whole, &["outputs"])?.unwrap_or(Value::NULL);
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
    let mut near = BTreeSet::new();
    for candidate in &candidates {
        match find(ev, outputs, candidate)? {
            Ok(value) => return Ok((value, Pos::NONE)),
            Err(names) => near.extend(names),
        }
    }
    Err(not_provided(ev, named, &candidates, &near))
}

/// Names by their distance from what was looked for.
pub(crate) type Near<'h> = BTreeSet<(usize, &'h [u8])>;

/// The value at an attribute path; where there is none, the names that are near to the one that is missing.
fn find<'h>(ev: &Evaluator<'h>, root: Value<'h>, path: &[u8]) -> Outcome<'h, Result<Value<'h>, Near<'h>>> {
    let mut value = ev.force(root, Pos::NONE)?;
    let names = ev.parse_attr_path(path)?;
    for (depth, name) in names.iter().enumerate() {
        let Some(attrs) = value.as_attrs() else {
            let shown = names.get(..depth).unwrap_or_default().join(&b'.');
            let message = [b"'", &shown[..], b"' is not an attribute set"].concat();
            return Err(ev.error(ErrorKind::Type, message).into());
        };
        let Some((found, pos)) = attrs.get(ev.symbols.intern(name)) else {
            let known = attrs.iter(ev.heap).map(|(key, _)| ev.text(key.name));
            return Ok(Err(known.map(|known| (distance(known, name), known)).collect()));
        };
        value = ev.force(found, pos)?;
    }
    Ok(Ok(value))
}

/// The error that a flake has none of these attributes, but perhaps some that are near to them.
pub(crate) fn not_provided<'h>(
    ev: &Evaluator<'h>,
    named: &Named,
    candidates: &[Vec<u8>],
    near: &Near<'h>,
) -> Failure<'h> {
    let quoted: Vec<_> = candidates.iter().map(|name| [b"'", &name[..], b"'"].concat()).collect();
    let names = match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => [&others.join(&b", "[..])[..], b" or ", last].concat(),
        None => Vec::new(),
    };
    let shown = named.flake.original.to_text();
    let message = [b"flake '", &shown[..], b"' does not provide attribute ", &names].concat();
    let error = ev.error(ErrorKind::Missing, message);
    Failure::Eval(ev.with_suggestions(error, &nearest(near)))
}
