//! Objects: what the links in the home lead to. Each is named after the hash of its content and never changes.
//!
//! Generations share objects, so that a switch writes only what is new, and a link whose content stays is not touched.

use std::cell::RefCell;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use hmeval_store::base::encode_nix32;
use hmeval_store::nar::{FsSource, NarError, hash_nar};
use hmeval_store::{HashAlgo, Hasher};
use rustc_hash::FxHashSet;
use rustix::fs::{CWD, Mode, OFlags, openat};

use crate::disk::{Disk, temporary};
use crate::folder::Place;
use crate::leaf::{Leaf, Material, base_name};

/// How long the name of the file in the name of its object is at most; what the file system allows is 255 in all.
const LONGEST_NAME: usize = 150;

/// The name of the object of a link: a hash in Nix's base 32, a dash, the last name of the target.
///
/// # Errors
/// If a folder cannot be read.
pub fn name(leaf: &Leaf) -> Result<OsString, String> {
    let mut hasher = Hasher::new(HashAlgo::Sha256);
    match &leaf.material {
        Material::File { bytes, executable } => {
            hasher.update(if *executable { b"executable\0" } else { b"file\0" });
            hasher.update(bytes);
        }
        Material::Link(to) => {
            hasher.update(b"link\0");
            hasher.update(to.as_os_str().as_bytes());
        }
        Material::Folder(path) => {
            let hashed = hash_nar(&FsSource, path, HashAlgo::Sha256, |_, _| Ok::<_, ()>(true));
            let (hash, _) = hashed.map_err(|error| cannot_read(path, error))?;
            hasher.update(b"folder\0");
            hasher.update(hash.as_bytes());
        }
    }
    let mut text = Vec::with_capacity(64);
    encode_nix32(&hasher.finish().compress::<20>(), &mut text);
    text.push(b'-');
    let base = base_name(&leaf.target).as_bytes();
    text.extend_from_slice(&base[..base.len().min(LONGEST_NAME)]);
    Ok(OsString::from_vec(text))
}

fn cannot_read<E>(path: &Path, error: NarError<E>) -> String {
    let reason = match error {
        NarError::Source { path, error } => format!("'{}': {error}", path.display()),
        NarError::Invalid(error) => error.to_string(),
        NarError::Sink(error) => error.to_string(),
        NarError::Filter(_) => String::new(),
    };
    format!("cannot read the folder '{}': {reason}", path.display())
}

/// The folder of objects, held open while many are written.
pub(crate) struct Shelf<'a> {
    path: &'a Path,
    folder: OwnedFd,
    /// What is in the folder: nothing has to be looked at for what is not.
    present: RefCell<FxHashSet<OsString>>,
}

impl<'a> Shelf<'a> {
    /// Opens a folder that exists.
    ///
    /// # Errors
    /// Those of the file system.
    pub(crate) fn open(path: &'a Path) -> io::Result<Self> {
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let folder = openat(CWD, path, flags, Mode::empty())?;
        let names = fs::read_dir(path)?.map(|entry| Ok(entry?.file_name()));
        Ok(Shelf { path, folder, present: RefCell::new(names.collect::<io::Result<_>>()?) })
    }

    /// Writes an object, unless it is there. One that is known to be complete is not looked at.
    ///
    /// # Errors
    /// Those of the file system.
    pub(crate) fn put(
        &self,
        disk: Disk<'_>,
        name: &OsString,
        material: &Material,
        is_known: bool,
    ) -> io::Result<()> {
        let is_present = self.present.borrow().contains(name);
        if is_present && is_known {
            return Ok(());
        }
        if !is_present {
            self.present.borrow_mut().insert(name.clone());
        }
        let path = self.path.join(name);
        let place = Place { folder: self.folder.as_fd(), name, path: &path };
        match material {
            Material::File { bytes, executable } if !is_present => {
                disk.write_new(place, mode(*executable), bytes)
            }
            Material::Link(to) if !is_present => disk.symlink(to, place),
            _ => write(disk, &path, material),
        }
    }
}

/// Objects never change.
fn mode(executable: bool) -> u32 {
    if executable { 0o555 } else { 0o444 }
}

/// Writes an object, unless it is there.
///
/// # Errors
/// Those of the file system.
pub fn write(disk: Disk<'_>, path: &Path, material: &Material) -> io::Result<()> {
    if is_complete(path, material) {
        return Ok(());
    }
    let temporary = temporary(path);
    match fs::symlink_metadata(&temporary) {
        Ok(_) => disk.remove_tree(&temporary)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    match material {
        Material::File { bytes, executable } => {
            // Short ones are written in place: whether they are complete shows in their length.
            match fs::symlink_metadata(path) {
                Ok(_) => disk.remove_file(Place::of(path))?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
            disk.write_new(Place::of(path), mode(*executable), bytes)
        }
        Material::Link(to) => disk.symlink(to, Place::of(path)),
        Material::Folder(from) => {
            copy(disk, from, &temporary)?;
            disk.rename(Place::of(&temporary), Place::of(path))
        }
    }
}

/// Whether an object is there in full. A file that a kill has cut short has not its length; folders get their names when
/// they are complete.
fn is_complete(path: &Path, material: &Material) -> bool {
    let Ok(meta) = fs::symlink_metadata(path) else { return false };
    match material {
        Material::File { bytes, .. } => meta.is_file() && meta.len() == bytes.len() as u64,
        Material::Folder(_) => meta.is_dir(),
        Material::Link(_) => meta.is_symlink(),
    }
}

fn copy(disk: Disk<'_>, from: &Path, to: &Path) -> io::Result<()> {
    let meta = fs::symlink_metadata(from)?;
    if meta.is_symlink() {
        return disk.symlink(&fs::read_link(from)?, Place::of(to));
    }
    if !meta.is_dir() {
        let mode = mode(meta.permissions().mode() & 0o100 != 0);
        return disk.write_new(Place::of(to), mode, &fs::read(from)?);
    }
    disk.create_dirs(to, 0o755)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy(disk, &entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

/// The names of all objects, and of what runs that were ended have left.
///
/// # Errors
/// Those of reading the folder; that there is none is no error.
pub fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}
