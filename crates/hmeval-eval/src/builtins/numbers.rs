//! Arithmetic, bits, comparison.

use hmeval_diag::Pos;

use super::{Builtin, builtin};
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Value, View};

/// Rows of this file.
pub static TABLE: &[Builtin] = &[
    builtin!("add", ["e1", "e2"], "The sum of the numbers *e1* and *e2*.", add, [0, 1]),
    builtin!(
        "sub",
        ["e1", "e2"],
        "The difference of the numbers *e1* and *e2*: what `e1 - e2` is.",
        sub,
        [0, 1]
    ),
    builtin!(
        "mul",
        ["e1", "e2"],
        "The product of the numbers *e1* and *e2*: what `e1 * e2` is.",
        mul,
        [0, 1]
    ),
    builtin!(
        "div",
        ["e1", "e2"],
        "The quotient of the numbers *e1* and *e2*: what `e1 / e2` is.",
        div,
        [0, 1]
    ),
    builtin!(
        "lessThan",
        ["e1", "e2"],
        "Whether *e1* is less than *e2*: what `e1 < e2` is.",
        less_than,
        [0, 1]
    ),
    builtin!("bitAnd", ["e1", "e2"], "The bitwise AND of the integers *e1* and *e2*.", bit_and, [0, 1]),
    builtin!("bitOr", ["e1", "e2"], "The bitwise OR of the integers *e1* and *e2*.", bit_or, [0, 1]),
    builtin!("bitXor", ["e1", "e2"], "The bitwise XOR of the integers *e1* and *e2*.", bit_xor, [0, 1]),
    builtin!("ceil", ["double"], "The least integer that is not less than *double*.", ceil),
    builtin!("floor", ["double"], "The greatest integer that is not greater than *double*.", floor),
];

/// What the operator `-` calls.
pub static SUB: &Builtin = &TABLE[1];
/// What the operator `*` calls.
pub static MUL: &Builtin = &TABLE[2];
/// What the operator `/` calls.
pub static DIV: &Builtin = &TABLE[3];
/// What the operators `<`, `>`, `<=`, `>=` call.
pub static LESS_THAN: &Builtin = &TABLE[4];

/// One operation for floats and for integers, with the words of its messages.
struct Operation {
    noun: &'static str,
    verb: &'static str,
    sign: &'static str,
    floats: fn(f64, f64) -> f64,
    ints: fn(i64, i64) -> Option<i64>,
}

fn arithmetic<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], op: &Operation) -> Result<'h, Value<'h>> {
    let (a, b) = (ev.force(args[0], Pos::NONE)?, ev.force(args[1], Pos::NONE)?);
    if let (View::Int(a), View::Int(b)) = (a.view(), b.view()) {
        return of_ints(ev, a, b, op);
    }
    let first = format!("while evaluating the first argument of the {}", op.noun);
    let second = format!("while evaluating the second argument of the {}", op.noun);
    if matches!(a.view(), View::Float(_)) || matches!(b.view(), View::Float(_)) {
        let first = if op.sign == "*" { "while evaluating the first of the multiplication" } else { &first };
        let a = ev.force_float(a, Pos::NONE, first)?;
        let b = ev.force_float(b, Pos::NONE, &second)?;
        return Ok(Value::float(ev.heap, (op.floats)(a, b)));
    }
    let a = ev.force_int(a, Pos::NONE, &first)?;
    let b = ev.force_int(b, Pos::NONE, &second)?;
    of_ints(ev, a, b, op)
}

fn of_ints<'h>(ev: &Evaluator<'h>, a: i64, b: i64, op: &Operation) -> Result<'h, Value<'h>> {
    (op.ints)(a, b).map(|n| ev.int(n)).ok_or_else(|| {
        ev.error(ErrorKind::Eval, format!("integer overflow in {} {a} {} {b}", op.verb, op.sign))
    })
}

fn add<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let op = Operation {
        noun: "addition",
        verb: "adding",
        sign: "+",
        floats: |a, b| a + b,
        ints: i64::checked_add,
    };
    arithmetic(ev, args, &op)
}

fn sub<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let op = Operation {
        noun: "subtraction",
        verb: "subtracting",
        sign: "-",
        floats: |a, b| a - b,
        ints: i64::checked_sub,
    };
    arithmetic(ev, args, &op)
}

fn mul<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let op = Operation {
        noun: "multiplication",
        verb: "multiplying",
        sign: "*",
        floats: |a, b| a * b,
        ints: i64::checked_mul,
    };
    arithmetic(ev, args, &op)
}

fn div<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let (a, b) = (ev.force(args[0], Pos::NONE)?, ev.force(args[1], Pos::NONE)?);
    let divisor = ev.force_float(b, Pos::NONE, "while evaluating the second operand of the division")?;
    if divisor == 0.0 {
        return Err(ev.error(ErrorKind::Eval, "division by zero"));
    }
    if matches!(a.view(), View::Float(_)) || matches!(b.view(), View::Float(_)) {
        let a = ev.force_float(a, Pos::NONE, "while evaluating the first operand of the division")?;
        return Ok(Value::float(ev.heap, a / divisor));
    }
    let a = ev.force_int(a, Pos::NONE, "while evaluating the first operand of the division")?;
    let b = ev.force_int(b, Pos::NONE, "while evaluating the second operand of the division")?;
    a.checked_div(b)
        .map(|n| ev.int(n))
        .ok_or_else(|| ev.error(ErrorKind::Eval, format!("integer overflow in dividing {a} / {b}")))
}

fn less_than<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let (a, b) = (ev.force(args[0], Pos::NONE)?, ev.force(args[1], Pos::NONE)?);
    Ok(Value::bool(ev.less(a, b, "")?))
}

fn bits<'h>(
    ev: &Evaluator<'h>,
    args: &[Value<'h>],
    name: &str,
    op: fn(i64, i64) -> i64,
) -> Result<'h, Value<'h>> {
    let number = |index: usize, which: &str| match ev.force(args[index], Pos::NONE).map(Value::view) {
        Ok(View::Int(number)) => Ok(number),
        found => {
            let what = format!("while evaluating the {which} argument passed to builtins.{name}");
            match found {
                Ok(_) => ev.force_int(args[index], Pos::NONE, &what),
                Err(error) => Err(ev.frame(error, Pos::NONE, what)),
            }
        }
    };
    Ok(ev.int(op(number(0, "first")?, number(1, "second")?)))
}

fn bit_and<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    bits(ev, args, "bitAnd", |a, b| a & b)
}

fn bit_or<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    bits(ev, args, "bitOr", |a, b| a | b)
}

fn bit_xor<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    bits(ev, args, "bitXor", |a, b| a ^ b)
}

fn ceil<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    round(ev, args[0], "ceil", f64::ceil)
}

fn floor<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    round(ev, args[0], "floor", f64::floor)
}

/// The nearest integer in one direction. Integers stay what they are if they survive the way through a double.
fn round<'h>(ev: &Evaluator<'h>, value: Value<'h>, name: &str, op: fn(f64) -> f64) -> Result<'h, Value<'h>> {
    let what = format!("while evaluating the first argument passed to builtins.{name}");
    let number = ev.force_float(value, Pos::NONE, &what)?;
    let rounded = op(number);
    // The range of i64 as doubles: the upper end is exclusive.
    let fits = (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&rounded);
    if let View::Int(n) = ev.force(value, Pos::NONE)?.view() {
        #[allow(clippy::cast_possible_truncation, reason = "only used where it fits")]
        let back = rounded as i64;
        if fits && back == n {
            return Ok(ev.int(n));
        }
        let what = if fits {
            format!(
                "a loss of precision occurred in previous Nix versions because the NixInt argument {n} was rounded to {back}"
            )
        } else {
            format!("the NixInt argument {n} caused undefined behavior in previous Nix versions")
        };
        let message = format!(
            "Due to a bug (see https://github.com/NixOS/nix/issues/12899) {what}.\n\t\
            Future Nix versions might implement the correct behavior."
        );
        return Err(ev.error(ErrorKind::Eval, message));
    }
    if !fits {
        let mut shown = Vec::new();
        hmeval_formats::float::to_general(&mut shown, number);
        let message = [b"NixFloat argument ", &shown[..], b" is not in the range of NixInt"].concat();
        return Err(ev.error(ErrorKind::Eval, message));
    }
    #[allow(clippy::cast_possible_truncation, reason = "checked to fit")]
    Ok(ev.int(rounded as i64))
}
