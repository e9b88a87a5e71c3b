//! Of nixpkgs' `lib/modules.nix`: the module system.
//!
//! A configuration of Home Manager has some six thousand options, and each is declared, defined and merged by the functions
//! below, so that they take 40 % of all calls. The native versions compute the same parts at the same moments: what a
//! function leaves unevaluated is a thunk here too.

mod collect;
mod declarations;
mod definitions;
mod discharge;
mod options;
mod own;
mod structure;
mod tree;

use super::{Call, Native};
use crate::error::Result;
use crate::heap::{Attrs, Value};
use crate::symbol::Symbol;

pub(super) use own::{NATIVES as OWN, sets};

pub(super) const NATIVES: &[&Native] = &[
    &discharge::MK_IF,
    &discharge::DISCHARGE,
    &discharge::FILTER_OVERRIDES,
    &discharge::PUSH_DOWN,
    &declarations::MERGE_OPTION_DECLS,
    &declarations::FIXUP_OPTION_TYPE,
    &definitions::MERGE_DEFINITIONS,
    &options::EVAL_OPTION_VALUE,
    &tree::MERGE_MODULES,
    &tree::OPTION_TREE,
    &collect::LOAD,
    &collect::IS_DISABLED,
    &collect::UNIFY,
    &collect::APPLY_ARGS,
    &discharge::GET_PRIORITY,
    &discharge::STRIP,
    &discharge::MAP_IF_ATTRS,
    &discharge::MK_OVERRIDE,
    &discharge::MK_MERGE,
    &structure::SET_LOCATION,
    &structure::COLLECT,
    &structure::RESULTS,
    &structure::CHECK,
    &structure::FILTER,
    &structure::MERGE,
    &structure::APPLY_IF_FUNCTION,
    &options::IS_NO_OPTION,
    &options::OPTION_VALUE,
    &options::EVAL_OPTION_VALUE_OPTIONAL,
    &declarations::MERGE_OPTION_DECLS_WRAPPED,
    &definitions::MERGE_DEFINITIONS_ALWAYS,
    &definitions::MERGE_DEFINITIONS_FIRST,
    &definitions::MERGE_DEFINITIONS_MARKED,
    &structure::FILTER_KEYS,
    &options::EVAL_OPTION_VALUE_PLAIN,
    &discharge::FILTER_OVERRIDES_INSIDE,
    &discharge::PUSH_DOWN_STRICT,
    &tree::MERGE_MODULES_ZIP,
];

/// What a native part answers: nothing, if it met something that it leaves to the interpreter.
type Maybe<'h, T> = Result<'h, Option<T>>;

/// The value of an option that is there, or the end of the native part.
macro_rules! some {
    ($value:expr) => {
        match $value {
            Some(value) => value,
            None => return Ok(None),
        }
    };
}
use some;

/// The kind of property that an evaluated value is: the text of its `_type`, if it has one.
fn property<'h>(call: &Call<'_, 'h>, value: Value<'h>, kind: Symbol) -> Result<'h, Option<&'h [u8]>> {
    let Some(found) = call.attribute(value, kind) else { return Ok(None) };
    Ok(call.ev.force(found, call.pos)?.as_str().map(|text| text.bytes))
}

/// What the interpreter answers to the call, for the rest that is too rare to be worth native code: an attribute of it.
fn interpreted<'h>(call: &Call<'_, 'h>, arity: usize, name: Symbol) -> Result<'h, Value<'h>> {
    let answer = call.ev.interpret_call(call.closure, &call.args[..arity], call.pos)?;
    let attrs = call.ev.force_attrs(answer, call.pos, "while selecting an attribute")?;
    match attrs.get(name) {
        Some((value, pos)) => call.ev.force(value, pos),
        None => Err(call.ev.missing_attribute(attrs, name, call.pos)),
    }
}

/// `left // right`.
fn update<'h>(call: &Call<'_, 'h>, left: Attrs<'h>, right: Value<'h>) -> Value<'h> {
    match right.as_attrs() {
        Some(right) => Value::attrs(left.update(call.ev.heap, right)),
        None => right,
    }
}
