//! The derivations of one evaluation: what `derivationStrict` made, and what was read from the store for it.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use hmeval_store::{Derivation, DrvHash, DrvHashes, Features, Scratch, StoreDir, StorePath};
use rustc_hash::FxHashMap;

use super::StoreState;
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::stats::Stats;
use crate::world::World;

/// Derivations by path, and their hashes modulo.
#[derive(Default)]
pub struct Derivations {
    known: FxHashMap<StorePath, Known>,
    hashes: FxHashMap<StorePath, DrvHash>,
    /// What other store objects of this evaluation refer to.
    references: FxHashMap<StorePath, Rc<[StorePath]>>,
    scratch: Scratch,
}

/// A derivation of this evaluation. Few of them are looked at again, and the text needs a third of the memory.
struct Known {
    /// The text of its file.
    text: Box<[u8]>,
    /// What the text says, once somebody wants to know.
    read: OnceCell<Rc<Derivation>>,
}

impl Derivations {
    /// A derivation of this evaluation.
    fn get(&self, path: &StorePath, reader: Reader<'_>) -> Option<hmeval_store::Result<Rc<Derivation>>> {
        let known = self.known.get(path)?;
        if let Some(drv) = known.read.get() {
            return Some(Ok(Rc::clone(drv)));
        }
        let drv = reader.parse(path, &known.text).map(Rc::new);
        Some(drv.map(|drv| Rc::clone(known.read.get_or_init(|| drv))))
    }

    /// Remembers what a store object refers to that is no derivation.
    pub(crate) fn add_references(&mut self, path: StorePath, references: Rc<[StorePath]>) {
        if !references.is_empty() {
            self.references.insert(path, references);
        }
    }
}

/// [`Derivations`] with what it takes to read others from the store.
struct Closure<'a> {
    state: &'a mut Derivations,
    reader: Reader<'a>,
}

/// Reads derivations that lie in the store.
#[derive(Clone, Copy)]
struct Reader<'a> {
    world: &'a dyn World,
    dir: &'a StoreDir,
    features: Features,
}

impl Reader<'_> {
    fn read(self, path: &StorePath) -> hmeval_store::Result<Derivation> {
        let text = self.dir.print(path);
        let Ok(content) = self.world.read(&text) else {
            let message: [&[u8]; 3] = [b"path '", &text, b"' is not valid"];
            return Err(hmeval_store::Error::new(hmeval_store::ErrorKind::Other, &message));
        };
        self.parse(path, &content)
    }

    fn parse(self, path: &StorePath, text: &[u8]) -> hmeval_store::Result<Derivation> {
        Derivation::parse_aterm(self.dir, text, path.derivation_name()?.as_bytes(), self.features)
    }
}

impl DrvHashes for Closure<'_> {
    fn get(&self, path: &StorePath) -> Option<&DrvHash> {
        self.state.hashes.get(path)
    }

    fn insert(&mut self, path: StorePath, hash: DrvHash) {
        self.state.hashes.insert(path, hash);
    }

    fn read(&mut self, path: &StorePath) -> hmeval_store::Result<Derivation> {
        self.reader.read(path)
    }
}

impl<'h> Evaluator<'h> {
    fn reader(&self) -> Reader<'_> {
        Reader { world: self.world, dir: &self.store.dir, features: self.store.features }
    }

    /// Fills in the output paths of a derivation and remembers it. Answers its path.
    ///
    /// # Errors
    /// If its outputs do not go together, or an input is not known and not in the store.
    pub fn instantiate(&self, drv: &mut Derivation) -> Result<'h, StorePath> {
        let mut state = self.store.derivations.borrow_mut();
        let mut scratch = std::mem::take(&mut state.scratch);
        let mut closure = Closure { state: &mut state, reader: self.reader() };
        let instantiated = drv.instantiate(&self.store.dir, &mut closure, &mut scratch);
        state.scratch = scratch;
        let (path, text) = instantiated.map_err(|error| self.store_error(error))?;
        state.known.insert(path.clone(), Known { text, read: OnceCell::new() });
        Stats::add(&self.stats.derivations, 1);
        Ok(path)
    }

    /// The derivation at `path`: made by this evaluation, or in the store.
    ///
    /// # Errors
    /// If there is none or it cannot be read.
    pub fn derivation_at(&self, path: &StorePath) -> Result<'h, Rc<Derivation>> {
        let known = self.store.derivations.borrow().get(path, self.reader());
        let drv = known.unwrap_or_else(|| self.reader().read(path).map(Rc::new));
        drv.map_err(|error| self.store_error(error))
    }

    /// What a store object refers to, as far as this evaluation knows: derivations, files made by `builtins.toFile` and
    /// copies of such.
    pub fn object_references(&self, path: &StorePath) -> Rc<[StorePath]> {
        let state = self.store.derivations.borrow();
        match state.get(path, self.reader()) {
            Some(Ok(drv)) => drv.input_srcs.iter().chain(drv.input_drvs.keys()).cloned().collect(),
            // What this evaluation wrote can be read.
            Some(Err(_)) | None => state.references.get(path).cloned().unwrap_or_default(),
        }
    }

    /// All store objects that the derivation at `path` refers to, directly or not, and itself
    /// (Nix: `computeFSClosure`). What sources in the store refer to is only known of those this evaluation made.
    ///
    /// # Errors
    /// As [`Evaluator::derivation_at`], for each derivation of the closure.
    pub fn derivation_closure(&self, path: &StorePath) -> Result<'h, BTreeSet<StorePath>> {
        let mut closure = BTreeSet::new();
        let mut pending = vec![path.clone()];
        while let Some(path) = pending.pop() {
            if closure.contains(&path) {
                continue;
            }
            if path.is_derivation() {
                let drv = self.derivation_at(&path)?;
                pending.extend(drv.input_srcs.iter().chain(drv.input_drvs.keys()).cloned());
            } else {
                pending.extend(self.object_references(&path).iter().cloned());
            }
            closure.insert(path);
        }
        Ok(closure)
    }
}

impl StoreState<'_> {
    /// Whether this evaluation made the derivation with this base name.
    pub(super) fn is_known_derivation(&self, base_name: &[u8]) -> bool {
        StorePath::parse(base_name).is_ok_and(|path| self.derivations.borrow().known.contains_key(&path))
    }

    /// The text of the derivation with this base name, if this evaluation made it.
    pub(super) fn derivation_text(&self, base_name: &[u8]) -> Option<Rc<[u8]>> {
        let path = StorePath::parse(base_name).ok()?;
        Some(Rc::from(&*self.derivations.borrow().known.get(&path)?.text))
    }
}
