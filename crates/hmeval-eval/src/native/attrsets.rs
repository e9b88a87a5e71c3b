//! Of nixpkgs' `lib/attrsets.nix`, and what the other files do with sets.

use super::Use::{Builtin, Lib};
use super::{Answer, Call, Native};
use crate::builtins::attrs::{copy, retain};
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, AttrsBuilder, List, Value};
use crate::symbol::{Symbol, known};

pub(super) const NATIVES: &[&Native] = &[
    &Native { name: "attrsets.optionalAttrs", arity: 2, uses: &[], names: &[], run: optional_attrs },
    &Native { name: "attrsets.nameValuePair", arity: 2, uses: &[], names: &[], run: name_value_pair },
    &Native {
        name: "attrsets.mapAttrsToList",
        arity: 2,
        uses: &[Builtin("mapAttrs"), Builtin("attrValues")],
        names: &[],
        run: map_to_list,
    },
    &Native { name: "attrsets.isDerivation", arity: 1, uses: &[], names: &[], run: is_derivation },
    &Native { name: "attrsets.getOutput", arity: 2, uses: &[], names: &[], run: get_output },
    &Native {
        name: "attrsets.attrByPath",
        arity: 3,
        uses: &[Builtin("length"), Builtin("elemAt")],
        names: &[],
        run: attr_by_path,
    },
    &Native {
        name: "attrsets.setAttrByPath",
        arity: 2,
        uses: &[Builtin("length"), Builtin("elemAt")],
        names: &[],
        run: set_attr_by_path,
    },
    &Native {
        name: "attrsets.zipAttrs",
        arity: 2,
        uses: &[],
        names: &[],
        run: |call| call.forced(1).map(Some),
    },
    &Native {
        name: "attrsets.filterAttrs",
        arity: 2,
        uses: &[Builtin("filter"), Builtin("attrNames")],
        names: &[],
        run: filter_attrs,
    },
    &Native {
        name: "attrsets.genAttrs",
        arity: 2,
        uses: &[Lib("genAttrs'", "attrsets.genAttrs'"), Lib("nameValuePair", "attrsets.nameValuePair")],
        names: &[],
        run: gen_attrs,
    },
    &Native {
        name: "attrsets.genAttrs'",
        arity: 2,
        uses: &[Builtin("listToAttrs")],
        names: &[],
        run: |_| Ok(None),
    },
    &Native {
        name: "meta.platformMatch",
        arity: 2,
        uses: &[Builtin("isString")],
        names: &["system"],
        run: platform_match,
    },
    &Native { name: "options.mkOption", arity: 1, uses: &[], names: &[], run: mk_option },
    // As they were until 2025: with `map`.
    &Native {
        name: "attrsets.genAttrs@map",
        arity: 2,
        uses: &[Builtin("listToAttrs"), Lib("nameValuePair", "attrsets.nameValuePair")],
        names: &[],
        run: gen_attrs,
    },
    &Native {
        name: "attrsets.mapAttrsToList@map",
        arity: 2,
        uses: &[Builtin("attrNames")],
        names: &[],
        run: map_to_list,
    },
    &MATCH_ATTRS,
    &COLLECT,
    &MAP_RECURSIVE,
];

const MATCH_ATTRS: Native = Native {
    name: "attrsets.matchAttrs",
    arity: 2,
    uses: &[
        Builtin("all"),
        Builtin("isAttrs"),
        Builtin("attrNames"),
        Lib("matchAttrs", "attrsets.matchAttrs"),
    ],
    names: &[],
    run: match_attrs,
};

const COLLECT: Native = Native {
    name: "attrsets.collect",
    arity: 2,
    uses: &[
        Builtin("concatMap"),
        Builtin("attrValues"),
        Lib("collect", "attrsets.collect"),
        Builtin("isAttrs"),
    ],
    names: &[],
    run: collect,
};

const MAP_RECURSIVE: Native = Native {
    name: "attrsets.mapAttrsRecursiveCond",
    arity: 3,
    uses: &[Builtin("mapAttrs"), Builtin("isAttrs")],
    names: &[],
    run: |call| Ok(call.forced(2)?.as_attrs().map(|_| level(call, call.arg(2), Value::list(List::empty())))),
};

fn optional_attrs<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    if call.condition(0)? { call.forced(1).map(Some) } else { Ok(Some(call.set(0, |_| call.arg(1)))) }
}

fn name_value_pair<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    Ok(Some(call.set(0, |index| call.arg(index))))
}

/// `attrValues (mapAttrs f attrs)`.
fn map_to_list<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(attrs) = call.forced(1)?.as_attrs() else { return Ok(None) };
    let function = call.forced(0)?;
    let items = call.ev.sorted_attrs(attrs);
    let element = |index: usize| {
        let (key, value) = items[index];
        call.ev.delay_call2(function, call.ev.symbols.value(key.name), value)
    };
    Ok(Some(Value::list(List::new(call.ev.heap, items.len(), element))))
}

fn is_derivation<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let value = call.forced(0)?;
    let Some(found) = call.attribute(value, known::TYPE) else { return Ok(Some(Value::FALSE)) };
    let found = call.ev.force(found, call.pos)?;
    Ok(Some(Value::bool(found.as_str().is_some_and(|str| str.bytes == b"derivation"))))
}

fn get_output<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let package = call.forced(1)?;
    let Some(attrs) = package.as_attrs() else { return Ok(None) };
    if let Some(specified) = attrs.value(known::OUTPUT_SPECIFIED)
        && call.ev.force_bool(specified, call.pos, "in the argument of the not operator")?
    {
        return Ok(Some(package));
    }
    let Some(name) = call.forced(0)?.as_str() else { return Ok(None) };
    let find = |name: &'h [u8]| attrs.value(call.ev.symbols.of(name));
    match find(name.bytes).or_else(|| find(b"out")) {
        Some(found) => call.ev.force(found, call.pos).map(Some),
        None => Ok(Some(package)),
    }
}

fn attr_by_path<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(path) = call.forced(0)?.as_list() else { return Ok(None) };
    let mut value = call.arg(2);
    for name in path.items() {
        let Some(attrs) = call.ev.force(value, call.pos)?.as_attrs() else { return call.forced(1).map(Some) };
        let Some(name) = call.ev.force(*name, call.pos)?.as_str() else { return Ok(None) };
        match attrs.value(call.ev.symbols.of(name.bytes)) {
            Some(found) => value = found,
            None => return call.forced(1).map(Some),
        }
    }
    call.ev.force(value, call.pos).map(Some)
}

/// All levels at once, where no name is left to be computed: then nobody can tell.
fn set_attr_by_path<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(path) = call.forced(0)?.as_list() else { return Ok(None) };
    let mut made = call.arg(1);
    for (index, name) in path.items().iter().enumerate().rev() {
        let Some(name) = name.known().and_then(Value::as_str).filter(|name| name.context.is_none()) else {
            return Ok(None);
        };
        let set = call.dynamic_set(SET_BY_PATH, call.ev.symbols.of(name.bytes), made);
        match set {
            Some(set) if index < DEEPEST => made = set,
            _ => return Ok(None),
        }
    }
    call.ev.force(made, call.pos).map(Some)
}

/// The set among those that `setAttrByPath` writes, `let` counted.
const SET_BY_PATH: usize = 1;
/// Longer paths are left to the interpreter, whose depth is limited.
const DEEPEST: usize = 100;

/// Whether the pattern's attributes are those of the set, sets being compared in the same way.
fn match_attrs<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(pattern) = call.forced(0)?.as_attrs() else { return Ok(None) };
    matches(call, pattern, call.arg(1), 0)
}

/// Deeper patterns are left to the interpreter, whose depth is limited.
const MAX_DEPTH: u32 = 100;

fn matches<'h>(call: &Call<'_, 'h>, pattern: Attrs<'h>, value: Value<'h>, depth: u32) -> Answer<'h> {
    if depth > MAX_DEPTH {
        return Ok(None);
    }
    for (key, left) in call.ev.sorted_attrs(pattern) {
        let attrs = call.ev.force(value, call.pos)?.as_attrs();
        let Some(right) = attrs.and_then(|attrs| attrs.value(key.name)) else {
            return Ok(Some(Value::FALSE));
        };
        let same = match call.ev.force(left, call.pos)?.as_attrs() {
            None => call.ev.equal(left, right, call.pos)?,
            Some(left) => {
                if call.ev.force(right, call.pos)?.as_attrs().is_none() {
                    return Ok(Some(Value::FALSE));
                }
                match matches(call, left, right, depth + 1)? {
                    Some(same) => same.as_bool() == Some(true),
                    None => return Ok(None),
                }
            }
        };
        if !same {
            return Ok(Some(Value::FALSE));
        }
    }
    Ok(Some(Value::TRUE))
}

/// All parts of a tree of sets that a predicate takes.
fn collect<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let mut found = Vec::new();
    let parts = Parts::new(call, call.arg(0))?;
    let complete = collect_parts(call, &parts, call.arg(1), &mut found, 0)?;
    Ok(complete.then(|| call.list(&found)))
}

/// The parts of a tree that are looked for.
pub(super) enum Parts<'h> {
    /// Those with this `_type` (`isType "option"`).
    OfType(Symbol, Value<'h>),
    /// Those that a function takes.
    Taken(Value<'h>),
}

impl<'h> Parts<'h> {
    /// Those that `predicate` takes.
    pub(super) fn new(call: &Call<'_, 'h>, predicate: Value<'h>) -> Result<'h, Self> {
        let function = call.ev.force(predicate, call.pos)?;
        let known = Call::of(call.ev, function).filter(|known| known.is("types.isType", 1));
        Ok(match known.and_then(|known| Some((known.name(0), known.bound(0)?))) {
            Some((name, kind)) => Parts::OfType(name, kind),
            None => Parts::Taken(function),
        })
    }

    fn take(&self, call: &Call<'_, 'h>, value: Value<'h>) -> Result<'h, bool> {
        match self {
            Parts::OfType(name, kind) => match call.find(value, *name)? {
                Some(found) => call.ev.equal(found, *kind, call.pos),
                None => call.ev.equal(call.ev.empty_string(), *kind, call.pos),
            },
            Parts::Taken(predicate) => {
                let taken = call.ev.call(*predicate, &[value], call.pos)?;
                call.ev.force_bool(taken, call.pos, "while evaluating a branch condition")
            }
        }
    }
}

/// Finds these parts. Whether that could be done natively.
pub(super) fn collect_parts<'h>(
    call: &Call<'_, 'h>,
    parts: &Parts<'h>,
    value: Value<'h>,
    found: &mut Vec<Value<'h>>,
    depth: u32,
) -> Result<'h, bool> {
    if depth > MAX_DEPTH {
        return Ok(false);
    }
    if parts.take(call, value)? {
        found.push(value);
        return Ok(true);
    }
    let Some(attrs) = call.ev.force(value, call.pos)?.as_attrs() else { return Ok(true) };
    for (_, value) in call.ev.sorted_attrs(attrs) {
        if !collect_parts(call, parts, value, found, depth + 1)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `removeAttrs set (filter (name: !pred name set.${name}) (attrNames set))`.
fn filter_attrs<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(attrs) = call.forced(1)?.as_attrs() else { return Ok(None) };
    let mut removed = Vec::new();
    for (key, value) in call.ev.sorted_attrs(attrs) {
        let kept = call.ev.call(call.arg(0), &[call.ev.symbols.value(key.name), value], call.pos)?;
        if !call.ev.force_bool(kept, call.pos, "in the argument of the not operator")? {
            removed.push(key.name);
        }
    }
    if removed.is_empty() {
        return Ok(Some(Value::attrs(copy(call.ev, attrs))));
    }
    removed.sort_unstable();
    Ok(Some(Value::attrs(retain(call.ev, attrs, |name| removed.binary_search(&name).is_err()))))
}

/// `genAttrs' names (n: nameValuePair n (f n))`.
fn gen_attrs<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(names) = call.forced(0)?.as_list() else { return Ok(None) };
    let mut made = AttrsBuilder::new(names.len(), hmeval_diag::Pos::NONE);
    let Some(pair) = Call::of(call.ev, call.used(1)?) else { return Ok(None) };
    let pos = pair.position(0, 1);
    for name in names.items() {
        let Some(text) = call.ev.force(*name, call.pos)?.as_str().filter(|text| text.context.is_none())
        else {
            return Ok(None);
        };
        made.insert(call.ev.symbols.of(text.bytes), pos, call.ev.delay_call(call.arg(1), *name));
    }
    Ok(Some(Value::attrs(made.finish(call.ev.heap))))
}

/// A platform given as a string is compared with `system`; patterns are left to the interpreter.
fn platform_match<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let wanted = call.forced(1)?;
    if wanted.as_str().is_none() {
        return Ok(None);
    }
    let platform = call.forced(0)?;
    match call.attribute(platform, call.name(0)) {
        None => Ok(Some(Value::FALSE)),
        Some(system) => call.ev.equal(wanted, system, call.pos).map(|same| Some(Value::bool(same))),
    }
}

/// `attrs // { _type = "option"; }`, where the pattern knows all names.
fn mk_option<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let Some(attrs) = call.forced(0)?.as_attrs() else { return Ok(None) };
    if !call.formals_allow(attrs) {
        return Ok(None);
    }
    let Some(mark) = call.set(0, |_| call.literal(0, 0)).as_attrs() else { return Ok(None) };
    Ok(Some(Value::attrs(attrs.update(call.ev.heap, mark))))
}

/// One level of the tree that `mapAttrsRecursiveCond` makes. `path` leads to it.
fn level<'h>(call: &Call<'_, 'h>, tree: Value<'h>, path: Value<'h>) -> Value<'h> {
    let Ok(attrs) = call.ev.force(tree, call.pos) else { return tree };
    let Some(attrs) = attrs.as_attrs() else { return tree };
    let later = call.share(leaf_or_level, &[call.arg(0), call.arg(1), Value::attrs(attrs), path]);
    let keys = attrs.flat(call.ev.heap).0.bare(call.ev.heap);
    Value::attrs(Attrs::new(call.ev.heap, keys, |index| {
        call.ev.later_of(later, u32::try_from(index).unwrap_or(u32::MAX))
    }))
}

/// `if isAttrs value && cond value then recurse (path ++ [ name ]) value else f (path ++ [ name ]) value`.
fn leaf_or_level<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let attrs = ev.force_attrs(call.arg(2), call.pos, "")?;
    let path = ev.force_list(call.arg(3), call.pos, "")?;
    let (keys, values) = attrs.flat(ev.heap);
    let (name, value) = (keys.as_slice()[number as usize].name, values[number as usize]);
    let here = || {
        let mut parts = path.items().iter().copied().chain([ev.symbols.value(name)]);
        Value::list(List::new(ev.heap, path.len() + 1, |_| parts.next().unwrap_or(Value::NULL)))
    };
    let set = ev.force(value, call.pos)?;
    if set.as_attrs().is_some() {
        let goes_on = ev.call(call.arg(0), &[set], call.pos)?;
        if ev.force_bool(goes_on, call.pos, "in the right operand of the AND (&&) operator")? {
            return Ok(level(&call, set, here()));
        }
    }
    // What is done with the options of a configuration knows nothing of the path.
    let function = ev.force(call.arg(1), call.pos)?;
    match Call::of(ev, function).filter(|known| known.is(OPTION_VALUE, 0)) {
        Some(known) => ev.force(call.select(set, known.name(0)), call.pos),
        None => ev.call(function, &[here(), set], call.pos),
    }
}

/// `_: v: v.value`.
pub(super) const OPTION_VALUE: &str = "modules.evalModules.config.declaredConfig#1";
