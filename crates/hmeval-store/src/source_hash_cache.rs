//! A cache on disk of the hashes of source trees, so that a large tree that has not changed is not read again.
//!
//! What a tree's files hold is taken to be the same as long as all that `stat` tells of every entry is the same:
//! that is its [`Fingerprint`]. Each fingerprint has a small file with the hash, put in place by renaming, so that
//! processes may share a cache. A record that is damaged counts as none, and every failure to read or write only
//! costs time: the caller hashes the tree itself.

use std::convert::Infallible;
use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io::{self, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::features::Features;
use crate::hash::{Hash, HashAlgo, HashFormat};
use crate::hasher::{Hasher, sha256};
use crate::nar::{FsSource, MAX_DEPTH, NarError, hash_nar};

/// Hashed into fingerprints: must change whenever what is hashed into them does.
const FORMAT: &[u8] = b"hmeval source fingerprint 1\0";

/// How long ago a change must be for the time it left behind to be relied on: clocks of file systems are coarse,
/// and a change within the same tick could not be told.
const SETTLING_TIME: Duration = Duration::from_secs(2);

/// How many records there may be in each of the 256 directories of a cache.
const MAX_RECORDS: usize = 64;

/// Below this, reading a file costs no more than looking it up.
const MIN_FILE_SIZE: u64 = 256 * 1024;

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
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint for the `algo` hash of the archive of the tree at `path`, which must be absolute. `None` if
    /// the tree has changed less than two seconds before `now`, if it is a file so small that caching does not
    /// pay, or if it is too deep to have an archive.
    ///
    /// Take it before the tree is hashed: a change that comes in between then makes it one that never recurs.
    ///
    /// # Errors
    /// If an entry cannot be looked at.
    pub fn of_tree(path: &Path, algo: HashAlgo, now: SystemTime) -> io::Result<Option<Self>> {
        let mut walk = Walk { hasher: Hasher::new(HashAlgo::Blake3), settled: Settled::at(now) };
        walk.hasher.update(FORMAT);
        walk.name(algo.name().as_bytes());
        walk.name(path.as_os_str().as_bytes());
        let metadata = fs::symlink_metadata(path)?;
        if metadata.is_file() && metadata.len() < MIN_FILE_SIZE {
            return Ok(None);
        }
        if !walk.entry(path, &metadata, 0)? {
            return Ok(None);
        }
        Ok(walk.hasher.finish().as_bytes().try_into().ok().map(Self))
    }

    /// Its bytes.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 32] {
        self.0
    }

    fn to_hex(self) -> String {
        Hash::from_sha256(self.0).to_text(HashFormat::Base16, false)
    }
}

struct Walk {
    hasher: Hasher,
    /// Which changes are relied on.
    settled: Settled,
}

impl Walk {
    /// Adds what `stat` tells of an entry and all below it. Tells whether it can be relied on.
    fn entry(&mut self, path: &Path, metadata: &Metadata, depth: usize) -> io::Result<bool> {
        if depth >= MAX_DEPTH || !self.settled.covers(metadata) {
            return Ok(false);
        }
        for number in [metadata.dev(), metadata.ino(), metadata.size(), u64::from(metadata.mode())] {
            self.hasher.update(&number.to_le_bytes());
        }
        let times = [(metadata.mtime(), metadata.mtime_nsec()), (metadata.ctime(), metadata.ctime_nsec())];
        for (seconds, nanoseconds) in times {
            self.hasher.update(&seconds.to_le_bytes());
            self.hasher.update(&nanoseconds.to_le_bytes());
        }
        if metadata.is_dir() { self.directory(path, depth) } else { Ok(true) }
    }

    fn directory(&mut self, path: &Path, depth: usize) -> io::Result<bool> {
        let mut entries: Vec<(OsString, Metadata)> = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            entries.push((entry.file_name(), entry.metadata()?));
        }
        entries.sort_unstable_by(|(name, _), (other, _)| name.cmp(other));
        self.hasher.update(&(entries.len() as u64).to_le_bytes());
        for (name, metadata) in entries {
            self.name(name.as_bytes());
            if !self.entry(&path.join(&name), &metadata, depth + 1)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn name(&mut self, name: &[u8]) {
        self.hasher.update(&(name.len() as u64).to_le_bytes());
        self.hasher.update(name);
    }
}

/// A cache in a directory, which is made when the first record is written.
#[derive(Debug, Clone)]
pub struct SourceHashCache {
    directory: PathBuf,
}

impl SourceHashCache {
    /// The cache in `directory`.
    #[must_use]
    pub fn new(directory: PathBuf) -> Self {
        Self { directory }
    }

    /// The hash of the archive of the tree at `path`, which must be absolute: from the cache, or else computed and
    /// put there.
    ///
    /// # Errors
    /// As [`hash_nar`]; failures of the cache are none.
    pub fn hash_tree(&self, path: &Path, algo: HashAlgo) -> Result<Hash, NarError<Infallible>> {
        let fingerprint = Fingerprint::of_tree(path, algo, SystemTime::now()).ok().flatten();
        if let Some(hash) = fingerprint.and_then(|fingerprint| self.get(fingerprint, algo)) {
            return Ok(hash);
        }
        let (hash, _) = hash_nar(&FsSource, path, algo, |_, _| Ok(true))?;
        if let Some(fingerprint) = fingerprint {
            // A cache that cannot be written is no reason to fail.
            let _ = self.put(fingerprint, &hash);
        }
        Ok(hash)
    }

    /// The `algo` hash recorded for `fingerprint`, if there is one that is not damaged.
    #[must_use]
    pub fn get(&self, fingerprint: Fingerprint, algo: HashAlgo) -> Option<Hash> {
        let record = fs::read(self.file(fingerprint)).ok()?;
        let text = record.split(|&byte| byte == b'\n').next()?;
        let hash = Hash::parse_any_prefixed(text, Features::ALL).ok()?;
        (hash.algo() == algo && record == record_of(fingerprint, &hash)).then_some(hash)
    }

    /// Records `hash` for `fingerprint`. If there are too many records in its place, the oldest go.
    ///
    /// # Errors
    /// If the record cannot be written.
    pub fn put(&self, fingerprint: Fingerprint, hash: &Hash) -> io::Result<()> {
        static COUNTER: AtomicU64 = AtomicU64::new(0);
        let file = self.file(fingerprint);
        let directory = file.parent().unwrap_or(&self.directory);
        fs::create_dir_all(directory)?;
        make_room(directory)?;
        let unique = format!("{}-{}.new", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
        let new = directory.join(unique);
        let written = fs::File::create(&new)
            .and_then(|mut new| new.write_all(&record_of(fingerprint, hash)))
            .and_then(|()| fs::rename(&new, &file));
        if written.is_err() {
            // It would go as the oldest some day; sooner is better, if it can be.
            let _ = fs::remove_file(&new);
        }
        written
    }

    /// Where the record of `fingerprint` is.
    fn file(&self, fingerprint: Fingerprint) -> PathBuf {
        let name = fingerprint.to_hex();
        let (shard, rest) = name.split_at_checked(2).unwrap_or((&name, ""));
        self.directory.join(shard).join(rest)
    }
}

/// What is in a record: the hash, and a checksum of it and the fingerprint.
fn record_of(fingerprint: Fingerprint, hash: &Hash) -> Vec<u8> {
    let text = hash.to_text(HashFormat::Base16, true);
    let checksum = sha256(&[&fingerprint.0, text.as_bytes()]).to_text(HashFormat::Base16, false);
    format!("{text}\n{checksum}\n").into_bytes()
}

/// Removes the oldest files of `directory` until there is room for one more.
fn make_room(directory: &Path) -> io::Result<()> {
    let names: Vec<PathBuf> =
        fs::read_dir(directory)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    let Some(excess) = (names.len() + 1).checked_sub(MAX_RECORDS).filter(|excess| *excess > 0) else {
        return Ok(());
    };
    let age = |path: &PathBuf| fs::symlink_metadata(path).and_then(|metadata| metadata.modified()).ok();
    let mut names: Vec<_> = names.into_iter().map(|path| (age(&path), path)).collect();
    names.sort_unstable();
    for (_, path) in names.into_iter().take(excess) {
        match fs::remove_file(path) {
            // Another process was faster.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            removed => removed?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hasher::hash_bytes;

    /// A directory that is removed in the end.
    struct Temporary(PathBuf);

    impl Temporary {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("hmeval-store-{name}-{}", std::process::id()));
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }
    }

    impl Drop for Temporary {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn later() -> SystemTime {
        SystemTime::now() + Duration::from_secs(60)
    }

    fn fingerprint(path: &Path) -> Option<Fingerprint> {
        Fingerprint::of_tree(path, HashAlgo::Sha256, later()).unwrap()
    }

    fn some_fingerprint(number: u8) -> Fingerprint {
        Fingerprint([number; 32])
    }

    #[test]
    fn a_record_is_found_again_and_damage_is_noticed() {
        let directory = Temporary::new("record");
        let cache = SourceHashCache::new(directory.0.join("cache"));
        let hash = hash_bytes(HashAlgo::Sha256, b"x");
        assert_eq!(cache.get(some_fingerprint(1), HashAlgo::Sha256), None);
        cache.put(some_fingerprint(1), &hash).unwrap();
        assert_eq!(cache.get(some_fingerprint(1), HashAlgo::Sha256), Some(hash));
        assert_eq!(cache.get(some_fingerprint(1), HashAlgo::Sha1), None);
        assert_eq!(cache.get(some_fingerprint(2), HashAlgo::Sha256), None);

        let file = cache.file(some_fingerprint(1));
        let intact = fs::read(&file).unwrap();
        for at in 0..intact.len() {
            let mut damaged = intact.clone();
            damaged[at] ^= 1;
            fs::write(&file, &damaged).unwrap();
            assert_eq!(cache.get(some_fingerprint(1), HashAlgo::Sha256), None, "{at}");
            fs::write(&file, &intact[..at]).unwrap();
            assert_eq!(cache.get(some_fingerprint(1), HashAlgo::Sha256), None, "{at}");
        }
    }

    #[test]
    fn a_record_of_another_fingerprint_is_refused() {
        let directory = Temporary::new("moved");
        let cache = SourceHashCache::new(directory.0.clone());
        let hash = hash_bytes(HashAlgo::Sha256, b"x");
        cache.put(some_fingerprint(1), &hash).unwrap();
        let other = cache.file(some_fingerprint(2));
        fs::create_dir_all(other.parent().unwrap()).unwrap();
        fs::rename(cache.file(some_fingerprint(1)), other).unwrap();
        assert_eq!(cache.get(some_fingerprint(2), HashAlgo::Sha256), None);
    }

    #[test]
    fn the_number_of_records_is_bounded() {
        let directory = Temporary::new("bound");
        let cache = SourceHashCache::new(directory.0.clone());
        let hash = hash_bytes(HashAlgo::Sha256, b"x");
        for number in 0..=255u8 {
            let mut bytes = [0; 32];
            bytes[31] = number;
            cache.put(Fingerprint(bytes), &hash).unwrap();
        }
        assert_eq!(fs::read_dir(directory.0.join("00")).unwrap().count(), MAX_RECORDS);
    }

    #[test]
    fn fingerprints_follow_changes() {
        let directory = Temporary::new("tree");
        let tree = directory.0.join("tree");
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
        let other = Fingerprint::of_tree(&tree, HashAlgo::Sha512, later()).unwrap();
        assert_ne!(other, fingerprint(&tree));
    }

    #[test]
    fn what_has_just_changed_is_not_relied_on() {
        let directory = Temporary::new("fresh");
        let now = SystemTime::now();
        assert_eq!(Fingerprint::of_tree(&directory.0, HashAlgo::Sha256, now).unwrap(), None);
        assert!(fingerprint(&directory.0).is_some());
        fs::write(directory.0.join("small"), "x").unwrap();
        assert_eq!(fingerprint(&directory.0.join("small")), None);
    }

    #[test]
    fn hashing_a_tree_needs_no_cache_that_works() {
        let directory = Temporary::new("broken");
        let tree = directory.0.join("tree");
        fs::create_dir_all(&tree).unwrap();
        fs::write(directory.0.join("cache"), "no directory").unwrap();
        let cache = SourceHashCache::new(directory.0.join("cache"));
        let expected =
            hash_nar(&FsSource, &tree, HashAlgo::Sha256, |_, _| Ok::<_, Infallible>(true)).unwrap().0;
        assert_eq!(cache.hash_tree(&tree, HashAlgo::Sha256).unwrap(), expected);
        assert!(cache.put(some_fingerprint(1), &expected).is_err());
    }
}
