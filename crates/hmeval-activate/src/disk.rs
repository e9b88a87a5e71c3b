//! Every change of the file system goes through [`Disk`], one system call at a time.
//!
//! A gate can be put in front of the calls. Tests use it to end a run between any two of them, which is what a kill or a
//! full disk does, and then let a second run clean up.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use hmeval_store::{HashAlgo, HashFormat, hash_bytes};
use rustix::fs::{AtFlags, Mode, OFlags, RenameFlags, openat};
use rustix::io::Errno;

use crate::folder::Place;

/// Asked before each change; an error stands for the failure of the call.
pub type Gate<'a> = &'a dyn Fn(Call<'_>) -> io::Result<()>;

/// A system call that changes the file system.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// Its name.
    pub name: &'static str,
    /// What it changes.
    pub path: &'a Path,
}

/// The file system, for writing.
#[derive(Clone, Copy, Default)]
pub struct Disk<'a> {
    gate: Option<Gate<'a>>,
}

impl<'a> Disk<'a> {
    /// A disk whose changes ask `gate` first.
    #[must_use]
    pub fn gated(gate: Gate<'a>) -> Self {
        Disk { gate: Some(gate) }
    }

    fn ask(self, name: &'static str, path: &Path) -> io::Result<()> {
        self.gate.map_or(Ok(()), |gate| gate(Call { name, path }))
    }

    /// Makes a folder of our own and those above it.
    pub(crate) fn create_dirs(self, path: &Path, mode: u32) -> io::Result<()> {
        if path.is_dir() {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.create_dirs(parent, mode)?;
        }
        match self.mkdir(Place::of(path), mode) {
            // Somebody else made it in the meantime.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            other => other,
        }
    }

    /// Makes a folder.
    pub(crate) fn mkdir(self, place: Place<'_>, mode: u32) -> io::Result<()> {
        self.ask("mkdir", place.path)?;
        Ok(rustix::fs::mkdirat(place.folder, place.name, Mode::from_raw_mode(mode))?)
    }

    /// Makes a symbolic link where nothing is.
    pub(crate) fn symlink(self, to: &Path, place: Place<'_>) -> io::Result<()> {
        self.ask("symlink", place.path)?;
        Ok(rustix::fs::symlinkat(to, place.folder, place.name)?)
    }

    /// Moves, replacing what is at `to` at once.
    pub(crate) fn rename(self, from: Place<'_>, to: Place<'_>) -> io::Result<()> {
        self.ask("rename", to.path)?;
        Ok(rustix::fs::renameat(from.folder, from.name, to.folder, to.name)?)
    }

    /// Moves to where nothing may be: never replaces anything, whatever happens at the same time.
    pub(crate) fn rename_new(self, from: Place<'_>, to: Place<'_>) -> io::Result<()> {
        self.ask("rename", to.path)?;
        match rustix::fs::renameat_with(from.folder, from.name, to.folder, to.name, RenameFlags::NOREPLACE) {
            // File systems that do not know the flag.
            Err(Errno::INVAL | Errno::NOSYS) if to.is_free() => {
                Ok(rustix::fs::renameat(from.folder, from.name, to.folder, to.name)?)
            }
            other => Ok(other?),
        }
    }

    /// Has the disk hold what a file or a folder has. Some file systems cannot, which is no failure.
    pub(crate) fn sync(self, path: &Path) -> io::Result<()> {
        self.ask("fsync", path)?;
        match OpenOptions::new().read(true).open(path)?.sync_all() {
            Err(error)
                if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
            {
                Ok(())
            }
            other => other,
        }
    }

    /// Sets who may do what with a file or a folder of our own.
    pub(crate) fn set_mode(self, path: &Path, mode: u32) -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt;
        self.ask("chmod", path)?;
        fs::set_permissions(path, fs::Permissions::from_mode(mode))
    }

    /// Removes a file or a symbolic link.
    pub(crate) fn remove_file(self, place: Place<'_>) -> io::Result<()> {
        self.ask("unlink", place.path)?;
        Ok(rustix::fs::unlinkat(place.folder, place.name, AtFlags::empty())?)
    }

    /// Removes an empty folder.
    pub(crate) fn remove_dir(self, place: Place<'_>) -> io::Result<()> {
        self.ask("rmdir", place.path)?;
        Ok(rustix::fs::unlinkat(place.folder, place.name, AtFlags::REMOVEDIR)?)
    }

    /// Writes a file that does not exist yet. If it cannot be written in full, nothing is left of it.
    pub(crate) fn write_new(self, place: Place<'_>, mode: u32, bytes: &[u8]) -> io::Result<()> {
        self.ask("creat", place.path)?;
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        let file = openat(place.folder, place.name, flags, Mode::from_raw_mode(mode))?;
        self.fill(File::from(file), place, bytes).inspect_err(|_| {
            // On a full disk, what is there of it would only take room.
            let _ = self.remove_file(place);
        })
    }

    fn fill(self, mut file: File, place: Place<'_>, bytes: &[u8]) -> io::Result<()> {
        let mut rest = bytes;
        if self.gate.is_some() {
            // A write can end in the middle.
            let (first, second) = bytes.split_at(bytes.len() / 2);
            self.ask("write", place.path)?;
            file.write_all(first)?;
            rest = second;
            self.ask("write", place.path)?;
        }
        file.write_all(rest)
    }

    /// Puts a symbolic link at a place, in one step replacing a link or a file that is there. `prepared` is the place
    /// where it is made, as [`temporary`] names it; only a link can be there from a run that was ended, and nothing else
    /// is removed.
    pub(crate) fn replace_link(self, to: &Path, prepared: Place<'_>, place: Place<'_>) -> io::Result<()> {
        match self.symlink(to, prepared) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if prepared.read_link().is_err() {
                    let text = format!("'{}' is in the way", prepared.path.display());
                    return Err(io::Error::new(io::ErrorKind::AlreadyExists, text));
                }
                self.remove_file(prepared)?;
                self.symlink(to, prepared)?;
            }
            other => other?,
        }
        self.rename(prepared, place)
    }

    /// Removes a folder of our own with all that is in it.
    pub(crate) fn remove_tree(self, path: &Path) -> io::Result<()> {
        if !fs::symlink_metadata(path)?.is_dir() {
            return self.remove_file(Place::of(path));
        }
        make_writable(path)?;
        for entry in fs::read_dir(path)? {
            self.remove_tree(&entry?.path())?;
        }
        self.remove_dir(Place::of(path))
    }
}

/// The folders of objects are read-only.
fn make_writable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::symlink_metadata(path)?.permissions().mode();
    if mode & 0o200 == 0 {
        fs::set_permissions(path, fs::Permissions::from_mode(mode | 0o700))?;
    }
    Ok(())
}

/// The name under which a replacement of `path` is prepared, beside it. It is always the same, so that a run that was
/// ended in between leaves one at most, which the next run takes away.
pub(crate) fn temporary(path: &Path) -> PathBuf {
    let base = path.file_name().unwrap_or_default();
    let mut name = OsString::from(".");
    if base.len() + TEMPORARY.len() < LONGEST {
        name.push(base);
    } else {
        // The hash of a name that has no room for more.
        let hash = hash_bytes(HashAlgo::Sha256, base.as_bytes());
        name.push(hash.to_text(HashFormat::Base16, false));
    }
    name.push(TEMPORARY);
    path.with_file_name(name)
}

/// How the names of prepared replacements end.
const TEMPORARY: &str = ".hmeval-new";

/// How long a name in a folder is at most, in bytes (`NAME_MAX`).
pub(crate) const LONGEST: usize = 255;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_room_are_prepared_under_others() {
        let prepared = |length: usize| temporary(&Path::new("/h").join("n".repeat(length)));
        assert_eq!(temporary(Path::new("/h/a")), Path::new("/h/.a.hmeval-new"));
        for length in [242, 243, 244, 255] {
            let path = prepared(length);
            let name = path.file_name().unwrap();
            assert!(name.len() <= LONGEST, "{length}: {}", name.len());
            assert!(name.as_bytes().ends_with(TEMPORARY.as_bytes()));
        }
        assert_eq!(prepared(243).file_name().unwrap().len(), LONGEST);
        assert_ne!(prepared(244), prepared(245));
    }
}
