//! Attribute sets.

use hmeval_diag::Pos;
use rustc_hash::FxHashMap;

use super::{Builtin, builtin};
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, AttrsBuilder, Key, Keys, List, Value, View};
use crate::symbol::{Symbol, known};

/// Rows of this file.
pub static TABLE: &[Builtin] = &[
    builtin!("attrNames", ["set"], "The names of the attributes of *set*, sorted.", attr_names, [0]),
    builtin!(
        "attrValues",
        ["set"],
        "The values of the attributes of *set*, in the order of their sorted names.",
        attr_values,
        [0]
    ),
    builtin!("getAttr", ["s", "set"], "The attribute named *s* of *set*: `set.${s}`.", get_attr, [0, 1]),
    builtin!(
        "hasAttr",
        ["s", "set"],
        "Whether *set* has an attribute named *s*: `set ? ${s}`.",
        has_attr,
        [0, 1]
    ),
    builtin!(
        "unsafeGetAttrPos",
        ["s", "set"],
        "Where the attribute named *s* of *set* is defined, as `{ file, line, column }`, or null.",
        unsafe_get_attr_pos,
        [0, 1]
    ),
    Builtin {
        global: true,
        ..builtin!(
            "removeAttrs",
            ["set", "list"],
            "*set* without the attributes whose names are in *list*.",
            remove_attrs,
            [0, 1]
        )
    },
    builtin!(
        "listToAttrs",
        ["e"],
        "A set from a list of `{ name, value }` pairs. Of several with the same name the first is taken.",
        list_to_attrs,
        [0]
    ),
    builtin!(
        "intersectAttrs",
        ["e1", "e2"],
        "The attributes of *e2* whose names *e1* has, too.",
        intersect_attrs,
        [0, 1]
    ),
    builtin!(
        "catAttrs",
        ["attr", "list"],
        "The attribute named *attr* of each set of *list* that has it.",
        cat_attrs,
        [0, 1]
    ),
    builtin!(
        "functionArgs",
        ["f"],
        "The names of the pattern of the function *f*, each with whether it has a default.",
        function_args,
        [0]
    ),
    builtin!(
        "mapAttrs",
        ["f", "attrset"],
        "The set with each value replaced by `f name value`.",
        map_attrs,
        [1]
    ),
    builtin!(
        "zipAttrsWith",
        ["f", "list"],
        "All attributes of the sets of *list*; the value of each is `f name values`.",
        zip_attrs_with,
        [0, 1]
    ),
];

fn attr_names<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let attrs =
        ev.force_attrs(args[0], Pos::NONE, "while evaluating the argument passed to builtins.attrNames")?;
    let (keys, _) = attrs.flat(ev.heap);
    let (names, order) = (keys.as_slice(), keys.sorted(ev.heap, |name| ev.text(name)));
    Ok(Value::list(List::new(ev.heap, order.len(), |index| {
        ev.symbol_value(names[order[index] as usize].name)
    })))
}

fn attr_values<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let attrs =
        ev.force_attrs(args[0], Pos::NONE, "while evaluating the argument passed to builtins.attrValues")?;
    let (keys, values) = attrs.flat(ev.heap);
    let order = keys.sorted(ev.heap, |name| ev.text(name));
    Ok(Value::list(List::new(ev.heap, order.len(), |index| values[order[index] as usize])))
}

/// The name and the set that `getAttr`, `hasAttr`, `unsafeGetAttrPos` are given.
fn name_and_set<'h>(
    ev: &Evaluator<'h>,
    args: &[Value<'h>],
    builtin: &str,
) -> Result<'h, (Symbol, Attrs<'h>)> {
    let first = || format!("while evaluating the first argument passed to builtins.{builtin}");
    let name = match args[0].as_str() {
        Some(str) if str.context.is_none() => str.bytes,
        _ => ev.force_str_no_context(args[0], Pos::NONE, &first())?,
    };
    let name = ev.symbols.of(name);
    if let Some(attrs) = ev.force(args[1], Pos::NONE)?.as_attrs() {
        return Ok((name, attrs));
    }
    let second = format!("while evaluating the second argument passed to builtins.{builtin}");
    Ok((name, ev.force_attrs(args[1], Pos::NONE, &second)?))
}

fn get_attr<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let (name, attrs) = name_and_set(ev, args, "getAttr")?;
    let value = required(ev, attrs, name, "in the attribute set under consideration")?;
    ev.force(value.0, Pos::NONE)
}

/// An attribute that must be there; `what` becomes a frame where it is not.
pub(super) fn required<'h>(
    ev: &Evaluator<'h>,
    attrs: Attrs<'h>,
    name: Symbol,
    what: &str,
) -> Result<'h, (Value<'h>, Pos)> {
    attrs.get(name).ok_or_else(|| {
        let message = [b"attribute '", &ev.shown_name(name)[..], b"' missing"].concat();
        ev.frame(ev.error(ErrorKind::Missing, message), Pos::NONE, what)
    })
}

fn has_attr<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let (name, attrs) = name_and_set(ev, args, "hasAttr")?;
    Ok(Value::bool(attrs.get(name).is_some()))
}

fn unsafe_get_attr_pos<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let (name, attrs) = name_and_set(ev, args, "unsafeGetAttrPos")?;
    Ok(attrs.get(name).map_or(Value::NULL, |(_, pos)| ev.position_value(pos)))
}

/// The attributes for which `keep` holds, as a set of its own even where that is all of them: printing tells sets that
/// are the same from sets that are equal.
pub(crate) fn retain<'h>(ev: &Evaluator<'h>, attrs: Attrs<'h>, keep: impl Fn(Symbol) -> bool) -> Attrs<'h> {
    let (keys, values): (Vec<Key>, Vec<Value<'h>>) =
        attrs.iter(ev.heap).filter(|(key, _)| keep(key.name)).unzip();
    if keys.len() == attrs.len() {
        return copy(ev, attrs);
    }
    if keys.is_empty() {
        return Attrs::emptied(ev.heap);
    }
    Attrs::new(ev.heap, Keys::new(ev.heap, Pos::NONE, &keys), |index| values[index])
}

pub(crate) fn copy<'h>(ev: &Evaluator<'h>, attrs: Attrs<'h>) -> Attrs<'h> {
    let (keys, values) = attrs.flat(ev.heap);
    Attrs::new(ev.heap, keys, |index| values[index])
}

fn remove_attrs<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.removeAttrs";
    let attrs = ev.force_attrs(args[0], Pos::NONE, what)?;
    let what = "while evaluating the second argument passed to builtins.removeAttrs";
    let list = ev.force_list(args[1], Pos::NONE, what)?;
    let what = "while evaluating the values of the second argument passed to builtins.removeAttrs";
    let mut names = Vec::with_capacity(list.len());
    for item in list.items() {
        let name = ev.symbols.of(ev.force_str_no_context(*item, Pos::NONE, what)?);
        if attrs.get(name).is_some() {
            names.push(name);
        }
    }
    if names.is_empty() {
        return Ok(Value::attrs(copy(ev, attrs)));
    }
    names.sort_unstable();
    Ok(Value::attrs(retain(ev, attrs, |name| names.binary_search(&name).is_err())))
}

fn list_to_attrs<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the argument passed to builtins.listToAttrs";
    let list = ev.force_list(args[0], Pos::NONE, what)?;
    let pair = "in a {name=...; value=...;} pair";
    let mut named = Vec::with_capacity(list.len());
    for (index, item) in list.items().iter().enumerate() {
        let what = "while evaluating an element of the list passed to builtins.listToAttrs";
        let item = ev.force_attrs(*item, Pos::NONE, what)?;
        let (name, pos) = required(ev, item, known::NAME, pair)?;
        let what =
            "while evaluating the `name` attribute of an element of the list passed to builtins.listToAttrs";
        let name = ev.symbols.of(ev.force_str_no_context(name, pos, what)?);
        named.push((name, index, item));
    }
    named.sort_unstable_by_key(|item| (item.0, item.1));
    named.dedup_by_key(|item| item.0);
    let mut builder = AttrsBuilder::new(named.len(), Pos::NONE);
    for (name, _, item) in named {
        let (value, pos) = required(ev, item, known::VALUE, pair)?;
        builder.insert(name, pos, value);
    }
    Ok(Value::attrs(builder.finish(ev.heap)))
}

fn intersect_attrs<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.intersectAttrs";
    let left = ev.force_attrs(args[0], Pos::NONE, what)?;
    let what = "while evaluating the second argument passed to builtins.intersectAttrs";
    let right = ev.force_attrs(args[1], Pos::NONE, what)?;
    if right.len() <= left.len() {
        return Ok(Value::attrs(retain(ev, right, |name| left.get(name).is_some())));
    }
    let mut builder = AttrsBuilder::new(left.len(), Pos::NONE);
    for (key, _) in left.iter(ev.heap) {
        if let Some((value, pos)) = right.get(key.name) {
            builder.insert(key.name, pos, value);
        }
    }
    let common = builder.finish(ev.heap);
    // As `retain` has it.
    Ok(Value::attrs(if common.is_empty() && !left.is_empty() { Attrs::emptied(ev.heap) } else { common }))
}

fn cat_attrs<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.catAttrs";
    let name = ev.symbols.of(ev.force_str_no_context(args[0], Pos::NONE, what)?);
    let what = "while evaluating the second argument passed to builtins.catAttrs";
    let list = ev.force_list(args[1], Pos::NONE, what)?;
    let what = "while evaluating an element in the list passed as second argument to builtins.catAttrs";
    let mut found = Vec::new();
    for item in list.items() {
        found.extend(ev.force_attrs(*item, Pos::NONE, what)?.value(name));
    }
    Ok(Value::list(List::from_slice(ev.heap, &found)))
}

pub(crate) fn function_args<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    match ev.force(args[0], Pos::NONE)?.view() {
        View::Builtin(_) | View::Partial(..) => Ok(Value::attrs(Attrs::empty())),
        View::Closure(closure) => {
            let code = closure.code();
            let formals = &code.formals[closure.lambda().formals.idx()];
            let mut builder = AttrsBuilder::new(formals.len(), Pos::NONE);
            for formal in formals {
                let has_default = Value::bool(formal.default.is_some());
                builder.insert(code.symbol(formal.name), code.at(formal.pos), has_default);
            }
            Ok(Value::attrs(builder.finish(ev.heap)))
        }
        _ => Err(ev.error(ErrorKind::Type, "'functionArgs' requires a function")),
    }
}

fn map_attrs<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the second argument passed to builtins.mapAttrs";
    let attrs = ev.force_attrs(args[1], Pos::NONE, what)?;
    let (keys, values) = attrs.flat(ev.heap);
    let names = keys.as_slice();
    // Nix does not look at the function before it is called: until then it does not know where that is written, for traces.
    let function = match args[0].view() {
        View::Closure(_) => ev.later(given, ev.heap.slice(&args[..1]), 0),
        _ => args[0],
    };
    // The new attributes are defined nowhere.
    Ok(Value::attrs(Attrs::new(ev.heap, keys.bare(ev.heap), |index| {
        ev.delay_call2(function, ev.symbol_value(names[index].name), values[index])
    })))
}

/// The value that is there already.
fn given<'h>(ev: &Evaluator<'h>, args: &'h [Value<'h>], _: u32) -> Result<'h, Value<'h>> {
    args.first().map_or(Ok(Value::NULL), |value| ev.force(*value, Pos::NONE))
}

fn zip_attrs_with<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.zipAttrsWith";
    let function = ev.force_function(args[0], Pos::NONE, what)?;
    let what = "while evaluating the second argument passed to builtins.zipAttrsWith";
    let list = ev.force_list(args[1], Pos::NONE, what)?;
    let what = "while evaluating a value of the list passed as second argument to builtins.zipAttrsWith";
    let mut numbers: FxHashMap<Symbol, usize> = FxHashMap::default();
    let mut groups: Vec<(Symbol, Vec<Value<'h>>)> = Vec::new();
    for item in list.items() {
        for (key, value) in ev.force_attrs(*item, Pos::NONE, what)?.iter(ev.heap) {
            let number = *numbers.entry(key.name).or_insert_with(|| {
                groups.push((key.name, Vec::new()));
                groups.len() - 1
            });
            groups[number].1.push(value);
        }
    }
    let mut builder = AttrsBuilder::new(groups.len(), Pos::NONE);
    for (name, values) in groups {
        let values = Value::list(List::from_slice(ev.heap, &values));
        builder.insert(name, Pos::NONE, ev.delay_call2(function, ev.symbol_value(name), values));
    }
    Ok(Value::attrs(builder.finish(ev.heap)))
}
