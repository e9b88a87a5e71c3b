//! What the files of a configuration bind, for those who look for a name: files of its own that are not open.

use std::sync::Arc;

use hmeval_eval::Evaluator;
use hmeval_syntax::editor::Tree;

use super::Evaluated;
use crate::answer::FileSymbols;
use crate::project::files_in;

/// Names that are listed.
const MOST: usize = 20_000;

/// The names that the files in a folder bind which the evaluation has read. They are listed once for each evaluation.
pub(super) fn symbols(ev: &Evaluator<'_>, folder: &[u8], evaluated: &Evaluated<'_>) -> Arc<Vec<FileSymbols>> {
    let known = evaluated.symbols.borrow().clone();
    if let Some((_, known)) = known.filter(|(of, _)| of == folder) {
        return known;
    }
    let mut left = MOST;
    let mut found = Vec::new();
    for (file, text) in files_in(ev, folder) {
        if left == 0 {
            break;
        }
        let Ok(text) = std::str::from_utf8(&text) else { continue };
        let symbols = FileSymbols::of(file, text.into(), &Tree::parse(text), left);
        left = left.saturating_sub(symbols.names.len());
        found.push(symbols);
    }
    let found = Arc::new(found);
    *evaluated.symbols.borrow_mut() = Some((folder.to_vec(), Arc::clone(&found)));
    found
}
