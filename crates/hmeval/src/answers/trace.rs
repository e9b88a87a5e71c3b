//! What an evaluation asks of the world, and what it is told.

use std::cell::{Cell, RefCell};
use std::time::SystemTime;

use hmeval_eval::world::FileStat;
use hmeval_store::Fingerprint;
use rustc_hash::FxHashMap;

use super::fact::{Question, Told, digest, kind_number, settled_state};
use crate::console::Console;

/// One thing that was asked, and what was told.
pub(crate) type Fact = (Question, Vec<u8>, Told);

/// Everything asked so far.
pub(crate) struct Trace {
    start: SystemTime,
    told: RefCell<FxHashMap<(Question, Vec<u8>), Told>>,
    /// Something was asked whose answer cannot be relied on to be the same.
    is_broken: Cell<bool>,
}

impl Trace {
    /// A trace of an evaluation that begins at `start`.
    pub(crate) fn new(start: SystemTime) -> Self {
        Trace { start, told: RefCell::default(), is_broken: Cell::new(false) }
    }

    /// The answer depends on something that is not written down.
    pub(crate) fn give_up(&self) {
        self.is_broken.set(true);
    }

    /// The content of a file, or the entries of a folder, was looked at.
    pub(crate) fn content(&self, question: Question, file: &[u8]) {
        if self.is_known(question, file) {
            return;
        }
        match settled_state(file, self.start) {
            Some(state) => self.add(question, file, Told::State(state)),
            None => self.give_up(),
        }
    }

    /// What lies at a path was looked at.
    pub(crate) fn stat(&self, file: &[u8], stat: Option<FileStat>) {
        let told = stat.map_or(Told::Nothing, |stat| Told::Kind(kind_number(stat.kind), stat.executable));
        self.add(Question::Kind, file, told);
    }

    /// A symbolic link was read.
    pub(crate) fn link(&self, file: &[u8], target: &[u8]) {
        self.add(Question::Link, file, Told::Bytes(target.to_vec()));
    }

    /// The hash of a tree was taken from the cache, or is being computed for it.
    pub(crate) fn tree(&self, tree: &[u8], fingerprint: Fingerprint) {
        self.add(Question::Tree, tree, Told::Digest(fingerprint.to_bytes()));
    }

    /// The newest change in a tree was asked for.
    pub(crate) fn newest_change(&self, tree: &[u8], seconds: i64) {
        self.add(Question::NewestChange, tree, Told::Seconds(seconds));
    }

    /// A work tree of Git was looked at.
    pub(crate) fn input(&self, reference: &[u8], state: &[u8]) {
        self.add(Question::Input, reference, Told::Bytes(state.to_vec()));
    }

    fn is_known(&self, question: Question, subject: &[u8]) -> bool {
        // The key is owned; one that only borrows would need a map of maps.
        self.told.borrow().contains_key(&(question, subject.to_vec()))
    }

    fn add(&self, question: Question, subject: &[u8], told: Told) {
        if self.is_broken.get() {
            return;
        }
        let mut facts = self.told.borrow_mut();
        let before = facts.entry((question, subject.to_vec())).or_insert_with(|| told.clone());
        if *before != told {
            // It changed while the evaluation ran.
            self.is_broken.set(true);
        }
    }

    /// All that was asked, variables included, in a fixed order. `None` if the answer cannot be relied on.
    pub(crate) fn into_facts(self, console: &Console<'_>) -> Option<Vec<Fact>> {
        if self.is_broken.get() || console.has_read_input() {
            return None;
        }
        let told = self.told.into_inner();
        let mut facts: Vec<Fact> =
            told.into_iter().map(|((question, subject), told)| (question, subject, told)).collect();
        for (name, value) in console.environment.variables_read() {
            let told = match value {
                Some(value) => Told::Digest(digest(&value)?),
                None => Told::Nothing,
            };
            facts.push((Question::Variable, name, told));
        }
        facts.sort_unstable_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        Some(facts)
    }
}
