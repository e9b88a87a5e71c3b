//! Objects: what the links in the home lead to. Each is named after the hash of its content and never changes.
//!
//! Generations share objects, so that a switch writes only what is new, and a link whose content stays is not touched.

use std::cell::RefCell;
use std::collections::BTreeSet;
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

use crate::activate::collect_leaves;
use crate::bytes::Bytes;
use crate::disk::{Disk, temporary};
use crate::folder::Place;
use crate::leaf::{Leaf, Material, base_name};
use crate::plan::InFolder;
use crate::seal::{keep, seal};

/// How long the name of the file in the name of its object is at most; what the file system allows is 255 in all.
const LONGEST_NAME: usize = 150;

/// The name of the object of a link: a hash in Nix's base 32, a dash, the last name of the target.
///
/// # Errors
/// If a folder cannot be read.
pub fn name(leaf: &Leaf) -> Result<OsString, String> {
    let mut text = digest(&leaf.material)?;
    text.push(b'-');
    let base = base_name(&leaf.target).as_bytes();
    text.extend_from_slice(&base[..base.len().min(LONGEST_NAME)]);
    Ok(OsString::from_vec(text))
}

/// The hash of what an object holds.
fn digest(material: &Material) -> Result<Vec<u8>, String> {
    let mut hasher = Hasher::new(HashAlgo::Sha256);
    match material {
        Material::File { bytes, executable } => {
            hasher.update(if *executable { b"executable\0" } else { b"file\0" });
            hasher.update(bytes);
        }
        Material::Link(to) => {
            hasher.update(b"link\0");
            hasher.update(to.as_os_str().as_bytes());
        }
        Material::Texts(files) => {
            hasher.update(b"texts\0");
            for file in files {
                // With lengths, so that no two folders give the same bytes.
                for part in [&file.path.0, &file.text.0] {
                    hasher.update(&(part.len() as u64).to_le_bytes());
                    hasher.update(part);
                }
                hasher.update(&[u8::from(file.executable)]);
            }
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
    Ok(text)
}

/// What an object holds.
///
/// # Errors
/// Those of the file system.
pub(crate) fn material(path: &Path) -> io::Result<Material> {
    let meta = fs::symlink_metadata(path)?;
    Ok(if meta.is_symlink() {
        Material::Link(fs::read_link(path)?)
    } else if meta.is_dir() {
        Material::Folder(path.to_owned())
    } else if meta.is_file() {
        Material::File { bytes: fs::read(path)?, executable: meta.permissions().mode() & 0o100 != 0 }
    } else {
        return Err(io::Error::other(format!("'{}' is no file", path.display())));
    })
}

/// Whether an object holds what its name says. One that cannot be read does not.
pub(crate) fn is_intact(path: &Path) -> bool {
    let wanted = path.file_name().unwrap_or_default().as_bytes();
    let is = |material: &Material| {
        let digest = digest(material);
        digest.is_ok_and(|digest| wanted.strip_prefix(&digest[..]).is_some_and(|rest| rest.starts_with(b"-")))
    };
    let Ok(found) = material(path) else { return false };
    // A folder was named after its files, or as a whole.
    is(&found) || (matches!(found, Material::Folder(_)) && texts(path).is_ok_and(|files| is(&files)))
}

/// A folder as its files.
fn texts(folder: &Path) -> io::Result<Material> {
    let mut names = BTreeSet::new();
    collect_leaves(folder, Path::new(""), &mut names)?;
    // Paths are in another order than their texts.
    let paths: BTreeSet<PathBuf> = names.into_iter().map(PathBuf::from).collect();
    let read = |path: PathBuf| match material(&folder.join(&path))? {
        Material::File { bytes, executable } => {
            Ok(InFolder { path: Bytes::from(path.as_path()), text: Bytes(bytes), executable })
        }
        _ => Err(io::Error::other("it is no file")),
    };
    Ok(Material::Texts(paths.into_iter().map(read).collect::<io::Result<_>>()?))
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

    /// Writes an object, unless it is there. One that is known to be complete is not looked at, but for folders, which
    /// are made read-only if they are not: older versions left them so. Answers where an object that somebody has
    /// changed was moved to.
    ///
    /// # Errors
    /// Those of the file system.
    pub(crate) fn put(
        &self,
        disk: Disk<'_>,
        name: &OsString,
        material: &Material,
        is_known: bool,
    ) -> io::Result<Option<PathBuf>> {
        let is_present = self.present.borrow().contains(name);
        let is_folder = matches!(material, Material::Folder(_) | Material::Texts(_));
        if is_present && is_known && !is_folder {
            return Ok(None);
        }
        if !is_present {
            self.present.borrow_mut().insert(name.clone());
        }
        let path = self.path.join(name);
        if is_present && is_folder && is_complete(&path, material) {
            return seal(disk, &path).map(|()| None);
        }
        let place = Place { folder: self.folder.as_fd(), name, path: &path };
        match material {
            Material::File { bytes, executable } if !is_present => {
                disk.write_new(place, mode(*executable), bytes).map(|()| None)
            }
            Material::Link(to) if !is_present => disk.symlink(to, place).map(|()| None),
            _ => {
                let kept = match is_present && is_of_somebody(&path, material) {
                    true => Some(keep(disk, self.path.parent().unwrap_or(self.path), &path)?),
                    false => None,
                };
                write(disk, &path, material, Lasting::Yes).map(|()| kept)
            }
        }
    }
}

/// Whether a file that is not as long as it should be is not only the beginning of it, which a kill leaves.
fn is_of_somebody(path: &Path, material: &Material) -> bool {
    let Material::File { bytes, .. } = material else { return false };
    !is_complete(path, material)
        && fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file())
        && fs::read(path).is_ok_and(|found| !bytes.starts_with(&found))
}

/// Whether what is written is an object, which nobody may change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lasting {
    /// Folders are made read-only.
    Yes,
    /// Folders can be written to: somebody will remove them.
    No,
}

/// Objects never change.
fn mode(executable: bool) -> u32 {
    if executable { 0o555 } else { 0o444 }
}

/// Writes an object, unless it is there.
///
/// # Errors
/// Those of the file system.
pub(crate) fn write(disk: Disk<'_>, path: &Path, material: &Material, lasting: Lasting) -> io::Result<()> {
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
        Material::Texts(files) => {
            write_texts(disk, &temporary, files)?;
            finish(disk, &temporary, path, lasting)
        }
        Material::Folder(from) => {
            copy(disk, from, &temporary)?;
            finish(disk, &temporary, path, lasting)
        }
    }
}

/// Gives a folder its name, when it is as it shall be: whatever ends the run, a folder with the name is complete.
fn finish(disk: Disk<'_>, prepared: &Path, path: &Path, lasting: Lasting) -> io::Result<()> {
    if lasting == Lasting::Yes {
        seal(disk, prepared)?;
    }
    disk.rename(Place::of(prepared), Place::of(path))
}

/// Whether an object is there in full. A file that a kill has cut short has not its length; folders get their names when
/// they are complete.
fn is_complete(path: &Path, material: &Material) -> bool {
    let Ok(meta) = fs::symlink_metadata(path) else { return false };
    match material {
        Material::File { bytes, .. } => meta.is_file() && meta.len() == bytes.len() as u64,
        Material::Folder(_) | Material::Texts(_) => meta.is_dir(),
        Material::Link(_) => meta.is_symlink(),
    }
}

fn write_texts(disk: Disk<'_>, folder: &Path, files: &[InFolder]) -> io::Result<()> {
    disk.create_dirs(folder, 0o755)?;
    for file in files {
        let path = folder.join(file.path.as_path());
        path.parent().map_or(Ok(()), |parent| disk.create_dirs(parent, 0o755))?;
        disk.write_new(Place::of(&path), mode(file.executable), &file.text.0)?;
    }
    Ok(())
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
