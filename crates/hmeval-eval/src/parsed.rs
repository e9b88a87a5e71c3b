//! Parsed files that one evaluation after the other uses, for a process that evaluates the same files again and again.
//!
//! A file is known by its path and its stamp ([`World::stamp`](crate::world::World::stamp)): what was changed is parsed
//! anew. Parsing depends on nothing but the text and the settings, so that an evaluation gives the same with and without.
//! Used by `import.rs`; the language server gives one to all its evaluations.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hmeval_syntax::Parsed;
use rustc_hash::FxHashMap;

/// Bytes of source text that are kept, at most; whoever has more begins anew.
const MOST: usize = 256 << 20;

/// A parsed file with its text.
#[derive(Clone)]
pub(crate) struct ParsedFile {
    pub(crate) text: Arc<[u8]>,
    pub(crate) parsed: Arc<Parsed>,
}

#[derive(Default)]
struct State {
    files: FxHashMap<Vec<u8>, (u64, ParsedFile)>,
    bytes: usize,
}

/// Parsed files by path. To be given only to evaluations whose settings are the same: these decide which variables a file
/// sees.
#[derive(Default)]
pub struct ParsedFiles(Mutex<State>);

impl ParsedFiles {
    fn lock(&self) -> MutexGuard<'_, State> {
        // A file that was half put in is one that is parsed again.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The file at a path, if it is the one with this stamp.
    pub(crate) fn get(&self, path: &[u8], stamp: u64) -> Option<ParsedFile> {
        self.lock().files.get(path).filter(|(known, _)| *known == stamp).map(|(_, file)| file.clone())
    }

    /// Keeps a file; one with mistakes is not worth it.
    pub(crate) fn keep(&self, path: &[u8], stamp: u64, file: ParsedFile) {
        if !file.parsed.errors.is_empty() {
            return;
        }
        let mut state = self.lock();
        if state.bytes > MOST {
            *state = State::default();
        }
        state.bytes += file.text.len();
        if let Some((_, old)) = state.files.insert(path.to_vec(), (stamp, file)) {
            state.bytes = state.bytes.saturating_sub(old.text.len());
        }
    }

    /// How many files are kept.
    pub fn len(&self) -> usize {
        self.lock().files.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
