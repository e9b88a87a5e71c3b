//! What has to be done after the links are made, and is not done yet.
//!
//! Whether a link is made shows in the home. That the commands for a changed file have run, or that systemd knows a unit,
//! shows nowhere: a run that ends behind the links would leave the next one nothing to see. So this is written down before
//! the home is changed, and struck off step by step.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::bytes::Bytes;
use crate::disk::{Disk, temporary};
use crate::folder::Place;

/// The version of the file.
const VERSION: u32 = 1;

/// What is left to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Unfinished {
    version: u32,
    /// The targets of files that have changed, and whose commands have not run since.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) on_change: BTreeSet<Bytes>,
    /// The generations whose units systemd may have, where these are not those of the current one; nothing stands for
    /// none of ours. Several: a run ended while it changed the units.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) units: BTreeSet<Option<u64>>,
    /// The generation that a rollback is to: the next one goes there too, and not to the one before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rollback: Option<u64>,
}

impl Unfinished {
    /// What earlier runs have left.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(crate) fn read(state: &Path) -> io::Result<Self> {
        let text = match fs::read(path(state)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            text => text?,
        };
        let read: Unfinished = serde_json::from_slice(&text).map_err(io::Error::other)?;
        match read.version {
            VERSION => Ok(read),
            other => {
                Err(io::Error::other(format!("it has version {other}; this program knows version {VERSION}")))
            }
        }
    }

    /// Whether nothing is left to do.
    pub(crate) fn is_empty(&self) -> bool {
        self.on_change.is_empty() && self.units.is_empty() && self.rollback.is_none()
    }

    /// Everything is done.
    pub(crate) fn clear(&mut self) {
        *self = Unfinished { version: self.version, ..Self::default() };
    }

    /// Whether the commands of a file have to run.
    pub(crate) fn has(&self, target: &Path) -> bool {
        !self.on_change.is_empty() && self.on_change.contains(&Bytes::from(target))
    }

    /// Has the disk hold this in place of what it holds.
    ///
    /// # Errors
    /// Those of the file system.
    pub(crate) fn write(&mut self, disk: Disk<'_>, state: &Path) -> io::Result<()> {
        let path = path(state);
        if self.is_empty() {
            return remove(disk, &path);
        }
        self.version = VERSION;
        sweep(disk, state)?;
        let new = temporary(&path);
        disk.write_new(Place::of(&new), 0o644, &serde_json::to_vec(self)?)?;
        // The name must not be there before the text is, whatever happens to the machine.
        disk.sync(&new)?;
        disk.rename(Place::of(&new), Place::of(&path))
    }
}

/// Forgets what is left: somebody else looks after the home.
///
/// # Errors
/// Those of the file system.
pub(crate) fn forget(disk: Disk<'_>, state: &Path) -> io::Result<()> {
    remove(disk, &path(state))
}

/// Removes a file that was not written to its end.
///
/// # Errors
/// Those of the file system.
pub(crate) fn sweep(disk: Disk<'_>, state: &Path) -> io::Result<()> {
    remove(disk, &temporary(&path(state)))
}

/// The file that holds it.
pub(crate) fn path(state: &Path) -> PathBuf {
    state.join("unfinished.json")
}

fn remove(disk: Disk<'_>, path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(_) => disk.remove_file(Place::of(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_was_written_and_goes_when_it_is_empty() {
        let state = tempfile::tempdir().unwrap();
        let disk = Disk::default();
        let mut unfinished = Unfinished::read(state.path()).unwrap();
        assert!(unfinished.is_empty());
        unfinished.on_change.insert(Bytes(b"a\xff".to_vec()));
        unfinished.units = BTreeSet::from([None, Some(7)]);
        unfinished.write(disk, state.path()).unwrap();
        assert_eq!(Unfinished::read(state.path()).unwrap(), unfinished);
        unfinished.on_change.clear();
        unfinished.write(disk, state.path()).unwrap();
        assert_eq!(Unfinished::read(state.path()).unwrap().units, BTreeSet::from([None, Some(7)]));
        unfinished.units.clear();
        unfinished.write(disk, state.path()).unwrap();
        assert_eq!(fs::read_dir(state.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_cannot_be_understood_is_told() {
        let state = tempfile::tempdir().unwrap();
        for text in ["", "{", r#"{"version": 2}"#] {
            fs::write(path(state.path()), text).unwrap();
            assert!(Unfinished::read(state.path()).is_err(), "{text}");
        }
    }
}
