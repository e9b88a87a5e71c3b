//! Of nixpkgs' `lib/attrsets.nix`, and what the other files do with sets.

use super::Use::{Builtin, Lib};
use super::{Answer, Call, Native};
use crate::builtins::attrs::{copy, retain};
use crate::error::Result;
use crate::heap::{Attrs, AttrsBuilder, List, Value};
use crate::symbol::known;

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
    &MATCH_ATTRS,
    &COLLECT,
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
    let items: Vec<_> = call.ev.sorted_attrs(attrs);
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
    let find = |name: &[u8]| call.ev.symbols.find(name).and_then(|name| attrs.value(name));
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
        match call.ev.symbols.find(name.bytes).and_then(|name| attrs.value(name)) {
            Some(found) => value = found,
            None => return call.forced(1).map(Some),
        }
    }
    call.ev.force(value, call.pos).map(Some)
}

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
    let complete = collect_from(call, call.arg(1), &mut found, 0)?;
    Ok(complete.then(|| call.list(&found)))
}

fn collect_from<'h>(
    call: &Call<'_, 'h>,
    value: Value<'h>,
    found: &mut Vec<Value<'h>>,
    depth: u32,
) -> Result<'h, bool> {
    if depth > MAX_DEPTH {
        return Ok(false);
    }
    let taken = call.ev.call(call.arg(0), &[value], call.pos)?;
    if call.ev.force_bool(taken, call.pos, "while evaluating a branch condition")? {
        found.push(value);
        return Ok(true);
    }
    let Some(attrs) = call.ev.force(value, call.pos)?.as_attrs() else { return Ok(true) };
    for (_, value) in call.ev.sorted_attrs(attrs) {
        if !collect_from(call, value, found, depth + 1)? {
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
        made.insert(call.ev.symbols.intern(text.bytes), pos, call.ev.delay_call(call.arg(1), *name));
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
