//! Definitions of an option, merged once more: those that were chosen for a look at them.

use hmeval_diag::Pos;
use hmeval_eval::heap::{Attrs, AttrsBuilder, List};
use hmeval_eval::{Error, Evaluator, Value};
use hmeval_modules::definitions::Definition;
use hmeval_modules::priority;

use crate::configuration::options::DeclaredOption;

/// An option with other definitions (`evalOptionValue` of `lib/modules.nix`).
const MERGE: &str = "lib: path: option: definitions: lib.modules.evalOptionValue path option definitions";

/// The option at `path`, which is the whole path, with these definitions ([`definition`]) only; nothing if a library makes
/// something else of it.
///
/// # Errors
/// Those of merging them, as far as that is done at once.
pub(super) fn merged<'h>(
    ev: &Evaluator<'h>,
    library: Value<'h>,
    path: &[Vec<u8>],
    option: Attrs<'h>,
    definitions: &[Value<'h>],
) -> Result<Option<DeclaredOption<'h>>, Error<'h>> {
    let function = ev.eval_internal("definitions merged again", MERGE)?;
    let arguments = [library, strings(ev, path), Value::attrs(option), list(ev, definitions)];
    let merged = ev.force(ev.call(function, &arguments, Pos::NONE)?, Pos::NONE)?;
    Ok(merged.as_attrs().and_then(|merged| DeclaredOption::of(ev, merged)))
}

/// A definition as `evalOptionValue` takes it, with its priority and order; nothing if it does not count.
pub(super) fn definition<'h>(ev: &Evaluator<'h>, one: &Definition<'h>) -> Option<Value<'h>> {
    let mut value = one.value;
    for condition in &one.conditions {
        match &condition.holds {
            Ok(true) => {}
            Ok(false) => return None,
            Err(error) => value = ev.delay_failure(*error),
        }
    }
    let wrapped = |kind: &str, number: i64, value| {
        set(ev, &[("_type", ev.string(kind)), ("priority", ev.int(number)), ("content", value)])
    };
    if one.order != priority::PLAIN_ORDER {
        value = wrapped("order", one.order, value);
    }
    if one.priority != priority::PLAIN {
        value = wrapped("override", one.priority, value);
    }
    Some(set(ev, &[("file", ev.string(&one.file)), ("value", value)]))
}

/// A set with these attributes.
pub(super) fn set<'h>(ev: &Evaluator<'h>, parts: &[(&str, Value<'h>)]) -> Value<'h> {
    let mut attrs = AttrsBuilder::new(parts.len(), Pos::NONE);
    for (name, value) in parts {
        attrs.insert(ev.symbols.intern(name.as_bytes()), Pos::NONE, *value);
    }
    Value::attrs(attrs.finish(ev.heap))
}

/// A list of these values.
pub(super) fn list<'h>(ev: &Evaluator<'h>, items: &[Value<'h>]) -> Value<'h> {
    Value::list(List::from_slice(ev.heap, items))
}

/// A list of these texts.
pub(super) fn strings<'h>(ev: &Evaluator<'h>, path: &[Vec<u8>]) -> Value<'h> {
    let names: Vec<Value<'h>> = path.iter().map(|name| ev.string(name)).collect();
    list(ev, &names)
}
