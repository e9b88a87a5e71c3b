//! The lint rules about definitions and their priorities, orders and conditions.

use hmeval_diag::Pos;
use hmeval_eval::{Evaluator, Value};
use hmeval_modules::definitions::Definition;
use hmeval_modules::fate::Fate;
use hmeval_modules::priority;

use super::super::diagnostic::{Diagnostic, Related, Severity};
use super::super::find::Finder;
use super::facts::{Facts, Known};
use crate::configuration::show_option;
use crate::written;

/// Adds what the rules say about an option. `unread` says that computing the result never asked for its value.
pub(super) fn judge<'h>(
    finder: &Finder<'_, 'h>,
    facts: &Facts<'h>,
    unread: bool,
    found: &mut Vec<Diagnostic>,
) {
    let ev = finder.ev;
    for (index, known) in facts.own() {
        let rules = [
            silent_override(facts, known),
            conditional(ev, facts, known),
            pinned_default(finder, facts, index, known),
            duplicate_definition(ev, facts, index, known),
            no_op_order(facts, index, known),
            redundant_force(facts, index, known),
            unused(facts, known, unread),
        ];
        found.extend(rules.into_iter().flatten());
    }
}

/// A diagnostic about a definition; its severity is that of the chosen level.
pub(super) fn about(facts: &Facts<'_>, pos: Pos, code: &'static str, text: &str) -> Diagnostic {
    let option = String::from_utf8_lossy(&show_option(&facts.path)).into_owned();
    let mut diagnostic =
        Diagnostic::new(Severity::Warning, code, text.replace("OPTION", &format!("`{option}`")));
    diagnostic.pos = pos;
    diagnostic.option.clone_from(&facts.path);
    diagnostic
}

/// Another definition, as a related place.
pub(super) fn related(pos: Pos, message: impl Into<String>) -> Vec<Related> {
    if pos.is_some() { vec![Related { pos, message: message.into() }] } else { Vec::new() }
}

/// `50 (mkForce)`.
fn shown(number: i64) -> String {
    match priority::name(number) {
        Some(name) if number != priority::PLAIN => format!("{number} ({name})"),
        _ => number.to_string(),
    }
}

fn silent_override(facts: &Facts<'_>, known: &Known<'_>) -> Option<Diagnostic> {
    let Fate::Overridden(by) = known.fate else { return None };
    // Whoever writes mkDefault says that it may lose.
    if known.definition.priority > priority::PLAIN {
        return None;
    }
    let winner = &facts.definitions.get(by)?.definition;
    let text = format!(
        "this definition of OPTION has no effect: another one has the priority {}, this one {}",
        shown(winner.priority),
        shown(known.definition.priority)
    );
    let mut diagnostic = about(facts, known.definition.pos, "silent-override", &text);
    diagnostic.related = related(winner.pos, "this one wins");
    if !winner.pos.is_some() && !winner.file.is_empty() {
        diagnostic.notes.push(format!("the one that wins is in {}", String::from_utf8_lossy(&winner.file)));
    }
    diagnostic.help.push("remove it, or wrap it in `lib.mkDefault` to say that it may lose".to_owned());
    Some(diagnostic)
}

fn conditional(ev: &Evaluator<'_>, facts: &Facts<'_>, known: &Known<'_>) -> Option<Diagnostic> {
    let Fate::Pruned(index) = known.fate else { return None };
    let constant =
        written::in_text(ev, known.definition.pos, hmeval_syntax::constant_condition_around).is_some();
    if constant {
        let text = "this definition of OPTION never has an effect: its condition is always false";
        return Some(about(facts, known.definition.pos, "dead-assignment", text));
    }
    let condition = known.definition.conditions.get(index)?;
    let text = "this definition of OPTION has no effect here: its condition is false";
    let mut diagnostic = about(facts, known.definition.pos, "inactive-assignment", text);
    diagnostic.related = related(written::place_of_condition(ev, condition.pos), "this condition");
    Some(diagnostic)
}

fn pinned_default<'h>(
    finder: &Finder<'_, 'h>,
    facts: &Facts<'h>,
    index: usize,
    known: &Known<'h>,
) -> Option<Diagnostic> {
    // Comparing evaluates both: only for those who asked.
    // `stateVersion` has to be pinned.
    let meant = facts.path.last().is_some_and(|name| name == b"stateVersion");
    if meant || known.fate != Fate::Won || !finder.levels.wants("pinned-default") {
        return None;
    }
    // A definition that keeps another one from winning is needed.
    if others(facts, index).next().is_some() {
        return None;
    }
    let default = facts.default()?;
    let forced = |value| finder.ev.force(value, Pos::NONE).ok();
    let same = finder.ev.equal(forced(known.definition.value)?, forced(default)?, Pos::NONE).unwrap_or(false);
    same.then(|| {
        let text = "this definition of OPTION says what its default says";
        about(facts, known.definition.pos, "pinned-default", text)
    })
}

fn duplicate_definition<'h>(
    ev: &Evaluator<'h>,
    facts: &Facts<'h>,
    index: usize,
    known: &Known<'h>,
) -> Option<Diagnostic> {
    if known.fate != Fate::Merged {
        return None;
    }
    let earlier = facts.definitions.iter().take(index).filter(|other| other.fate == Fate::Merged);
    let mut same_file = earlier.filter(|other| other.definition.file == known.definition.file && other.own);
    let first = same_file.find(|other| is_same_scalar(ev, &other.definition, &known.definition))?;
    let text = "this file defines OPTION twice, with the same value";
    let mut diagnostic = about(facts, known.definition.pos, "duplicate-definition", text);
    diagnostic.related = related(first.definition.pos, "the other definition");
    Some(diagnostic)
}

/// Whether two definitions have the same value, and one that is not merged with others to something larger.
fn is_same_scalar<'h>(ev: &Evaluator<'h>, left: &Definition<'h>, right: &Definition<'h>) -> bool {
    let scalar = |value: Value<'h>| {
        let value = ev.force(value, Pos::NONE).ok()?;
        (value.as_list().is_none() && value.as_attrs().is_none()).then_some(value)
    };
    match (scalar(left.value), scalar(right.value)) {
        (Some(one), Some(other)) => left.pos != right.pos && ev.equal(one, other, Pos::NONE).unwrap_or(false),
        _ => false,
    }
}

/// Whether something else than the default defines the option too, be it under a condition that is false here.
fn others<'f, 'h>(facts: &'f Facts<'h>, index: usize) -> impl Iterator<Item = &'f Known<'h>> {
    let definitions = facts.definitions.iter().enumerate();
    definitions
        .filter(move |(other, known)| *other != index && !known.definition.is_default)
        .map(|(_, known)| known)
}

fn no_op_order(facts: &Facts<'_>, index: usize, known: &Known<'_>) -> Option<Diagnostic> {
    let ordered = known.definition.order != priority::PLAIN_ORDER;
    if !ordered || known.fate != Fate::Won || others(facts, index).next().is_some() {
        return None;
    }
    let name = priority::order_name(known.definition.order).unwrap_or("mkOrder");
    let text = format!("`{name}` has no effect: this is the only definition of OPTION");
    Some(about(facts, known.definition.pos, "no-op-order", &text))
}

fn redundant_force(facts: &Facts<'_>, index: usize, known: &Known<'_>) -> Option<Diagnostic> {
    let forced = known.definition.priority < priority::PLAIN;
    if !forced || !matches!(known.fate, Fate::Won | Fate::Merged) {
        return None;
    }
    // It wins against defaults without any wrapper.
    if others(facts, index).any(|other| other.definition.priority <= priority::PLAIN) {
        return None;
    }
    let name = priority::name(known.definition.priority).unwrap_or("mkOverride");
    let text = format!("`{name}` is not needed: no other definition of OPTION contradicts this one");
    Some(about(facts, known.definition.pos, "redundant-force", &text))
}

fn unused(facts: &Facts<'_>, known: &Known<'_>, unread: bool) -> Option<Diagnostic> {
    let active = unread && matches!(known.fate, Fate::Won | Fate::Merged);
    active.then(|| {
        let text = "nothing reads OPTION: what it belongs to may not be enabled";
        about(facts, known.definition.pos, "unused-setting", text)
    })
}
