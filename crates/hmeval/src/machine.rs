//! The machine itself: files, clock and variables, and the built-in library that looks like a part of it.

use std::convert::Infallible;
use std::ffi::OsStr;
use std::hash::{Hash as _, Hasher as _};
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmeval_eval::world::{FileKind, FileStat, World};
use hmeval_store::nar::NarError;
use hmeval_store::{Fingerprint, Hash, HashAlgo, SourceHashCache, SourceTree};
use rustc_hash::FxHasher;

use crate::hashed_ahead::{HashedAhead, HashedTree};
use crate::library;
use crate::process::Environment;

/// The machine that the program runs on, without a terminal: the language server's threads share it.
pub(crate) struct Machine {
    environment: Environment,
    /// The hashes of source trees that are kept on disk.
    sources: Option<SourceHashCache>,
    /// The trees that are hashed before the evaluation asks for them.
    ahead: HashedAhead,
}

/// A file that was changed longer ago than this can be told from a later state of it by its times.
const SETTLED: Duration = Duration::from_secs(2);

impl Machine {
    /// The machine with these variables; with caches, if there may be any.
    pub(crate) fn new(environment: &Environment, use_caches: bool) -> Self {
        let dir = cache_dir(environment).filter(|_| use_caches);
        let sources = dir.map(|dir| SourceHashCache::new(dir.join("sources-v1")));
        Machine { environment: environment.clone(), sources, ahead: HashedAhead::default() }
    }

    /// The hash of the archive of a tree: known from before, or computed. `depends_on` is told the fingerprint that tells
    /// this state of the tree from others, or that there is none. `None` for what is as well read in the usual way: small
    /// files, what fails.
    pub(crate) fn nar_hash(&self, tree: &[u8], depends_on: impl FnOnce(Option<Fingerprint>)) -> Option<Hash> {
        if let Some(within) = library::within(tree) {
            return library::nar_hash(within);
        }
        let HashedTree { fingerprint, hash } = match self.ahead.take(tree) {
            Some(hashed) => hashed,
            None => self.hashed(&SourceTree::look(path(tree)).ok()??, SourceTree::hash)?,
        };
        depends_on(fingerprint);
        Some(hash)
    }

    /// The hash of a tree that was looked at: known from before, or computed.
    fn hashed(
        &self,
        looked: &SourceTree,
        hash: impl FnOnce(&SourceTree) -> Result<Hash, NarError<Infallible>>,
    ) -> Option<HashedTree> {
        let fingerprint = looked.fingerprint(SystemTime::now());
        let record = self.sources.as_ref().zip(fingerprint);
        let known = record.and_then(|(cache, fingerprint)| cache.get(fingerprint, HashAlgo::Sha256));
        let hash = match known {
            Some(known) => known,
            None => {
                let hash = hash(looked).ok()?;
                if let Some((cache, fingerprint)) = record {
                    // Without the record the tree is just hashed again.
                    let _ = cache.put(fingerprint, &hash);
                }
                hash
            }
        };
        Some(HashedTree { fingerprint, hash })
    }
}

/// Where caches lie: `HMEVAL_CACHE_DIR`, or the folder for them in the user's cache directory.
pub(crate) fn cache_dir(environment: &Environment) -> Option<PathBuf> {
    let variable = |name| environment.non_empty(name).map(|value| path(value).to_path_buf());
    let user = || variable("XDG_CACHE_HOME").or_else(|| Some(variable("HOME")?.join(".cache")));
    let dir = variable("HMEVAL_CACHE_DIR").or_else(|| Some(user()?.join("hmeval")))?;
    dir.is_absolute().then_some(dir)
}

/// Bytes as a path of the file system.
pub(crate) fn path(bytes: &[u8]) -> &Path {
    Path::new(OsStr::from_bytes(bytes))
}

/// The content of a file, of this machine or of the built-in library.
///
/// # Errors
/// Those of reading it.
fn read(file: &[u8]) -> io::Result<Vec<u8>> {
    match library::within(file) {
        Some(within) => library::read(within),
        None => std::fs::read(path(file)),
    }
}

fn kind(file_type: std::fs::FileType) -> FileKind {
    if file_type.is_file() {
        FileKind::Regular
    } else if file_type.is_dir() {
        FileKind::Directory
    } else if file_type.is_symlink() {
        FileKind::Symlink
    } else {
        FileKind::Unknown
    }
}

fn entries(dir: &Path) -> io::Result<Vec<(Vec<u8>, FileKind)>> {
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        entries.push((entry.file_name().into_vec(), kind(entry.file_type()?)));
    }
    Ok(entries)
}

/// The newest time of change in a tree; symbolic links are not followed.
fn newest_change(root: &Path) -> io::Result<i64> {
    let mut newest = 0;
    let mut open = vec![root.to_path_buf()];
    while let Some(path) = open.pop() {
        let meta = std::fs::symlink_metadata(&path)?;
        newest = newest.max(meta.mtime());
        if meta.is_dir() {
            for entry in std::fs::read_dir(&path)? {
                open.push(entry?.path());
            }
        }
    }
    Ok(newest)
}

impl World for Machine {
    fn read(&self, file: &[u8]) -> io::Result<Vec<u8>> {
        read(file)
    }

    fn stamp(&self, file: &[u8]) -> Option<u64> {
        if library::within(file).is_some() {
            return Some(0);
        }
        let meta = std::fs::metadata(path(file)).ok()?;
        // The time stands still for some milliseconds: a second change in them would leave no trace.
        let changed = UNIX_EPOCH + Duration::from_secs(u64::try_from(meta.ctime()).ok()?);
        SystemTime::now().duration_since(changed).ok().filter(|age| *age > SETTLED)?;
        let mut hasher = FxHasher::default();
        let times = [meta.mtime(), meta.mtime_nsec(), meta.ctime(), meta.ctime_nsec()];
        (meta.dev(), meta.ino(), meta.size(), times).hash(&mut hasher);
        Some(hasher.finish())
    }

    fn stat(&self, file: &[u8]) -> io::Result<Option<FileStat>> {
        if let Some(within) = library::within(file) {
            return Ok(library::stat(within));
        }
        match std::fs::symlink_metadata(path(file)) {
            Ok(meta) => {
                let executable = meta.is_file() && meta.mode() & 0o100 != 0;
                Ok(Some(FileStat { kind: kind(meta.file_type()), executable }))
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn list(&self, dir: &[u8]) -> io::Result<Vec<(Vec<u8>, FileKind)>> {
        match library::within(dir) {
            Some(within) => library::list(within),
            None => entries(path(dir)),
        }
    }

    fn read_link(&self, link: &[u8]) -> io::Result<Vec<u8>> {
        std::fs::read_link(path(link)).map(|target| target.into_os_string().into_vec())
    }

    fn newest_change(&self, tree: &[u8]) -> io::Result<i64> {
        match library::within(tree) {
            Some(_) => Ok(library::changed()),
            None => newest_change(path(tree)),
        }
    }

    fn env(&self, name: &[u8]) -> Option<Vec<u8>> {
        self.environment.var_bytes(name).map(<[u8]>::to_vec)
    }

    fn reading_order(&self, tree: &[u8]) -> Vec<Vec<u8>> {
        library::within(tree)
            .filter(|within| within.is_empty())
            .map_or_else(Vec::new, |_| library::reading_order())
    }

    fn tree_hash(&self, tree: &[u8]) -> Option<Hash> {
        self.nar_hash(tree, |_| {})
    }

    fn hash_ahead(&self, tree: &[u8], others: &dyn Fn()) {
        if library::within(tree).is_some() {
            return;
        }
        let others = &|| {
            if !self.ahead.is_awaited() {
                others();
            }
        };
        self.ahead.put(tree, || {
            let looked = SourceTree::look_meanwhile(path(tree), others).ok()??;
            self.hashed(&looked, |looked| looked.hash_meanwhile(others))
        });
    }

    fn forget(&self) {
        self.ahead.forget();
    }

    fn now(&self) -> i64 {
        let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(elapsed.as_secs()).unwrap_or(i64::MAX)
    }

    /// Nobody reads it here.
    fn message(&self, _text: &[u8]) {}
}
