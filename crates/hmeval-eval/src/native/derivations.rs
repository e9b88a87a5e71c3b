//! What nixpkgs does for every package: `lib/systems` and `pkgs/stdenv/generic/make-derivation.nix`.

use super::Use::{Builtin, Lib};
use super::{Answer, Call, Native};
use crate::builtins::attrs::{copy, retain};
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{List, Value, View};
use crate::symbol::known;

pub(super) const NATIVES: &[&Native] = &[
    &Native {
        name: "systems.equals.removeFunctions",
        arity: 1,
        uses: &[],
        names: &[],
        run: remove_functions,
    },
    // As it was until 2026: with `filterAttrs`.
    &Native {
        name: "systems.equals.removeFunctions@filterAttrs",
        arity: 1,
        uses: &[Lib("filterAttrs", "attrsets.filterAttrs"), Lib("isFunction", "trivial.isFunction")],
        names: &[],
        run: remove_functions,
    },
    &Native {
        name: "make-derivation.makeDerivationArgument.checkDependencyList'",
        arity: 3,
        uses: &[
            Lib("checkDependencyList'", "make-derivation.makeDerivationArgument.checkDependencyList'"),
            Lib("imap1", "lists.imap1"),
            Lib("isDerivation", "attrsets.isDerivation"),
            Builtin("isList"),
        ],
        names: &[],
        run: check_dependencies,
    },
];

/// `removeAttrs a (filter (n: isFunction a.${n}) (attrNames a))`.
fn remove_functions<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(attrs) = call.forced(0)?.as_attrs() else { return Ok(None) };
    let mut functions = Vec::new();
    for (key, value) in call.ev.sorted_attrs(attrs) {
        let value = call.ev.force(value, call.pos)?;
        if value.as_attrs().is_some_and(|attrs| attrs.get(known::FUNCTOR).is_some()) {
            return Ok(None);
        }
        if matches!(value.view(), View::Closure(_) | View::Builtin(_) | View::Partial(..)) {
            functions.push(key.name);
        }
    }
    if functions.is_empty() {
        return Ok(Some(Value::attrs(copy(call.ev, attrs))));
    }
    functions.sort_unstable();
    Ok(Some(Value::attrs(retain(call.ev, attrs, |name| functions.binary_search(&name).is_err()))))
}

/// The list, each element of which is seen to be a dependency when it is needed.
fn check_dependencies<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(list) = call.forced(2)?.as_list() else { return Ok(None) };
    if list.is_empty() {
        return Ok(Some(Value::list(list)));
    }
    let later = call.share(dependency, &[call.arg(0), call.arg(1), Value::list(list)]);
    Ok(Some(Value::list(List::new(call.ev.heap, list.len(), |index| {
        call.ev.later_of(later, u32::try_from(index).unwrap_or(u32::MAX))
    }))))
}

fn dependency<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let items = ev.force_list(call.arg(2), call.pos, "")?.items();
    let value = ev.force(items.get(number as usize).copied().unwrap_or(Value::NULL), call.pos)?;
    let taken = match value.view() {
        View::Null | View::Str(_) | View::Path(_) => true,
        View::Attrs(_) => ev.is_derivation(value)?,
        _ => false,
    };
    if taken {
        return Ok(value);
    }
    // A list in the list, or something wrong.
    let all = ev.interpret_call(call.closure, &call.args[..3], call.pos)?;
    let items = ev.force_list(all, call.pos, "")?.items();
    ev.force(items.get(number as usize).copied().unwrap_or(Value::NULL), call.pos)
}
