//! Reading ahead: files that are about to be imported are read and parsed on another core.
//!
//! What a file lists literally (`imports = [ ./a.nix ./b.nix ]`, a module list) will nearly always be imported, and what
//! `readDir` finds often. As soon as such a list is parsed or a folder is read, its files are queued for worker threads; when the evaluation comes to one of them, it finds
//! the parsed file, or waits for the worker that has it. Parsing depends on nothing but the text, so that an evaluation
//! with and without reading ahead gives the same.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use hmeval_syntax::ir::{Expr, Ir, PathKind};
use hmeval_syntax::{Options, Parsed, Root, RootScope, bind, parse};
use rustc_hash::FxHashMap;

use crate::world::FileKind;

/// A file that was read and parsed, its variables bound in the base environment.
pub(crate) struct Ready {
    /// Its text.
    pub(crate) text: Arc<[u8]>,
    /// Its representation, with its errors.
    pub(crate) parsed: Parsed,
}

/// How a worker reads a file.
pub type Read<'a> = &'a dyn Fn(&[u8]) -> std::io::Result<Vec<u8>>;

/// The names of the base environment, with their numbers.
pub(crate) type GlobalNames = FxHashMap<&'static [u8], u32>;

enum Slot {
    Queued,
    Running,
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
    queue: VecDeque<Vec<u8>>,
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
    while let Some(path) = state.queue.pop_front() {
        if let Some(slot @ Slot::Queued) = state.slots.get_mut(&path) {
            *slot = Slot::Running;
            return Some(path);
        }
    }
    None
}

/// The base environment.
pub(crate) struct GlobalScope<'a>(pub(crate) &'a GlobalNames);

impl RootScope for GlobalScope<'_> {
    fn lookup(&self, name: &[u8]) -> Option<Root> {
        self.0.get(name).copied().map(Root::Global)
    }
}

impl Prefetcher {
    pub(crate) fn new(globals: GlobalNames, options: Options) -> Self {
        Prefetcher { state: Mutex::default(), queued: Condvar::new(), read: Condvar::new(), globals, options }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A worker that panicked leaves a consistent state: each change is one assignment.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells where the files of a store object are.
    pub(crate) fn add_object(&self, object: Vec<u8>, folder: &[u8]) {
        self.lock().moved.push(Moved { object, folder: folder.to_vec() });
    }

    /// Queues the files that `ir`, parsed from a file in the folder `dir`, lists.
    pub(crate) fn queue_imports(&self, ir: &Ir, dir: &[u8]) {
        self.queue(listed_files(ir, dir));
    }

    /// Queues the Nix files of a folder that is listed, and those that its folders stand for: module sets are imported
    /// that way (Home Manager's `programs` and `services`).
    pub(crate) fn queue_folder(&self, dir: &[u8], entries: &[(Vec<u8>, FileKind)]) {
        let files = entries.iter().filter_map(|(name, kind)| match kind {
            FileKind::Regular if name.ends_with(b".nix") => Some(crate::path::join(dir, name)),
            FileKind::Directory => Some(crate::path::join(dir, &[name, &b"/default.nix"[..]].concat())),
            _ => None,
        });
        self.queue(files.collect());
    }

    fn queue(&self, listed: Vec<Vec<u8>>) {
        if listed.is_empty() {
            return;
        }
        let mut state = self.lock();
        for path in listed {
            if !state.slots.contains_key(&path) {
                state.slots.insert(path.clone(), Slot::Queued);
                state.queue.push_back(path);
            }
        }
        drop(state);
        self.queued.notify_all();
    }

    /// The file at `path`, if a worker has it or is about to have it. While a worker is at it, the files that are
    /// queued behind are read here: otherwise worker and evaluation would only ever wait for each other.
    pub(crate) fn take(&self, path: &[u8], read: Read<'_>) -> Option<Box<Ready>> {
        let mut state = self.lock();
        loop {
            match state.slots.get_mut(path)? {
                Slot::Done(ready) => return ready.take(),
                // Faster to do it here than to wait for a worker to begin.
                slot @ Slot::Queued => {
                    *slot = Slot::Done(None);
                    return None;
                }
                Slot::Running => {}
            }
            state = match next(&mut state) {
                Some(other) => self.finish(state, other, read),
                None => {
                    state.awaited = true;
                    self.read.wait(state).unwrap_or_else(PoisonError::into_inner)
                }
            };
        }
    }

    /// Works on the queue until [`Prefetcher::close`]. `read` gives the content of a file, as `World::read` does.
    pub fn work(&self, read: Read<'_>) {
        let mut state = self.lock();
        while !state.closed {
            state = match next(&mut state) {
                Some(path) => self.finish(state, path, read),
                None => self.queued.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Reads a file that was taken from the queue.
    fn finish<'a>(
        &'a self,
        state: MutexGuard<'a, State>,
        path: Vec<u8>,
        read: Read<'_>,
    ) -> MutexGuard<'a, State> {
        let real = real_path(&state, &path);
        drop(state);
        let ready = self.read(&path, &real, read);
        let mut state = self.lock();
        state.slots.insert(path, Slot::Done(ready));
        if std::mem::take(&mut state.awaited) {
            self.read.notify_all();
        }
        state
    }

    /// Ends the workers.
    pub fn close(&self) {
        self.lock().closed = true;
        self.queued.notify_all();
    }

    fn read(&self, path: &[u8], real: &[u8], read: Read<'_>) -> Option<Box<Ready>> {
        // What cannot be read is left to the evaluation, which words the error.
        let text: Arc<[u8]> = read(real).ok()?.into();
        let mut parsed = parse(&text, &self.options);
        if parsed.errors.is_empty() {
            self.queue_imports(&parsed.ir, crate::path::parent(path));
            parsed.errors = bind(&mut parsed.ir, &GlobalScope(&self.globals));
        }
        Some(Box::new(Ready { text, parsed }))
    }
}

/// The Nix files that are elements of list literals.
fn listed_files(ir: &Ir, dir: &[u8]) -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    for expr in &ir.exprs {
        let Expr::List(range) = expr else { continue };
        for element in ir.lists.get(range.idx()).unwrap_or_default() {
            if let Some(Expr::Path(PathKind::Relative, literal)) = ir.exprs.get(element.0 as usize) {
                let literal = ir.string(*literal);
                if literal.ends_with(b".nix") {
                    files.push(crate::path::join(dir, literal));
                }
            }
        }
    }
    files
}
