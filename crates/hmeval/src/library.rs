//! The built-in library as a part of the file system that only this program sees.
//!
//! The files are within the program (`hmeval-library`); here they get paths below [`ROOT`], which the world answers for.

use std::io;
use std::path::{Path, PathBuf};

use hmeval_eval::world::{FileKind, FileStat};
use hmeval_library::{Entry, NAR_HASH, entry, files};
use hmeval_store::{Hash, HashFormat};

/// The folder that the library seems to lie in. Nothing else can be had there.
pub(crate) const ROOT: &[u8] = b"/hmeval:library";

/// When the library was last changed, as far as flakes ask: the day that its package versions are of.
const CHANGED: i64 = 1_764_547_200;

/// The part of a path behind [`ROOT`], if it is a path of the library.
pub(crate) fn within(path: &[u8]) -> Option<&[u8]> {
    match path.strip_prefix(ROOT)? {
        [] => Some(b""),
        [b'/', within @ ..] => Some(within),
        _ => None,
    }
}

/// The content of a file.
///
/// # Errors
/// If there is no such file.
pub(crate) fn read(within: &[u8]) -> io::Result<Vec<u8>> {
    match entry(within) {
        Some(Entry::File(content)) => Ok(content.to_vec()),
        Some(Entry::Folder) => Err(io::ErrorKind::IsADirectory.into()),
        None => Err(io::ErrorKind::NotFound.into()),
    }
}

/// What lies at a path.
pub(crate) fn stat(within: &[u8]) -> Option<FileStat> {
    let kind = match entry(within)? {
        Entry::File(_) => FileKind::Regular,
        Entry::Folder => FileKind::Directory,
    };
    Some(FileStat { kind, executable: false })
}

/// The entries of a folder.
///
/// # Errors
/// If there is no such folder.
pub(crate) fn list(within: &[u8]) -> io::Result<Vec<(Vec<u8>, FileKind)>> {
    match entry(within) {
        Some(Entry::Folder) => {}
        Some(Entry::File(_)) => return Err(io::ErrorKind::NotADirectory.into()),
        None => return Err(io::ErrorKind::NotFound.into()),
    }
    let kind = |is_folder| if is_folder { FileKind::Directory } else { FileKind::Regular };
    let entries = hmeval_library::list(within).into_iter();
    Ok(entries.map(|(name, is_folder)| (name.to_vec(), kind(is_folder))).collect())
}

/// The library as files in a folder of `cache`, for programs that open them (editors). The folder is named by its content
/// and written once.
///
/// # Errors
/// Those of writing it.
pub(crate) fn unpacked(cache: &Path) -> io::Result<PathBuf> {
    let folder =
        cache.join(format!("library-{}", Hash::from_sha256(NAR_HASH).to_text(HashFormat::Nix32, false)));
    if folder.is_dir() {
        return Ok(folder);
    }
    std::fs::create_dir_all(cache)?;
    let draft = tempfile::Builder::new().prefix(".library-").tempdir_in(cache)?;
    for (name, content) in files() {
        let file = draft.path().join(name);
        file.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        std::fs::write(file, content)?;
    }
    match std::fs::rename(draft.path(), &folder) {
        // Somebody else was faster.
        Err(_) if folder.is_dir() => Ok(folder),
        renamed => renamed.map(|()| folder),
    }
}

/// The files in the order in which evaluations mostly read them.
pub(crate) fn reading_order() -> Vec<Vec<u8>> {
    hmeval_library::reading_order().map(|file| file.as_bytes().to_vec()).collect()
}

/// The hash of the archive of all of it; nothing for a part.
pub(crate) fn nar_hash(within: &[u8]) -> Option<Hash> {
    within.is_empty().then(|| Hash::from_sha256(NAR_HASH))
}

/// When a part of the library was last changed, in seconds since 1970.
pub(crate) fn changed() -> i64 {
    CHANGED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_the_library() {
        assert_eq!(within(b"/hmeval:library"), Some(&b""[..]));
        assert_eq!(within(b"/hmeval:library/nixpkgs/lib"), Some(&b"nixpkgs/lib"[..]));
        assert_eq!(within(b"/hmeval:library-2"), None);
        assert_eq!(within(b"/nix/store"), None);
    }
}
