//! The file system as the source of an archive.

use std::fs::{self, File, FileType};
use std::io;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use super::source::{Kind, NarSource, OpenFile};

/// The permission of a file's owner to execute it, which is all an archive keeps.
pub(super) const OWNER_EXECUTES: u32 = 0o100;

/// The file system as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct FsSource;

impl From<FileType> for Kind {
    fn from(kind: FileType) -> Self {
        if kind.is_file() {
            Self::Regular
        } else if kind.is_dir() {
            Self::Directory
        } else if kind.is_symlink() {
            Self::Symlink
        } else {
            Self::Unsupported
        }
    }
}

impl NarSource for FsSource {
    type Content = File;

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        Ok(fs::symlink_metadata(path)?.file_type().into())
    }

    fn open(&self, path: &Path) -> io::Result<OpenFile<File>> {
        let content = File::open(path)?;
        let metadata = content.metadata()?;
        Ok(OpenFile { executable: metadata.mode() & OWNER_EXECUTES != 0, size: metadata.len(), content })
    }

    fn list(&self, path: &Path) -> io::Result<Vec<(Vec<u8>, Kind)>> {
        fs::read_dir(path)?
            .map(|entry| {
                let entry = entry?;
                let kind = entry.file_type()?.into();
                Ok((entry.file_name().into_vec(), kind))
            })
            .collect()
    }

    fn read_link(&self, path: &Path) -> io::Result<Vec<u8>> {
        Ok(fs::read_link(path)?.as_os_str().as_bytes().to_vec())
    }
}
