//! Where an archive's tree comes from.

use std::io::{self, Read};
use std::path::Path;

/// What a file system object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A regular file.
    Regular,
    /// A directory.
    Directory,
    /// A symbolic link.
    Symlink,
    /// Anything else: a device, a socket, a pipe. An archive cannot have it.
    Unsupported,
}

/// A regular file that is open for reading.
#[derive(Debug)]
pub struct OpenFile<R> {
    /// Whether its owner may execute it.
    pub executable: bool,
    /// The number of bytes `content` gives; giving fewer is an error.
    pub size: u64,
    /// The content.
    pub content: R,
}

/// A tree to make an archive of. Implemented by the evaluator for its views of the file system, here for the
/// file system itself.
pub trait NarSource {
    /// What a regular file's content is read from.
    type Content: Read;

    /// What is at `path`; a symbolic link is not followed.
    ///
    /// # Errors
    /// If nothing is there, or it cannot be told.
    fn kind(&self, path: &Path) -> io::Result<Kind>;

    /// Opens the regular file at `path`.
    ///
    /// # Errors
    /// If it cannot be read.
    fn open(&self, path: &Path) -> io::Result<OpenFile<Self::Content>>;

    /// The names in the directory at `path`, in any order, and what they are.
    ///
    /// # Errors
    /// If it cannot be read.
    fn list(&self, path: &Path) -> io::Result<Vec<(Vec<u8>, Kind)>>;

    /// The target of the symbolic link at `path`.
    ///
    /// # Errors
    /// If it cannot be read.
    fn read_link(&self, path: &Path) -> io::Result<Vec<u8>>;
}
