//! A cache on disk of the hashes of source trees, so that a large tree that has not changed is not read again.
//!
//! What a tree's files hold is taken to be the same as long as its [`Fingerprint`] is. Each fingerprint has a small file with the hash, put in place by renaming, so that
//! processes may share a cache. A record that is damaged counts as none, and every failure to read or write only
//! costs time: the caller hashes the tree itself.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::features::Features;
use crate::hash::{Hash, HashAlgo, HashFormat};
use crate::hasher::sha256;
use crate::source_tree::Fingerprint;

/// How many records there may be in each of the 256 directories of a cache.
const MAX_RECORDS: usize = 64;

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
}
