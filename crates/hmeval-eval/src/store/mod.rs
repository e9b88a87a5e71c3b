//! The store as one evaluation sees it: a directory that may not exist, and objects that are never written.
//!
//! Evaluating needs the *names* of store objects, which follow from their content, and sometimes the content itself:
//! a file of a source that was copied, a derivation that was just made. Nothing is copied here; instead every object
//! that this evaluation names is remembered with where its content is (`objects`), and file access (`files`) looks
//! there first. `copy` names sources, `derivations` remembers derivations, `realise` says which strings can be used as
//! paths without a build.

mod access;
mod copy;
mod derivations;
mod files;
mod objects;
mod realise;
mod symlinks;
#[cfg(test)]
mod tests;
mod tree;

use std::cell::RefCell;
use std::rc::Rc;

use hmeval_store::{Features, Hash, StoreDir, StorePath};
use rustc_hash::FxHashMap;

use crate::settings::Settings;
use crate::string::ElementId;
use crate::world::FileStat;

pub use access::Access;
pub use copy::PathSource;
pub use derivations::Derivations;
pub use objects::Object;
pub use realise::NotRealised;
pub use symlinks::Resolution;

use crate::context::Reference;

/// What one evaluation knows of the store and of the files that it looked at.
pub struct StoreState<'h> {
    /// The store directory.
    pub dir: StoreDir,
    /// The experimental features that concern the store.
    pub features: Features,
    /// The derivations of this evaluation.
    pub derivations: RefCell<Derivations>,
    /// Which files may be read.
    access: Access,
    /// What is in the store without lying there, by base name.
    objects: RefCell<FxHashMap<Box<[u8]>, Object>>,
    /// What store objects are shown as in messages, by base name.
    shown_as: RefCell<ByPath<Box<[u8]>>>,
    /// What [`Reference`] a context element is, by the element's number.
    references: RefCell<Vec<Option<Rc<Reference>>>>,
    /// Sources copied whole under their own names, by path.
    copies: RefCell<ByPath<Copied<'h>>>,
    /// Hashes of whole sources, by their path without symbolic links.
    nar_hashes: RefCell<ByPath<Hash>>,
    /// What lies at a path.
    stats: RefCell<ByPath<Option<FileStat>>>,
    /// Folders without the symbolic links in their paths.
    folders: RefCell<ByPath<Rc<[u8]>>>,
    /// What files were before this run wrote them.
    as_it_was: RefCell<ByPath<Option<Rc<[u8]>>>>,
}

/// Something remembered of paths.
type ByPath<T> = FxHashMap<Box<[u8]>, T>;

/// A source that was copied.
#[derive(Clone, Copy)]
struct Copied<'h> {
    path: &'h [u8],
    element: ElementId,
}

impl<'h> StoreState<'h> {
    /// An empty store. A store directory that is not absolute counts as Nix's default one.
    pub fn new(settings: &Settings) -> Self {
        StoreState {
            dir: StoreDir::new(settings.store_dir.as_bytes()).unwrap_or_default(),
            features: features(settings),
            derivations: RefCell::default(),
            access: Access::new(settings),
            objects: RefCell::default(),
            shown_as: RefCell::default(),
            references: RefCell::default(),
            copies: RefCell::default(),
            nar_hashes: RefCell::default(),
            stats: RefCell::default(),
            folders: RefCell::default(),
            as_it_was: RefCell::default(),
        }
    }

    /// Forgets what was seen of files, for a new look at them (another file in the REPL). Names that were already given
    /// to store objects stay.
    pub(crate) fn forget_files(&self) {
        self.copies.borrow_mut().clear();
        self.nar_hashes.borrow_mut().clear();
        self.stats.borrow_mut().clear();
        self.folders.borrow_mut().clear();
    }

    /// Remembers where the content of a store object is, and allows to read it.
    pub fn add_object(&self, path: &StorePath, object: Object) {
        let mut base_name = Vec::new();
        path.write_base_name(&mut base_name);
        self.access.allow_prefix(&self.dir.print(path));
        self.objects.borrow_mut().entry(base_name.into()).or_insert(object);
    }

    /// From here on messages show `shown` in place of the store object's path: where it comes from.
    pub fn show_as(&self, path: &StorePath, shown: &[u8]) {
        let mut base_name = Vec::new();
        path.write_base_name(&mut base_name);
        self.shown_as.borrow_mut().entry(base_name.into()).or_insert_with(|| shown.into());
    }

    /// A path as places in messages show it.
    pub fn shown<'p>(&self, path: &'p [u8]) -> std::borrow::Cow<'p, [u8]> {
        if let Some(shown) = crate::corepkgs::shown(path) {
            return shown.into();
        }
        let found = self.split(path).and_then(|(base_name, within)| {
            let shown_as = self.shown_as.borrow();
            let shown = shown_as.get(base_name)?;
            Some(if within.is_empty() { shown.to_vec() } else { [shown, &b"/"[..], within].concat() })
        });
        found.map_or(path.into(), Into::into)
    }

    /// A path as pure evaluation prints it: one in a fetched tree by where that comes from, the tree itself with a slash at
    /// its end (Nix: `SourceAccessor::showPath` of a mounted tree).
    pub(crate) fn shown_in_tree<'p>(&self, path: &'p [u8]) -> std::borrow::Cow<'p, [u8]> {
        let is_tree = self.split(path).is_some_and(|(base_name, within)| {
            within.is_empty() && self.objects.borrow().contains_key(base_name)
        });
        let shown = self.shown(path);
        if is_tree { [&shown[..], b"/"].concat().into() } else { shown }
    }

    /// Where the content of a store object is, if this evaluation made it and it is no derivation.
    pub fn object(&self, path: &StorePath) -> Option<Object> {
        let mut name = Vec::new();
        path.write_base_name(&mut name);
        self.objects.borrow().get(&name[..]).cloned()
    }

    /// Allows to read everything at and below `path` in pure and restricted mode.
    pub fn allow_path(&self, path: &[u8]) {
        self.access.allow_prefix(path);
    }

    pub(crate) fn reference(&self, id: ElementId) -> Option<Rc<Reference>> {
        self.references.borrow().get(id.0 as usize).cloned().flatten()
    }

    pub(crate) fn keep_reference(&self, id: ElementId, reference: Rc<Reference>) {
        let mut references = self.references.borrow_mut();
        let index = id.0 as usize;
        if references.len() <= index {
            references.resize(index + 1, None);
        }
        if let Some(place) = references.get_mut(index) {
            *place = Some(reference);
        }
    }
}

fn features(settings: &Settings) -> Features {
    Features {
        blake3_hashes: settings.has_feature("blake3-hashes"),
        ca_derivations: settings.has_feature("ca-derivations"),
        dynamic_derivations: settings.has_feature("dynamic-derivations"),
        git_hashing: settings.has_feature("git-hashing"),
        impure_derivations: settings.has_feature("impure-derivations"),
    }
}
