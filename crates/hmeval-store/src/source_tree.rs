//! A tree of files as it lies on disk, looked at and read on all cores: sources have thousands of small files, and what
//! they cost is the calls to the system.
//!
//! What [`SourceTree::look`] is told of the entries makes up the [`Fingerprint`], which tells one state of the tree from
//! all others without reading a file; [`SourceTree::hash`] reads them. Used where the world of an evaluation names sources,
//! and by the cache of their hashes.

use std::cell::Cell;
use std::convert::Infallible;
use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use crate::hash::{Hash, HashAlgo, HashFormat};
use crate::hasher::Hasher;
use crate::nar::{self, MAX_DEPTH, NarError};

/// Hashed into fingerprints: must change whenever what is hashed into them does.
const FORMAT: &[u8] = b"hmeval source fingerprint 1\0";

/// How long ago a change must be for the time it left behind to be relied on: clocks of file systems are coarse,
/// and a change within the same tick could not be told.
const SETTLING_TIME: Duration = Duration::from_secs(2);

/// Below this, reading a file costs no more than looking it up.
const MIN_FILE_SIZE: u64 = 256 * 1024;

/// Folders with fewer entries are not worth another core.
const MANY: usize = 8;

/// The latest time of a change that is relied on.
#[derive(Debug, Clone, Copy)]
pub struct Settled(Duration);

impl Settled {
    /// What can be relied on at `now`: changes that are at least two seconds old.
    #[must_use]
    pub fn at(now: SystemTime) -> Self {
        Settled(now.duration_since(UNIX_EPOCH).unwrap_or_default().saturating_sub(SETTLING_TIME))
    }

    /// Whether a file was left alone for so long that any later change shows.
    #[must_use]
    pub fn covers(self, file: &Metadata) -> bool {
        let times = [(file.mtime(), file.mtime_nsec()), (file.ctime(), file.ctime_nsec())];
        times.into_iter().all(|(seconds, nanoseconds)| {
            // A time before the epoch is long ago.
            let seconds = u64::try_from(seconds).unwrap_or(0);
            Duration::new(seconds, u32::try_from(nanoseconds).unwrap_or(0)) <= self.0
        })
    }
}

/// Tells one state of one tree from all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(pub(crate) [u8; 32]);

impl Fingerprint {
    /// The fingerprint for the SHA-256 hash of the archive of the tree at `path`, which must be absolute. `None` if the
    /// tree has none ([`SourceTree::look`], [`SourceTree::fingerprint`]).
    ///
    /// # Errors
    /// If an entry cannot be looked at.
    pub fn of_tree(path: &Path, now: SystemTime) -> io::Result<Option<Self>> {
        Ok(SourceTree::look(path)?.and_then(|tree| tree.fingerprint(now)))
    }

    /// Its bytes.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 32] {
        self.0
    }

    pub(crate) fn to_hex(self) -> String {
        Hash::from_sha256(self.0).to_text(HashFormat::Base16, false)
    }
}

/// A file, folder or link of a tree.
pub(crate) struct Entry {
    /// Its name in its folder; none for the tree itself.
    pub(crate) name: OsString,
    /// What `stat` tells of it; a symbolic link is not followed.
    pub(crate) metadata: Metadata,
    /// What is in it, in the order of an archive.
    pub(crate) entries: Vec<Entry>,
}

/// A tree that was looked at.
pub struct SourceTree {
    root: PathBuf,
    top: Entry,
}

/// Why a tree could not be looked at.
enum Failure {
    Io(io::Error),
    /// It is too deep to have an archive, or too large to be looked at in vain.
    TooMuch,
}

/// Entries of a tree that is looked at before somebody asks for it: nobody may.
const MOST_IN_VAIN: usize = 1 << 15;

/// A thread that looks at a tree on the side.
struct Lent<'a> {
    /// What else it is for.
    others: &'a dyn Fn(),
    /// So many entries are looked at yet.
    left: Cell<usize>,
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Io(error)
    }
}

impl SourceTree {
    /// Looks at all of the tree at `root`, which must be absolute. `None` if it is a file so small that it is as well
    /// read, or too deep to have an archive.
    ///
    /// # Errors
    /// If an entry cannot be looked at.
    pub fn look(root: &Path) -> io::Result<Option<Self>> {
        let metadata = fs::symlink_metadata(root)?;
        if metadata.is_file() && metadata.len() < MIN_FILE_SIZE {
            return Ok(None);
        }
        Self::looked(root, metadata, None)
    }

    /// As [`SourceTree::look`], for a directory, on this thread alone, which is lent to `others` before each folder. `None`
    /// also for a tree of more than 32,768 entries.
    ///
    /// # Errors
    /// If an entry cannot be looked at.
    pub fn look_meanwhile(root: &Path, others: &dyn Fn()) -> io::Result<Option<Self>> {
        let metadata = fs::symlink_metadata(root)?;
        match metadata.is_dir() {
            true => {
                let lent = Lent { others, left: Cell::new(MOST_IN_VAIN) };
                Self::looked(root, metadata, Some(&lent))
            }
            false => Ok(None),
        }
    }

    fn looked(root: &Path, metadata: Metadata, lent: Option<&Lent<'_>>) -> io::Result<Option<Self>> {
        match look(root, OsString::new(), metadata, 0, lent) {
            Ok(top) => Ok(Some(SourceTree { root: root.to_path_buf(), top })),
            Err(Failure::TooMuch) => Ok(None),
            Err(Failure::Io(error)) => Err(error),
        }
    }

    /// The fingerprint for the SHA-256 hash of its archive. `None` if it has changed less than two seconds before `now`.
    ///
    /// Look at a tree before its content is read: a change that comes in between then leaves a fingerprint that never
    /// recurs.
    #[must_use]
    pub fn fingerprint(&self, now: SystemTime) -> Option<Fingerprint> {
        let mut digest = Digest { hasher: Hasher::new(HashAlgo::Blake3), settled: Settled::at(now) };
        digest.hasher.update(FORMAT);
        digest.name(HashAlgo::Sha256.name().as_bytes());
        digest.name(self.root.as_os_str().as_bytes());
        if !digest.entry(&self.top) {
            return None;
        }
        digest.hasher.finish().as_bytes().try_into().ok().map(Fingerprint)
    }

    /// The SHA-256 hash of its archive.
    ///
    /// # Errors
    /// If something cannot be read, or is no longer what it was.
    pub fn hash(&self) -> Result<Hash, NarError<Infallible>> {
        nar::hash_ahead(&self.root, &self.top)
    }

    /// As [`SourceTree::hash`], on this thread alone, which is lent to `others` now and then.
    ///
    /// # Errors
    /// If something cannot be read, or is no longer what it was.
    pub fn hash_meanwhile(&self, others: &dyn Fn()) -> Result<Hash, NarError<Infallible>> {
        nar::hash_meanwhile(&self.root, &self.top, others)
    }
}

/// Looks at an entry and all below it: on all cores, or on this thread alone, if it is lent.
fn look(
    path: &Path,
    name: OsString,
    metadata: Metadata,
    depth: usize,
    lent: Option<&Lent<'_>>,
) -> Result<Entry, Failure> {
    if depth >= MAX_DEPTH {
        return Err(Failure::TooMuch);
    }
    if !metadata.is_dir() {
        return Ok(Entry { name, metadata, entries: Vec::new() });
    }
    if let Some(lent) = lent {
        (lent.others)();
    }
    let found = list(path)?;
    if let Some(lent) = lent {
        lent.left.set(lent.left.get().checked_sub(found.len()).ok_or(Failure::TooMuch)?);
    }
    let inner = |(name, metadata): (OsString, Metadata), lent: Option<&Lent<'_>>| {
        let path = if metadata.is_dir() { path.join(&name) } else { PathBuf::new() };
        look(&path, name, metadata, depth + 1, lent)
    };
    let folders = found.iter().filter(|(_, metadata)| metadata.is_dir()).count();
    let entries = if lent.is_none() && folders > 1 && found.len() >= MANY {
        found.into_par_iter().map(|entry| inner(entry, None)).collect::<Result<_, _>>()?
    } else {
        found.into_iter().map(|entry| inner(entry, lent)).collect::<Result<_, _>>()?
    };
    Ok(Entry { name, metadata, entries })
}

/// The entries of a folder, in the order of an archive.
fn list(folder: &Path) -> io::Result<Vec<(OsString, Metadata)>> {
    let mut found: Vec<(OsString, Metadata)> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        found.push((entry.file_name(), entry.metadata()?));
    }
    found.sort_unstable_by(|(name, _), (other, _)| name.cmp(other));
    Ok(found)
}

/// A fingerprint that is being computed.
struct Digest {
    hasher: Hasher,
    /// Which changes are relied on.
    settled: Settled,
}

impl Digest {
    /// Adds what `stat` told of an entry and all below it. Tells whether it can be relied on.
    fn entry(&mut self, entry: &Entry) -> bool {
        let metadata = &entry.metadata;
        if !self.settled.covers(metadata) {
            return false;
        }
        for number in [metadata.dev(), metadata.ino(), metadata.size(), u64::from(metadata.mode())] {
            self.hasher.update(&number.to_le_bytes());
        }
        let times = [(metadata.mtime(), metadata.mtime_nsec()), (metadata.ctime(), metadata.ctime_nsec())];
        for (seconds, nanoseconds) in times {
            self.hasher.update(&seconds.to_le_bytes());
            self.hasher.update(&nanoseconds.to_le_bytes());
        }
        if metadata.is_dir() {
            self.hasher.update(&(entry.entries.len() as u64).to_le_bytes());
        }
        entry.entries.iter().all(|inner| {
            self.name(inner.name.as_bytes());
            self.entry(inner)
        })
    }

    fn name(&mut self, name: &[u8]) {
        self.hasher.update(&(name.len() as u64).to_le_bytes());
        self.hasher.update(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nar::{FsSource, hash_nar};

    fn later() -> SystemTime {
        SystemTime::now() + Duration::from_secs(60)
    }

    fn fingerprint(path: &Path) -> Option<Fingerprint> {
        Fingerprint::of_tree(path, later()).unwrap()
    }

    #[test]
    fn fingerprints_follow_changes() {
        let folder = tempfile::tempdir().unwrap();
        let tree = folder.path().join("tree");
        fs::create_dir_all(tree.join("sub")).unwrap();
        let mut seen = vec![fingerprint(&tree).unwrap()];
        let mut changed = |what: &str| {
            let now = fingerprint(&tree).unwrap();
            assert_eq!(fingerprint(&tree), Some(now), "{what}");
            assert!(!seen.contains(&now), "{what}");
            seen.push(now);
        };
        fs::write(tree.join("sub/a"), "1").unwrap();
        changed("a new file");
        fs::write(tree.join("sub/a"), "22").unwrap();
        changed("another content");
        fs::rename(tree.join("sub/a"), tree.join("sub/b")).unwrap();
        changed("another name");
        fs::remove_file(tree.join("sub/b")).unwrap();
        changed("a file less");
    }

    #[test]
    fn what_has_just_changed_is_not_relied_on() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Fingerprint::of_tree(folder.path(), SystemTime::now()).unwrap(), None);
        assert!(fingerprint(folder.path()).is_some());
        fs::write(folder.path().join("small"), "x").unwrap();
        assert_eq!(fingerprint(&folder.path().join("small")), None);
    }

    fn plain_hash(tree: &Path) -> Hash {
        hash_nar(&FsSource, tree, HashAlgo::Sha256, |_, _| Ok::<_, Infallible>(true)).unwrap().0
    }

    /// Many small files, large ones among them, links, programs, empty folders; names whose order is not that of folders.
    fn forest(root: &Path) {
        for number in 0..40usize {
            let folder = root.join(format!("{}/{}", number % 7, number));
            fs::create_dir_all(folder.join("empty")).unwrap();
            for file in 0..number {
                fs::write(folder.join(format!("f{file}")), "x".repeat(number * file * 7)).unwrap();
            }
            fs::write(root.join(format!("{}.nix", number % 7)), "{ }").unwrap();
            std::os::unix::fs::symlink("f1", folder.join("link")).unwrap();
        }
        for (name, size) in [("large", 3 << 20), ("5/larger", 5 << 20), ("zero", 0)] {
            fs::write(root.join(name), vec![7; size]).unwrap();
        }
        let program = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        fs::set_permissions(root.join("5/larger"), program).unwrap();
    }

    #[test]
    fn reading_ahead_gives_the_same_hash() {
        let folder = tempfile::tempdir().unwrap();
        forest(folder.path());
        let tree = SourceTree::look(folder.path()).unwrap().unwrap();
        assert_eq!(tree.hash().unwrap(), plain_hash(folder.path()));
        let called = std::cell::Cell::new(0);
        let others = || called.set(called.get() + 1);
        let tree = SourceTree::look_meanwhile(folder.path(), &others).unwrap().unwrap();
        assert_eq!(tree.fingerprint(later()), fingerprint(folder.path()));
        let looking = called.replace(0);
        assert_eq!(tree.hash_meanwhile(&others).unwrap(), plain_hash(folder.path()));
        assert!(looking > 40 && called.get() > 1, "{looking} and {} times", called.get());
        for part in ["5", "5/larger", "zero", "0/14/empty"] {
            let part = folder.path().join(part);
            let Some(tree) = SourceTree::look(&part).unwrap() else { continue };
            assert_eq!(tree.hash().unwrap(), plain_hash(&part), "{}", part.display());
        }
    }

    #[test]
    fn a_tree_that_changes_meanwhile_is_not_hashed() {
        let folder = tempfile::tempdir().unwrap();
        forest(folder.path());
        let tree = SourceTree::look(folder.path()).unwrap().unwrap();
        fs::write(folder.path().join("6/6/f5"), "less").unwrap();
        assert!(tree.hash().is_err());
        let tree = SourceTree::look(folder.path()).unwrap().unwrap();
        fs::remove_file(folder.path().join("6/6/f4")).unwrap();
        assert!(tree.hash().is_err());
    }

    #[test]
    fn trees_without_an_archive_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("d/".repeat(MAX_DEPTH + 1));
        fs::create_dir_all(deep).unwrap();
        assert!(SourceTree::look(folder.path()).unwrap().is_none());
        assert!(SourceTree::look(&folder.path().join("nothing")).is_err());
    }
}
