//! The real world: files and clock of this machine, the variables and the terminal of this run.

use std::cell::RefCell;
use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use hmeval_eval::world::{FileKind, FileStat, World};
use hmeval_store::{Fingerprint, Hash, HashAlgo, SourceHashCache};
use rustc_hash::FxHashMap;

use crate::answers::fact::Question;
use crate::answers::trace::Trace;
use crate::console::Console;

/// The machine that the program runs on.
pub(crate) struct RealWorld<'c, 'p> {
    console: &'c Console<'p>,
    sources: Option<SourceCache>,
    /// Where it is written down what the evaluation asks, if it is.
    trace: Option<&'c Trace>,
}

/// The hashes of source trees that are kept on disk, and what is being hashed at present.
struct SourceCache {
    cache: SourceHashCache,
    pending: RefCell<FxHashMap<Vec<u8>, Fingerprint>>,
}

impl<'c, 'p> RealWorld<'c, 'p> {
    /// The machine with the terminal and variables of `console`; with caches, if there may be any.
    pub(crate) fn new(console: &'c Console<'p>, use_caches: bool, trace: Option<&'c Trace>) -> Self {
        let dir = cache_dir(console).filter(|_| use_caches);
        let sources = dir.map(|dir| SourceCache {
            cache: SourceHashCache::new(dir.join("sources-v1")),
            pending: RefCell::default(),
        });
        RealWorld { console, sources, trace }
    }

    /// Writes down what the evaluation was told.
    fn note<T>(&self, told: io::Result<T>, write: impl FnOnce(&Trace, &T)) -> io::Result<T> {
        if let Some(trace) = self.trace {
            match &told {
                Ok(told) => write(trace, told),
                // What a failure depends on is not known.
                Err(_) => trace.give_up(),
            }
        }
        told
    }
}

/// Where caches lie: `HMEVAL_CACHE_DIR`, or the folder for them in the user's cache directory.
pub(crate) fn cache_dir(console: &Console<'_>) -> Option<PathBuf> {
    let variable = |name| console.environment.non_empty(name).map(|value| path(value).to_path_buf());
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

impl World for RealWorld<'_, '_> {
    fn read(&self, file: &[u8]) -> io::Result<Vec<u8>> {
        self.note(std::fs::read(path(file)), |trace, _| trace.content(Question::Content, file))
    }

    fn used(&self, file: &[u8]) {
        if let Some(trace) = self.trace {
            trace.content(Question::Content, file);
        }
    }

    fn stat(&self, file: &[u8]) -> io::Result<Option<FileStat>> {
        let stat = match std::fs::symlink_metadata(path(file)) {
            Ok(meta) => {
                let executable = meta.is_file() && meta.mode() & 0o100 != 0;
                Ok(Some(FileStat { kind: kind(meta.file_type()), executable }))
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(None)
            }
            Err(error) => Err(error),
        };
        self.note(stat, |trace, stat| trace.stat(file, *stat))
    }

    fn list(&self, dir: &[u8]) -> io::Result<Vec<(Vec<u8>, FileKind)>> {
        self.note(entries(path(dir)), |trace, _| trace.content(Question::Entries, dir))
    }

    fn read_link(&self, link: &[u8]) -> io::Result<Vec<u8>> {
        let target = std::fs::read_link(path(link)).map(|target| target.into_os_string().into_vec());
        self.note(target, |trace, target| trace.link(link, target))
    }

    fn newest_change(&self, tree: &[u8]) -> io::Result<i64> {
        self.note(newest_change(path(tree)), |trace, seconds| trace.newest_change(tree, *seconds))
    }

    fn env(&self, name: &[u8]) -> Option<Vec<u8>> {
        self.console.environment.var_bytes(name).map(<[u8]>::to_vec)
    }

    fn cached_nar_hash(&self, tree: &[u8]) -> Option<Hash> {
        let sources = self.sources.as_ref()?;
        let fingerprint = Fingerprint::of_tree(path(tree), HashAlgo::Sha256, SystemTime::now()).ok()??;
        if let Some(trace) = self.trace {
            trace.tree(tree, fingerprint);
        }
        let known = sources.cache.get(fingerprint, HashAlgo::Sha256);
        if known.is_none() {
            sources.pending.borrow_mut().insert(tree.to_vec(), fingerprint);
        }
        known
    }

    fn computed_nar_hash(&self, tree: &[u8], hash: &Hash) {
        let Some(sources) = &self.sources else { return };
        if let Some(fingerprint) = sources.pending.borrow_mut().remove(tree) {
            // Without the record the tree is just hashed again.
            let _ = sources.cache.put(fingerprint, hash);
        }
    }

    fn looked_past(&self) {
        if let Some(trace) = self.trace {
            trace.give_up();
        }
    }

    fn now(&self) -> i64 {
        self.looked_past();
        let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(elapsed.as_secs()).unwrap_or(i64::MAX)
    }

    fn message(&self, text: &[u8]) {
        // Warnings have a level of their own, below which only errors and traces are shown (`--quiet`, three times).
        let warning = text.starts_with(b"warning:") || text.starts_with(b"evaluation warning:");
        if !warning || self.console.verbosity() >= 1 {
            self.console.err_line(text);
        }
    }
}
