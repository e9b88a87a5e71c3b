//! Generations: what the home was at a time, and which one is current.
//!
//! A generation is a folder with its plan and the list of its links. It is written under another name and renamed, so
//! that it is there in full or not at all. `current` and `pending` are symbolic links to generations: `pending` is set
//! before the home is changed and removed after, so that the next run knows of what a killed one has begun.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::bytes::Bytes;
use crate::disk::{Disk, temporary};
use crate::error::describe;
use crate::folder::Place;
use crate::lock::Lock;
use crate::object;
use crate::plan::Plan;
use crate::request::Report;
use crate::seal;
use crate::unfinished::{self, Unfinished};

/// The links of a generation: the names of their objects by target. Targets are paths; as plain strings they compare
/// much faster.
pub type Links = BTreeMap<OsString, OsString>;

/// The name of a pointer to a generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// The generation that the home is at.
    Current,
    /// The generation that a run is making the home to.
    Pending,
}

impl Pointer {
    fn name(self) -> &'static str {
        match self {
            Pointer::Current => "current",
            Pointer::Pending => "pending",
        }
    }
}

/// A generation in the list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generation {
    /// Its number.
    pub number: u64,
    /// When it was made.
    pub created: SystemTime,
    /// Whether the home is at it.
    pub is_current: bool,
    /// Whether a run was making the home to it, and did not come to its end.
    pub is_pending: bool,
    /// Its folder.
    pub path: PathBuf,
}

/// The file of a generation that lists the objects which no link leads to.
const SUPPLIES: &str = "supplies.json";

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Meta {
    version: u32,
    created: u64,
}

/// The generations of a home.
#[derive(Clone, Copy)]
pub struct Generations<'a> {
    state: &'a Path,
}

impl<'a> Generations<'a> {
    /// Those in a state folder; it need not exist.
    #[must_use]
    pub fn new(state: &'a Path) -> Self {
        Generations { state }
    }

    /// The folder of all of them.
    pub(crate) fn folder(self) -> PathBuf {
        self.state.join("generations")
    }

    /// The folder of a generation.
    #[must_use]
    pub fn path(self, number: u64) -> PathBuf {
        self.folder().join(number.to_string())
    }

    /// The numbers, the oldest first.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn numbers(self) -> io::Result<BTreeSet<u64>> {
        let paths = object::list(&self.folder())?;
        Ok(paths.iter().filter_map(|path| path.file_name()?.to_str()?.parse().ok()).collect())
    }

    /// All, the newest first.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn list(self) -> io::Result<Vec<Generation>> {
        let (current, pending) = (self.pointer(Pointer::Current), self.pointer(Pointer::Pending));
        let read = |number: u64| {
            let path = self.path(number);
            let meta: Meta = read_json(&path.join("generation.json"))?;
            let created = UNIX_EPOCH.checked_add(Duration::from_secs(meta.created)).unwrap_or(UNIX_EPOCH);
            let is = |pointer: Option<u64>| pointer == Some(number);
            Ok(Generation { number, created, is_current: is(current), is_pending: is(pending), path })
        };
        self.numbers()?.into_iter().rev().map(read).collect()
    }

    /// The generation that a pointer points to.
    #[must_use]
    pub fn pointer(self, pointer: Pointer) -> Option<u64> {
        let to = fs::read_link(self.state.join(pointer.name())).ok()?;
        let number = to.file_name()?.to_str()?.parse().ok()?;
        self.path(number).is_dir().then_some(number)
    }

    /// Points to a generation, at once.
    pub(crate) fn point(self, disk: Disk<'_>, pointer: Pointer, number: u64) -> io::Result<()> {
        let to = Path::new("generations").join(number.to_string());
        let path = self.state.join(pointer.name());
        disk.replace_link(&to, Place::of(&temporary(&path)), Place::of(&path))?;
        // The home must not be changed before it is on the disk what it is changed to.
        if pointer == Pointer::Pending { disk.sync(self.state) } else { Ok(()) }
    }

    /// Points to nothing any more.
    pub(crate) fn unpoint(self, disk: Disk<'_>, pointer: Pointer) -> io::Result<()> {
        match disk.remove_file(Place::of(&self.state.join(pointer.name()))) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    /// Removes pointers that were prepared and did not get to their places.
    pub(crate) fn sweep(self, disk: Disk<'_>) -> io::Result<()> {
        for pointer in [Pointer::Current, Pointer::Pending] {
            let prepared = temporary(&self.state.join(pointer.name()));
            if prepared.is_symlink() {
                disk.remove_file(Place::of(&prepared))?;
            }
        }
        Ok(())
    }

    /// The links of a generation.
    ///
    /// # Errors
    /// If there is no such generation, or it cannot be read.
    pub fn links(self, number: u64) -> io::Result<Links> {
        let pairs: Vec<(Bytes, Bytes)> = read_json(&self.path(number).join("links.json"))?;
        Ok(pairs
            .into_iter()
            .map(|(target, object)| (OsString::from_vec(target.0), OsString::from_vec(object.0)))
            .collect())
    }

    /// The objects of a generation that no link leads to, because texts refer to them.
    ///
    /// # Errors
    /// If they cannot be read.
    pub(crate) fn supplies(self, number: u64) -> io::Result<BTreeSet<OsString>> {
        match read_json::<Vec<Bytes>>(&self.path(number).join(SUPPLIES)) {
            // Most have none.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
            read => Ok(read?.into_iter().map(|name| OsString::from_vec(name.0)).collect()),
        }
    }

    /// The plan of a generation.
    ///
    /// # Errors
    /// If there is no such generation, or it cannot be read.
    pub fn plan(self, number: u64) -> io::Result<Plan> {
        let text = fs::read(self.path(number).join("plan.json"))?;
        Plan::from_json(&text).map_err(io::Error::other)
    }

    /// The number of a generation with this plan, these links and these objects that texts refer to: the current one, or a
    /// new one that is written.
    pub(crate) fn add(
        self,
        disk: Disk<'_>,
        plan: &Plan,
        links: &Links,
        supplies: &BTreeSet<OsString>,
    ) -> io::Result<u64> {
        let plan = plan.to_json();
        for known in [Pointer::Current, Pointer::Pending].into_iter().filter_map(|name| self.pointer(name)) {
            let path = self.path(known).join("plan.json");
            let same_length = fs::metadata(&path).is_ok_and(|meta| meta.len() == plan.len() as u64);
            let same_plan = || same_length && fs::read(&path).is_ok_and(|old| old == plan);
            let same_supplies = || self.supplies(known).is_ok_and(|old| old == *supplies);
            if same_plan() && self.links(known).is_ok_and(|old| old == *links) && same_supplies() {
                return Ok(known);
            }
        }
        let number = self.numbers()?.last().copied().unwrap_or(0).saturating_add(1);
        let path = self.path(number);
        let new = temporary(&path);
        if fs::symlink_metadata(&new).is_ok() {
            disk.remove_tree(&new)?;
        }
        disk.create_dirs(&new, 0o755)?;
        let created = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let meta = Meta { version: crate::plan::VERSION, created };
        let pairs: Vec<(Bytes, Bytes)> = links
            .iter()
            .map(|(target, object)| (Bytes::from(target.as_bytes()), Bytes::from(object.as_bytes())))
            .collect();
        disk.write_new(Place::of(&new.join("generation.json")), 0o444, &serde_json::to_vec(&meta)?)?;
        disk.write_new(Place::of(&new.join("links.json")), 0o444, &serde_json::to_vec(&pairs)?)?;
        if !supplies.is_empty() {
            let names: Vec<Bytes> = supplies.iter().map(|name| Bytes::from(name.as_bytes())).collect();
            disk.write_new(Place::of(&new.join(SUPPLIES)), 0o444, &serde_json::to_vec(&names)?)?;
        }
        disk.write_new(Place::of(&new.join("plan.json")), 0o444, &plan)?;
        // Which links are ours must be known even after a loss of power.
        disk.sync(&new.join("links.json"))?;
        disk.rename(Place::of(&new), Place::of(&path))?;
        Ok(number)
    }

    /// The folder of links in a generation, for scripts that look into `$newGenPath/home-files`.
    pub(crate) fn write_farm(
        self,
        disk: Disk<'_>,
        number: u64,
        links: &Links,
        objects: &Path,
    ) -> io::Result<()> {
        let farm = self.path(number).join("home-files");
        if farm.exists() {
            return Ok(());
        }
        let new = temporary(&farm);
        if fs::symlink_metadata(&new).is_ok() {
            disk.remove_tree(&new)?;
        }
        disk.create_dirs(&new, 0o755)?;
        for (target, object) in links {
            let path = new.join(target);
            if let Some(parent) = path.parent() {
                disk.create_dirs(parent, 0o755)?;
            }
            disk.symlink(&objects.join(object), Place::of(&path))?;
        }
        disk.rename(Place::of(&new), Place::of(&farm))
    }

    /// Removes generations, and then the objects that no generation needs any more. What somebody has put into these is
    /// kept, and it is said where.
    ///
    /// # Errors
    /// If one is current, being made, or does not exist: nothing is removed then. Those of the file system.
    pub fn remove(self, disk: Disk<'_>, numbers: &[u64], report: &mut dyn Report) -> Result<(), String> {
        let _lock = Lock::take(disk, self.state).map_err(|error| error.to_string())?;
        let known = self.numbers().map_err(|error| error.to_string())?;
        let unfinished = Unfinished::read(self.state)
            .map_err(|error| describe("read", &unfinished::path(self.state), &error))?;
        for number in numbers {
            if !known.contains(number) {
                return Err(format!("there is no generation {number}"));
            }
            if self.pointer(Pointer::Current) == Some(*number) {
                return Err(format!("generation {number} is the current one and cannot be removed"));
            }
            if self.pointer(Pointer::Pending) == Some(*number) {
                return Err(format!(
                    "generation {number} was not activated to the end; run 'hmeval switch' first"
                ));
            }
            if unfinished.units.contains(&Some(*number)) {
                return Err(format!(
                    "systemd may still have the units of generation {number}, because the last run did not come to its \
                     end; run 'hmeval switch' first"
                ));
            }
        }
        let mut remove = || {
            seal::keep_changed(disk, self.state, &self.only_in(&numbers.iter().copied().collect())?, report)?;
            for number in numbers {
                let (path, old) = (self.path(*number), temporary(&self.path(*number)));
                if fs::symlink_metadata(&old).is_ok() {
                    disk.remove_tree(&old)?;
                }
                disk.rename(Place::of(&path), Place::of(&old))?;
                disk.remove_tree(&old)?;
            }
            self.collect(disk)
        };
        remove().map_err(|error| format!("cannot remove a generation: {error}"))
    }

    /// Removes a generation that was never activated. What cannot be removed is only listed.
    pub(crate) fn discard(self, disk: Disk<'_>, number: u64) {
        let is_used =
            [Pointer::Current, Pointer::Pending].into_iter().any(|name| self.pointer(name) == Some(number));
        if !is_used {
            let (path, old) = (self.path(number), temporary(&self.path(number)));
            let _ = disk.rename(Place::of(&path), Place::of(&old)).and_then(|()| disk.remove_tree(&old));
        }
    }

    /// The objects that only these generations have, each with a target that it stands at.
    pub(crate) fn only_in(self, numbers: &BTreeSet<u64>) -> io::Result<BTreeMap<OsString, OsString>> {
        let mut objects = BTreeMap::new();
        for number in numbers {
            objects.extend(self.supplies(*number)?.into_iter().map(|name| (name.clone(), name)));
            objects.extend(self.links(*number)?.into_iter().map(|(target, name)| (name, target)));
        }
        let needed = self.needed(self.numbers()?.difference(numbers).copied())?;
        objects.retain(|name, _| !needed.contains(name));
        Ok(objects)
    }

    /// The generation that a rollback has begun to go to, and did not come to the end of.
    ///
    /// # Errors
    /// If what is left to do cannot be read.
    pub fn begun_rollback(self) -> io::Result<Option<u64>> {
        let wanted = Unfinished::read(self.state)?.rollback;
        Ok(wanted.filter(|number| self.pointer(Pointer::Pending) == Some(*number)))
    }

    /// The objects that generations have.
    fn needed(self, numbers: impl IntoIterator<Item = u64>) -> io::Result<BTreeSet<OsString>> {
        let mut needed = BTreeSet::new();
        for number in numbers {
            needed.extend(self.links(number)?.into_values());
            needed.extend(self.supplies(number)?);
        }
        Ok(needed)
    }

    /// Removes the objects that no generation has.
    fn collect(self, disk: Disk<'_>) -> io::Result<()> {
        let needed = self.needed(self.numbers()?)?;
        let half_removed =
            |path: &PathBuf| path.file_name().is_some_and(|name| name.as_bytes().starts_with(b"."));
        for path in object::list(&self.folder())?.into_iter().filter(half_removed) {
            disk.remove_tree(&path)?;
        }
        for path in object::list(&self.state.join("objects"))? {
            if !needed.contains(path.file_name().unwrap_or(OsStr::new(""))) {
                disk.remove_tree(&path)?;
            }
        }
        Ok(())
    }
}

fn read_json<T: for<'de> Deserialize<'de>>(path: &Path) -> io::Result<T> {
    let failed = |error: &dyn std::fmt::Display| format!("'{}': {error}", path.display());
    let text = fs::read(path).map_err(|error| io::Error::new(error.kind(), failed(&error)))?;
    serde_json::from_slice(&text).map_err(|error| io::Error::other(failed(&error)))
}
