//! The real world: files and clock of this machine, the variables and the terminal of this run.

use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use hmeval_eval::world::{FileKind, FileStat, World};

use crate::console::Console;

/// The machine that the program runs on.
pub(crate) struct RealWorld<'c, 'p> {
    /// Where messages go, and where variables come from.
    pub(crate) console: &'c Console<'p>,
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

impl World for RealWorld<'_, '_> {
    fn read(&self, file: &[u8]) -> io::Result<Vec<u8>> {
        std::fs::read(path(file))
    }

    fn stat(&self, file: &[u8]) -> io::Result<Option<FileStat>> {
        match std::fs::symlink_metadata(path(file)) {
            Ok(meta) => {
                let executable = meta.is_file() && meta.mode() & 0o100 != 0;
                Ok(Some(FileStat { kind: kind(meta.file_type()), executable }))
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
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

    fn env(&self, name: &[u8]) -> Option<Vec<u8>> {
        self.console.environment.var_bytes(name).map(<[u8]>::to_vec)
    }

    fn now(&self) -> i64 {
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
