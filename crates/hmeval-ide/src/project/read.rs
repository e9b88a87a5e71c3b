//! Which files an evaluation has read.

use std::collections::BTreeMap;
use std::sync::Arc;

use hmeval_diag::{FileId, Origin, Pos};
use hmeval_eval::Evaluator;

/// Whether the evaluation has read a file.
pub fn has_read(ev: &Evaluator<'_>, file: &[u8]) -> bool {
    let sources = ev.sources.borrow();
    let last = sources.resolve(Pos(u32::MAX)).map(|(last, _)| last.0);
    let is_it = |number: u32| match &sources.file(FileId(number)).origin {
        Origin::File(path) => path[..] == *file || ev.real_path(path).is_some_and(|real| real[..] == *file),
        _ => false,
    };
    last.is_some_and(|last| (0..=last).any(is_it))
}

/// The files in a folder that the evaluation has read, by where they really lie, with the texts that it has read.
pub(crate) fn files_in(ev: &Evaluator<'_>, folder: &[u8]) -> BTreeMap<Vec<u8>, Arc<[u8]>> {
    let sources = ev.sources.borrow();
    let last = sources.resolve(Pos(u32::MAX)).map(|(last, _)| last.0);
    let mut found = BTreeMap::new();
    for number in last.map(|last| 0..=last).into_iter().flatten() {
        let source = sources.file(FileId(number));
        let Origin::File(path) = &source.origin else { continue };
        let real = ev.real_path(path).map_or_else(|| path.to_vec(), |real| real.to_vec());
        if is_within(&real, folder) {
            found.insert(real, Arc::clone(&source.text));
        }
    }
    found
}

/// Whether a file lies in a folder of somebody's own: what is in the store is nobody's.
pub(crate) fn is_within(file: &[u8], folder: &[u8]) -> bool {
    let folder = folder.strip_suffix(b"/").unwrap_or(folder);
    file.strip_prefix(folder).is_some_and(|rest| rest.starts_with(b"/")) && !file.starts_with(b"/nix/store/")
}
