//! Whole trees of files as store objects: the sources of flakes.
//!
//! They are hashed where they lie, whatever the mode of evaluation allows to read, for the store object is what an
//! evaluation may then read.

use std::convert::Infallible;
use std::ffi::OsStr;
use std::io::{self, Cursor};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use hmeval_store::nar::{self, Kind, NarError, NarSource, OpenFile};
use hmeval_store::{ContentAddress, ContentAddressMethod, Hash, HashAlgo, StorePath};

use super::Object;
use super::copy::nar_kind;
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::world::{FileKind, World};

impl<'h> Evaluator<'h> {
    /// The store object that the tree at `root` would be, with the hash of its archive.
    ///
    /// # Errors
    /// If the tree cannot be read, or `name` is not valid.
    pub fn add_tree(&self, name: &[u8], root: &[u8]) -> Result<'h, (StorePath, Hash)> {
        let hash = match self.world.tree_hash(root) {
            Some(hash) => hash,
            None => self.world_tree_hash(root)?,
        };
        let address = ContentAddress { method: ContentAddressMethod::Nar, hash };
        let path = self.content_path(name, address, &[])?;
        self.store.add_object(&path, Object::Folder(root.into()));
        if let Some(prefetcher) = &self.prefetcher {
            let object = self.store.dir.print(&path);
            let order = self.world.reading_order(root);
            let order = order.iter().map(|file| crate::path::join(&object, file)).collect();
            prefetcher.add_object(object.clone(), root);
            prefetcher.queue_sequence(object, order);
        }
        Ok((path, hash))
    }

    fn world_tree_hash(&self, root: &[u8]) -> Result<'h, Hash> {
        let everything = |_: &Path, _: Kind| Ok::<_, Infallible>(true);
        let tree = WorldTree(self.world);
        match nar::hash_nar(&tree, Path::new(OsStr::from_bytes(root)), HashAlgo::Sha256, everything) {
            Ok((hash, _)) => Ok(hash),
            Err(NarError::Filter(never)) => match never {},
            Err(NarError::Invalid(error)) => Err(self.store_error(error)),
            Err(NarError::Source { error, path }) => {
                let message = [b"cannot read '", path.as_os_str().as_bytes(), b"': "].concat();
                Err(self.error(ErrorKind::Io, [&message, error.to_string().as_bytes()].concat()))
            }
            Err(NarError::Sink(error)) => Err(self.error(ErrorKind::Io, error.to_string())),
        }
    }
}

/// The files of the world, for the archive writer.
struct WorldTree<'w>(&'w dyn World);

impl WorldTree<'_> {
    fn stat(&self, path: &Path) -> io::Result<crate::world::FileStat> {
        let stat = self.0.stat(path.as_os_str().as_bytes())?;
        stat.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "it does not exist"))
    }
}

impl NarSource for WorldTree<'_> {
    type Content = Cursor<Vec<u8>>;

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        Ok(nar_kind(self.stat(path)?.kind))
    }

    fn open(&self, path: &Path) -> io::Result<OpenFile<Self::Content>> {
        let stat = self.stat(path)?;
        debug_assert!(stat.kind == FileKind::Regular);
        let content = self.0.read(path.as_os_str().as_bytes())?;
        Ok(OpenFile {
            executable: stat.executable,
            size: content.len() as u64,
            content: Cursor::new(content),
        })
    }

    fn list(&self, path: &Path) -> io::Result<Vec<(Vec<u8>, Kind)>> {
        let entries = self.0.list(path.as_os_str().as_bytes())?;
        Ok(entries.into_iter().map(|(name, kind)| (name, nar_kind(kind))).collect())
    }

    fn read_link(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.read_link(path.as_os_str().as_bytes())
    }
}
