//! The search path: what `<nixpkgs/lib>` and `builtins.findFile` look up.

use hmeval_diag::Pos;

use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;

/// An entry of a search path: a prefix (or nothing) and the place that stands for it.
pub(crate) type SearchEntry = (Vec<u8>, Vec<u8>);

impl<'h> Evaluator<'h> {
    /// The place of a name in the search path of the settings.
    pub fn find_file(&self, name: &[u8], pos: Pos) -> Result<'h, Vec<u8>> {
        for (_, place) in &self.settings.nix_path {
            // What the settings' search path names may be read in restricted mode.
            self.store.allow_path(&crate::path::join(&self.settings.current_dir, place));
        }
        self.find_file_in(&self.settings.nix_path, name, pos)
    }

    /// The place of a name in a search path: the first entry under which it exists.
    pub(crate) fn find_file_in(&self, entries: &[SearchEntry], name: &[u8], pos: Pos) -> Result<'h, Vec<u8>> {
        for (prefix, place) in entries {
            let Some(rest) = suffix(prefix, name) else { continue };
            let Some(place) = self.search_place(place)? else { continue };
            let path = self.resolve_symlinks(&crate::path::below(&place, rest))?;
            if self.path_stat(&path)?.is_some() {
                return Ok(path);
            }
        }
        if let Some(path) = crate::corepkgs::path_of(name) {
            return Ok(path);
        }
        let message = if self.settings.pure_eval {
            [b"cannot look up '<", name, b">' in pure evaluation mode (use '--impure' to override)"].concat()
        } else {
            let end = b"' was not found in the Nix search path (add it using $NIX_PATH or -I)";
            [b"file '", name, &end[..]].concat()
        };
        Err(self.error_at(ErrorKind::Thrown, pos, message))
    }

    /// The path of an entry, `None` (with a warning, once) where it cannot be had.
    fn search_place(&self, place: &[u8]) -> Result<'h, Option<Vec<u8>>> {
        if let Some(known) = self.search_paths.borrow().get(place) {
            return Ok(known.clone());
        }
        let remote = place.windows(3).any(|part| part == b"://")
            || place.starts_with(b"flake:")
            || place.starts_with(b"channel:");
        let shown = String::from_utf8_lossy(place);
        let found = if remote {
            let text = format!("warning: Nix search path entry '{shown}' cannot be downloaded, ignoring");
            self.message(text.as_bytes());
            None
        } else {
            let path = crate::path::join(&self.settings.current_dir, place);
            if self.path_stat(&self.resolve_symlinks(&path)?)?.is_some() {
                Some(path)
            } else {
                let text = format!("warning: Nix search path entry '{shown}' does not exist, ignoring");
                self.message(text.as_bytes());
                None
            }
        };
        self.search_paths.borrow_mut().insert(place.to_vec(), found.clone());
        Ok(found)
    }
}

/// What is left of a name behind an entry's prefix; `None` where the prefix does not fit.
fn suffix<'n>(prefix: &[u8], name: &'n [u8]) -> Option<&'n [u8]> {
    if prefix.is_empty() {
        return Some(name);
    }
    let rest = name.strip_prefix(prefix)?;
    match rest {
        [] => Some(rest),
        [b'/', rest @ ..] => Some(rest),
        _ => None,
    }
}
