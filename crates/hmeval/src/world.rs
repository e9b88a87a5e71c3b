//! The real world: files, environment, clock and terminal of this machine.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use hmeval_eval::world::{FileKind, FileStat, World};

/// The machine that the program runs on.
pub(crate) struct RealWorld;

fn path(bytes: &[u8]) -> &Path {
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

impl World for RealWorld {
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
        // The standard library panics on names that no environment can hold.
        if name.is_empty() || name.contains(&b'=') || name.contains(&0) {
            return None;
        }
        std::env::var_os(OsStr::from_bytes(name)).map(OsStringExt::into_vec)
    }

    fn now(&self) -> i64 {
        let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(elapsed.as_secs()).unwrap_or(i64::MAX)
    }

    fn message(&self, text: &[u8]) {
        // Nothing can be done for a closed standard error.
        let _ = io::stderr().lock().write_all(&[text, b"\n"].concat());
    }
}
