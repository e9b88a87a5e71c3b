//! What a value is.

use hmeval_diag::Pos;

use super::{Builtin, builtin};
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{Value, View};

/// Rows of this file.
pub static TABLE: &[Builtin] = &[
    builtin!(
        "typeOf",
        ["e"],
        "The type of *e*: `int`, `bool`, `string`, `path`, `null`, `set`, `list`, `lambda` or `float`.",
        type_of,
        [0]
    ),
    Builtin { global: true, ..builtin!("isNull", ["e"], "Whether *e* is null.", is_null, [0]) },
    builtin!("isFunction", ["e"], "Whether *e* is a function.", is_function, [0]),
    builtin!("isInt", ["e"], "Whether *e* is an integer.", is_int, [0]),
    builtin!("isFloat", ["e"], "Whether *e* is a floating-point number.", is_float, [0]),
    builtin!("isString", ["e"], "Whether *e* is a string.", is_string, [0]),
    builtin!("isBool", ["e"], "Whether *e* is a boolean.", is_bool, [0]),
    builtin!("isPath", ["e"], "Whether *e* is a path.", is_path, [0]),
    builtin!("isAttrs", ["e"], "Whether *e* is an attribute set.", is_attrs, [0]),
];

fn view<'h>(ev: &Evaluator<'h>, args: &[Value<'h>]) -> Result<'h, View<'h>> {
    Ok(ev.force(args[0], Pos::NONE)?.view())
}

fn type_of<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let name = crate::print::type_name(ev.force(args[0], Pos::NONE)?);
    Ok(Value::string_in(ev.heap, name.as_bytes(), None))
}

fn is_null<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    Ok(Value::bool(matches!(view(ev, args)?, View::Null)))
}

fn is_function<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    Ok(Value::bool(matches!(view(ev, args)?, View::Closure(_) | View::Builtin(_) | View::Partial(..))))
}

fn is_int<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    Ok(Value::bool(matches!(view(ev, args)?, View::Int(_))))
}

fn is_float<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    Ok(Value::bool(matches!(view(ev, args)?, View::Float(_))))
}

fn is_string<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    Ok(Value::bool(matches!(view(ev, args)?, View::Str(_))))
}

fn is_bool<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    Ok(Value::bool(matches!(view(ev, args)?, View::Bool(_))))
}

fn is_path<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    Ok(Value::bool(matches!(view(ev, args)?, View::Path(_))))
}

fn is_attrs<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    Ok(Value::bool(matches!(view(ev, args)?, View::Attrs(_))))
}
