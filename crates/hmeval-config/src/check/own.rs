//! Which files are the user's own, and which belong to a module library: nixpkgs, Home Manager, what lies in the store.

use hmeval_diag::{Origin, Pos};
use hmeval_eval::Evaluator;
use hmeval_modules::definitions::{self, Definition};
use hmeval_modules::evaluations;

use super::locate;
use crate::place::findable;

/// Files that a module library must load to be of any use, by the end of their paths.
const MARKS: [&[u8]; 4] =
    // The last is the built-in library's, with all that is beside its nixpkgs.
    [
        b"/lib/modules.nix",
        b"/modules/lib/stdlib-extended.nix",
        b"/modules/system/activation-scripts.nix",
        b"/nixpkgs/lib/modules/evaluate.nix",
    ];

/// The folders of the module libraries that are in use, told by files that they must load.
pub(super) fn libraries(ev: &Evaluator<'_>) -> Vec<Vec<u8>> {
    let root = |file: &[u8]| MARKS.iter().find_map(|mark| file.strip_suffix(*mark).map(<[u8]>::to_vec));
    locate::of_loaded_files(ev, root)
}

/// Whether a file is none of a module library, and no copy in the store. The sources of flakes have names in the store all
/// the same: those that lie in a folder of this machine are the user's.
pub(super) fn is_own_file(ev: &Evaluator<'_>, libraries: &[Vec<u8>], file: &[u8]) -> bool {
    let below =
        |file: &[u8], root: &[u8]| file.strip_prefix(root).is_some_and(|rest| rest.first() == Some(&b'/'));
    if !file.starts_with(b"/") || libraries.iter().any(|root| below(file, root)) {
        return false;
    }
    let store = ev.settings.store_dir.as_bytes();
    if !below(file, store) {
        return true;
    }
    let real = ev.found_at(file).filter(|_| !ev.store.is_fetched(file));
    real.is_some_and(|real| {
        let of_library = ev.settings.library.as_deref().is_some_and(|library| below(&real, library));
        !of_library && !below(&real, store)
    })
}

/// The file that a position lies in, as the evaluation names it; nothing for what is no file.
pub(crate) fn file_of(ev: &Evaluator<'_>, pos: Pos) -> Option<Vec<u8>> {
    match origin(ev, pos)? {
        Origin::File(path) => Some(path.to_vec()),
        Origin::String | Origin::Stdin | Origin::Internal(_) => None,
    }
}

fn origin(ev: &Evaluator<'_>, pos: Pos) -> Option<Origin> {
    let sources = ev.sources.borrow();
    sources.resolve(pos).map(|(file, _)| sources.file(file).origin.clone())
}

/// Whether a position lies in a file of the user, or in what was given on the command line.
pub(crate) fn is_own(ev: &Evaluator<'_>, pos: Pos) -> bool {
    is_own_in(ev, &libraries(ev), pos)
}

/// As [`is_own`], for one who has looked where the libraries are.
pub(super) fn is_own_in(ev: &Evaluator<'_>, libraries: &[Vec<u8>], pos: Pos) -> bool {
    match origin(ev, pos) {
        Some(Origin::File(path)) => is_own_file(ev, libraries, &path),
        Some(Origin::String | Origin::Stdin) => true,
        Some(Origin::Internal(_)) | None => false,
    }
}

/// Whether the user defines an option, under no condition that is false; one that fails may hold.
pub(super) fn may_define(ev: &Evaluator<'_>, path: &[Vec<u8>]) -> bool {
    evaluations::around(ev, path).into_iter().any(|enclosing| {
        let found = definitions::of_modules(ev, enclosing.modules, &path[enclosing.depth..]);
        found.is_ok_and(|found| {
            found.definitions.iter().any(|definition| {
                let holds = |condition: &definitions::Condition<'_>| !matches!(condition.holds, Ok(false));
                definition.conditions.iter().all(holds) && is_own(ev, definition.pos)
            })
        })
    })
}

/// The user's definition of an option that fails by itself: its value, or a condition of it.
pub(super) fn failing_definition<'h>(ev: &Evaluator<'h>, path: &[Vec<u8>]) -> Pos {
    for enclosing in evaluations::around(ev, path) {
        let found = definitions::of_modules(ev, enclosing.modules, &path[enclosing.depth..]);
        let mut all = found.into_iter().flat_map(|found| found.definitions);
        if let Some(failing) = all.find(|definition| is_own(ev, definition.pos) && fails(ev, definition)) {
            return failing.pos;
        }
    }
    Pos::NONE
}

fn fails<'h>(ev: &Evaluator<'h>, definition: &Definition<'h>) -> bool {
    let mut conditions = definition.conditions.iter().map(|condition| condition.holds.as_ref());
    match conditions.find(|holds| !matches!(holds, Ok(true))) {
        // What it keeps out is not evaluated.
        Some(holds) => holds.is_err(),
        None => ev.force(definition.value, Pos::NONE).is_err(),
    }
}

/// A message in which files have the names under which people find them, not those that the sources of flakes have in the
/// store.
pub(super) fn with_real_paths(ev: &Evaluator<'_>, message: &[u8]) -> Vec<u8> {
    let store = [ev.settings.store_dir.as_bytes(), b"/"].concat();
    let mut out = Vec::with_capacity(message.len());
    let mut rest = message;
    while let Some(at) = rest.windows(store.len()).position(|window| window == store) {
        let (before, path) = rest.split_at(at);
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b"'`\",;:)".contains(byte);
        let (path, behind) = path.split_at(path.iter().position(ends).unwrap_or(path.len()));
        out.extend_from_slice(before);
        out.extend_from_slice(&findable(ev, path));
        rest = behind;
    }
    out.extend_from_slice(rest);
    out
}

/// Where a function is called in the user's files.
pub(super) fn call_of(ev: &Evaluator<'_>, function: &str) -> Option<Pos> {
    let libraries = libraries(ev);
    let files = locate::loaded_files(ev);
    let own = files.iter().filter(|file| is_own_file(ev, &libraries, file));
    own.map(|file| locate::in_text_of(ev, file, |text| hmeval_syntax::call_of(text, function)))
        .find(|pos| pos.is_some())
}
