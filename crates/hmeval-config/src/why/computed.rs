//! Definitions whose names no text has at their place: modules of a library computed them.
//!
//! `lib.genAttrs` and the like have made the name: then the module is all that can be told. A renamed option passes its
//! definitions on (nixpkgs `lib/modules.nix`, `doRename`): then they are told where the user wrote them, under the old name.

use hmeval_diag::Pos;
use hmeval_eval::Evaluator;
use hmeval_modules::definitions::{self, Condition, Definition};
use hmeval_modules::evaluations::Merged;
use hmeval_modules::fate::Fate;

use super::explain::Judged;
use crate::check::defined::Defined;
use crate::check::own;
use crate::configuration::options::DeclaredOption;
use crate::configuration::{at_path, show_option};
use crate::written;

/// Puts definitions with computed names where the user wrote what they pass on. `path` is the option's in `merged`, `below` what
/// lies in its value.
pub(super) fn place<'h>(
    ev: &Evaluator<'h>,
    merged: Option<&Merged<'h>>,
    path: &[Vec<u8>],
    below: &[Vec<u8>],
    found: &mut Judged<'h>,
) {
    let whole = [path, below].concat();
    let computed = |definition: &Definition<'h>| is_computed(ev, definition, &whole);
    if !found.iter().any(|(definition, _)| computed(definition)) {
        return;
    }
    let mut passed = merged.map(|merged| passed_on(ev, merged, &whole)).unwrap_or_default();
    for (definition, fate) in found.iter_mut().filter(|(definition, _)| computed(definition)) {
        let counts = fate.counts() || matches!(fate, Fate::Overridden(_));
        let has = |inside: &[Vec<u8>]| matches!(at_path(ev, definition.value, inside), Ok(Some(_)));
        let index = passed.iter().position(|(inside, _)| counts && has(inside));
        match index.map(|index| passed.remove(index)) {
            Some((_, old)) => {
                let Definition { pos, elements, conditions, .. } = old;
                (definition.pos, definition.elements, definition.conditions) = (pos, elements, conditions);
            }
            None => definition.pos = Pos::NONE,
        }
    }
}

/// Whether the text at the place of a definition of `path`, in a library that is not its module's, is not its name.
fn is_computed(ev: &Evaluator<'_>, definition: &Definition<'_>, path: &[Vec<u8>]) -> bool {
    let Some(file) = own::file_of(ev, definition.pos) else { return false };
    let name = path.last().map_or(&b""[..], |name| name);
    let is_written = written::in_text(ev, definition.pos, |text, offset| {
        let rest = text.get(offset..)?.trim_start_matches('"').as_bytes().strip_prefix(name)?;
        let ends = rest.first().is_none_or(|byte| !byte.is_ascii_alphanumeric() && !b"-_'".contains(byte));
        ends.then_some(())
    });
    is_written.is_none() && file != definition.file && !own::is_own(ev, definition.pos)
}

/// The definitions that options with other names pass on to `path`, each with its path in the value there.
fn passed_on<'h>(
    ev: &Evaluator<'h>,
    merged: &Merged<'h>,
    path: &[Vec<u8>],
) -> Vec<(Vec<Vec<u8>>, Definition<'h>)> {
    let mut all = Vec::new();
    for (old, option) in Defined::by_user(ev, merged).options {
        let Some(to) = alias_of(ev, option) else { continue };
        let (below, inside) = match (path.strip_prefix(&to[..]), to.strip_prefix(path)) {
            (Some(below), _) => (below, &[][..]),
            (None, Some(inside)) => (&[][..], inside),
            (None, None) => continue,
        };
        let Ok(found) = definitions::of_modules(ev, merged.modules, &old) else { continue };
        for definition in found.definitions {
            let parts = definitions::inside(ev, &definition, below);
            all.extend(parts.into_iter().map(|part| (inside.to_vec(), part)));
        }
    }
    let holds = |condition: &Condition<'h>| matches!(condition.holds, Ok(true));
    all.retain(|(_, definition)| definition.conditions.iter().all(holds));
    all
}

/// The option that an option stands for, by its description (nixpkgs `lib/modules.nix`, `doRename`).
fn alias_of<'h>(ev: &Evaluator<'h>, option: DeclaredOption<'h>) -> Option<Vec<Vec<u8>>> {
    let description = ev.force(option.field(ev, "description")?, Pos::NONE).ok()?.as_str()?.bytes;
    let name = description.strip_prefix(b"Alias of {option}`")?.strip_suffix(b"`.")?;
    let path = ev.parse_attr_path(name).ok()?;
    (show_option(&path) == name).then_some(path)
}
