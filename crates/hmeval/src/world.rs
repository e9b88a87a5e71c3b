//! The real world: files and clock of this machine, the variables and the terminal of this run.

use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use hmeval_eval::world::{FileKind, FileStat, World};
use hmeval_store::{Fingerprint, Hash, HashAlgo, SourceHashCache};
use rustc_hash::FxHashMap;

use crate::console::Console;
use crate::process::Environment;

/// The machine that the program runs on, without a terminal: the language server's threads share it.
pub(crate) struct Machine {
    environment: Environment,
    sources: Option<SourceCache>,
}

/// The machine that the program runs on, with the terminal of this run.
pub(crate) struct RealWorld<'c, 'p> {
    console: &'c Console<'p>,
    machine: Machine,
}

/// The hashes of source trees that are kept on disk, and what is being hashed at present.
struct SourceCache {
    cache: SourceHashCache,
    pending: Mutex<FxHashMap<Vec<u8>, Fingerprint>>,
}

impl<'c, 'p> RealWorld<'c, 'p> {
    /// The machine with the terminal and variables of `console`; with caches, if there may be any.
    pub(crate) fn new(console: &'c Console<'p>, use_caches: bool) -> Self {
        RealWorld { console, machine: Machine::new(&console.environment, use_caches) }
    }
}

impl Machine {
    /// The machine with these variables; with caches, if there may be any.
    pub(crate) fn new(environment: &Environment, use_caches: bool) -> Self {
        let dir = cache_dir(environment).filter(|_| use_caches);
        let sources = dir.map(|dir| SourceCache {
            cache: SourceHashCache::new(dir.join("sources-v1")),
            pending: Mutex::default(),
        });
        Machine { environment: environment.clone(), sources }
    }
}

/// Where caches lie: `HMEVAL_CACHE_DIR`, or the folder for them in the user's cache directory.
fn cache_dir(environment: &Environment) -> Option<PathBuf> {
    let variable = |name| environment.non_empty(name).map(|value| path(value).to_path_buf());
    let user = || variable("XDG_CACHE_HOME").or_else(|| Some(variable("HOME")?.join(".cache")));
    let dir = variable("HMEVAL_CACHE_DIR").or_else(|| Some(user()?.join("hmeval")))?;
    dir.is_absolute().then_some(dir)
}

/// Bytes as a path of the file system.
pub(crate) fn path(bytes: &[u8]) -> &Path {
    Path::new(OsStr::from_bytes(bytes))
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
        std::fs::read(path(file))
    }

    fn stat(&self, file: &[u8]) -> io::Result<Option<FileStat>> {
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
        let mut entries = Vec::new();
        for entry in std::fs::read_dir(path(dir))? {
            let entry = entry?;
            entries.push((entry.file_name().into_vec(), kind(entry.file_type()?)));
        }
        Ok(entries)
    }

    fn read_link(&self, link: &[u8]) -> io::Result<Vec<u8>> {
        Ok(std::fs::read_link(path(link))?.into_os_string().into_vec())
    }

    fn newest_change(&self, tree: &[u8]) -> io::Result<i64> {
        newest_change(path(tree))
    }

    fn env(&self, name: &[u8]) -> Option<Vec<u8>> {
        self.environment.var_bytes(name).map(<[u8]>::to_vec)
    }

    fn cached_nar_hash(&self, tree: &[u8]) -> Option<Hash> {
        let sources = self.sources.as_ref()?;
        let fingerprint = Fingerprint::of_tree(path(tree), HashAlgo::Sha256, SystemTime::now()).ok()??;
        let known = sources.cache.get(fingerprint, HashAlgo::Sha256);
        if known.is_none() {
            lock(&sources.pending).insert(tree.to_vec(), fingerprint);
        }
        known
    }

    fn computed_nar_hash(&self, tree: &[u8], hash: &Hash) {
        let Some(sources) = &self.sources else { return };
        if let Some(fingerprint) = lock(&sources.pending).remove(tree) {
            // Without the record the tree is just hashed again.
            let _ = sources.cache.put(fingerprint, hash);
        }
    }

    fn now(&self) -> i64 {
        let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(elapsed.as_secs()).unwrap_or(i64::MAX)
    }

    /// Nobody reads it here.
    fn message(&self, _text: &[u8]) {}
}

/// Each change of the map is one call, so that a panic leaves nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl World for RealWorld<'_, '_> {
    fn read(&self, file: &[u8]) -> io::Result<Vec<u8>> {
        self.machine.read(file)
    }

    fn stat(&self, file: &[u8]) -> io::Result<Option<FileStat>> {
        self.machine.stat(file)
    }

    fn list(&self, dir: &[u8]) -> io::Result<Vec<(Vec<u8>, FileKind)>> {
        self.machine.list(dir)
    }

    fn read_link(&self, link: &[u8]) -> io::Result<Vec<u8>> {
        self.machine.read_link(link)
    }

    fn newest_change(&self, tree: &[u8]) -> io::Result<i64> {
        self.machine.newest_change(tree)
    }

    fn env(&self, name: &[u8]) -> Option<Vec<u8>> {
        self.machine.env(name)
    }

    fn cached_nar_hash(&self, tree: &[u8]) -> Option<Hash> {
        self.machine.cached_nar_hash(tree)
    }

    fn computed_nar_hash(&self, tree: &[u8], hash: &Hash) {
        self.machine.computed_nar_hash(tree, hash);
    }

    fn now(&self) -> i64 {
        self.machine.now()
    }

    fn message(&self, text: &[u8]) {
        // Warnings have a level of their own, below which only errors and traces are shown (`--quiet`, three times).
        let warning = text.starts_with(b"warning:") || text.starts_with(b"evaluation warning:");
        if !warning || self.console.verbosity() >= 1 {
            self.console.err_line(text);
        }
    }
}
