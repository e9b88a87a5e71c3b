//! The explanation as JSON.

use hmeval_diag::Pos;
use hmeval_eval::Evaluator;
use hmeval_modules::definitions::{Condition, Definition};
use hmeval_modules::fate::Fate;
use hmeval_modules::priority;

use hmeval_config::place::{Place, findable};

use super::explain::{Declaration, Explanation};
use super::text::default_of;
use crate::commands::show::value_as_json;
use crate::configuration::shape::Shape;
use crate::json_text::{list, string, strings};
use crate::written;

/// The whole document, with its line end.
pub(super) fn write<'h>(ev: &Evaluator<'h>, explanation: &Explanation<'h>) -> Vec<u8> {
    let mut out = b"{\"option\":".to_vec();
    strings(&mut out, &explanation.path);
    key(&mut out, "declared");
    strings(&mut out, &explanation.path[..explanation.declared]);
    key(&mut out, "type");
    text_or_null(&mut out, explanation.type_name.as_deref());
    key(&mut out, "value");
    match explanation.value {
        Ok(value) => out.extend_from_slice(&value_as_json(ev, value, explanation.shape)),
        Err(error) => {
            out.extend_from_slice(b"{\"_error\":");
            string(&mut out, error.data().message);
            out.push(b'}');
        }
    }
    key(&mut out, "default");
    match explanation.option.and_then(|option| default_of(ev, option)) {
        None => out.extend_from_slice(b"null"),
        Some(Ok(text)) => {
            out.extend_from_slice(b"{\"_text\":");
            string(&mut out, &text);
            out.push(b'}');
        }
        Some(Err(value)) => out.extend_from_slice(&value_as_json(ev, value, explanation.shape)),
    }
    key(&mut out, "declarations");
    list(&mut out, &explanation.declarations, declaration);
    key(&mut out, "highestPrio");
    number_or_null(&mut out, explanation.highest_priority);
    key(&mut out, "definitions");
    list(&mut out, &explanation.definitions, |out, (found, fate)| {
        definition(ev, out, found, *fate, explanation);
    });
    key(&mut out, "failures");
    list(&mut out, &explanation.failures, |out, (file, error)| {
        out.extend_from_slice(b"{\"file\":");
        string(out, file);
        key(out, "message");
        string(out, error.data().message);
        out.push(b'}');
    });
    out.extend_from_slice(b"}\n");
    out
}

fn definition<'h>(
    ev: &Evaluator<'h>,
    out: &mut Vec<u8>,
    found: &Definition<'h>,
    fate: Fate,
    explanation: &Explanation<'h>,
) {
    out.push(b'{');
    place(ev, out, written::place_of_definition(ev, found), &found.file);
    key(out, "module");
    string(out, &found.file);
    key(out, "source");
    text_or_null(out, written::of_definition(ev, found, &explanation.path).as_deref().map(str::as_bytes));
    key(out, "value");
    match fate {
        // Nobody needs it, and it need not be something that can be evaluated.
        Fate::Pruned(_) | Fate::Unknown(_) => out.extend_from_slice(b"null"),
        _ => out.extend_from_slice(&value_as_json(ev, found.value, shape(explanation, fate))),
    }
    key(out, "priority");
    number_or_null(out, Some(found.priority));
    key(out, "priorityName");
    text_or_null(out, priority::name(found.priority).map(str::as_bytes));
    key(out, "order");
    number_or_null(out, Some(found.order));
    key(out, "condition");
    // The one that decides: the first that keeps the definition out, else the innermost.
    let decides = found.conditions.iter().find(|condition| !matches!(condition.holds, Ok(true)));
    match decides.or(found.conditions.last()) {
        None => out.extend_from_slice(b"null"),
        Some(decides) => condition(ev, out, decides),
    }
    key(out, "conditions");
    list(out, &found.conditions, |out, found| condition(ev, out, found));
    key(out, "isDefault");
    out.extend_from_slice(if found.is_default { b"true" } else { b"false" });
    key(out, "fate");
    string(out, fate.name().as_bytes());
    if let Fate::Overridden(by) = fate {
        key(out, "overriddenBy");
        out.extend_from_slice(by.to_string().as_bytes());
    }
    out.push(b'}');
}

/// A definition is of the option's type, but only one that is the whole value has its shape for sure.
fn shape<'h>(explanation: &Explanation<'h>, fate: Fate) -> Shape<'h> {
    if fate == Fate::Won { explanation.shape } else { Shape::Plain }
}

fn condition(ev: &Evaluator<'_>, out: &mut Vec<u8>, condition: &Condition<'_>) {
    out.extend_from_slice(b"{\"source\":");
    text_or_null(out, written::of_condition(ev, condition.pos).as_deref().map(str::as_bytes));
    key(out, "value");
    match condition.holds {
        Ok(holds) => out.extend_from_slice(if holds { b"true" } else { b"false" }),
        Err(error) => {
            out.extend_from_slice(b"{\"_error\":");
            string(out, error.data().message);
            out.push(b'}');
        }
    }
    out.push(b'}');
}

/// File, line and column; the module's file where the place is not known.
fn place(ev: &Evaluator<'_>, out: &mut Vec<u8>, pos: Pos, module: &[u8]) {
    let place = Place::of(ev, pos);
    out.extend_from_slice(b"\"file\":");
    string(out, &findable(ev, place.as_ref().and_then(|place| place.file.as_deref()).unwrap_or(module)));
    key(out, "line");
    number_or_null(out, place.as_ref().map(|place| place.line.into()));
    key(out, "column");
    number_or_null(out, place.as_ref().map(|place| place.column.into()));
}

fn declaration(out: &mut Vec<u8>, declaration: &Declaration) {
    out.extend_from_slice(b"{\"file\":");
    string(out, &declaration.file);
    key(out, "line");
    number_or_null(out, declaration.at.map(|at| at.0));
    key(out, "column");
    number_or_null(out, declaration.at.map(|at| at.1));
    out.push(b'}');
}

fn key(out: &mut Vec<u8>, name: &str) {
    out.extend_from_slice(format!(",\"{name}\":").as_bytes());
}

fn text_or_null(out: &mut Vec<u8>, text: Option<&[u8]>) {
    match text {
        Some(text) => string(out, text),
        None => out.extend_from_slice(b"null"),
    }
}

fn number_or_null(out: &mut Vec<u8>, number: Option<i64>) {
    match number {
        Some(number) => out.extend_from_slice(number.to_string().as_bytes()),
        None => out.extend_from_slice(b"null"),
    }
}
