//! Functions without a name that are written again and again. Their text is in `idioms.nix`, next to this file.

use super::{Answer, Call, Native};
use crate::heap::Value;

pub(super) const NATIVES: &[&Native] = &[
    &Native {
        name: "idioms.isDirectory",
        arity: 2,
        uses: &[],
        names: &[],
        run: |call| is_one_of(call, 1, &[b"directory"]),
    },
    &Native {
        name: "idioms.emptySet",
        arity: 1,
        uses: &[],
        names: &[],
        run: |call| Ok(Some(call.set(0, |_| Value::NULL))),
    },
    &Native { name: "idioms.isShown", arity: 1, uses: &[], names: &["visible", "internal"], run: is_shown },
    &Native {
        name: "idioms.nounOrConjunction",
        arity: 1,
        uses: &[],
        names: &[],
        run: |call| is_one_of(call, 0, &[b"noun", b"conjunction"]),
    },
    &Native {
        name: "idioms.nounOrComposite",
        arity: 1,
        uses: &[],
        names: &[],
        run: |call| is_one_of(call, 0, &[b"noun", b"composite"]),
    },
];

/// Whether an argument is one of some strings.
fn is_one_of<'h>(call: &Call<'_, 'h>, argument: usize, texts: &[&[u8]]) -> Answer<'h> {
    let value = call.forced(argument)?;
    Ok(Some(Value::bool(value.as_str().is_some_and(|text| texts.contains(&text.bytes)))))
}

/// `option.visible && !option.internal`.
fn is_shown<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(visible) = call.find(call.arg(0), call.name(0))? else { return Ok(None) };
    if visible.same(Value::FALSE) {
        return Ok(Some(visible));
    }
    let Some(internal) = call.find(call.arg(0), call.name(1))? else { return Ok(None) };
    Ok(internal.as_bool().filter(|_| visible.same(Value::TRUE)).map(|internal| Value::bool(!internal)))
}
