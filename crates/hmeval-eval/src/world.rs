//! The one door through which an evaluation reaches files, environment, clock and terminal.
//!
//! The command line gives the real world; tests and the language server serve files from memory.

use std::io;

/// What a directory entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    Regular,
    /// A directory.
    Directory,
    /// A symbolic link.
    Symlink,
    /// Anything else.
    Unknown,
}

impl FileKind {
    /// The name that `builtins.readDir` and `builtins.readFileType` give it.
    pub fn name(self) -> &'static str {
        match self {
            FileKind::Regular => "regular",
            FileKind::Directory => "directory",
            FileKind::Symlink => "symlink",
            FileKind::Unknown => "unknown",
        }
    }
}

/// What is known of a file without reading it.
#[derive(Clone, Copy, Debug)]
pub struct FileStat {
    /// Its kind; symbolic links are not followed.
    pub kind: FileKind,
    /// Whether it is an executable regular file.
    pub executable: bool,
}

/// What `builtins.fetchurl` and its like ask for.
#[derive(Clone, Debug)]
pub struct FetchRequest<'a> {
    /// The builtin's name.
    pub builtin: &'a str,
    /// The address.
    pub url: &'a [u8],
}

/// Everything outside of the evaluator. Paths are absolute.
pub trait World {
    /// The content of a file: `import`, `readFile`, `hashFile`. Symbolic links are followed.
    fn read(&self, path: &[u8]) -> io::Result<Vec<u8>>;

    /// The content of a file that was read ahead (`prefetch`) is used now.
    fn used(&self, _path: &[u8]) {}

    /// The hash of a tree will be asked for ([`World::tree_hash`]), and may be computed on this thread, which belongs to the
    /// `others` now and then: files go first.
    fn hash_ahead(&self, _tree: &[u8], _others: &dyn Fn()) {}

    /// The files of a tree in the order in which evaluations mostly read them, by their paths from its root. Empty if nothing
    /// is known of that.
    fn reading_order(&self, _tree: &[u8]) -> Vec<Vec<u8>> {
        Vec::new()
    }

    /// A number that another content of the file would not have, for one who keeps what was made of it. `None` if there is
    /// none, or it was changed too lately to tell. Symbolic links are followed.
    fn stamp(&self, _path: &[u8]) -> Option<u64> {
        None
    }

    /// What lies at a path, `None` if nothing: `pathExists`, `readFileType`, copying of sources.
    fn stat(&self, path: &[u8]) -> io::Result<Option<FileStat>>;

    /// The entries of a directory, in any order: `readDir`, copying of sources.
    fn list(&self, path: &[u8]) -> io::Result<Vec<(Vec<u8>, FileKind)>>;

    /// The target of a symbolic link.
    fn read_link(&self, path: &[u8]) -> io::Result<Vec<u8>>;

    /// When the newest of the files and folders of a tree was changed, in seconds since 1970: `lastModified` of a flake.
    fn newest_change(&self, _tree: &[u8]) -> io::Result<i64> {
        Ok(0)
    }

    /// Files may have changed: what was read or hashed ahead is not used any more.
    fn forget(&self) {}

    /// The evaluation depends on something that it did not ask this trait for.
    fn looked_past(&self) {}

    /// A fetcher looked at an input (a flake reference), without this trait, but what it saw can be looked at again:
    /// `state` tells it from all else.
    fn looked_at(&self, _input: &[u8], _state: &[u8]) {
        self.looked_past();
    }

    /// An environment variable: `getEnv`, and `NIX_PATH`.
    fn env(&self, name: &[u8]) -> Option<Vec<u8>>;

    /// Seconds since 1970: `currentTime`.
    fn now(&self) -> i64;

    /// A line for the person at the terminal: `trace`, `warn`.
    fn message(&self, text: &[u8]);

    /// Whether messages may keep colours: they go to a terminal that shows them.
    fn has_colours(&self) -> bool {
        false
    }

    /// The SHA-256 hash of the archive of a file tree, if it is known from before (a cache) or can be had faster than by
    /// reading file after file through this trait. `None` says nothing about the tree.
    fn tree_hash(&self, _path: &[u8]) -> Option<hmeval_store::hash::Hash> {
        None
    }
}
