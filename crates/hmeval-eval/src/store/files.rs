//! Reading files: through the objects of the store that are not there, to the world; with Nix's errors.
//!
//! All paths are absolute and canonical. Used by `import`, by the builtins on files and by the copying of sources.

use std::io;

use super::objects::{Place, TEXT_STAT};
use crate::error::{Error, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::world::{FileKind, FileStat};

impl<'h> Evaluator<'h> {
    /// What lies at `path`, `None` if nothing does or it may not be looked at (Nix: `maybeLstat`). A symbolic link is
    /// not followed, unless it is a folder of the path.
    ///
    /// # Errors
    /// If the world cannot tell.
    pub fn path_stat(&self, path: &[u8]) -> Result<'h, Option<FileStat>> {
        if !self.store.access.allows(path) {
            return Ok(None);
        }
        if let Some(stat) = self.store.stats.borrow().get(path) {
            return Ok(*stat);
        }
        let stat = match self.store.place(path) {
            Place::World(real) => self.world_stat(real.as_deref().unwrap_or(path))?,
            Place::Filtered { path, .. } => self.world_stat(&path)?,
            Place::Text(_) => Some(TEXT_STAT),
            Place::Nothing => None,
        };
        self.store.stats.borrow_mut().insert(path.into(), stat);
        Ok(stat)
    }

    /// What lies at `path` (Nix: `lstat`).
    ///
    /// # Errors
    /// If nothing does, or it may not be looked at.
    pub fn existing_stat(&self, path: &[u8]) -> Result<'h, FileStat> {
        self.check_access(path)?;
        self.path_stat(path)?.ok_or_else(|| self.missing_path(path))
    }

    /// As [`Self::existing_stat`], where the file is going to be opened. Nix looks into the copies of inputs that are
    /// folders as into any folder, so that the system says what is wrong; `before` and `after` stand around the path.
    fn opened_stat(&self, path: &[u8], before: &[u8], after: &[u8]) -> Result<'h, FileStat> {
        self.check_access(path)?;
        if let Some(stat) = self.path_stat(path)? {
            return Ok(stat);
        }
        if !self.store.is_in_folder(path) {
            return Err(self.missing_path(path));
        }
        let above = self.path_stat(crate::path::parent(path))?;
        let reason: &[u8] = match above.map(|stat| stat.kind) {
            Some(FileKind::Regular) => b": Not a directory",
            _ => b": No such file or directory",
        };
        Err(self.error(ErrorKind::Io, [before, path, after, reason].concat()))
    }

    /// The content of a file.
    ///
    /// # Errors
    /// If it does not exist, may not be read, or is no file.
    pub fn read_file(&self, path: &[u8]) -> Result<'h, Vec<u8>> {
        self.opened_stat(path, b"opening file '", b"'")?;
        let real = match self.store.place(path) {
            Place::World(real) => real.unwrap_or_else(|| path.into()),
            Place::Filtered { path, .. } => path,
            Place::Text(text) => return Ok(text.to_vec()),
            Place::Nothing => return Err(self.missing_path(path)),
        };
        self.world.read(&real).map_err(|error| self.read_error(path, &error))
    }

    /// The names in a folder, with what they are, in any order.
    ///
    /// # Errors
    /// If it does not exist, may not be read, or is no folder.
    pub fn list_dir(&self, path: &[u8]) -> Result<'h, Vec<(Vec<u8>, FileKind)>> {
        let stat = self.opened_stat(path, b"cannot read directory \"", b"\"")?;
        let failed = |reason: &str| {
            let message = [b"cannot read directory \"", path, b"\": ", reason.as_bytes()].concat();
            self.error(ErrorKind::Io, message)
        };
        if stat.kind == FileKind::Regular {
            return Err(failed("Not a directory"));
        }
        let list = |real: &[u8]| self.world.list(real).map_err(|error| failed(&reason(&error)));
        let entries = match self.store.place(path) {
            Place::World(real) => {
                let real = real.as_deref().unwrap_or(path);
                let mut entries = list(real)?;
                if self.store.is_in_folder(path) {
                    entries.retain(|(name, _)| !self.store.is_new(&crate::path::join(real, name)));
                }
                entries
            }
            Place::Filtered { path: real, within, kept } => {
                let mut entries = list(&real)?;
                entries.retain(|(name, _)| {
                    if within.is_empty() {
                        kept.contains(&**name)
                    } else {
                        kept.contains(&*[&within, &b"/"[..], name].concat())
                    }
                });
                entries
            }
            Place::Text(_) => return Err(failed("Not a directory")),
            Place::Nothing => return Err(self.missing_path(path)),
        };
        Ok(self.only_allowed(path, entries))
    }

    /// Folders on the way to allowed paths only show what leads there.
    fn only_allowed(&self, path: &[u8], mut entries: Vec<(Vec<u8>, FileKind)>) -> Vec<(Vec<u8>, FileKind)> {
        if self.settings.pure_eval || self.settings.restrict_eval {
            entries.retain(|(name, _)| self.store.access.allows(&crate::path::join(path, name)));
        }
        entries
    }

    /// The target of a symbolic link.
    ///
    /// # Errors
    /// If it is none, or may not be read.
    pub fn read_link(&self, path: &[u8]) -> Result<'h, Vec<u8>> {
        self.check_access(path)?;
        let real = match self.store.place(path) {
            Place::World(real) => real.unwrap_or_else(|| path.into()),
            Place::Filtered { path, .. } => path,
            Place::Text(_) | Place::Nothing => return Err(self.missing_path(path)),
        };
        self.world.read_link(&real).map_err(|error| {
            let message = [b"reading symbolic link \"", path, b"\": ", reason(&error).as_bytes()].concat();
            self.error(ErrorKind::Io, message)
        })
    }

    /// The path of the world that holds what `path` names, if all of what is below it is there as well.
    pub fn real_path(&self, path: &[u8]) -> Option<Box<[u8]>> {
        self.world_path(path).filter(|real| self.store.is_as_it_was(path, real))
    }

    /// As [`Self::real_path`], where what is below it may have been written since.
    pub(super) fn world_path(&self, path: &[u8]) -> Option<Box<[u8]>> {
        match self.store.place(path) {
            Place::World(real) => Some(real.unwrap_or_else(|| path.into())),
            Place::Filtered { .. } | Place::Text(_) | Place::Nothing => None,
        }
    }

    /// The path of the world that holds the file that `path` names.
    pub fn found_at(&self, path: &[u8]) -> Option<Box<[u8]>> {
        match self.store.place(path) {
            Place::Filtered { path, .. } => Some(path),
            _ => self.real_path(path),
        }
    }

    /// Whether something lies at `path` in the world, whatever the mode allows to read.
    pub(super) fn world_has(&self, path: &[u8]) -> Result<'h, bool> {
        Ok(self.world_stat(path)?.is_some())
    }

    fn world_stat(&self, real: &[u8]) -> Result<'h, Option<FileStat>> {
        match self.world.stat(real) {
            Ok(stat) => Ok(stat),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => {
                let message = [b"getting status of '", real, b"': ", reason(&error).as_bytes()].concat();
                Err(self.error(ErrorKind::Io, message))
            }
        }
    }

    /// "path '…' does not exist"; of a work tree, what Git has to do with it.
    #[cold]
    pub fn missing_path(&self, path: &[u8]) -> Error<'h> {
        if let Some((root, within)) = self.store.work_tree(path) {
            let is_there = matches!(self.world.stat(&crate::path::join(&root, within)), Ok(Some(_)));
            let parts: &[&[u8]] = if is_there {
                &[
                    b"Path '",
                    within,
                    b"' in the repository \"",
                    &root,
                    b"\" is not tracked by Git.\n\nTo make it visible to Nix, run:\n\ngit -C \"",
                    &root,
                    b"\" add \"",
                    within,
                    b"\"",
                ]
            } else {
                &[b"Path '", within, b"' does not exist in Git repository \"", &root, b"\"."]
            };
            return self.error(ErrorKind::Restricted, parts.concat());
        }
        self.error(ErrorKind::Io, [b"path '", &self.shown_path(path)[..], b"' does not exist"].concat())
    }

    #[cold]
    fn read_error(&self, path: &[u8], error: &io::Error) -> Error<'h> {
        match error.kind() {
            // Nix opens the folder and fails at the first read.
            io::ErrorKind::IsADirectory => self.error(ErrorKind::Io, "read of 4096 bytes: Is a directory"),
            _ if is_missing(error) => self.missing_path(path),
            _ => {
                let message = [b"opening file \"", path, b"\": ", reason(error).as_bytes()].concat();
                self.error(ErrorKind::Io, message)
            }
        }
    }
}

/// Whether the error only says that nothing is there.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// What the operating system calls the error, as Nix shows it: without Rust's number behind it.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text.get(..end).unwrap_or_default().to_owned(),
        None => text,
    }
}
