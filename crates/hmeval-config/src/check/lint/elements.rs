//! The lint rules about elements: of lists, that several definitions have, and of sets, that no condition lets in.

use hmeval_diag::Pos;
use hmeval_eval::{Evaluator, Value, View};

use super::super::diagnostic::Diagnostic;
use super::super::find::Finder;
use super::super::locate;
use super::facts::Facts;
use super::rules::{about, related};
use crate::written;

/// Elements of all definitions together that are compared with each other.
const MAX_ELEMENTS: usize = 2000;

/// Adds the attributes in a set of the user that are never in the value: under a condition that is always false.
pub(super) fn dead<'h>(ev: &Evaluator<'h>, facts: &Facts<'h>, found: &mut Vec<Diagnostic>) {
    for known in facts.counting().filter(|known| known.own) {
        let set = ev.force(known.definition.value, Pos::NONE).ok().and_then(|value| value.as_attrs());
        for (key, value) in set.map(|set| ev.sorted_attrs(set)).unwrap_or_default() {
            let is_constant = written::in_text(ev, key.pos, hmeval_syntax::constant_condition_around);
            if is_constant.is_none() || !is_kept_out(ev, value) {
                continue;
            }
            let text = "this element of OPTION never has an effect: its condition is always false";
            let name = ev.text(key.name).to_vec();
            let pos = written::name_in_binding(ev, key.pos, &[name]);
            found.push(about(facts, pos, "dead-assignment", text));
        }
    }
}

/// Whether a value is an `mkIf` whose condition is false.
fn is_kept_out<'h>(ev: &Evaluator<'h>, value: Value<'h>) -> bool {
    let part = |name: &[u8]| {
        let set = ev.force(value, Pos::NONE).ok()?.as_attrs()?;
        ev.force(set.value(ev.symbols.intern(name))?, Pos::NONE).ok()
    };
    let is_if = part(b"_type").is_some_and(|kind| kind.as_str().is_some_and(|kind| kind.bytes == b"if"));
    is_if && part(b"condition").is_some_and(|condition| matches!(condition.view(), View::Bool(false)))
}

struct Element<'h> {
    value: Value<'h>,
    /// Its definition, among those that count.
    definition: usize,
    index: usize,
}

/// Adds the elements of a list that a file of the user repeats.
pub(super) fn judge<'h>(finder: &Finder<'_, 'h>, facts: &Facts<'h>, found: &mut Vec<Diagnostic>) {
    let ev = finder.ev;
    if !finder.levels.wants("duplicate-element") || facts.counting().count() < 2 {
        return;
    }
    let definitions: Vec<_> = facts.counting().collect();
    let mut elements: Vec<Element<'h>> = Vec::new();
    for (definition, known) in definitions.iter().enumerate() {
        let Some(list) = ev.force(known.definition.value, Pos::NONE).ok().and_then(|value| value.as_list())
        else {
            return;
        };
        for (index, item) in list.items().iter().enumerate() {
            if let Some(value) = comparable(ev, *item) {
                elements.push(Element { value, definition, index });
            }
        }
    }
    if elements.len() > MAX_ELEMENTS {
        return;
    }
    let place = |element: &Element<'h>| {
        let Some(known) = definitions.get(element.definition) else { return Pos::NONE };
        let list = written::value_of_definition(ev, &known.definition);
        locate::item(ev, list, element.index).unwrap_or(known.definition.pos)
    };
    for (position, element) in elements.iter().enumerate() {
        let same = |other: &&Element<'h>| {
            other.definition != element.definition
                && ev.equal(other.value, element.value, Pos::NONE).unwrap_or(false)
        };
        let own = |element: &Element<'h>| definitions.get(element.definition).is_some_and(|known| known.own);
        let Some(first) = elements[..position].iter().find(same) else { continue };
        // The one that the user can take out is the one to show.
        let (told, other) = if own(element) { (element, first) } else { (first, element) };
        // What a library lists anyway may well be listed, too: `nixos-generate-config` writes down all kernel modules.
        if !own(told) || !own(other) {
            continue;
        }
        let mut diagnostic = about(
            facts,
            place(told),
            "duplicate-element",
            "this element of OPTION is in another definition too",
        );
        diagnostic.related = related(place(other), "the other one");
        found.push(diagnostic);
    }
}

/// An element that can be told from others, and that is no part of a command line, where words may come again.
fn comparable<'h>(ev: &Evaluator<'h>, item: Value<'h>) -> Option<Value<'h>> {
    let value = ev.force(item, Pos::NONE).ok()?;
    match value.view() {
        View::Str(text) if !text.bytes.starts_with(b"-") => Some(value),
        View::Path(_) => Some(value),
        _ => {
            let kind = value.as_attrs()?.value(ev.symbols.intern(b"type"))?;
            let kind = ev.force(kind, Pos::NONE).ok()?;
            kind.as_str().is_some_and(|kind| kind.bytes == b"derivation").then_some(value)
        }
    }
}
