//! Naming sources as if they were copied to the store (Nix: `copyPathToStore`, `fetchToStore`, `addPath`).
//!
//! The name of the copy follows from the hash of the source's archive. Sources are hashed once; the world may know
//! the hash already.

use std::cell::Cell;
use std::ffi::OsStr;
use std::io::{self, Cursor};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::rc::Rc;

use hmeval_diag::Pos;
use hmeval_store::nar::{self, Kind, NarError, NarSource, OpenFile};
use hmeval_store::{ContentAddress, ContentAddressMethod, Hash, HashAlgo, References, StorePath};
use rustc_hash::FxHashSet;

use super::{Copied, Object, Resolution};

use crate::error::{Error, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::Value;
use crate::path::base_name;
use crate::string::{ContextBuilder, ContextElement};
use crate::world::FileKind;

/// A source to be named, as `builtins.path` and `builtins.filterSource` describe it.
#[derive(Clone)]
pub struct PathSource<'a, 'h> {
    /// The name that the copy gets.
    pub name: &'a [u8],
    /// Where the source is, without symbolic links.
    pub path: &'a [u8],
    /// Which of the files below it are taken.
    pub filter: Option<Value<'h>>,
    /// Whether its archive is hashed (a tree), or its content (a single file).
    pub method: ContentAddressMethod,
    /// What the source refers to, if it lies in the store itself.
    pub references: Rc<[StorePath]>,
}

impl<'h> Evaluator<'h> {
    /// The store path of the copy of the source at `path` (what interpolating a path does); `context` gets it, too.
    ///
    /// # Errors
    /// If the source does not exist, cannot be read, has a name that no store object can have, or ends in `.drv`.
    pub fn copy_to_store(&self, path: &'h [u8], context: &mut ContextBuilder<'h>) -> Result<'h, &'h [u8]> {
        let known = self.store.copies.borrow().get(path).copied();
        let copied = match known {
            Some(copied) => copied,
            None => self.copy_new(path)?,
        };
        context.add_element(copied.element);
        Ok(copied.path)
    }

    fn copy_new(&self, path: &'h [u8]) -> Result<'h, Copied<'h>> {
        if path.ends_with(b".drv") {
            return Err(self.error(ErrorKind::Eval, "file names are not allowed to end in '.drv'"));
        }
        let resolved = self.resolve_path(path, Resolution::Ancestors)?;
        let source = PathSource {
            name: base_name(path),
            path: &resolved,
            filter: None,
            method: ContentAddressMethod::Nar,
            references: Rc::default(),
        };
        let text = self.heap.bytes(&self.store.dir.print(&self.add_source(&source)?));
        let element = self.contexts.intern(ContextElement::Opaque(text.into()));
        let copied = Copied { path: text, element };
        self.store.copies.borrow_mut().insert(path.into(), copied);
        Ok(copied)
    }

    /// The store path of the copy of a source, whose content can from now on be read there.
    ///
    /// # Errors
    /// If the source cannot be read, the filter fails, or the name is not valid.
    pub fn add_source(&self, source: &PathSource<'_, 'h>) -> Result<'h, StorePath> {
        let hashed = match (source.method, source.filter) {
            (ContentAddressMethod::Flat, _) => self.file_hash(source.path).map(|hash| (hash, None)),
            (_, None) => self.nar_hash(source.path).map(|hash| (hash, None)),
            (_, Some(filter)) => {
                self.filtered_hash(source.path, filter).map(|(hash, kept)| (hash, Some(Rc::new(kept))))
            }
        };
        let (hash, kept) = match hashed {
            Ok(hashed) => hashed,
            Err(error) if self.stand_in_for(error.data().message, None).is_some() => {
                return self.name_of_nothing(source);
            }
            Err(error) => return Err(error),
        };
        let address = ContentAddress { method: source.method, hash };
        let path = self.content_path(source.name, address, &source.references)?;
        self.store.derivations.borrow_mut().add_references(path.clone(), Rc::clone(&source.references));
        // What is itself only named cannot be found again through its filter; its hash is all that is needed then.
        if let Some(real) = self.world_path(source.path) {
            let is_as_it_was = self.store.is_as_it_was(source.path, &real);
            let real = Rc::from(real);
            let object = match kept {
                Some(kept) => Object::Filtered(real, kept),
                None if !is_as_it_was => Object::Folder(real),
                None => Object::Source(real),
            };
            self.store.add_object(&path, object);
        }
        Ok(path)
    }

    /// The store path of a copy of an empty source, which stands in for one that cannot be read.
    #[cold]
    fn name_of_nothing(&self, source: &PathSource<'_, 'h>) -> Result<'h, StorePath> {
        let hash = hmeval_store::hash_bytes(HashAlgo::Sha256, b"");
        let address = ContentAddress { method: source.method, hash };
        self.content_path(source.name, address, &[])
    }

    /// The path of a store object that is named by its content.
    ///
    /// # Errors
    /// If the name is not valid, or what the object refers to cannot be part of its path.
    pub fn content_path(
        &self,
        name: &[u8],
        address: ContentAddress,
        references: &[StorePath],
    ) -> Result<'h, StorePath> {
        let references = References { others: references.iter().cloned().collect(), self_reference: false };
        let path = self.store.dir.make_content_path(name, &address, &references);
        path.map_err(|error| self.store_error(error))
    }

    /// The SHA-256 hash of the archive of what lies at `path`.
    ///
    /// # Errors
    /// If it does not exist or cannot be read.
    pub fn nar_hash(&self, path: &[u8]) -> Result<'h, Hash> {
        if let Some(hash) = self.store.nar_hashes.borrow().get(path) {
            return Ok(*hash);
        }
        self.existing_stat(path)?;
        // The world knows nothing of what the mode hides.
        let real = self.real_path(path).filter(|_| self.store.access.allows_below(path));
        let hash = match real.and_then(|real| self.world.tree_hash(&real)) {
            Some(hash) => hash,
            None => self.tree_hash(path, |_, _| Ok(true))?,
        };
        self.store.nar_hashes.borrow_mut().insert(path.into(), hash);
        Ok(hash)
    }

    /// The hash of the archive of what the filter leaves of the tree at `root`, and the paths that it leaves.
    fn filtered_hash(&self, root: &[u8], filter: Value<'h>) -> Result<'h, (Hash, FxHashSet<Box<[u8]>>)> {
        self.existing_stat(root)?;
        let mut kept = FxHashSet::default();
        let hash = self.tree_hash(root, |path, kind| {
            let keep = self.call_path_filter(filter, path, kind)?;
            if keep {
                let within = path.strip_prefix(root).unwrap_or(path);
                kept.insert(within.strip_prefix(b"/").unwrap_or(within).into());
            }
            Ok(keep)
        })?;
        Ok((hash, kept))
    }

    fn call_path_filter(&self, filter: Value<'h>, path: &[u8], kind: Kind) -> Result<'h, bool> {
        let kind = match kind {
            Kind::Regular => FileKind::Regular,
            Kind::Directory => FileKind::Directory,
            Kind::Symlink => FileKind::Symlink,
            Kind::Unsupported => FileKind::Unknown,
        };
        let result = self.call(filter, &[self.string(path), self.string(kind.name())], Pos::NONE)?;
        self.force_bool(result, Pos::NONE, "while evaluating the return value of the path filter function")
    }

    fn tree_hash(
        &self,
        root: &[u8],
        mut filter: impl FnMut(&[u8], Kind) -> Result<'h, bool>,
    ) -> Result<'h, Hash> {
        let tree = Tree { ev: self, failure: Cell::new(None) };
        let hashed = nar::hash_nar(&tree, as_path(root), HashAlgo::Sha256, |path: &Path, kind| {
            filter(path.as_os_str().as_bytes(), kind)
        });
        match hashed {
            Ok((hash, _)) => Ok(hash),
            Err(NarError::Filter(error)) => Err(error),
            Err(NarError::Invalid(error)) => Err(self.store_error(error)),
            Err(NarError::Source { error, .. } | NarError::Sink(error)) => Err(tree.failure(&error)),
        }
    }

    /// The SHA-256 hash of the content of the file at `path`.
    fn file_hash(&self, path: &[u8]) -> Result<'h, Hash> {
        Ok(hmeval_store::hash_bytes(HashAlgo::Sha256, &self.read_file(path)?))
    }
}

fn as_path(path: &[u8]) -> &Path {
    Path::new(OsStr::from_bytes(path))
}

/// The files as the evaluation sees them, for the archive writer. Its errors are only marks for `failure`.
struct Tree<'a, 'h> {
    ev: &'a Evaluator<'h>,
    failure: Cell<Option<Error<'h>>>,
}

impl<'h> Tree<'_, 'h> {
    fn note<T>(&self, result: Result<'h, T>) -> io::Result<T> {
        result.map_err(|error| {
            self.failure.set(Some(error));
            io::Error::other("see the noted failure")
        })
    }

    fn failure(&self, error: &io::Error) -> Error<'h> {
        self.failure.take().unwrap_or_else(|| self.ev.error(ErrorKind::Io, error.to_string()))
    }
}

impl NarSource for Tree<'_, '_> {
    type Content = Cursor<Vec<u8>>;

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        self.note(self.ev.existing_stat(path.as_os_str().as_bytes())).map(|stat| nar_kind(stat.kind))
    }

    fn open(&self, path: &Path) -> io::Result<OpenFile<Self::Content>> {
        let path = path.as_os_str().as_bytes();
        let executable = self.note(self.ev.existing_stat(path))?.executable;
        let content = self.note(self.ev.read_file(path))?;
        Ok(OpenFile { executable, size: content.len() as u64, content: Cursor::new(content) })
    }

    fn list(&self, path: &Path) -> io::Result<Vec<(Vec<u8>, Kind)>> {
        let entries = self.note(self.ev.list_dir(path.as_os_str().as_bytes()))?;
        Ok(entries.into_iter().map(|(name, kind)| (name, nar_kind(kind))).collect())
    }

    fn read_link(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.note(self.ev.read_link(path.as_os_str().as_bytes()))
    }
}

pub(super) fn nar_kind(kind: FileKind) -> Kind {
    match kind {
        FileKind::Regular => Kind::Regular,
        FileKind::Directory => Kind::Directory,
        FileKind::Symlink => Kind::Symlink,
        FileKind::Unknown => Kind::Unsupported,
    }
}
