//! The cache of what was fetched: trees by the hash of their archive, and records of what led to them.
//!
//! A tree is unpacked next to its place and then renamed to it, so that several processes may share the cache, and a
//! crash leaves nothing half done. Records are small JSON files. Without a folder for it nothing can be fetched.

use std::convert::Infallible;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use hmeval_store::nar::{FsSource, hash_nar};
use hmeval_store::{Features, Hash, HashAlgo, HashFormat, sha256};
use serde_json::{Map, Value};
use tempfile::TempDir;

use crate::reference::Message;

/// After so long a temporary folder is one that a crash left behind.
const ABANDONED: Duration = Duration::from_secs(24 * 3600);

/// A tree of the cache.
#[derive(Clone, Debug)]
pub(super) struct CachedTree {
    /// Where it is: a folder, or a file.
    pub(super) path: PathBuf,
    /// The hash of its archive.
    pub(super) hash: Hash,
}

/// The folder of the cache, if there may be one.
#[derive(Clone, Debug, Default)]
pub(super) struct Cache {
    root: Option<PathBuf>,
}

impl Cache {
    /// The cache in a folder.
    pub(super) fn new(root: Option<PathBuf>) -> Self {
        Cache { root }
    }

    /// A folder of the cache, made if need be.
    ///
    /// # Errors
    /// If there is no cache, or it cannot be written.
    pub(super) fn folder(&self, name: &str) -> Result<PathBuf, Message> {
        let Some(root) = &self.root else {
            return Err(b"there is no folder for the cache of what is fetched: set HOME, XDG_CACHE_HOME or \
                HMEVAL_CACHE_DIR"
                .to_vec());
        };
        let folder = root.join(name);
        fs::create_dir_all(&folder).map_err(|error| cannot_write(&folder, &error))?;
        Ok(folder)
    }

    /// A new folder for what is being unpacked.
    ///
    /// # Errors
    /// As [`Cache::folder`].
    pub(super) fn temporary(&self) -> Result<TempDir, Message> {
        let folder = self.folder("new")?;
        remove_abandoned(&folder);
        tempfile::Builder::new()
            .prefix("tree-")
            .tempdir_in(&folder)
            .map_err(|error| cannot_write(&folder, &error))
    }

    /// Locks what is at `path` against other processes, until the result is dropped.
    ///
    /// # Errors
    /// If it cannot be locked.
    pub(super) fn lock(&self, path: &Path) -> Result<fs::File, Message> {
        let mut name = path.as_os_str().to_owned();
        name.push(".lock");
        let name = PathBuf::from(name);
        let file = fs::File::options().create(true).truncate(false).write(true).open(&name);
        let file = file.map_err(|error| cannot_write(&name, &error))?;
        file.lock().map_err(|error| cannot_write(&name, &error))?;
        Ok(file)
    }

    /// The tree with this hash, if it is there.
    pub(super) fn tree(&self, hash: &Hash) -> Option<CachedTree> {
        let path = self.root.as_ref()?.join("trees-v1").join(tree_name(hash));
        path.symlink_metadata().is_ok().then_some(CachedTree { path, hash: *hash })
    }

    /// Takes over the tree at `root`, which lies in `place`.
    ///
    /// # Errors
    /// If it cannot be read or moved.
    pub(super) fn adopt(&self, (place, root): (TempDir, PathBuf)) -> Result<CachedTree, Message> {
        let hashed = hash_nar(&FsSource, &root, HashAlgo::Sha256, |_, _| Ok::<_, Infallible>(true));
        let (hash, _) =
            hashed.map_err(|error| format!("cannot hash what was unpacked: {error:?}").into_bytes())?;
        let path = self.folder("trees-v1")?.join(tree_name(&hash));
        if path.symlink_metadata().is_err()
            && let Err(error) = fs::rename(&root, &path)
            // Another process may have been faster with the same tree.
            && path.symlink_metadata().is_err()
        {
            return Err(cannot_write(&path, &error));
        }
        drop(place);
        Ok(CachedTree { path, hash })
    }

    /// The tree that `key` led to before, or else the one that `make` unpacks.
    ///
    /// # Errors
    /// Those of `make` and [`Cache::adopt`].
    pub(super) fn tree_for(
        &self,
        kind: &str,
        key: &str,
        make: impl FnOnce() -> Result<(TempDir, PathBuf), Message>,
    ) -> Result<CachedTree, Message> {
        if let Some(known) = self.recorded_tree(kind, key) {
            return Ok(known);
        }
        let tree = self.adopt(make()?)?;
        self.record(kind, key, serde_json::json!({ "narHash": tree.hash.to_text(HashFormat::Sri, true) }));
        Ok(tree)
    }

    /// The tree that `key` led to before.
    pub(super) fn recorded_tree(&self, kind: &str, key: &str) -> Option<CachedTree> {
        self.tree(&self.recorded_hash(kind, key)?)
    }

    /// The hash that was recorded for `key`.
    pub(super) fn recorded_hash(&self, kind: &str, key: &str) -> Option<Hash> {
        let record = self.lookup(kind, key)?;
        Hash::parse_sri(record.get("narHash")?.as_str()?.as_bytes(), Features::ALL).ok()
    }

    /// What was recorded for `key`.
    pub(super) fn lookup(&self, kind: &str, key: &str) -> Option<Map<String, Value>> {
        let text = fs::read(self.record_file(kind, key)?).ok()?;
        match serde_json::from_slice(&text).ok()? {
            Value::Object(record) if record.get("key").and_then(Value::as_str) == Some(key) => Some(record),
            _ => None,
        }
    }

    /// When `key` was last recorded.
    pub(super) fn age(&self, kind: &str, key: &str) -> Option<Duration> {
        age(&self.record_file(kind, key)?)
    }

    /// Records something for `key`, which takes the place of what was. That it cannot be written only costs time.
    pub(super) fn record(&self, kind: &str, key: &str, value: Value) {
        let (Some(file), Value::Object(mut record)) = (self.record_file(kind, key), value) else { return };
        record.insert("key".to_owned(), key.into());
        let write = || -> Option<()> {
            let folder = file.parent()?;
            fs::create_dir_all(folder).ok()?;
            let mut new = tempfile::NamedTempFile::new_in(folder).ok()?;
            new.write_all(Value::Object(record).to_string().as_bytes()).ok()?;
            new.persist(&file).ok().map(|_| ())
        };
        let _ = write();
    }

    fn record_file(&self, kind: &str, key: &str) -> Option<PathBuf> {
        let name = sha256(&[kind.as_bytes(), b"\0", key.as_bytes()]).to_text(HashFormat::Base16, false);
        let (shard, rest) = name.split_at_checked(2)?;
        Some(self.root.as_ref()?.join("inputs-v1").join(shard).join(rest))
    }
}

/// How long ago a file was written.
pub(super) fn age(file: &Path) -> Option<Duration> {
    let written = fs::metadata(file).ok()?.modified().ok()?;
    Some(SystemTime::now().duration_since(written).unwrap_or_default())
}

fn tree_name(hash: &Hash) -> String {
    hash.to_text(HashFormat::Base16, false)
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Message {
    format!("cannot write to the cache at '{}': {error}", path.display()).into_bytes()
}

/// Removes what crashes left behind, as far as that can be done.
fn remove_abandoned(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_own = |path: &Path| {
            let mine = fs::metadata(folder).map(|meta| meta.uid());
            matches!((fs::symlink_metadata(path), mine), (Ok(meta), Ok(mine)) if meta.is_dir() && meta.uid() == mine)
        };
        let path = entry.path();
        if age(&path).is_some_and(|age| age > ABANDONED) && is_own(&path) {
            let _ = fs::remove_dir_all(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(cache: &Cache, text: &str) -> (TempDir, PathBuf) {
        let place = cache.temporary().unwrap();
        let root = place.path().join("tree");
        fs::create_dir(&root).unwrap();
        fs::write(root.join("file"), text).unwrap();
        (place, root)
    }

    #[test]
    fn a_tree_is_unpacked_once() {
        let folder = TempDir::new().unwrap();
        let cache = Cache::new(Some(folder.path().join("cache")));
        let first = cache.tree_for("k", "a", || Ok(unpacked(&cache, "x"))).unwrap();
        let again = cache.tree_for("k", "a", || Err(b"not again".to_vec())).unwrap();
        assert_eq!((&first.path, first.hash), (&again.path, again.hash));
        assert_eq!(cache.tree(&first.hash).unwrap().path, first.path);
        let same = cache.tree_for("k", "b", || Ok(unpacked(&cache, "x"))).unwrap();
        assert_eq!(same.path, first.path);
        assert_eq!(fs::read_dir(folder.path().join("cache/new")).unwrap().count(), 0);
    }

    #[test]
    fn what_fails_leaves_nothing() {
        let folder = TempDir::new().unwrap();
        let cache = Cache::new(Some(folder.path().to_path_buf()));
        let failed = cache.tree_for("k", "a", || {
            let _unpacked = unpacked(&cache, "x");
            Err(b"broken".to_vec())
        });
        assert_eq!(failed.unwrap_err(), b"broken");
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 0);
        assert!(cache.lookup("k", "a").is_none());
    }

    #[test]
    fn writers_at_the_same_time_agree() {
        let folder = TempDir::new().unwrap();
        let cache = Cache::new(Some(folder.path().to_path_buf()));
        let trees: Vec<_> = std::thread::scope(|scope| {
            let run = || cache.tree_for("k", "a", || Ok(unpacked(&cache, "same"))).unwrap();
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(run)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(trees.iter().all(|tree| tree.path == trees[0].path));
        assert_eq!(fs::read_to_string(trees[0].path.join("file")).unwrap(), "same");
    }
}
