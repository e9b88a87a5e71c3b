//! Carries out what was decided: links first, then what is no more; each step can be repeated.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::backup::Backup;
use crate::decide::{Decision, Decisions, Verdict};
use crate::disk::{Disk, temporary};
use crate::error::describe;
use crate::generation::Links;
use crate::home::{Home, Owner};
use crate::place::is_absent;

/// What is needed to change the home.
pub(crate) struct Hands<'a> {
    pub(crate) home: &'a Home,
    pub(crate) disk: Disk<'a>,
    pub(crate) backup: &'a Backup,
}

impl Hands<'_> {
    /// Makes the links.
    ///
    /// # Errors
    /// The first step that failed, with what it was.
    pub(crate) fn link(&self, decisions: &Decisions) -> Result<(), String> {
        let mut folders = BTreeSet::new();
        let objects = self.home.objects();
        for (target, decision) in &decisions.links {
            if matches!(decision.verdict, Verdict::Unchanged | Verdict::Identical) {
                continue;
            }
            self.open(decision)?;
            let path = self.home.dir.join(target);
            self.parent(&path, &mut folders)?;
            self.make_way(&path, &decision.verdict)?;
            let to = objects.join(&decision.object);
            let made = match decision.verdict {
                Verdict::Replace | Verdict::Overwrite => self.disk.replace_link(&to, &path),
                _ => self.disk.symlink(&to, &path),
            };
            match made {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    return Err(format!(
                        "'{}' appeared while the links were made; run again",
                        path.display()
                    ));
                }
                Err(error) => return Err(describe("make the link", &path, &error)),
            }
        }
        Ok(())
    }

    /// Removes a link of ours where a folder has to be.
    fn open(&self, decision: &Decision) -> Result<(), String> {
        let Some(link) = &decision.opens else { return Ok(()) };
        let path = self.home.dir.join(link);
        if self.is_own(&path) {
            self.disk.remove_file(&path).map_err(|error| describe("remove", &path, &error))?;
        }
        Ok(())
    }

    fn parent(&self, path: &Path, known: &mut BTreeSet<PathBuf>) -> Result<(), String> {
        let Some(parent) = path.parent() else { return Ok(()) };
        if known.contains(parent) {
            return Ok(());
        }
        self.disk.create_dirs(parent, 0o755).map_err(|error| describe("make the folder", parent, &error))?;
        known.insert(parent.to_owned());
        Ok(())
    }

    /// Moves away what is in the way.
    fn make_way(&self, path: &Path, verdict: &Verdict) -> Result<(), String> {
        match verdict {
            Verdict::BackUp(to) => {
                let moved = if self.backup.overwrites() {
                    self.disk.rename(path, to)
                } else {
                    self.disk.rename_new(path, to)
                };
                moved.map_err(|error| describe("back up", path, &error))
            }
            Verdict::RunBackup => self.run_backup(path),
            Verdict::Clear => self.clear(path).map_err(|error| describe("remove", path, &error)),
            _ => Ok(()),
        }
    }

    fn run_backup(&self, path: &Path) -> Result<(), String> {
        let Backup::Command(command) = self.backup else { return Ok(()) };
        let mut words = command.as_bytes().split(|byte| *byte == b' ').filter(|word| !word.is_empty());
        let program = words.next().map(OsStr::from_bytes).unwrap_or_default();
        let mut process = Command::new(program);
        process.args(words.map(OsStr::from_bytes)).arg(path).current_dir(&self.home.dir).stdin(Stdio::null());
        let shown = format!("{} {}", command.display(), path.display());
        let output = process.output().map_err(|error| format!("cannot run '{shown}': {error}"))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("'{shown}' failed ({}): {}", output.status, said.trim()));
        }
        match fs::symlink_metadata(path) {
            Err(error) if is_absent(&error) => Ok(()),
            _ => Err(format!("'{shown}' left the file where it is")),
        }
    }

    /// Removes a folder that holds nothing but links of ours.
    fn clear(&self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                self.clear(&entry.path())?;
            } else if self.is_own(&entry.path()) {
                self.disk.remove_file(&entry.path())?;
            }
        }
        self.disk.remove_dir(folder)
    }

    fn is_own(&self, path: &Path) -> bool {
        fs::read_link(path).is_ok_and(|to| self.home.owner(&to) != Owner::Other)
    }

    /// Removes the links that are no more, and the folders that become empty by it.
    ///
    /// # Errors
    /// The first step that failed, with what it was.
    pub(crate) fn clean(&self, orphans: &[PathBuf]) -> Result<(), String> {
        for target in orphans {
            let path = self.home.dir.join(target);
            if !self.is_own(&path) {
                continue;
            }
            match self.disk.remove_file(&path) {
                Ok(()) => {}
                Err(error) if is_absent(&error) => {}
                Err(error) => return Err(describe("remove", &path, &error)),
            }
        }
        // In a step of its own, which a run after a kill repeats.
        let folders: BTreeSet<&Path> = orphans.iter().filter_map(|target| target.parent()).collect();
        folders.into_iter().for_each(|folder| self.prune(folder));
        Ok(())
    }

    /// Removes a folder of the home and those above it, as long as they are empty. A killed run may have removed the
    /// lower ones.
    pub(crate) fn prune(&self, folder: &Path) {
        for above in folder.ancestors().filter(|above| !above.as_os_str().is_empty()) {
            let path = self.home.dir.join(above);
            match fs::symlink_metadata(&path) {
                Ok(meta) if meta.is_dir() && self.disk.remove_dir(&path).is_ok() => {}
                Err(error) if is_absent(&error) => {}
                _ => return,
            }
        }
    }

    /// Removes what a killed run may have left: prepared links beside targets, empty folders.
    pub(crate) fn recover(&self, begun: &Links) {
        for target in begun.keys() {
            let prepared = temporary(&self.home.dir.join(target));
            if self.is_own(&prepared) {
                // What cannot be removed now is reported where it is in the way.
                let _ = self.disk.remove_file(&prepared);
            }
        }
    }
}
