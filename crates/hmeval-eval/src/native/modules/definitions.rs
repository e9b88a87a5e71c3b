//! Definitions of an option become its value.

use super::discharge::{
    DISCHARGE, FILTER_OVERRIDES, Names, Overrides, STRIP_IN_FILTER, discharge, filter_overrides, items,
};
use super::{Maybe, interpreted, property, some};
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{Thunk, Value};
use crate::native::Use::{Builtin, Lib, Value as Any};
use crate::native::{Answer, Call, Native};

pub(super) const MERGE_DEFINITIONS: Native = Native {
    name: "modules.mergeDefinitions",
    arity: 3,
    uses: &[
        Lib("filterOverrides'", FILTER_OVERRIDES.name),
        Any("sortProperties"),
        Any("defaultOverridePriority"),
        Any("checkV2MergeCoherence"),
        Lib("dischargeProperties", DISCHARGE.name),
        Builtin("concatMap"),
        Builtin("addErrorContext"),
        Builtin("any"),
        Builtin("length"),
        Builtin("head"),
        Builtin("isAttrs"),
        Builtin("all"),
    ],
    names: &[
        "_type",
        "contents",
        "condition",
        "content",
        "file",
        "value",
        "priority",
        "defsFinal'",
        "defsFinal",
        "mergedValue",
        "checkedAndMerged",
        "isDefined",
        "optionalValue",
        "values",
        "highestPrio",
        "merge",
        "v2",
        "headError",
        "check",
        "valueMeta",
        "emptyValue",
    ],
    run: merge,
};

/// The places of the free variables above whose values are needed.
mod used {
    pub(super) const FILTER: usize = 0;
    pub(super) const SORT: usize = 1;
    pub(super) const DEFAULT_PRIORITY: usize = 2;
    pub(super) const COHERENCE: usize = 3;
}

/// The places of the names above.
mod name {
    pub(super) const KIND: usize = 0;
    pub(super) const CONTENT: usize = 3;
    pub(super) const FILE: usize = 4;
    pub(super) const VALUE: usize = 5;
    pub(super) const PRIORITY: usize = 6;
    /// The first of the parts, in the order of the text.
    pub(super) const PARTS: usize = 7;
    pub(super) const VALUES: usize = 13;
    pub(super) const MERGE: usize = 15;
    pub(super) const V2: usize = 16;
    pub(super) const HEAD_ERROR: usize = 17;
    pub(super) const CHECK: usize = 18;
    pub(super) const META: usize = 19;
    pub(super) const EMPTY_VALUE: usize = 20;
}

/// The parts of the result, in the order of the text.
mod part {
    pub(super) const FINAL: u32 = 0;
    pub(super) const DEFINITIONS: u32 = 1;
    pub(super) const MERGED_VALUE: u32 = 2;
    pub(super) const CHECKED: u32 = 3;
    pub(super) const IS_DEFINED: u32 = 4;
    // 5 is `optionalValue`.
    /// The `valueMeta` of what a type's second version of `merge` gives.
    pub(super) const META: u32 = 6;
}

/// A set of six parts that need each other.
fn merge<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let hole = call.ev.heap.alloc_cell(Thunk::forced(Value::NULL));
    let later = call.share(compute, &[call.arg(0), call.arg(1), call.arg(2), Value::thunk(hole)]);
    let parts = call.set(0, |index| call.ev.later_of(later, u32::try_from(index).unwrap_or(u32::MAX)));
    hole.set(parts);
    Ok(Some(parts))
}

fn compute<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let answer = match number {
        part::FINAL => last(&call)?,
        part::DEFINITIONS => {
            let last = sibling(&call, part::FINAL)?;
            call.find(last, call.name(name::VALUES))?
        }
        part::MERGED_VALUE => merged_value(&call)?,
        part::CHECKED => checked(&call)?,
        part::IS_DEFINED => Some(Value::bool(is_defined(&call)?)),
        part::META => meta(&call)?,
        _ => Some(match is_defined(&call)? {
            true => call.set(14, |_| sibling_later(&call, part::MERGED_VALUE)),
            false => call.set(15, |_| Value::NULL),
        }),
    };
    match answer {
        Some(value) => Ok(value),
        None => interpreted(&call, 3, call.name(name::PARTS + number as usize)),
    }
}

fn sibling_later<'h>(call: &Call<'_, 'h>, number: u32) -> Value<'h> {
    let parts = call.ev.force(call.arg(3), call.pos).ok().and_then(Value::as_attrs);
    parts.and_then(|parts| parts.value(call.name(name::PARTS + number as usize))).unwrap_or(Value::NULL)
}

/// Another part, evaluated.
fn sibling<'h>(call: &Call<'_, 'h>, number: u32) -> Result<'h, Value<'h>> {
    call.ev.force(sibling_later(call, number), call.pos)
}

fn is_defined<'h>(call: &Call<'_, 'h>) -> Result<'h, bool> {
    let definitions = sibling(call, part::DEFINITIONS)?;
    Ok(definitions.as_list().is_none_or(|list| !list.is_empty()))
}

/// `defsFinal'`: the definitions that count, and their priority.
fn last<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let definitions = some!(items(call, call.arg(2))?);
    if let [only] = definitions {
        let value = some!(call.find(*only, call.name(name::VALUE))?);
        if call.attribute(value, call.name(name::KIND)).is_none() {
            return Ok(Some(call.set(4, |index| {
                if index == 0 { call.arg(2) } else { call.variable(used::DEFAULT_PRIORITY) }
            })));
        }
    }
    let later = call.share(filtered, &[call.arg(0), call.arg(1), call.arg(2)]);
    // To know the priority, the properties of all definitions have to be known; and to know these, the priority.
    let pick = call.share(pick, &[call.ev.later_of(later, 0)]);
    Ok(Some(call.set(5, |index| call.ev.later_of(pick, u32::try_from(index).unwrap_or(u32::MAX)))))
}

/// The definitions, in order, or their priority.
fn pick<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let found = ev.force_list(call.arg(0), call.pos, "")?.items();
    let item = ev.force(found.get(number as usize).copied().unwrap_or(Value::NULL), call.pos)?;
    // Sorting takes one `mkOrder` off each definition, so it must not be done twice.
    let to_sort = number == 0 && found.get(2).is_some_and(|to_sort| to_sort.same(Value::bool(true)));
    if to_sort { sorted(&call, item) } else { Ok(item) }
}

/// Definitions in the order that `mkOrder` asks for.
fn sorted<'h>(call: &Call<'_, 'h>, definitions: Value<'h>) -> Result<'h, Value<'h>> {
    for definition in call.ev.force_list(definitions, call.pos, "")?.items() {
        let value = call.ev.force(*definition, call.pos)?;
        let value = call.ev.force(call.select(value, call.name(name::VALUE)), call.pos)?;
        if property(call, value, call.name(name::KIND))? == Some(b"order") {
            return call.ev.call(call.used(used::SORT)?, &[definitions], call.pos);
        }
    }
    Ok(definitions)
}

/// The definitions that count, their priority, and whether they have yet to be sorted, as a list.
fn filtered<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], _: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    if let Some((definitions, priority)) = process(&call)? {
        return Ok(call.list(&[definitions, priority, Value::bool(true)]));
    }
    let last = interpreted(&call, 3, call.name(name::PARTS))?;
    let priority = call.select(last, call.name(name::VALUES + 1));
    Ok(call.list(&[call.select(last, call.name(name::VALUES)), priority, Value::bool(false)]))
}

/// Takes `mkMerge`, `mkIf` and `mkOverride` off.
fn process<'h>(call: &Call<'_, 'h>) -> Maybe<'h, (Value<'h>, Value<'h>)> {
    let mut normalized = Vec::new();
    let names = Names::of(call);
    for definition in some!(items(call, call.arg(2))?) {
        let attrs = some!(call.ev.force(*definition, call.pos)?.as_attrs());
        let (file, value) = (attrs.value(call.name(name::FILE)), some!(attrs.value(call.name(name::VALUE))));
        let file = some!(file);
        let mut found = Vec::new();
        some!(discharge(call, &names, value, &mut found, 0)?);
        for value in found {
            let forced = call.ev.force(value, call.pos)?;
            normalized.push(match property(call, forced, names.kind)? {
                Some(b"definition") => value,
                _ => call.set(2, |index| if index == 0 { file } else { value }),
            });
        }
    }
    let filter = some!(Call::of(call.ev, call.used(used::FILTER)?));
    let overrides = Overrides {
        kind: names.kind,
        content: call.name(name::CONTENT),
        value: call.name(name::VALUE),
        priority: call.name(name::PRIORITY),
        default: call.variable(used::DEFAULT_PRIORITY),
        strip: some!(Call::of(call.ev, filter.used(STRIP_IN_FILTER)?)),
    };
    let filtered = some!(filter_overrides(call, &overrides, &normalized)?);
    Ok(Some((call.list(&filtered.values), filtered.priority)))
}

/// Whether a type's `merge` has a second version: `type.merge.v2`.
fn second_version<'h>(call: &Call<'_, 'h>) -> Maybe<'h, Option<Value<'h>>> {
    let merge = some!(call.find(call.arg(1), call.name(name::MERGE))?);
    Ok(Some(call.attribute(merge, call.name(name::V2))))
}

/// Checks the definitions against the type and merges them.
fn merged_value<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    if !is_defined(call)? {
        let empty = some!(call.find(call.arg(1), call.name(name::EMPTY_VALUE))?);
        return call.find(empty, call.name(name::VALUE));
    }
    if some!(second_version(call)?).is_some() {
        let checked = sibling(call, part::CHECKED)?;
        if call.find(checked, call.name(name::HEAD_ERROR))?.is_some_and(|error| !error.same(Value::NULL)) {
            return Ok(None);
        }
        return call.find(checked, call.name(name::VALUE));
    }
    let definitions = sibling(call, part::DEFINITIONS)?;
    for definition in some!(definitions.as_list()).items() {
        let check = some!(call.find(call.arg(1), call.name(name::CHECK))?);
        let value = call.select(*definition, call.name(name::VALUE));
        if !some!(call.ev.call(check, &[value], call.pos)?.as_bool()) {
            return Ok(None);
        }
    }
    let merge = some!(call.find(call.arg(1), call.name(name::MERGE))?);
    call.ev.call(merge, &[call.arg(0), definitions], call.pos).map(Some)
}

/// `checkedAndMerged`: the value with what the type says about it.
fn checked<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(merge) = some!(second_version(call)?) else {
        let value = sibling_later(call, part::MERGED_VALUE);
        let empty = call.set(13, |_| Value::NULL);
        return Ok(Some(call.set(12, |index| match index {
            0 => Value::NULL,
            1 => value,
            _ => empty,
        })));
    };
    // `checkV2MergeCoherence` gives its third argument or fails.
    let given =
        call.set(8, |index| if index == 0 { call.arg(0) } else { sibling_later(call, part::DEFINITIONS) });
    let result = call.ev.delay_call(merge, given);
    let result = call.ev.call(call.used(used::COHERENCE)?, &[call.arg(0), call.arg(1), result], call.pos)?;
    let attrs = some!(result.as_attrs());
    let later = call.share(compute, &[call.arg(0), call.arg(1), call.arg(2), call.arg(3), result]);
    let checked =
        attrs.update(call.ev.heap, some!(call.set(9, |_| call.ev.later_of(later, part::META)).as_attrs()));
    let known = [name::HEAD_ERROR, name::VALUE, name::META];
    let complete =
        checked.len() == known.len() && known.iter().all(|known| checked.get(call.name(*known)).is_some());
    Ok(complete.then(|| Value::attrs(checked)))
}

/// `r.valueMeta // { _internal = { inherit type; }; }`.
fn meta<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let meta = call.ev.force_attrs(call.select(call.arg(4), call.name(name::META)), call.pos, "")?;
    let internal = call.set(11, |_| call.arg(1));
    Ok(Some(super::update(call, meta, call.set(10, |_| internal))))
}
