//! One run at a time for a home, and what is remembered of the machine between runs.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::disk::Disk;
use crate::error::{Error, Result};

/// Changes whenever the machine is started.
const BOOT_ID: &str = "/proc/sys/kernel/random/boot_id";

/// The lock of a state folder; it ends with the value, or with the process and the script that it runs.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    boot: Vec<u8>,
    /// Whether the machine was started since the last run that came to its end. It may have lost what was not written to
    /// the disk by then, so that nothing is taken for complete without a look.
    pub(crate) is_after_boot: bool,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // What a block has started in the background has the descriptor too, and must not keep the lock.
        let _ = self.file.unlock();
    }
}

/// A run that has just ended may leave the lock to a program that it is about to start, for a moment.
const PATIENCE: Duration = Duration::from_millis(300);

/// Tries to take a lock until it is had or the time is over.
fn try_for(file: &File, patience: Duration) -> std::result::Result<(), TryLockError> {
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) if start.elapsed() < patience => {
                std::thread::sleep(Duration::from_millis(5));
            }
            taken => return taken,
        }
    }
}

impl Lock {
    /// Takes the lock. Makes the state folder.
    ///
    /// # Errors
    /// If another run has it, or the state folder cannot be written to.
    pub(crate) fn take(disk: Disk<'_>, state: &Path) -> Result<Self> {
        disk.create_dirs(state, 0o755)
            .map_err(|error| Error::refused_by("make the folder", state, &error))?;
        let path = state.join("lock");
        let opened = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path);
        let mut file = opened.map_err(|error| Error::refused_by("open", &path, &error))?;
        match try_for(&file, PATIENCE) {
            Ok(()) => {
                let boot = fs::read(BOOT_ID).unwrap_or_default();
                let mut known = Vec::new();
                let is_read = file.read_to_end(&mut known).is_ok();
                let is_after_boot = !is_read || boot.is_empty() || known != boot;
                Ok(Lock { file, boot, is_after_boot })
            }
            Err(TryLockError::WouldBlock) => {
                Err(Error::refused("another run is changing this home; wait until it is done"))
            }
            Err(TryLockError::Error(error)) => Err(Error::refused_by("lock", &path, &error)),
        }
    }

    /// The descriptor that holds the lock. Whoever inherits it holds the lock too, if this process is killed.
    pub(crate) fn descriptor(&self) -> BorrowedFd<'_> {
        self.file.as_fd()
    }

    /// Remembers that everything is complete since this start of the machine. If that cannot be written, the next run
    /// looks at everything again.
    pub(crate) fn settle(mut self) {
        if self.is_after_boot {
            let mut write = || -> io::Result<()> {
                self.file.set_len(0)?;
                self.file.seek(SeekFrom::Start(0))?;
                self.file.write_all(&self.boot)
            };
            let _ = write();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_inherits_the_lock_holds_it_only_if_it_is_not_given_up() {
        let state = tempfile::tempdir().unwrap();
        let lock = Lock::take(Disk::default(), state.path()).unwrap();
        let inherited = lock.descriptor().try_clone_to_owned().unwrap();
        drop(lock);
        // Something in the background has it still.
        let lock = Lock::take(Disk::default(), state.path()).unwrap();
        drop(inherited);
        // As if this process were killed: nothing gives it up.
        let inherited = lock.descriptor().try_clone_to_owned().unwrap();
        std::mem::forget(lock);
        assert!(Lock::take(Disk::default(), state.path()).is_err());
        drop(inherited);
    }
}
