//! Of nixpkgs' `lib/types.nix`, and how options merge values (`lib/options.nix`).

use super::Use::Builtin;
use super::{Answer, Call, Native};
use crate::error::Result;
use crate::heap::Value;
use crate::symbol::Symbol;

pub(super) const NATIVES: &[&Native] = &[
    &Native {
        name: "types.optionDescriptionPhrase",
        arity: 2,
        uses: &[],
        names: &["descriptionClass", "description"],
        run: description_phrase,
    },
    &Native {
        name: "types.nullOr.check",
        arity: 1,
        uses: &[super::Use::Value("elemType")],
        names: &["check"],
        run: null_or_check,
    },
    &Native {
        name: "types.nullOr.merge",
        arity: 2,
        uses: &[super::Use::Value("elemType"), Builtin("filter"), Builtin("length")],
        names: &["value", "merge"],
        run: null_or_merge,
    },
    // As it was until the summer of 2025.
    &Native {
        name: "types.nullOr.merge@count",
        arity: 2,
        uses: &[super::Use::Value("elemType"), super::Use::Lib("count", "lists.count"), Builtin("length")],
        names: &["value", "merge"],
        run: null_or_merge,
    },
    &Native {
        name: "options.mergeEqualOption",
        arity: 2,
        uses: &[Builtin("length"), Builtin("head")],
        names: &["value"],
        run: |call| match only(call, 1, call.name(0))? {
            Some(value) => call.ev.force(value, call.pos).map(Some),
            None => Ok(None),
        },
    },
];

/// An attribute of the only element of an argument, if that is a list of one.
fn only<'h>(call: &Call<'_, 'h>, argument: usize, name: Symbol) -> Result<'h, Option<Value<'h>>> {
    let Some(list) = call.forced(argument)?.as_list() else { return Ok(None) };
    let [only] = list.items() else { return Ok(None) };
    Ok(call.attribute(call.ev.force(*only, call.pos)?, name))
}

/// A type's description, in parentheses if its class is none that the caller takes without.
fn description_phrase<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(kind) = call.forced(1)?.as_attrs() else { return Ok(None) };
    let class = kind.value(call.name(0)).unwrap_or(Value::NULL);
    let plain = call.ev.call(call.arg(0), &[class], call.pos)?;
    if !call.ev.force_bool(plain, call.pos, "while evaluating a branch condition")? {
        return Ok(None);
    }
    kind.value(call.name(1)).map(|description| call.ev.force(description, call.pos)).transpose()
}

/// `x == null || elemType.check x`.
fn null_or_check<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    if call.forced(0)?.same(Value::NULL) {
        return Ok(Some(Value::TRUE));
    }
    let Some(check) = call.find(call.used(0)?, call.name(0))? else { return Ok(None) };
    let answer = call.ev.call(check, &[call.arg(0)], call.pos)?;
    Ok(answer.as_bool().map(Value::bool))
}

/// The definitions of a value that may be null, which are null all or none.
fn null_or_merge<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(definitions) = call.forced(1)?.as_list().filter(|list| !list.is_empty()) else {
        return Ok(None);
    };
    let mut nulls = 0;
    for definition in definitions.items() {
        let Some(value) = call.find(*definition, call.name(0))? else { return Ok(None) };
        nulls += usize::from(value.same(Value::NULL));
    }
    if nulls == 0 {
        let Some(merge) = call.find(call.used(0)?, call.name(1))? else { return Ok(None) };
        return call.ev.call(merge, &[call.arg(0), call.arg(1)], call.pos).map(Some);
    }
    Ok((nulls == definitions.len()).then_some(Value::NULL))
}
