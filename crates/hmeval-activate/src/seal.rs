//! Objects are read-only; what somebody has put into one all the same is kept when the object goes.
//!
//! A link to a folder lets programs write into the object behind it, where nobody would look for what they wrote, and
//! from where it would go with the generation. So the folders of objects are read-only, as in a store. Whoever is not
//! stopped by that (root), or wrote before objects were so, does not lose anything: before an object is removed, it is
//! compared with the hash in its name, and moved out of the state if it is not what was put there.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::disk::Disk;
use crate::error::shown;
use crate::folder::Place;
use crate::object;
use crate::request::Report;

/// The mode of a folder that nobody writes to.
const SEALED: u32 = 0o555;

/// Takes the right to write from the folders of an object, the inner ones first: the outermost one tells whether all are
/// done. Files have had none from the beginning.
///
/// # Errors
/// Those of the file system.
pub(crate) fn seal(disk: Disk<'_>, path: &Path) -> io::Result<()> {
    let meta = fs::symlink_metadata(path)?;
    if !meta.is_dir() || meta.permissions().mode() & 0o222 == 0 {
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            seal(disk, &entry.path())?;
        }
    }
    disk.set_mode(path, SEALED)
}

/// Gives the folders of an object back to the user, to whom it is left.
fn unseal(disk: Disk<'_>, path: &Path) -> io::Result<()> {
    if !fs::symlink_metadata(path)?.is_dir() {
        return Ok(());
    }
    disk.set_mode(path, 0o755)?;
    for entry in fs::read_dir(path)? {
        unseal(disk, &entry?.path())?;
    }
    Ok(())
}

/// Moves objects out of the state that are not any more what was put there, and says where to. `objects` are those that
/// are about to be removed, by name, with their targets.
///
/// # Errors
/// Those of the file system; nothing is lost then.
pub(crate) fn keep_changed(
    disk: Disk<'_>,
    state: &Path,
    objects: &BTreeMap<OsString, OsString>,
    report: &mut dyn Report,
) -> io::Result<()> {
    for (name, target) in objects {
        let path = state.join("objects").join(name);
        if has_changed(&path)? {
            let to = keep(disk, state, &path)?;
            report.warn(&format!(
                "what '{}' led to was changed after it was made, and is kept: '{}'",
                shown(Path::new(target)),
                shown(&to)
            ));
        }
    }
    Ok(())
}

/// Whether an object has anything that was not put there.
fn has_changed(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
        // Links say where to, and what a loss of power has left empty says nothing.
        Ok(meta) if meta.is_symlink() || (meta.is_file() && meta.len() == 0) => Ok(false),
        Ok(_) => Ok(!object::is_intact(path)),
    }
}

/// Moves an object out of the state: where to.
///
/// # Errors
/// Those of the file system.
pub(crate) fn keep(disk: Disk<'_>, state: &Path, path: &Path) -> io::Result<PathBuf> {
    let folder = state.with_file_name("hmeval-kept");
    disk.create_dirs(&folder, 0o755)?;
    let name = path.file_name().unwrap_or_default();
    let mut to = folder.join(name);
    let mut number = 0u64;
    while fs::symlink_metadata(&to).is_ok() {
        number = number.saturating_add(1);
        let mut numbered = name.to_owned();
        numbered.push(format!(".{number}"));
        to = folder.join(numbered);
    }
    // A folder that cannot be written to cannot change its parent either.
    unseal(disk, path)?;
    disk.rename_new(Place::of(path), Place::of(&to))?;
    Ok(to)
}
