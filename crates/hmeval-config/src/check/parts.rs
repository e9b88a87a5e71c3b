//! What else is wrong in the definitions of an option whose value fails as a whole: a list with one wrong element says
//! nothing of the others.

use hmeval_diag::Pos;
use hmeval_eval::Value;
use hmeval_modules::definitions;
use hmeval_modules::evaluations;

use super::diagnostic::Severity;
use super::find::Finder;

/// Reports what fails in the user's definitions of an option, element by element.
pub(super) fn parts(finder: &mut Finder<'_, '_>, path: &[Vec<u8>]) {
    let ev = finder.ev;
    let Some(merged) = evaluations::merged_around(ev, path) else { return };
    let Ok(found) = definitions::of_modules(ev, merged.modules, &path[merged.depth..]) else { return };
    for definition in found.definitions {
        let holds = definition.conditions.iter().all(|condition| matches!(condition.holds, Ok(true)));
        if !holds || !finder.has_own(std::slice::from_ref(&definition.file)) {
            continue;
        }
        let elements: Vec<Value<'_>> = match ev.force(definition.value, Pos::NONE) {
            Ok(value) => match (value.as_list(), value.as_attrs()) {
                (Some(list), _) => list.items().to_vec(),
                (_, Some(attrs)) => ev.sorted_attrs(attrs).into_iter().map(|(_, value)| value).collect(),
                _ => Vec::new(),
            },
            Err(_) => vec![definition.value],
        };
        for element in elements {
            if let Err(error) = ev.force(element, Pos::NONE) {
                finder.error(Severity::Error, path, error);
            }
        }
    }
}
