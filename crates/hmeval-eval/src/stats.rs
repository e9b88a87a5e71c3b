//! Counters of an evaluation, for `HMEVAL_STATS=1` and for benchmarks.

use std::cell::Cell;

/// What was counted.
#[derive(Debug, Default)]
pub struct Stats {
    /// Calls of functions written in Nix.
    pub calls: Cell<u64>,
    /// Calls of functions written in Nix that ran natively; each stands for one or more of `calls`.
    pub native_calls: Cell<u64>,
    /// Calls of builtins.
    pub builtin_calls: Cell<u64>,
    /// Thunks made.
    pub thunks: Cell<u64>,
    /// Files parsed.
    pub files: Cell<u64>,
    /// Bytes of source parsed.
    pub source_bytes: Cell<u64>,
    /// Nanoseconds spent reading, parsing and binding files.
    pub parse_nanos: Cell<u64>,
    /// Derivations computed.
    pub derivations: Cell<u64>,
}

impl Stats {
    /// Adds one to a counter.
    #[inline]
    pub fn count(counter: &Cell<u64>) {
        counter.set(counter.get() + 1);
    }

    /// Adds to a counter.
    #[inline]
    pub fn add(counter: &Cell<u64>, n: u64) {
        counter.set(counter.get() + n);
    }
}
