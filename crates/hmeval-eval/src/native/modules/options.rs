//! The value of an option, with all that is known about it.

use super::{interpreted, some, update};
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{List, Value};
use crate::native::Use::{Builtin, Later, Lib, Value as Any};
use crate::native::{Answer, Call, Native};

pub(super) const EVAL_OPTION_VALUE: Native = Native {
    name: "modules.evalOptionValue",
    arity: 3,
    uses: &[
        Any("mkOptionDefault"),
        Any("mergeDefinitions"),
        Later("addErrorContext"),
        Builtin("head"),
        Builtin("length"),
    ],
    names: NAMES,
    run: evaluate,
};

/// As it was until 2026: the default comes from `optional`, the warning from `warnIf`.
pub(super) const EVAL_OPTION_VALUE_OPTIONAL: Native = Native {
    name: "modules.evalOptionValue@optional",
    arity: 3,
    uses: &[
        Any("mkOptionDefault"),
        Any("mergeDefinitions"),
        Later("addErrorContext"),
        Builtin("head"),
        Builtin("length"),
        Lib("optional", "lists.optional"),
        Lib("warnIf", "trivial.warnIf"),
    ],
    names: NAMES,
    run: evaluate,
};

/// As it was until the summer of 2025: without `valueMeta`.
pub(super) const EVAL_OPTION_VALUE_PLAIN: Native =
    Native { name: "modules.evalOptionValue@plain", ..EVAL_OPTION_VALUE_OPTIONAL };

const NAMES: &[&str] = &[
    "default",
    "declarations",
    "readOnly",
    "type",
    "apply",
    "deprecationMessage",
    "mergedValue",
    "defsFinal'",
    "highestPrio",
    "defsFinal",
    "value",
    "file",
    "isDefined",
    "checkedAndMerged",
    "valueMeta",
    "__toString",
];

/// `v: !isOption v`, with which the tree of options is gone through.
pub(super) const IS_NO_OPTION: Native = Native {
    name: "modules.evalModules.config.declaredConfig#0",
    arity: 1,
    uses: &[Any("isOption")],
    names: &[],
    run: |call| {
        let is_option = call.ev.call(call.used(0)?, call.args, call.pos)?;
        Ok(is_option.as_bool().map(|is_option| Value::bool(!is_option)))
    },
};

/// `_: v: v.value`.
pub(super) const OPTION_VALUE: Native = Native {
    name: crate::native::attrsets::OPTION_VALUE,
    arity: 2,
    uses: &[],
    names: &["value"],
    run: |call| call.ev.force(call.select(call.arg(1), call.name(0)), call.pos).map(Some),
};

/// The places of the free variables above whose values are needed.
const MK_OPTION_DEFAULT: usize = 0;
const MERGE_DEFINITIONS: usize = 1;
const ADD_CONTEXT: usize = 2;

/// The places of the names above.
mod name {
    pub(super) const DEFAULT: usize = 0;
    pub(super) const DECLARATIONS: usize = 1;
    pub(super) const READ_ONLY: usize = 2;
    pub(super) const TYPE: usize = 3;
    pub(super) const APPLY: usize = 4;
    pub(super) const DEPRECATION: usize = 5;
    pub(super) const MERGED_VALUE: usize = 6;
    pub(super) const FINAL: usize = 7;
    pub(super) const PRIORITY: usize = 8;
    pub(super) const DEFINITIONS: usize = 9;
    pub(super) const VALUE: usize = 10;
    pub(super) const FILE: usize = 11;
    pub(super) const IS_DEFINED: usize = 12;
    pub(super) const CHECKED: usize = 13;
    pub(super) const META: usize = 14;
    pub(super) const TO_STRING: usize = 15;
}

/// The number of the thunk that merges the definitions.
const MERGED: u32 = 100;

fn evaluate<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let option = call.forced(1)?;
    let attrs = some!(option.as_attrs());
    let kind = some!(call.find(option, call.name(name::TYPE))?);
    if !some!(call.find(kind, call.name(name::DEPRECATION))?).same(Value::NULL) {
        return Ok(None);
    }
    let merged = call.ev.later_of(call.share(merged, &[call.arg(0), option, call.arg(2)]), MERGED);
    let later = call.share(part, &[call.arg(0), option, call.arg(2), merged]);
    let parts = call.set(4, |index| call.ev.later_of(later, u32::try_from(index).unwrap_or(u32::MAX)));
    Ok(Some(update(call, attrs, parts)))
}

/// `mergeDefinitions loc opt.type defs'`.
fn merged<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], _: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let (option, definitions) = (call.arg(1), call.arg(2));
    let with_default = match call.attribute(option, call.name(name::DEFAULT)) {
        None => definitions,
        Some(_) => ev.later_of(call.share(with_default, &[option, definitions]), 0),
    };
    if let Some(read_only) = call.find(option, call.name(name::READ_ONLY))?
        && ev.force_bool(read_only, call.pos, "in the left operand of the AND (&&) operator")?
        && ev.force_list(with_default, call.pos, "")?.len() > 1
    {
        let answer = ev.interpret_call(call.closure, &call.args[..3], call.pos)?;
        // It fails, for a read-only option has one value.
        let value = ev.force_attrs(answer, call.pos, "")?.value(call.name(name::VALUE));
        return ev.force(value.unwrap_or(Value::NULL), call.pos);
    }
    let kind = call.select(option, call.name(name::TYPE));
    ev.call(call.used(MERGE_DEFINITIONS)?, &[call.arg(0), kind, with_default], call.pos)
}

/// The definitions, the default before them.
fn with_default<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], _: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let later = call.share(default, &[call.arg(0)]);
    let default = call.set(1, |index| ev.later_of(later, u32::from(index != 0)));
    let given = ev.force_list(call.arg(1), call.pos, "")?;
    let mut all = std::iter::once(default).chain(given.items().iter().copied());
    Ok(Value::list(List::new(ev.heap, given.len() + 1, |_| all.next().unwrap_or(Value::NULL))))
}

/// The definition that a default is: its file and its value.
fn default<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let option = call.arg(0);
    if number == 1 {
        return ev.call(
            call.used(MK_OPTION_DEFAULT)?,
            &[call.select(option, call.name(name::DEFAULT))],
            call.pos,
        );
    }
    let declarations = select(&call, option, name::DECLARATIONS)?;
    match ev.force_list(declarations, call.pos, "")?.items().first() {
        Some(first) => ev.force(*first, call.pos),
        None => Err(ev.error(crate::ErrorKind::Eval, "'builtins.head' called on an empty list")),
    }
}

/// `set.name`, evaluated.
fn select<'h>(call: &Call<'_, 'h>, set: Value<'h>, name: usize) -> Result<'h, Value<'h>> {
    call.ev.force(call.select(set, call.name(name)), call.pos)
}

/// What is known about an option, in the order of the text.
fn part<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let merged = call.arg(3);
    let each = |name: usize| -> Result<'h, Value<'h>> {
        let definitions = select(&call, merged, name::DEFINITIONS)?;
        let items = ev.force_list(definitions, call.pos, "")?.items();
        Ok(Value::list(List::new(ev.heap, items.len(), |index| call.select(items[index], call.name(name)))))
    };
    match number {
        // What stands in for the value of an option does so at its error context.
        0 if ev.has_stand_ins() => interpreted(&call, 3, call.name(name::VALUE)),
        0 => value(&call, merged),
        1 => {
            let last = select(&call, merged, name::FINAL)?;
            select(&call, last, name::PRIORITY)
        }
        2 => each(name::VALUE),
        3 => each(name::FILE),
        4 => select(&call, merged, name::DEFINITIONS),
        5 => select(&call, merged, name::IS_DEFINED),
        6 if !call.is_variant("plain") => {
            let checked = select(&call, merged, name::CHECKED)?;
            select(&call, checked, name::META)
        }
        _ => interpreted(&call, 3, call.name(name::TO_STRING)),
    }
}

/// The merged value, after `apply`.
fn value<'h>(call: &Call<'_, 'h>, merged: Value<'h>) -> Result<'h, Value<'h>> {
    call.ensure(ADD_CONTEXT)?;
    match call.attribute(call.arg(1), call.name(name::APPLY)) {
        None => select(call, merged, name::MERGED_VALUE),
        Some(apply) => call.ev.call(apply, &[call.select(merged, call.name(name::MERGED_VALUE))], call.pos),
    }
}
