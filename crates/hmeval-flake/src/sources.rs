//! The trees of files behind inputs, as store objects: hashed where they lie, not copied.

use hmeval_eval::builtins::fetch::flake_text;
use hmeval_eval::builtins::fetch::input::{Attr, Attrs, int, set, text};
use hmeval_eval::fetcher::{Fetcher, Tree};
use hmeval_eval::path::canonical;
use hmeval_eval::{Error, ErrorKind, Evaluator, Value};
use hmeval_store::HashFormat;

use crate::call;
use crate::lock::{LockFlags, lock};
use crate::reference::FlakeRef;

type Result<'h, T> = std::result::Result<T, Error<'h>>;

/// Gets trees from folders of this machine and from the store. What would need the network fails by name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sources;

impl Fetcher for Sources {
    fn fetch<'h>(&self, ev: &Evaluator<'h>, input: &Attrs) -> Result<'h, Tree> {
        let shown = || flake_text::to_text(input).unwrap_or_default();
        if let Some(hash) = text(input, "narHash") {
            let hash = ev.parse_hash(hash, None)?;
            if let Some(path) = ev.locked_tree(b"source", hash)? {
                return Ok(Tree { path, locked: input.clone() });
            }
        }
        match text(input, "type") {
            Some(b"path") => folder(ev, input),
            Some(b"indirect") => {
                let message = [b"cannot find flake '", &shown()[..], b"' in the flake registries"].concat();
                Err(ev.error(ErrorKind::Eval, message))
            }
            _ => {
                let message = [
                    b"cannot fetch input '",
                    &shown()[..],
                    b"': this version of hmeval takes flakes from folders ('path:') and from the Nix store only; \
                      '--override-input NAME path:FOLDER' puts a folder in its place",
                ];
                Err(ev.error(ErrorKind::Unsupported, message.concat()))
            }
        }
    }

    fn flake<'h>(&self, ev: &Evaluator<'h>, reference: &[u8]) -> Result<'h, Value<'h>> {
        let reference =
            FlakeRef::parse_absolute(reference).map_err(|text| ev.error(ErrorKind::Eval, text))?;
        if ev.settings.pure_eval && !reference.is_locked() {
            let shown = reference.to_text();
            let end = b"' (use --impure to override)";
            let message = [b"cannot call 'getFlake' on unlocked flake reference '", &shown[..], end].concat();
            return Err(ev.error(ErrorKind::Restricted, message));
        }
        let locked = lock(ev, &reference, &LockFlags { write: false, ..LockFlags::default() })?;
        call::outputs(ev, &locked)
    }
}

/// The tree in a folder (Nix: `PathInputScheme::getAccessor`).
fn folder<'h>(ev: &Evaluator<'h>, input: &Attrs) -> Result<'h, Tree> {
    let path = text(input, "path").unwrap_or_default();
    if !path.starts_with(b"/") {
        let shown = flake_text::to_text(input).unwrap_or_default();
        let reason = b"' because it uses a relative path";
        return Err(ev.error(ErrorKind::Eval, [b"cannot fetch input '", &shown[..], reason].concat()));
    }
    let path = canonical(path);
    if !matches!(ev.world.stat(&path), Ok(Some(_))) {
        let message = [b"path '", &path[..], b"' does not exist"].concat();
        return Err(ev.error(ErrorKind::Io, message));
    }
    let (object, hash) = ev.add_tree(b"source", &path, None)?;
    let mut locked = input.clone();
    let found = hash.to_text(HashFormat::Sri, true);
    if let Some(expected) = text(input, "narHash") {
        let expected = ev.parse_hash(expected, None)?.to_text(HashFormat::Sri, true);
        if expected != found {
            let shown = flake_text::to_text(input).unwrap_or_default();
            let end = format!("', expected '{expected}' but got '{found}'");
            let message = [b"NAR hash mismatch in input '", &shown[..], end.as_bytes()].concat();
            return Err(ev.error(ErrorKind::Eval, message));
        }
    }
    set(&mut locked, "narHash", found);
    if int(input, "lastModified").is_none() {
        let changed = ev.world.newest_change(&path).unwrap_or_default();
        locked.insert(b"lastModified".to_vec(), Attr::Int(changed));
    }
    Ok(Tree { path: object, locked })
}
