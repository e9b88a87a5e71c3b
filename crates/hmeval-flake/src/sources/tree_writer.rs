//! Writing a tree of files that comes from elsewhere, below one folder and nowhere else.
//!
//! Names come from archives and repositories, which may be hostile: a path with `..`, an absolute one, or one that leads
//! through a symbolic link is refused, and so is what is larger than a limit. Every entry is remembered, so that nothing
//! is ever written through something that was written before.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;

use rustc_hash::FxHashMap;
use tempfile::TempDir;

use crate::reference::Message;

/// How much may be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    /// Bytes of all files.
    pub(super) bytes: u64,
    /// Files, folders and links.
    pub(super) entries: usize,
}

impl Limit {
    /// Nothing is too large.
    pub(super) const NONE: Limit = Limit { bytes: u64::MAX, entries: usize::MAX };
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Folder,
    Other,
}

/// Writes a tree into a temporary folder.
pub(super) struct TreeWriter {
    place: TempDir,
    known: FxHashMap<Vec<u8>, Kind>,
    limit: Limit,
    written: u64,
}

/// The name of the tree in its temporary folder.
const ROOT: &str = "tree";

impl TreeWriter {
    /// A writer into `place`, which is removed unless [`TreeWriter::finish`] is reached.
    pub(super) fn new(place: TempDir, limit: Limit) -> Self {
        TreeWriter { place, known: FxHashMap::default(), limit, written: 0 }
    }

    /// The folder, and the tree in it.
    pub(super) fn finish(self) -> (TempDir, PathBuf) {
        let root = self.place.path().join(ROOT);
        // A tree without entries is an empty folder.
        let _ = std::fs::create_dir(&root);
        (self.place, root)
    }

    /// Makes a folder, and those that it lies in. That it is there already is no mistake.
    ///
    /// # Errors
    /// If the path is no good, or something else is there.
    pub(super) fn directory(&mut self, path: &[u8]) -> Result<(), Message> {
        let path = clean(path)?;
        self.folders(&path)
    }

    /// Writes a file.
    ///
    /// # Errors
    /// If the path is no good or taken, the limit is reached, or the content cannot be read.
    pub(super) fn file(
        &mut self,
        path: &[u8],
        executable: bool,
        content: &mut dyn Read,
    ) -> Result<(), Message> {
        let (path, real) = self.claim(path)?;
        let mode = if executable { 0o755 } else { 0o644 };
        let failed = |error: io::Error| failure(&path, &error);
        let mut file = File::options().write(true).create_new(true).mode(mode).open(real).map_err(failed)?;
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let count = content.read(&mut buffer).map_err(failed)?;
            if count == 0 {
                return Ok(());
            }
            self.written = self.written.saturating_add(count as u64);
            if self.written > self.limit.bytes {
                let limit = self.limit.bytes >> 20;
                let message =
                    format!("it would be larger than {limit} MiB, which is far more than its size suggests");
                return Err(message.into_bytes());
            }
            file.write_all(buffer.get(..count).unwrap_or_default()).map_err(failed)?;
        }
    }

    /// Makes a symbolic link. Where it leads to does not matter: nothing is written through it.
    ///
    /// # Errors
    /// If the path is no good or taken.
    pub(super) fn symlink(&mut self, path: &[u8], target: &[u8]) -> Result<(), Message> {
        let (path, real) = self.claim(path)?;
        std::os::unix::fs::symlink(OsStr::from_bytes(target), real).map_err(|error| failure(&path, &error))
    }

    /// Makes a file with the content of one that was written before (a hard link of an archive).
    ///
    /// # Errors
    /// If there is no such file; as [`TreeWriter::file`].
    pub(super) fn copy(&mut self, path: &[u8], of: &[u8]) -> Result<(), Message> {
        let of = clean(of)?;
        let real = self.real(&of);
        let metadata = std::fs::symlink_metadata(&real).map_err(|error| failure(&of, &error))?;
        if self.known.get(&of) != Some(&Kind::Other) || !metadata.is_file() {
            return Err([b"the hard link to '", &of[..], b"' does not lead to a file"].concat());
        }
        let executable = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o100 != 0;
        let mut content = File::open(real).map_err(|error| failure(&of, &error))?;
        self.file(path, executable, &mut content)
    }

    /// Prepares the place for something that is no folder.
    fn claim(&mut self, path: &[u8]) -> Result<(Vec<u8>, PathBuf), Message> {
        let path = clean(path)?;
        let above = path.iter().rposition(|byte| *byte == b'/').and_then(|slash| path.get(..slash));
        self.folders(above.unwrap_or_default())?;
        if path.is_empty() || self.known.contains_key(&path) {
            return Err([b"it has the path '", &path[..], b"' more than once"].concat());
        }
        self.remember(&path, Kind::Other)?;
        let real = self.real(&path);
        Ok((path, real))
    }

    fn folders(&mut self, path: &[u8]) -> Result<(), Message> {
        let ends = path.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(at, _)| at);
        let ends: Vec<usize> = std::iter::once(0).chain(ends).chain([path.len()]).collect();
        for end in ends {
            let folder = path.get(..end).unwrap_or_default();
            match self.known.get(folder) {
                Some(Kind::Folder) => {}
                Some(Kind::Other) => {
                    return Err([b"'", path, b"' leads through '", folder, b"', which is no folder"].concat());
                }
                None => {
                    self.remember(folder, Kind::Folder)?;
                    std::fs::create_dir(self.real(folder)).map_err(|error| failure(folder, &error))?;
                }
            }
        }
        Ok(())
    }

    fn remember(&mut self, path: &[u8], kind: Kind) -> Result<(), Message> {
        if self.known.len() >= self.limit.entries {
            return Err(format!("it has more than {} entries", self.limit.entries).into_bytes());
        }
        self.known.insert(path.to_vec(), kind);
        Ok(())
    }

    fn real(&self, path: &[u8]) -> PathBuf {
        let root = self.place.path().join(ROOT);
        if path.is_empty() { root } else { root.join(OsStr::from_bytes(path)) }
    }
}

fn failure(path: &[u8], error: &io::Error) -> Message {
    [b"cannot unpack '", path, b"': ", error.to_string().as_bytes()].concat()
}

/// The path without `.` and double slashes.
///
/// # Errors
/// If it is absolute, leads out, or has a NUL.
fn clean(path: &[u8]) -> Result<Vec<u8>, Message> {
    let refused = |why: &[u8]| Err([b"it has the path '", path, b"', which ", why].concat());
    if path.starts_with(b"/") {
        return refused(b"is absolute");
    }
    if path.contains(&0) {
        return refused(b"has a NUL byte");
    }
    let parts: Vec<&[u8]> =
        path.split(|byte| *byte == b'/').filter(|part| !matches!(*part, b"" | b".")).collect();
    if parts.contains(&&b".."[..]) {
        return refused(b"leads out of the tree");
    }
    Ok(parts.join(&b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn writer() -> TreeWriter {
        TreeWriter::new(TempDir::new().unwrap(), Limit { bytes: 10, entries: 8 })
    }

    fn refused(result: Result<(), Message>) -> String {
        String::from_utf8(result.unwrap_err()).unwrap()
    }

    #[test]
    fn trees_are_written() {
        let mut writer = writer();
        writer.file(b"./a/b", true, &mut &b"x"[..]).unwrap();
        writer.directory(b"a/").unwrap();
        writer.symlink(b"l", b"/etc").unwrap();
        writer.copy(b"c", b"a/b").unwrap();
        let (_place, root) = writer.finish();
        assert_eq!(std::fs::read(root.join("c")).unwrap(), b"x");
        assert!(root.join("l").is_symlink());
    }

    #[test]
    fn nothing_leads_out() {
        let mut writer = writer();
        assert!(refused(writer.file(b"../x", false, &mut &b""[..])).ends_with("leads out of the tree"));
        assert!(refused(writer.file(b"a/../../x", false, &mut &b""[..])).ends_with("leads out of the tree"));
        assert!(refused(writer.file(b"/x", false, &mut &b""[..])).ends_with("is absolute"));
        let outside = TempDir::new().unwrap();
        writer.symlink(b"l", outside.path().as_os_str().as_bytes()).unwrap();
        assert_eq!(
            refused(writer.file(b"l/x", false, &mut &b""[..])),
            "'l' leads through 'l', which is no folder"
        );
        assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 0);
    }

    #[test]
    fn limits_hold() {
        let mut one = writer();
        let message = refused(one.file(b"a", false, &mut io::repeat(0)));
        assert!(message.starts_with("it would be larger"), "{message}");
        let mut many = writer();
        let result = (0..10).try_for_each(|n| many.directory(format!("d{n}").as_bytes()));
        assert_eq!(refused(result), "it has more than 8 entries");
        let mut twice = writer();
        twice.file(b"a", false, &mut &b""[..]).unwrap();
        assert_eq!(refused(twice.symlink(b"./a", b"x")), "it has the path 'a' more than once");
    }
}
