//! Folders of this machine as inputs (Nix: `PathInputScheme`).

use hmeval_eval::builtins::fetch::flake_text;
use hmeval_eval::builtins::fetch::input::{Attr, Attrs, int, text};
use hmeval_eval::path::canonical;
use hmeval_eval::{Error, ErrorKind, Evaluator};

use super::Found;

/// The tree in a folder, as it lies there.
///
/// # Errors
/// If the path is relative, or nothing is there.
pub(super) fn fetch<'h>(ev: &Evaluator<'h>, input: &Attrs) -> Result<Found, Error<'h>> {
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
    let mut locked = input.clone();
    if int(input, "lastModified").is_none() {
        let changed = ev.world.newest_change(&path).unwrap_or_default();
        locked.insert(b"lastModified".to_vec(), Attr::Int(changed));
    }
    Ok(Found::folder(path, locked))
}
