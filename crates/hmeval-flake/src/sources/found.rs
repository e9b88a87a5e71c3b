//! What a fetcher found, and how it becomes a store object.

use std::collections::BTreeSet;
use std::os::unix::ffi::OsStrExt as _;
use std::rc::Rc;

use hmeval_eval::builtins::fetch::flake_text;
use hmeval_eval::builtins::fetch::input::Attrs;
use hmeval_eval::store::Object;
use hmeval_eval::{Error, ErrorKind, Evaluator};
use hmeval_store::{ContentAddress, ContentAddressMethod, Hash, HashAlgo, Hasher, StorePath};
use rustc_hash::FxHashSet;

use super::cache::{Cache, CachedTree};
use super::tracked_hash;

/// Files, and what is known of them.
pub(super) struct Found {
    files: Files,
    /// What was asked for, with what makes it unambiguous; without `narHash`.
    pub(super) locked: Attrs,
    /// What tells this state from all others as Nix does, if that can be told before the files are hashed.
    pub(super) fingerprint: Option<String>,
}

enum Files {
    /// A folder as it lies there.
    Folder(Vec<u8>),
    /// Of a folder, only these files.
    Tracked { root: Vec<u8>, files: BTreeSet<Vec<u8>> },
    /// A tree of the cache.
    Cached(CachedTree),
}

impl Found {
    /// A folder as it lies there.
    pub(super) fn folder(root: Vec<u8>, locked: Attrs) -> Self {
        Found { files: Files::Folder(root), locked, fingerprint: None }
    }

    /// The `files` below `root`, which Git tracks.
    pub(super) fn tracked(
        root: Vec<u8>,
        files: BTreeSet<Vec<u8>>,
        fingerprint: Option<String>,
        locked: Attrs,
    ) -> Self {
        Found { files: Files::Tracked { root, files }, locked, fingerprint }
    }

    /// A tree of the cache.
    pub(super) fn cached(tree: CachedTree, locked: Attrs) -> Self {
        Found { files: Files::Cached(tree), locked, fingerprint: None }
    }

    /// What tells these files from any others that could be found in their place. `None` where that is not known.
    pub(super) fn state(&self) -> Option<Vec<u8>> {
        let Files::Tracked { root, files } = &self.files else { return None };
        let fingerprint = self.fingerprint.as_ref()?;
        let mut hasher = Hasher::new(HashAlgo::Blake3);
        hasher.update(format!("{root:?} {fingerprint:?} {:?}", self.locked).as_bytes());
        for file in files {
            hasher.update(b"\0");
            hasher.update(file);
        }
        Some(hasher.finish().as_bytes().to_vec())
    }

    /// The tracked files below the root.
    pub(super) fn tracked_files(&self) -> impl Iterator<Item = &[u8]> {
        let files = match &self.files {
            Files::Tracked { files, .. } => Some(files),
            _ => None,
        };
        files.into_iter().flatten().map(|file| &file[..])
    }
}

/// Names the store object that the files are, and makes its content readable there.
///
/// # Errors
/// If the files cannot be read.
pub(super) fn mount<'h>(
    ev: &Evaluator<'h>,
    cache: &Cache,
    name: &[u8],
    found: &Found,
) -> Result<(StorePath, Hash), Error<'h>> {
    let (hash, object) = match &found.files {
        Files::Folder(root) => return ev.add_tree(name, root),
        Files::Tracked { root, files } => {
            // Filters of Git may make work trees differ at the same commit.
            let place = String::from_utf8_lossy(root);
            let fingerprint = &found.fingerprint.as_ref().map(|state| format!("{place};{state}"));
            let known = fingerprint.as_ref().and_then(|key| cache.recorded_hash("tracked", key));
            let hash = match known {
                Some(hash) => hash,
                None => {
                    let (hash, is_settled) =
                        tracked_hash::hash(root, files).map_err(|text| ev.error(ErrorKind::Io, text))?;
                    if let Some(key) = fingerprint.as_ref().filter(|_| is_settled) {
                        let hash = hash.to_text(hmeval_store::HashFormat::Sri, true);
                        cache.record("tracked", key, serde_json::json!({ "narHash": hash }));
                    }
                    hash
                }
            };
            (hash, Object::Tracked(Rc::from(&root[..]), Rc::new(with_folders(files))))
        }
        Files::Cached(tree) => (tree.hash, Object::Fetched(Rc::from(tree.path.as_os_str().as_bytes()))),
    };
    let address = ContentAddress { method: ContentAddressMethod::Nar, hash };
    let path = ev.content_path(name, address, &[])?;
    ev.store.add_object(&path, object);
    match &found.files {
        Files::Tracked { root, .. } => ev.store.show_as(&path, root),
        _ => {
            // Without the hash, which nobody wants to read.
            let mut input = found.locked.clone();
            input.remove(&b"narHash"[..]);
            if let Ok(shown) = flake_text::to_text(&input) {
                ev.store.show_as(&path, format!("«{}»", String::from_utf8_lossy(&shown)).as_bytes());
            }
        }
    }
    Ok((path, hash))
}

/// The files and all folders that they lie in.
fn with_folders(files: &BTreeSet<Vec<u8>>) -> FxHashSet<Box<[u8]>> {
    let mut all = FxHashSet::default();
    for file in files {
        let slashes = file.iter().enumerate().rev().filter(|(_, byte)| **byte == b'/').map(|(at, _)| at);
        for at in slashes {
            if !all.insert(file.get(..at).unwrap_or_default().into()) {
                break;
            }
        }
        all.insert(file[..].into());
    }
    all
}
