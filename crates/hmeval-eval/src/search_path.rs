//! The search path: what `<nixpkgs/lib>` and `builtins.findFile` look up.

use hmeval_diag::Pos;
use hmeval_store::StorePath;

use crate::builtins::fetch::flake_ref;
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::fetcher::{Download, Lookup};

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
        let found = self.look_for_place(place)?;
        self.search_paths.borrow_mut().insert(place.to_vec(), found.clone());
        Ok(found)
    }

    fn look_for_place(&self, place: &[u8]) -> Result<'h, Option<Vec<u8>>> {
        let ignored = |why: &[u8]| {
            self.message(&[b"warning: Nix search path entry '", place, b"' ", why, b", ignoring"].concat());
        };
        if let Some(address) = archive_address(place) {
            match self.archive(&address) {
                Ok(path) => return Ok(Some(path)),
                Err(_) => ignored(b"cannot be downloaded"),
            }
        }
        if let Some(reference) = place.strip_prefix(b"flake:") {
            return self.tree_of_flake(reference).map(Some);
        }
        let path = crate::path::join(&self.settings.current_dir, place);
        if self.path_stat(&self.resolve_symlinks(&path)?)?.is_some() {
            return Ok(Some(path));
        }
        ignored(b"does not exist");
        Ok(None)
    }

    /// The path of what an argument of the command line names that is no path: the content of an archive, or the tree of
    /// a flake. `None` if it may be a path.
    pub(crate) fn fetched_argument(&self, argument: &[u8]) -> Result<'h, Option<Vec<u8>>> {
        match (archive_address(argument), argument.strip_prefix(b"flake:")) {
            (Some(address), _) => self.archive(&address).map(Some),
            (None, Some(reference)) => self.tree_of_flake(reference).map(Some),
            (None, None) => Ok(None),
        }
    }

    /// The path of the content of an archive.
    fn archive(&self, url: &[u8]) -> Result<'h, Vec<u8>> {
        let Some(fetcher) = self.fetcher else { return Err(self.needs_network("fetchTarball", url)) };
        let path =
            fetcher.download(self, &Download { url, name: b"source", unpack: true, expected: None })?;
        Ok(self.allowed_object(&path))
    }

    /// The path of the tree that a flake is in, by its reference or its name in the registries.
    fn tree_of_flake(&self, reference: &[u8]) -> Result<'h, Vec<u8>> {
        if !self.settings.has_feature("flakes") {
            let message = "experimental Nix feature 'flakes' is disabled; add '--extra-experimental-features flakes' to enable it";
            return Err(self.error(ErrorKind::Eval, message));
        }
        let mut input =
            flake_ref::parse(reference).map_err(|message| self.error(ErrorKind::Eval, message))?;
        // The folder of the flake does not matter: what is looked up starts from the tree.
        input.remove(&b"dir"[..]);
        let Some(fetcher) = self.fetcher else { return Err(self.needs_network("fetchTree", reference)) };
        let tree = fetcher.fetch(self, &input, Lookup::All)?;
        Ok(self.allowed_object(&tree.path))
    }

    /// The path of a store object, which may be read from now on.
    fn allowed_object(&self, path: &StorePath) -> Vec<u8> {
        let path = self.store.dir.print(path);
        self.store.allow_path(&path);
        path
    }
}

/// The address of the archive that stands for a place, if it is one (Nix: `isPseudoUrl`, `resolvePseudoUrl`).
fn archive_address(place: &[u8]) -> Option<Vec<u8>> {
    if let Some(channel) = place.strip_prefix(b"channel:") {
        return Some([b"https://channels.nixos.org/", channel, b"/nixexprs.tar.xz"].concat());
    }
    let end = place.windows(3).position(|part| part == b"://")?;
    let schemes: [&[u8]; 7] = [b"http", b"https", b"file", b"channel", b"git", b"s3", b"ssh"];
    schemes.contains(&place.get(..end)?).then(|| place.to_vec())
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
