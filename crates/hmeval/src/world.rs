//! The real world of an evaluation: the machine, the terminal of this run, and who writes down what is asked.

use std::io;
use std::sync::Arc;

use hmeval_eval::world::{FileKind, FileStat, World};
use hmeval_store::Hash;

use crate::answers::fact::Question;
use crate::answers::trace::Trace;
use crate::console::Console;
use crate::library;
pub(crate) use crate::machine::{Machine, cache_dir, path};

/// The machine that the program runs on, with the terminal of this run.
pub(crate) struct RealWorld<'c, 'p> {
    console: &'c Console<'p>,
    machine: Arc<Machine>,
    /// Where it is written down what the evaluation asks, if it is.
    trace: Option<&'c Trace>,
}

impl<'c, 'p> RealWorld<'c, 'p> {
    /// The machine with the terminal and variables of `console`; with caches, if there may be any.
    pub(crate) fn new(console: &'c Console<'p>, use_caches: bool, trace: Option<&'c Trace>) -> Self {
        RealWorld { console, machine: Arc::new(Machine::new(&console.environment, use_caches)), trace }
    }

    /// The machine, for other threads.
    pub(crate) fn machine(&self) -> Arc<dyn World + Send + Sync> {
        Arc::clone(&self.machine) as Arc<_>
    }

    /// Writes down what the evaluation was told of a path. The library is a part of the program.
    fn note<T>(&self, file: &[u8], told: io::Result<T>, write: impl FnOnce(&Trace, &T)) -> io::Result<T> {
        if let Some(trace) = self.trace.filter(|_| library::within(file).is_none()) {
            match &told {
                Ok(told) => write(trace, told),
                // What a failure depends on is not known.
                Err(_) => trace.give_up(),
            }
        }
        told
    }
}

impl World for RealWorld<'_, '_> {
    fn read(&self, file: &[u8]) -> io::Result<Vec<u8>> {
        self.note(file, self.machine.read(file), |trace, _| trace.content(Question::Content, file))
    }

    fn used(&self, file: &[u8]) {
        // It was read without a failure, or nobody would use it.
        let _ = self.note(file, Ok(()), |trace, ()| trace.content(Question::Content, file));
    }

    fn stat(&self, file: &[u8]) -> io::Result<Option<FileStat>> {
        self.note(file, self.machine.stat(file), |trace, stat| trace.stat(file, *stat))
    }

    fn list(&self, dir: &[u8]) -> io::Result<Vec<(Vec<u8>, FileKind)>> {
        self.note(dir, self.machine.list(dir), |trace, _| trace.content(Question::Entries, dir))
    }

    fn read_link(&self, link: &[u8]) -> io::Result<Vec<u8>> {
        self.note(link, self.machine.read_link(link), |trace, target| trace.link(link, target))
    }

    fn newest_change(&self, tree: &[u8]) -> io::Result<i64> {
        let newest = self.machine.newest_change(tree);
        self.note(tree, newest, |trace, seconds| trace.newest_change(tree, *seconds))
    }

    fn env(&self, name: &[u8]) -> Option<Vec<u8>> {
        self.console.environment.var_bytes(name).map(<[u8]>::to_vec)
    }

    fn reading_order(&self, tree: &[u8]) -> Vec<Vec<u8>> {
        self.machine.reading_order(tree)
    }

    fn tree_hash(&self, tree: &[u8]) -> Option<Hash> {
        self.machine.nar_hash(tree, |fingerprint| match (self.trace, fingerprint) {
            (Some(trace), Some(fingerprint)) => trace.tree(tree, fingerprint),
            (Some(trace), None) => trace.give_up(),
            (None, _) => {}
        })
    }

    fn forget(&self) {
        self.machine.forget();
    }

    fn looked_past(&self) {
        if let Some(trace) = self.trace {
            trace.give_up();
        }
    }

    fn looked_at(&self, input: &[u8], state: &[u8]) {
        if let Some(trace) = self.trace {
            trace.input(input, state);
        }
    }

    fn now(&self) -> i64 {
        self.looked_past();
        self.machine.now()
    }

    fn message(&self, text: &[u8]) {
        // Warnings have a level of their own, below which only errors and traces are shown (`--quiet`, three times).
        let warning = text.starts_with(b"warning:") || text.starts_with(b"evaluation warning:");
        let is_wanted = self.console.verbosity() >= 1 && !self.console.holds_warnings();
        if !warning || is_wanted {
            self.console.message(text);
        }
    }
}
