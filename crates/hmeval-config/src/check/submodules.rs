//! What the user defines in submodules, option by option.
//!
//! The value of an option shows what its submodules hold, but not options in them that are internal, and nothing of what
//! became of a definition. The evaluations of submodules show both. To be called when all values were computed: before, few
//! submodules have been evaluated.

use hmeval_diag::Pos;
use hmeval_eval::{Evaluator, Value};
use hmeval_modules::evaluations::{self, Merged};
use rustc_hash::FxHashSet;

use super::defined::Defined;
use super::diagnostic::Severity;
use super::find::Finder;
use super::{lint, own};
use crate::configuration::at_path;
use crate::configuration::shape::Shape;

/// Looks at all submodules in which the user defines something.
pub(super) fn check(finder: &mut Finder<'_, '_>) {
    let ev = finder.ev;
    let mut looked_at = FxHashSet::default();
    // To look into one may evaluate more of them.
    loop {
        let libraries = own::libraries(ev);
        let found =
            evaluations::submodules(ev, &mut looked_at, |modules| is_of_user(ev, &libraries, modules));
        if found.is_empty() {
            return;
        }
        for (prefix, merged) in found {
            inside(finder, &merged, &prefix);
        }
    }
}

/// Whether modules of a submodule are what the user writes in place of its value. Files that are imported whole, those of a
/// home or of a host within a host, are looked at elsewhere: a virtual machine made of a host has all of the host's.
fn is_of_user<'h>(ev: &Evaluator<'h>, libraries: &[Vec<u8>], modules: &[Value<'h>]) -> bool {
    let text = |module: &Value<'h>, name: &str| {
        let value = at_path(ev, *module, &[name]).ok()??;
        Some(ev.force(value, Pos::NONE).ok()?.as_str()?.bytes)
    };
    let is_own = |module: &Value<'h>, name| {
        text(module, name).is_some_and(|file| own::is_own_file(ev, libraries, file))
    };
    let in_place = |module: &Value<'h>| {
        text(module, "key").is_none_or(|key| key.windows(6).any(|part| part == b":anon-"))
    };
    modules.iter().any(|module| is_own(module, "_file"))
        && modules.iter().all(|module| in_place(module) || !is_own(module, "key"))
}

fn inside<'h>(finder: &mut Finder<'_, 'h>, merged: &Merged<'h>, prefix: &[Vec<u8>]) {
    let ev = finder.ev;
    lint::misspelt::judge(finder, merged, prefix);
    for (path, option) in Defined::by_user(ev, merged).options {
        let is_hidden = !option.is_shown(ev);
        if !lint::option(finder, merged.modules, prefix, path.clone(), option) || !is_hidden {
            continue;
        }
        if let Some(value) = option.value(ev) {
            let path = [prefix, &path].concat();
            finder.value(value, Shape::of(ev, option), &path, Severity::Error, true);
        }
    }
}
