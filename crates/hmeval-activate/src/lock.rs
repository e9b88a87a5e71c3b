//! One run at a time for a home.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::disk::Disk;
use crate::error::{Error, Result};

/// The lock of a state folder; it ends with the value, or with the process.
#[derive(Debug)]
pub(crate) struct Lock(#[allow(dead_code, reason = "open for as long as the lock is held")] File);

impl Lock {
    /// Takes the lock. Makes the state folder.
    ///
    /// # Errors
    /// If another run has it, or the state folder cannot be written to.
    pub(crate) fn take(disk: Disk<'_>, state: &Path) -> Result<Self> {
        disk.create_dirs(state, 0o755)
            .map_err(|error| Error::refused_by("make the folder", state, &error))?;
        let path = state.join("lock");
        let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = opened.map_err(|error| Error::refused_by("open", &path, &error))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock(file)),
            Err(TryLockError::WouldBlock) => {
                Err(Error::refused("another run is changing this home; wait until it is done"))
            }
            Err(TryLockError::Error(error)) => Err(Error::refused_by("lock", &path, &error)),
        }
    }
}
