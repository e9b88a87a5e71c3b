//! What becomes of files that are in the way: the policies of Home Manager, and numbered backups.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// What to do with a file that is in the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Backup {
    /// Refuse.
    #[default]
    None,
    /// Move it beside itself, with this extension.
    Extension {
        /// The extension, without the dot.
        extension: OsString,
        /// Whether an older backup may be replaced.
        overwrite: bool,
    },
    /// Move it beside itself, with this extension and the first free number.
    Numbered {
        /// The extension, without the dot.
        extension: OsString,
    },
    /// Call this command, split at spaces, with the file as its last argument.
    Command(OsString),
}

impl Backup {
    /// Where a file goes.
    ///
    /// # Errors
    /// If something is there already that must not be lost: its path.
    pub(crate) fn destination(&self, path: &Path) -> Result<Option<PathBuf>, PathBuf> {
        let exists = |path: &Path| fs::symlink_metadata(path).is_ok();
        match self {
            Backup::None | Backup::Command(_) => Ok(None),
            Backup::Extension { extension, overwrite } => {
                let to = with_extension(path, extension);
                let is_folder = fs::symlink_metadata(&to).is_ok_and(|meta| meta.is_dir());
                if exists(&to) && (!overwrite || is_folder) { Err(to) } else { Ok(Some(to)) }
            }
            Backup::Numbered { extension } => {
                let first = with_extension(path, extension);
                let mut to = first.clone();
                let mut number = 0u64;
                while exists(&to) {
                    number = number.saturating_add(1);
                    to = with_extension(&first, &OsString::from(number.to_string()));
                }
                Ok(Some(to))
            }
        }
    }

    /// Whether the destination may be replaced.
    pub(crate) fn overwrites(&self) -> bool {
        matches!(self, Backup::Extension { overwrite: true, .. })
    }
}

fn with_extension(path: &Path, extension: &OsString) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}
