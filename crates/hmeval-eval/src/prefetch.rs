//! Reading ahead: files that are about to be imported are read and parsed on another core.
//!
//! What a file lists literally (`imports = [ ./a.nix ./b.nix ]`, a module list) will nearly always be imported, and what
//! `readDir` finds often. As soon as such a list is parsed or a folder is read, its files are queued for worker threads;
//! when the evaluation comes to one of them, it finds the parsed file, or waits for the worker that has it. Parsing depends
//! on nothing but the text, so that an evaluation with and without reading ahead gives the same.
//!
//! Where there is nothing to read and a derivation was asked for, the trees that some file copies whole are hashed
//! (`builtins.path { path = ../.; }`: Home Manager names its own source so). The world keeps these hashes until it is asked
//! for them.

mod listed;
mod queue;
mod threads;

use std::collections::hash_map::Entry;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use hmeval_syntax::ir::Ir;
use hmeval_syntax::{Options, Parsed, Root, RootScope, bind, parse};
use rustc_hash::FxHashMap;

use crate::world::{FileKind, World};
use queue::Queue;
pub use threads::ReadAhead;

/// A file that was read and parsed, its variables bound in the base environment.
pub(crate) struct Ready {
    /// Its text.
    pub(crate) text: Arc<[u8]>,
    /// Its representation, with its errors.
    pub(crate) parsed: Parsed,
    /// The world's stamp of it, if the evaluation keeps parsed files.
    pub(crate) stamp: Option<u64>,
}

/// The names of the base environment, with their numbers.
pub(crate) type GlobalNames = FxHashMap<&'static [u8], u32>;

/// So many files are read before a worker goes on with a tree.
const FEW: usize = 8;

/// A file that somebody has begun to read.
enum Slot {
    Running,
    /// Nothing if it cannot be read, or was taken.
    Done(Option<Box<Ready>>),
}

/// A store object that does not lie in the store, and the folder that has its files.
struct Moved {
    object: Vec<u8>,
    folder: Vec<u8>,
}

#[derive(Default)]
struct State {
    moved: Vec<Moved>,
    slots: FxHashMap<Vec<u8>, Slot>,
    queue: Queue,
    /// Trees that nobody has begun to hash.
    trees: Vec<Vec<u8>>,
    /// Whether trees are to be hashed: questions about options never need it.
    sources_expected: bool,
    /// The evaluation waits for a file that a worker is at.
    awaited: bool,
    closed: bool,
}

/// The queue that an evaluation shares with its workers.
pub struct Prefetcher {
    state: Mutex<State>,
    /// There is something in the queue, or no more to come.
    queued: Condvar,
    /// A file is read that the evaluation waits for.
    read: Condvar,
    globals: GlobalNames,
    options: Options,
    /// Whether files are kept, and need stamps.
    keeps: bool,
}

/// Where the content of a file is.
fn real_path(state: &State, path: &[u8]) -> Vec<u8> {
    let within = |moved: &Moved| {
        let within = path.strip_prefix(&moved.object[..])?.strip_prefix(b"/")?;
        Some(crate::path::join(&moved.folder, within))
    };
    state.moved.iter().find_map(within).unwrap_or_else(|| path.to_vec())
}

/// Takes the next file from the queue that nobody has begun.
fn next(state: &mut State) -> Option<Vec<u8>> {
    while let Some(path) = state.queue.next() {
        if let Entry::Vacant(slot) = state.slots.entry(path.clone()) {
            slot.insert(Slot::Running);
            return Some(path);
        }
    }
    None
}

impl State {
    fn next_tree(&mut self) -> Option<Vec<u8>> {
        if self.sources_expected { self.trees.pop() } else { None }
    }
}

/// The base environment.
pub(crate) struct GlobalScope<'a>(pub(crate) &'a GlobalNames);

impl RootScope for GlobalScope<'_> {
    fn lookup(&self, name: &[u8]) -> Option<Root> {
        self.0.get(name).copied().map(Root::Global)
    }
}

impl Prefetcher {
    /// Of the variables in `globals`; `keeps` says whether parsed files are kept for other evaluations.
    pub(crate) fn new(globals: GlobalNames, options: Options, keeps: bool) -> Self {
        let (queued, read) = (Condvar::new(), Condvar::new());
        Prefetcher { state: Mutex::default(), queued, read, globals, options, keeps }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A worker that panicked leaves a consistent state: each change is one assignment.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells where the files of a store object are.
    pub(crate) fn add_object(&self, object: Vec<u8>, folder: &[u8]) {
        self.lock().moved.push(Moved { object, folder: folder.to_vec() });
    }

    /// Queues the files of a tree of which it is known in which order evaluations read them.
    pub(crate) fn queue_sequence(&self, tree: Vec<u8>, files: Vec<Vec<u8>>) {
        if !files.is_empty() {
            self.lock().queue.add_sequence(tree, files);
            self.queued.notify_all();
        }
    }

    /// Queues what `ir`, parsed from a file in the folder `dir`, names: files that it lists, trees that it copies.
    pub(crate) fn queue_named(&self, ir: &Ir, dir: &[u8]) {
        let (files, trees) = (listed::files(ir, dir), listed::trees(ir, dir));
        if files.is_empty() && trees.is_empty() {
            return;
        }
        let mut state = self.lock();
        state.trees.extend(trees);
        state.queue.add_listed(files);
        drop(state);
        self.queued.notify_all();
    }

    /// Queues the Nix files of a folder that is listed, and those that its folders stand for: module sets are imported
    /// that way (Home Manager's `programs` and `services`).
    pub(crate) fn queue_folder(&self, dir: &[u8], entries: &[(Vec<u8>, FileKind)]) {
        self.lock().queue.add_folder(dir, entries);
        self.queued.notify_all();
    }

    /// Sources will be asked for.
    pub(crate) fn expect_sources(&self) {
        let mut state = self.lock();
        state.sources_expected = true;
        if !state.trees.is_empty() {
            self.queued.notify_one();
        }
    }

    /// The file at `path`, if a worker has it or is at it; otherwise the caller is to read it. While a worker is at it, the
    /// files that are queued behind are read here: otherwise worker and evaluation would only ever wait for each other.
    pub(crate) fn take(&self, path: &[u8], world: &dyn World) -> Option<Box<Ready>> {
        let mut state = self.lock();
        loop {
            match state.slots.get_mut(path) {
                Some(Slot::Done(ready)) => return ready.take(),
                Some(Slot::Running) => {}
                // Faster to do it here than to wait for a worker to begin.
                None => {
                    state.slots.insert(path.to_vec(), Slot::Done(None));
                    state.queue.missed(path);
                    return None;
                }
            }
            state = match next(&mut state) {
                Some(other) => self.finish(state, other, world),
                None => {
                    state.awaited = true;
                    self.read.wait(state).unwrap_or_else(PoisonError::into_inner)
                }
            };
        }
    }

    /// Works on the queue until [`Prefetcher::close`].
    fn work(&self, world: &dyn World) {
        let mut state = self.lock();
        while !state.closed {
            state = match next(&mut state) {
                Some(path) => self.finish(state, path, world),
                None => match state.next_tree() {
                    Some(tree) => {
                        let real = real_path(&state, &tree);
                        drop(state);
                        world.hash_ahead(&real, &|| self.read_queued(world));
                        self.lock()
                    }
                    None => self.queued.wait(state).unwrap_or_else(PoisonError::into_inner),
                },
            };
        }
    }

    /// Reads the next few files of the queue.
    fn read_queued(&self, world: &dyn World) {
        let mut state = self.lock();
        for _ in 0..FEW {
            let Some(path) = next(&mut state) else { break };
            state = self.finish(state, path, world);
        }
    }

    /// Reads a file that was taken from the queue.
    fn finish<'a>(
        &'a self,
        state: MutexGuard<'a, State>,
        path: Vec<u8>,
        world: &dyn World,
    ) -> MutexGuard<'a, State> {
        let real = real_path(&state, &path);
        drop(state);
        let ready = self.read(&path, &real, world);
        let mut state = self.lock();
        state.queue.was_there(&path, ready.is_some());
        if let Some(slot @ Slot::Running) = state.slots.get_mut(&path) {
            *slot = Slot::Done(ready);
        }
        if std::mem::take(&mut state.awaited) {
            self.read.notify_all();
        }
        state
    }

    /// Files may have changed: what was read of them is not used.
    pub(crate) fn forget(&self) {
        let mut state = self.lock();
        state.queue = Queue::default();
        state.trees.clear();
        // Where a worker is at a file, nobody waits for it now; what it reads could be either content.
        state.slots.values_mut().for_each(|slot| *slot = Slot::Done(None));
    }

    /// Ends the workers.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.queued.notify_all();
    }

    fn read(&self, path: &[u8], real: &[u8], world: &dyn World) -> Option<Box<Ready>> {
        // Before the text is read: a change in between makes the stamp an old one.
        let stamp = if self.keeps { world.stamp(real) } else { None };
        // What cannot be read is left to the evaluation, which words the error.
        let text: Arc<[u8]> = world.read(real).ok()?.into();
        let mut parsed = parse(&text, &self.options);
        if parsed.errors.is_empty() {
            self.queue_named(&parsed.ir, crate::path::parent(path));
            parsed.errors = bind(&mut parsed.ir, &GlobalScope(&self.globals));
        }
        Some(Box::new(Ready { text, parsed, stamp }))
    }
}
