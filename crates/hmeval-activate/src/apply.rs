//! Carries out what was decided: links first, then what is no more; each step can be repeated.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io;
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::fs::{Dir, FileType, Mode, OFlags, openat};

use crate::backup::Backup;
use crate::decide::{Decision, Decisions, Verdict};
use crate::disk::{Disk, temporary};
use crate::error::{describe, shown};
use crate::folder::{Folders, Place, Spot};
use crate::generation::Links;
use crate::home::{Home, Owner};
use crate::place::is_absent;

/// What is needed to change the home.
pub(crate) struct Hands<'a> {
    home: &'a Home,
    disk: Disk<'a>,
    backup: &'a Backup,
    folders: Folders<'a>,
}

impl<'a> Hands<'a> {
    pub(crate) fn new(home: &'a Home, disk: Disk<'a>, backup: &'a Backup) -> Self {
        Hands { home, disk, backup, folders: Folders::new(&home.dir) }
    }

    /// Makes the links.
    ///
    /// # Errors
    /// The first step that failed, with what it was.
    pub(crate) fn link(&self, decisions: &Decisions) -> Result<(), String> {
        let objects = self.home.objects();
        for (target, decision) in &decisions.links {
            if decision.verdict == Verdict::Identical {
                continue;
            }
            self.open(decision)?;
            let target = Path::new(target);
            let spot = self.folders.make_spot(self.disk, target);
            let spot =
                spot.map_err(|error| describe("make the folder of", &self.home.dir.join(target), &error))?;
            if matches!(decision.verdict, Verdict::BackUp(_) | Verdict::RunBackup) {
                // Also those behind links of the user, which the folder takes along.
                self.unlink(decisions.swept.iter().filter(|swept| swept.starts_with(target)))?;
            }
            self.make_way(&spot, &decision.verdict)?;
            let to = objects.join(&decision.object);
            match decision.verdict {
                Verdict::Replace | Verdict::Overwrite => self.replace(&to, &spot)?,
                _ => self.create(&to, spot.place())?,
            }
        }
        Ok(())
    }

    fn create(&self, to: &Path, place: Place<'_>) -> Result<(), String> {
        match self.disk.symlink(to, place) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(format!("'{}' appeared while the links were made; run again", shown(place.path)))
            }
            Err(error) => Err(describe("make the link", place.path, &error)),
        }
    }

    /// Has a link lead to somewhere else, in one step.
    ///
    /// # Errors
    /// What failed.
    pub(crate) fn replace(&self, to: &Path, spot: &Spot) -> Result<(), String> {
        let path = spot.place().path;
        let prepared = spot.beside(&temporary(path));
        let made = self.disk.replace_link(to, prepared.place(), spot.place());
        made.map_err(|error| describe("make the link", path, &error))
    }

    /// A place in the home whose folder exists.
    ///
    /// # Errors
    /// If it does not.
    pub(crate) fn spot(&self, target: &Path) -> io::Result<Spot> {
        self.folders.spot(target)
    }

    /// Removes a link of ours where a folder has to be.
    fn open(&self, decision: &Decision) -> Result<(), String> {
        let Some(link) = &decision.opens else { return Ok(()) };
        let remove = || {
            let spot = self.folders.spot(link)?;
            if self.is_own(spot.place()) { self.disk.remove_file(spot.place()) } else { Ok(()) }
        };
        remove().map_err(|error| describe("remove", &self.home.dir.join(link), &error))
    }

    /// Moves away what is in the way.
    fn make_way(&self, spot: &Spot, verdict: &Verdict) -> Result<(), String> {
        let path = spot.place().path;
        match verdict {
            Verdict::BackUp(to) => {
                self.take_links(spot.place()).map_err(|error| describe("remove links in", path, &error))?;
                let to = spot.beside(to);
                let moved = match self.backup.overwrites() {
                    true => self.disk.rename(spot.place(), to.place()),
                    false => self.disk.rename_new(spot.place(), to.place()),
                };
                moved.map_err(|error| describe("back up", path, &error))
            }
            Verdict::RunBackup => {
                self.take_links(spot.place()).map_err(|error| describe("remove links in", path, &error))?;
                self.run_backup(spot.place())
            }
            Verdict::Clear => self.clear(spot.place()).map_err(|error| describe("remove", path, &error)),
            _ => Ok(()),
        }
    }

    fn run_backup(&self, place: Place<'_>) -> Result<(), String> {
        let Backup::Command(command) = self.backup else { return Ok(()) };
        let mut words = command.as_bytes().split(|byte| *byte == b' ').filter(|word| !word.is_empty());
        let program = words.next().map(OsStr::from_bytes).unwrap_or_default();
        let mut process = Command::new(program);
        process
            .args(words.map(OsStr::from_bytes))
            .arg(place.path)
            .current_dir(&self.home.dir)
            .stdin(Stdio::null());
        let shown = format!("{} {}", command.display(), place.path.display());
        let output = process.output().map_err(|error| format!("cannot run '{shown}': {error}"))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("'{shown}' failed ({}): {}", output.status, said.trim()));
        }
        match place.is_free() {
            true => Ok(()),
            false => Err(format!("'{shown}' left the file where it is")),
        }
    }

    /// Removes links of ours from a folder that is about to be backed up: they are of the old generation, and would lead
    /// nowhere one day. Nothing happens if it is no folder.
    fn take_links(&self, folder: Place<'_>) -> io::Result<()> {
        if folder.kind()? != FileType::Directory {
            return Ok(());
        }
        each_in(folder, |place| match place.kind()? {
            FileType::Symlink if self.is_own(place) => self.disk.remove_file(place),
            FileType::Directory => self.take_links(place),
            _ => Ok(()),
        })
    }

    /// Removes a folder that holds nothing but links of ours.
    fn clear(&self, folder: Place<'_>) -> io::Result<()> {
        each_in(folder, |place| match self.is_own(place) {
            true => self.disk.remove_file(place),
            // Only a folder can be left, which is empty but for the same.
            false => self.clear(place),
        })?;
        self.disk.remove_dir(folder)
    }

    /// Whether a place has a link of ours, or of Home Manager.
    pub(crate) fn is_own(&self, place: Place<'_>) -> bool {
        place.read_link().is_ok_and(|to| self.home.owner(&to) != Owner::Other)
    }

    /// Removes the links that are no more, and the folders that become empty by it.
    ///
    /// # Errors
    /// The first step that failed, with what it was.
    pub(crate) fn clean(&self, orphans: &[PathBuf]) -> Result<(), String> {
        self.unlink(orphans)?;
        // In a step of its own, which a run after a kill repeats.
        let folders: BTreeSet<&Path> = orphans.iter().filter_map(|target| target.parent()).collect();
        folders.into_iter().for_each(|folder| self.prune(folder));
        Ok(())
    }

    /// Removes links of ours, where they are.
    fn unlink<'t>(&self, targets: impl IntoIterator<Item = &'t PathBuf>) -> Result<(), String> {
        for target in targets {
            let remove = || {
                let spot = self.folders.spot(target)?;
                if self.is_own(spot.place()) { self.disk.remove_file(spot.place()) } else { Ok(()) }
            };
            match remove() {
                Err(error) if !is_absent(&error) => {
                    return Err(describe("remove", &self.home.dir.join(target), &error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Removes a folder of the home and those above it, as long as they are empty. A killed run may have removed the
    /// lower ones.
    pub(crate) fn prune(&self, folder: &Path) {
        for above in folder.ancestors().filter(|above| !above.as_os_str().is_empty()) {
            let removed = self.folders.spot(above).and_then(|spot| match spot.place().is_free() {
                true => Ok(()),
                false => self.disk.remove_dir(spot.place()),
            });
            match removed {
                Err(error) if !is_absent(&error) => return,
                _ => {}
            }
        }
    }

    /// Removes what a killed run may have left: prepared links beside targets, empty folders.
    pub(crate) fn recover(&self, begun: &Links) {
        for target in begun.keys() {
            let Ok(spot) = self.folders.spot(Path::new(target)) else { continue };
            let prepared = spot.beside(&temporary(spot.place().path));
            if self.is_own(prepared.place()) {
                // What cannot be removed now is reported where it is in the way.
                let _ = self.disk.remove_file(prepared.place());
            }
        }
    }
}

/// Does something with everything in a folder, following no link.
fn each_in(folder: Place<'_>, mut work: impl FnMut(Place<'_>) -> io::Result<()>) -> io::Result<()> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let open = openat(folder.folder, folder.name, flags, Mode::empty())?;
    for entry in Dir::read_from(&open)? {
        let entry = entry?;
        let name = OsStr::from_bytes(entry.file_name().to_bytes());
        if name != "." && name != ".." {
            let path = folder.path.join(name);
            work(Place { folder: open.as_fd(), name, path: &path })?;
        }
    }
    Ok(())
}
