//! Lints: definitions that are right, but hardly meant.
//!
//! Only definitions in the user's own files are looked at; module libraries may be as thorough as they like. `facts`
//! gathers what is known of an option that such a file defines, `rules` and `elements` judge it. `misspelt` looks at what is
//! no option.

mod elements;
mod facts;
pub(super) mod misspelt;
mod rules;

use hmeval_eval::Value;
use hmeval_modules::definitions::Definition;
use hmeval_modules::evaluations::{self, Merged};

use super::defined::Defined;
use super::diagnostic::{Diagnostic, Severity};
use super::find::Finder;
use super::homes;
use crate::configuration::options::DeclaredOption;
use crate::configuration::target::Target;
use facts::Facts;

/// Looks at all options that own files define, in a whole configuration and in those of its users. To be called when the
/// result was computed and nothing else, so that options that were not read by then are not needed.
pub(super) fn lint<'h>(finder: &mut Finder<'_, 'h>, target: &Target<'h>) {
    if let Some(whole) = evaluations::at(finder.ev, &[]) {
        one(finder, &whole, &[]);
    }
    for (prefix, _) in homes::of_users(finder.ev, target) {
        if let Some(user) = evaluations::at(finder.ev, &prefix) {
            one(finder, &user, &prefix);
        }
    }
}

fn one<'h>(finder: &mut Finder<'_, 'h>, merged: &Merged<'h>, prefix: &[Vec<u8>]) {
    // Where something failed, much was not read because of that.
    let computed = !finder.found.iter().any(|known| known.severity == Severity::Error);
    misspelt::judge(finder, merged, prefix);
    let defined = Defined::by_user(finder.ev, merged).options;
    let unread: Vec<bool> =
        defined.values().map(|option| computed && facts::is_unread(*option, finder.ev)).collect();
    for ((path, option), unread) in defined.into_iter().zip(unread) {
        let Some(facts) = Facts::of(finder, merged.modules, prefix, path, option) else { continue };
        judge(finder, &facts, unread);
    }
}

/// Looks at an option of a submodule. Answers whether the user defines it.
pub(super) fn option<'h>(
    finder: &mut Finder<'_, 'h>,
    modules: Value<'h>,
    prefix: &[Vec<u8>],
    path: Vec<Vec<u8>>,
    option: DeclaredOption<'h>,
) -> bool {
    let Some(facts) = Facts::of(finder, modules, prefix, path, option) else { return false };
    let is_own = facts.own().next().is_some();
    if is_own {
        judge(finder, &facts, false);
    }
    is_own
}

/// Looks at an option with these definitions.
pub(super) fn definitions<'h>(
    finder: &mut Finder<'_, 'h>,
    definitions: Vec<Definition<'h>>,
    prefix: &[Vec<u8>],
    path: Vec<Vec<u8>>,
    option: DeclaredOption<'h>,
) {
    let facts = Facts::new(finder.ev, definitions, prefix, path, option);
    judge(finder, &facts, false);
}

fn judge<'h>(finder: &mut Finder<'_, 'h>, facts: &Facts<'h>, unread: bool) {
    let mut found = Vec::new();
    rules::judge(finder, facts, unread, &mut found);
    elements::judge(finder, facts, &mut found);
    elements::dead(finder.ev, facts, &mut found);
    for mut diagnostic in found {
        // What is an element of one option may be an option of a submodule.
        let is_same = |known: &Diagnostic| (known.code, known.pos) == (diagnostic.code, diagnostic.pos);
        if diagnostic.code == "dead-assignment" && finder.found.iter().any(is_same) {
            continue;
        }
        if let Some(severity) = finder.levels.severity(diagnostic.code) {
            diagnostic.severity = severity;
            finder.found.push(diagnostic);
        }
    }
}
