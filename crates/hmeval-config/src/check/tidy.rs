//! What was found as it is told: in order, each mistake once, files by the names under which people find them.

use hmeval_diag::Pos;
use hmeval_eval::Evaluator;

use super::diagnostic::{Diagnostic, Related};
use super::{explain, fix, locate, own};
use crate::configuration::show_option;

/// What was found, worst first.
pub(super) fn tidied(ev: &Evaluator<'_>, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    drop_repetitions(&mut found);
    misspelt_values(&mut found);
    renamed_conflicts(ev, &mut found);
    for diagnostic in &mut found {
        diagnostic.message = own::with_real_paths(ev, &diagnostic.message);
        diagnostic.fix.take_if(|fix| !fix::keeps_syntax(ev, fix));
    }
    let follows = |diagnostic: &Diagnostic| diagnostic.code == "missing-value";
    found.sort_by_key(|diagnostic| (diagnostic.severity, follows(diagnostic)));
    found
}

/// A host that is an option of itself (`virtualisation.vmVariant`) has each of its mistakes once more, at the same place.
fn drop_repetitions(found: &mut Vec<Diagnostic>) {
    let said: Vec<_> = found.iter().map(|known| (known.code, known.pos, known.option.clone())).collect();
    found.retain(|one| {
        let repeats = |(code, pos, option): &(&str, Pos, Vec<Vec<u8>>)| {
            *code == one.code
                && *pos == one.pos
                && option.len() < one.option.len()
                && one.option.ends_with(option)
        };
        !(one.pos.is_some() && said.iter().any(|known| !known.2.is_empty() && repeats(known)))
    });
}

/// Says of missing values which definition may have been meant to give them: one of an option that does not exist, with a
/// name like theirs.
fn misspelt_values(found: &mut [Diagnostic]) {
    let meant: Vec<_> = found
        .iter()
        .filter(|diagnostic| diagnostic.code == "unknown-option" && diagnostic.pos.is_some())
        .filter_map(|diagnostic| Some((diagnostic.suggestions.first()?.clone(), diagnostic.pos)))
        .collect();
    for missing in found.iter_mut().filter(|diagnostic| diagnostic.code == "missing-value") {
        let name = show_option(&missing.option);
        let related = meant.iter().filter(|(suggestion, _)| *suggestion == name);
        missing.related.extend(related.map(|(_, pos)| Related {
            pos: *pos,
            message: "this definition may have been meant for it".to_owned(),
        }));
    }
}

/// Tells conflicts at the definitions of the option's old name, where they came from: the module that passes them on is a
/// library's.
fn renamed_conflicts(ev: &Evaluator<'_>, found: &mut [Diagnostic]) {
    let renamed: Vec<Diagnostic> =
        found.iter().filter(|one| one.code == "renamed-option" && one.pos.is_some()).cloned().collect();
    for conflict in found.iter_mut().filter(|one| one.code == "conflict") {
        let name = show_option(&conflict.option);
        // What the user defines by the new name stands where it is.
        let exact = locate::observed_exactly(ev, &conflict.option);
        let mut places: Vec<Pos> = exact.into_iter().filter(|pos| own::is_own(ev, *pos)).collect();
        for old in renamed.iter().filter(|old| old.suggestions.contains(&name)) {
            places.push(old.pos);
            places.extend(old.related.iter().map(|related| related.pos));
        }
        if places.len() < 2 || places.contains(&conflict.pos) {
            continue;
        }
        let [first, others @ ..] = &places[..] else { continue };
        conflict.pos = *first;
        let related = |pos: &Pos| Related { pos: *pos, message: "also defined here".to_owned() };
        conflict.related = others.iter().map(related).collect();
        conflict.help.clear();
        explain::conflict(ev, conflict);
    }
}

#[cfg(test)]
mod tests {
    use super::super::diagnostic::Severity;
    use super::*;

    #[test]
    fn a_host_in_itself_repeats_nothing() {
        let said = |path: &str, pos: u32| {
            let mut diagnostic = Diagnostic::new(Severity::Error, "type", "wrong");
            diagnostic.option = path.split('.').map(|name| name.as_bytes().to_vec()).collect();
            diagnostic.pos = Pos(pos);
            diagnostic
        };
        let mut found = vec![
            said("vm.host.name", 7),
            said("host.name", 7),
            said("users.a.name", 7),
            said("vm.host.name", 8),
        ];
        drop_repetitions(&mut found);
        let left: Vec<_> = found.iter().map(|one| (show_option(&one.option), one.pos.0)).collect();
        let expected = [("host.name", 7), ("users.a.name", 7), ("vm.host.name", 8)];
        assert_eq!(left, expected.map(|(path, pos)| (path.as_bytes().to_vec(), pos)));
    }
}
