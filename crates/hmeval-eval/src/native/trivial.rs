//! Of nixpkgs' `lib/trivial.nix`, `lib/asserts.nix` and `lib/types.nix`: functions of a line or two.

use super::{Answer, Call, Native};
use crate::heap::{Value, View};
use crate::symbol::known;

pub(super) const NATIVES: &[&Native] = &[
    &Native { name: "trivial.id", arity: 1, uses: &[], names: &[], run: id },
    &Native { name: "trivial.const", arity: 2, uses: &[], names: &[], run: constant },
    &Native { name: "trivial.flip", arity: 3, uses: &[], names: &[], run: flip },
    &Native { name: "trivial.min", arity: 2, uses: &[], names: &[], run: min },
    &Native { name: "trivial.max", arity: 2, uses: &[], names: &[], run: max },
    &Native { name: "trivial.warnIf", arity: 3, uses: &[], names: &[], run: unless },
    &Native { name: "trivial.warnIfNot", arity: 3, uses: &[], names: &[], run: provided },
    &Native { name: "trivial.throwIf", arity: 3, uses: &[], names: &[], run: unless },
    &Native { name: "trivial.throwIfNot", arity: 3, uses: &[], names: &[], run: provided },
    &IS_FUNCTION,
    &Native { name: "trivial.functionArgs", arity: 1, uses: &[], names: &[], run: function_args },
    &Native { name: "asserts.assertMsg", arity: 2, uses: &[], names: &[], run: assert_message },
    &Native { name: "types.isType", arity: 2, uses: &[], names: &["_type"], run: is_type },
    &Native { name: "types.setType", arity: 2, uses: &[], names: &[], run: set_type },
];

/// `isFunction`: a function, or a set that is called like one.
pub(super) const IS_FUNCTION: Native =
    Native { name: "trivial.isFunction", arity: 1, uses: &[], names: &[], run: is_function };

fn id<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    call.forced(0).map(Some)
}

fn constant<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    call.forced(0).map(Some)
}

fn flip<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    call.ev.call(call.arg(0), &[call.arg(2), call.arg(1)], call.pos).map(Some)
}

/// `if x < y then x else y`, of integers.
fn min<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let (left, right) = (call.forced(0)?, call.forced(1)?);
    let (View::Int(x), View::Int(y)) = (left.view(), right.view()) else { return Ok(None) };
    Ok(Some(if x < y { left } else { right }))
}

/// `if x > y then x else y`, of integers.
fn max<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    // `x > y` is `y < x`, which evaluates `y` first.
    let (right, left) = (call.forced(1)?, call.forced(0)?);
    let (View::Int(x), View::Int(y)) = (left.view(), right.view()) else { return Ok(None) };
    Ok(Some(if x > y { left } else { right }))
}

/// `condition: message: value:`, where only a false condition goes without a word.
fn unless<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    if call.condition(0)? { Ok(None) } else { call.forced(2).map(Some) }
}

/// `condition: message: value:`, where only a true condition goes without a word.
fn provided<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    if call.condition(0)? { call.forced(2).map(Some) } else { Ok(None) }
}

fn is_function<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    match call.forced(0)?.view() {
        View::Closure(_) | View::Builtin(_) | View::Partial(..) => Ok(Some(Value::TRUE)),
        View::Attrs(attrs) if attrs.get(known::FUNCTOR).is_some() => Ok(None),
        _ => Ok(Some(Value::FALSE)),
    }
}

fn function_args<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let value = call.forced(0)?;
    if value.as_closure().is_none() {
        return Ok(None);
    }
    crate::builtins::attrs::function_args(call.ev, &[value], call.pos).map(Some)
}

fn assert_message<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let holds = call.ev.force_bool(call.arg(0), call.pos, "in the left operand of the OR (||) operator")?;
    Ok(holds.then_some(Value::TRUE))
}

fn is_type<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let value = call.forced(1)?;
    let found = match call.attribute(value, call.name(0)) {
        Some(found) => call.ev.force(found, call.pos)?,
        None => call.ev.empty_string(),
    };
    call.ev.equal(found, call.arg(0), call.pos).map(|same| Some(Value::bool(same)))
}

fn set_type<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(attrs) = call.forced(1)?.as_attrs() else { return Ok(None) };
    let mark = call.set(0, |_| call.arg(0));
    let Some(mark) = mark.as_attrs() else { return Ok(None) };
    Ok(Some(Value::attrs(attrs.update(call.ev.heap, mark))))
}
