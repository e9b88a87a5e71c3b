//! Trees that are hashed on another thread before an evaluation asks for them, and where it finds their hashes.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use hmeval_store::{Fingerprint, Hash};

/// The hash of a tree.
#[derive(Clone, Copy)]
pub(crate) struct HashedTree {
    /// What tells this state of the tree from others, if there is something.
    pub(crate) fingerprint: Option<Fingerprint>,
    /// The SHA-256 hash of its archive.
    pub(crate) hash: Hash,
}

enum Slot {
    Running,
    /// Nothing if the tree cannot be hashed.
    Done(Option<HashedTree>),
}

#[derive(Default)]
struct State {
    trees: BTreeMap<Vec<u8>, Slot>,
    /// How often everything was forgotten.
    forgotten: u64,
    /// The evaluation waits for a tree.
    awaited: bool,
}

/// What is being hashed, and what was.
#[derive(Default)]
pub(crate) struct HashedAhead {
    state: Mutex<State>,
    done: Condvar,
}

impl HashedAhead {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Each change is one assignment, so that a panic leaves nothing half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hashes a tree, unless that was begun before.
    pub(crate) fn put(&self, tree: &[u8], hash: impl FnOnce() -> Option<HashedTree>) {
        let mut state = self.lock();
        if state.trees.contains_key(tree) {
            return;
        }
        state.trees.insert(tree.to_vec(), Slot::Running);
        let mut begun = Begun { ahead: self, tree, forgotten: state.forgotten, hashed: None };
        drop(state);
        begun.hashed = hash();
    }

    /// The hash of a tree, if another thread has it or is at it.
    pub(crate) fn take(&self, tree: &[u8]) -> Option<HashedTree> {
        let mut state = self.lock();
        loop {
            match state.trees.get(tree)? {
                Slot::Done(hashed) => return *hashed,
                Slot::Running => {
                    state.awaited = true;
                    state = self.done.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }

    /// Whether the evaluation waits for what is being hashed: then nothing else may come first.
    pub(crate) fn is_awaited(&self) -> bool {
        self.lock().awaited
    }

    /// Trees may have changed: what is known of them is not used, and neither is what is being hashed.
    pub(crate) fn forget(&self) {
        let mut state = self.lock();
        state.trees.clear();
        state.forgotten += 1;
        self.done.notify_all();
    }
}

/// A tree that is being hashed. Nobody waits for it any more when this is dropped, also if the thread panics.
struct Begun<'a> {
    ahead: &'a HashedAhead,
    tree: &'a [u8],
    /// How often everything was forgotten before.
    forgotten: u64,
    hashed: Option<HashedTree>,
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        let mut state = self.ahead.lock();
        if state.forgotten == self.forgotten {
            state.trees.insert(self.tree.to_vec(), Slot::Done(self.hashed));
        }
        state.awaited = false;
        self.ahead.done.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    fn hashed() -> HashedTree {
        HashedTree { fingerprint: None, hash: Hash::from_sha256([7; 32]) }
    }

    #[test]
    fn who_asks_waits_for_who_hashes() {
        let ahead = HashedAhead::default();
        let (begun, wait) = channel();
        assert!(ahead.take(b"/tree").is_none());
        std::thread::scope(|scope| {
            let _ = scope.spawn(|| {
                ahead.put(b"/tree", || {
                    begun.send(()).unwrap();
                    Some(hashed())
                });
            });
            wait.recv().unwrap();
            assert!(ahead.take(b"/tree").unwrap().hash == hashed().hash);
        });
        ahead.put(b"/tree", || unreachable!());
        ahead.put(b"/nothing", || None);
        assert!(ahead.take(b"/nothing").is_none());
    }

    #[test]
    fn what_was_begun_before_forgetting_is_not_used() {
        let ahead = HashedAhead::default();
        let (begun, wait) = channel();
        let (go_on, forgotten) = channel::<()>();
        std::thread::scope(|scope| {
            let ahead = &ahead;
            let _ = scope.spawn(move || {
                ahead.put(b"/tree", || {
                    begun.send(()).unwrap();
                    forgotten.recv().unwrap();
                    Some(hashed())
                });
            });
            wait.recv().unwrap();
            ahead.forget();
            assert!(ahead.take(b"/tree").is_none());
            go_on.send(()).unwrap();
        });
        assert!(ahead.take(b"/tree").is_none());
    }
}
