//! Properties of definitions: `mkIf`, `mkMerge`, `mkOverride`, and what becomes of them.

use super::{Maybe, property, some};
use crate::error::Result;
use crate::heap::{Attrs, List, Value, View};
use crate::native::Use::{Builtin, Later, Lib, Value as Any};
use crate::native::{Answer, Call, Native};
use crate::symbol::Symbol;

pub(super) const MK_IF: Native = Native { name: "modules.mkIf", arity: 2, uses: &[], names: &[], run: mk_if };

pub(super) const MK_MERGE: Native =
    Native { name: "modules.mkMerge", arity: 1, uses: &[], names: &[], run: mk_merge };

pub(super) const MK_OVERRIDE: Native =
    Native { name: "modules.mkOverride", arity: 2, uses: &[], names: &[], run: mk_override };

pub(super) const DISCHARGE: Native = Native {
    name: "modules.dischargeProperties",
    arity: 1,
    uses: &[
        Builtin("concatMap"),
        Lib("dischargeProperties", "modules.dischargeProperties"),
        Builtin("isBool"),
    ],
    names: &["_type", "contents", "condition", "content"],
    run: |call| {
        let mut found = Vec::new();
        let names = Names::of(call);
        some!(discharge(call, &names, call.arg(0), &mut found, 0)?);
        Ok(Some(call.list(&found)))
    },
};

/// It is only recognised, as are its parts: those that merge definitions do its work.
pub(super) const FILTER_OVERRIDES: Native = Native {
    name: "modules.filterOverrides'",
    arity: 1,
    uses: &[
        Lib("strip", STRIP.name),
        Builtin("length"),
        Builtin("head"),
        Lib("getPrio", GET_PRIORITY.name),
        Lib("foldl'", "lists.foldl'"),
        Lib("min", "trivial.min"),
        Builtin("concatMap"),
    ],
    names: &[],
    run: |_| Ok(None),
};

/// As it was until 2026: `strip` and `getPrio` inside of it.
pub(super) const FILTER_OVERRIDES_INSIDE: Native = Native {
    name: "modules.filterOverrides'@inside",
    arity: 1,
    uses: &[
        Any("defaultOverridePriority"),
        Lib("foldl'", "lists.foldl'"),
        Lib("min", "trivial.min"),
        Builtin("concatMap"),
    ],
    names: &[],
    run: |_| Ok(None),
};

/// The place of the default priority among the free variables of [`FILTER_OVERRIDES_INSIDE`].
pub(super) const DEFAULT_IN_FILTER: usize = 0;

/// The place of [`STRIP`] among the free variables of [`FILTER_OVERRIDES`].
pub(super) const STRIP_IN_FILTER: usize = 0;

pub(super) const GET_PRIORITY: Native = Native {
    name: "modules.filterOverrides'.getPrio",
    arity: 1,
    uses: &[Any("defaultOverridePriority")],
    names: &[],
    run: |_| Ok(None),
};

pub(super) const STRIP: Native =
    Native { name: "modules.filterOverrides'.strip", arity: 1, uses: &[], names: &[], run: |_| Ok(None) };

pub(super) const MAP_IF_ATTRS: Native = Native {
    name: "modules.pushDownProperties.mapAttrsIfAttrs",
    arity: 2,
    uses: &[Builtin("isAttrs"), Builtin("mapAttrs")],
    names: &[],
    run: |_| Ok(None),
};

pub(super) const PUSH_DOWN: Native = Native {
    name: "modules.pushDownProperties",
    arity: 1,
    uses: &[
        Lib("mkIf", MK_IF.name),
        Lib("mkOverride", MK_OVERRIDE.name),
        Later("concatMap"),
        Lib("pushDownProperties", "modules.pushDownProperties"),
        Lib("mapAttrsIfAttrs", MAP_IF_ATTRS.name),
    ],
    names: PUSH_DOWN_NAMES,
    run: run_push_down,
};

/// As it was until 2026: what a property holds must be a set.
pub(super) const PUSH_DOWN_STRICT: Native = Native {
    name: "modules.pushDownProperties@strict",
    arity: 1,
    uses: &[
        Lib("mkIf", MK_IF.name),
        Lib("mkOverride", MK_OVERRIDE.name),
        Later("concatMap"),
        Lib("pushDownProperties", "modules.pushDownProperties"),
        Builtin("mapAttrs"),
    ],
    names: PUSH_DOWN_NAMES,
    run: run_push_down,
};

const PUSH_DOWN_NAMES: &[&str] = &["_type", "contents", "condition", "content", "priority"];

/// The place of `concatMap` among the free variables of both.
const CONCAT_MAP: usize = 2;

fn run_push_down<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let mut found = Vec::new();
    some!(push_down(call, &Names::of(call), call.arg(0), &mut found, 0)?);
    Ok(Some(call.list(&found)))
}

fn mk_if<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    Ok(Some(call.set(0, |index| if index == 0 { call.literal(0, 0) } else { call.arg(index - 1) })))
}

fn mk_merge<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    Ok(Some(call.set(0, |index| if index == 0 { call.literal(0, 0) } else { call.arg(0) })))
}

fn mk_override<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    Ok(Some(call.set(0, |index| if index == 0 { call.literal(0, 0) } else { call.arg(index - 1) })))
}

/// The sets that a definition of a set gives, with the properties moved into their attributes (`pushDownProperties`). `call`
/// is one of [`PUSH_DOWN`].
fn push_down<'h>(
    call: &Call<'_, 'h>,
    names: &Names,
    definition: Value<'h>,
    found: &mut Vec<Value<'h>>,
    depth: u32,
) -> Maybe<'h, ()> {
    if depth > MAX_DEPTH {
        return Ok(None);
    }
    let value = call.ev.force(definition, call.pos)?;
    let (property, first) = match property(call, value, names.kind)? {
        Some(b"merge") => {
            call.ensure(CONCAT_MAP)?;
            let contents = some!(call.attribute(value, names.contents));
            for content in some!(items(call, contents)?) {
                some!(push_down(call, names, *content, found, depth + 1)?);
            }
            return Ok(Some(()));
        }
        Some(b"if") => (0, some!(call.attribute(value, names.condition))),
        Some(b"override") => (1, some!(call.attribute(value, call.name(4)))),
        _ => {
            found.push(definition);
            return Ok(Some(()));
        }
    };
    let mut inner = Vec::new();
    some!(push_down(call, names, some!(call.attribute(value, names.content)), &mut inner, depth + 1)?);
    for content in inner {
        // To look for properties in it, the content was evaluated: mostly its attributes can have theirs at once.
        let set = content.known().and_then(Value::as_attrs);
        let wrapped = match set {
            Some(set) => wrapped(call, first, set, property)?,
            None => None,
        };
        found.push(
            wrapped.unwrap_or_else(|| call.ev.later_of(call.share(pushed, &[first, content]), property)),
        );
    }
    Ok(Some(()))
}

/// The same with `push`, which is one of [`PUSH_DOWN`] or at least does what it does.
pub(super) fn push_down_with<'h>(
    call: &Call<'_, 'h>,
    push: Value<'h>,
    definition: Value<'h>,
    found: &mut Vec<Value<'h>>,
) -> Result<'h, ()> {
    let native = match Call::of(call.ev, push) {
        Some(push) => push_down(&push, &Names::of(&push), definition, found, 0)?,
        None => None,
    };
    if native.is_none() {
        found.clear();
        let list = call.ev.call(push, &[definition], call.pos)?;
        found.extend_from_slice(call.ev.force_list(list, call.pos, "")?.items());
    }
    Ok(())
}

/// A set each of whose attributes gets the property: `mapAttrsIfAttrs (n: v: mkIf cfg.condition v) content`, where
/// `property` is the free variable that makes it.
fn pushed<'h>(ev: &crate::Evaluator<'h>, values: &'h [Value<'h>], property: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let content = call.forced(1)?;
    let Some(attrs) = content.as_attrs() else {
        // The strict form fails.
        return if call.is_variant("strict") {
            Err(ev.wrong_type("a set", content, call.pos))
        } else {
            Ok(content)
        };
    };
    Ok(wrapped(&call, call.arg(0), attrs, property)?.unwrap_or(Value::NULL))
}

/// A set each of whose attributes gets the property with this argument. Nothing if the free variable `property` makes none.
fn wrapped<'h>(
    call: &Call<'_, 'h>,
    argument: Value<'h>,
    attrs: Attrs<'h>,
    property: u32,
) -> Maybe<'h, Value<'h>> {
    let make = some!(Call::of(call.ev, call.used(property as usize)?));
    let heap = call.ev.heap;
    let (keys, values) = attrs.flat(heap);
    let kind = make.literal(0, 0);
    let wrap = |index: usize| {
        make.set(0, |place| match place {
            0 => kind,
            1 => argument,
            _ => values[index],
        })
    };
    // As `mapAttrs` does: the names, without their positions.
    Ok(Some(Value::attrs(Attrs::new(heap, keys.bare(heap), wrap))))
}

/// Deeper properties are left to the interpreter, whose depth is limited.
const MAX_DEPTH: u32 = 200;

/// The names of the attributes of properties.
pub(super) struct Names {
    pub(super) kind: Symbol,
    pub(super) contents: Symbol,
    pub(super) condition: Symbol,
    pub(super) content: Symbol,
}

impl Names {
    /// The first four names of a native version.
    pub(super) fn of(call: &Call<'_, '_>) -> Self {
        Names { kind: call.name(0), contents: call.name(1), condition: call.name(2), content: call.name(3) }
    }
}

/// The values that a definition gives, with `mkMerge` taken apart and `mkIf` decided (`dischargeProperties`).
pub(super) fn discharge<'h>(
    call: &Call<'_, 'h>,
    names: &Names,
    definition: Value<'h>,
    found: &mut Vec<Value<'h>>,
    depth: u32,
) -> Maybe<'h, ()> {
    if depth > MAX_DEPTH {
        return Ok(None);
    }
    let value = call.ev.force(definition, call.pos)?;
    match property(call, value, names.kind)? {
        Some(b"merge") => {
            let contents = some!(call.attribute(value, names.contents));
            let contents = some!(call.ev.force(contents, call.pos)?.as_list());
            for content in contents.items() {
                some!(discharge(call, names, *content, found, depth + 1)?);
            }
        }
        Some(b"if") => {
            let condition = some!(call.attribute(value, names.condition));
            if some!(call.ev.force(condition, call.pos)?.as_bool()) {
                let content = some!(call.attribute(value, names.content));
                some!(discharge(call, names, content, found, depth + 1)?);
            }
        }
        _ => found.push(definition),
    }
    Ok(Some(()))
}

/// A priority, and the definitions that have it, `mkOverride` taken off (`filterOverrides'`).
pub(super) struct Filtered<'h> {
    pub(super) values: Vec<Value<'h>>,
    pub(super) priority: Value<'h>,
}

/// What [`filter_overrides`] needs to know.
pub(super) struct Overrides<'c, 'h> {
    pub(super) kind: Symbol,
    pub(super) content: Symbol,
    pub(super) value: Symbol,
    pub(super) priority: Symbol,
    /// The priority of a definition without `mkOverride`.
    pub(super) default: Value<'h>,
    /// The function [`STRIP`], or the one around it, and the number of its set there.
    pub(super) strip: (Call<'c, 'h>, usize),
}

/// Keeps the definitions of the highest priority.
pub(super) fn filter_overrides<'h>(
    call: &Call<'_, 'h>,
    names: &Overrides<'_, 'h>,
    definitions: &[Value<'h>],
) -> Maybe<'h, Filtered<'h>> {
    let mut found = Vec::with_capacity(definitions.len());
    for definition in definitions {
        let attrs = some!(call.ev.force(*definition, call.pos)?.as_attrs());
        found.push((*definition, attrs, some!(priority(call, names, attrs)?)));
    }
    // The interpreter begins with 9999 for more than one definition.
    let lowest = found.iter().map(|item| item.2.number).min().unwrap_or(9999);
    let lowest = if definitions.len() == 1 && names.strip.1 == 0 { lowest } else { lowest.min(9999) };
    let mut values = Vec::with_capacity(found.len());
    for (definition, attrs, priority) in &found {
        if priority.number == lowest {
            values.push(some!(strip(call, names, *definition, *attrs, priority)));
        }
    }
    let first = found.iter().find(|item| item.2.number == lowest);
    let priority = first.map_or_else(|| call.ev.int(lowest), |item| item.2.value);
    Ok(Some(Filtered { values, priority }))
}

struct Priority<'h> {
    number: i64,
    value: Value<'h>,
    /// The content of the `mkOverride`.
    content: Option<Value<'h>>,
}

fn priority<'h>(
    call: &Call<'_, 'h>,
    names: &Overrides<'_, 'h>,
    definition: Attrs<'h>,
) -> Maybe<'h, Priority<'h>> {
    let value = call.ev.force(some!(definition.value(names.value)), call.pos)?;
    let (priority, content) = match property(call, value, names.kind)? {
        Some(b"override") => {
            (some!(call.attribute(value, names.priority)), Some(some!(call.attribute(value, names.content))))
        }
        _ => (names.default, None),
    };
    let priority = call.ev.force(priority, call.pos)?;
    match priority.view() {
        View::Int(number) => Ok(Some(Priority { number, value: priority, content })),
        _ => Ok(None),
    }
}

/// `def // { value = def.value.content; }`.
fn strip<'h>(
    call: &Call<'_, 'h>,
    names: &Overrides<'_, 'h>,
    definition: Value<'h>,
    attrs: Attrs<'h>,
    priority: &Priority<'h>,
) -> Option<Value<'h>> {
    let Some(content) = priority.content else { return Some(definition) };
    Some(super::update(call, attrs, names.strip.0.set(names.strip.1, |_| content)))
}

/// An evaluated list.
pub(super) fn items<'h>(call: &Call<'_, 'h>, value: Value<'h>) -> Result<'h, Option<&'h [Value<'h>]>> {
    Ok(call.ev.force(value, call.pos)?.as_list().map(List::items))
}
