//! Reading ahead: files that are about to be imported are read and parsed on another core.
//!
//! What a file lists literally (`imports = [ ./a.nix ./b.nix ]`, a module list) will nearly always be imported. As soon
//! as such a list is parsed, its files are queued for worker threads; when the evaluation comes to one of them, it finds
//! the parsed file, or waits for the worker that has it. Parsing depends on nothing but the text, so that an evaluation
//! with and without reading ahead gives the same.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use hmeval_syntax::ir::{Expr, Ir, PathKind};
use hmeval_syntax::{Options, Parsed, Root, RootScope, bind, parse};
use rustc_hash::FxHashMap;

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

#[derive(Default)]
struct State {
    slots: FxHashMap<Vec<u8>, Slot>,
    queue: VecDeque<Vec<u8>>,
    closed: bool,
}

/// The queue that an evaluation shares with its workers.
pub struct Prefetcher {
    state: Mutex<State>,
    changed: Condvar,
    globals: GlobalNames,
    options: Options,
}

struct GlobalScope<'a>(&'a GlobalNames);

impl RootScope for GlobalScope<'_> {
    fn lookup(&self, name: &[u8]) -> Option<Root> {
        self.0.get(name).copied().map(Root::Global)
    }
}

impl Prefetcher {
    pub(crate) fn new(globals: GlobalNames, options: Options) -> Self {
        Prefetcher { state: Mutex::default(), changed: Condvar::new(), globals, options }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A worker that panicked leaves a consistent state: each change is one assignment.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues the files that `ir`, parsed from a file in the folder `dir`, lists.
    pub(crate) fn queue_imports(&self, ir: &Ir, dir: &[u8]) {
        let listed = listed_files(ir, dir);
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
        self.changed.notify_all();
    }

    /// The file at `path`, if a worker has it or is about to have it.
    pub(crate) fn take(&self, path: &[u8]) -> Option<Box<Ready>> {
        let mut state = self.lock();
        loop {
            match state.slots.get_mut(path)? {
                Slot::Done(ready) => return ready.take(),
                // Faster to do it here than to wait for a worker to begin.
                slot @ Slot::Queued => {
                    *slot = Slot::Done(None);
                    return None;
                }
                Slot::Running => {
                    state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }

    /// Works on the queue until [`Prefetcher::close`]. `read` gives the content of a file, as `World::read` does.
    pub fn work(&self, read: Read<'_>) {
        let mut state = self.lock();
        while !state.closed {
            let Some(path) = state.queue.pop_front() else {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            match state.slots.get_mut(&path) {
                Some(slot @ Slot::Queued) => *slot = Slot::Running,
                _ => continue,
            }
            drop(state);
            let ready = self.read(&path, read);
            state = self.lock();
            state.slots.insert(path, Slot::Done(ready));
            self.changed.notify_all();
        }
    }

    /// Ends the workers.
    pub fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    fn read(&self, path: &[u8], read: Read<'_>) -> Option<Box<Ready>> {
        // What cannot be read is left to the evaluation, which words the error.
        let text: Arc<[u8]> = read(path).ok()?.into();
        let mut parsed = parse(&text, &self.options);
        if parsed.errors.is_empty() {
            self.queue_imports(&parsed.ir, crate::path::parent(path));
            parsed.errors = bind(&mut parsed.ir, &GlobalScope(&self.globals));
            parsed.ir.shrink();
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
