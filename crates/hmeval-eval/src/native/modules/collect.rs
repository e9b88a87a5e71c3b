//! Modules as they are imported: files, functions and sets become sets of one shape.

use std::cell::OnceCell;

use super::{interpreted, property, some};
use crate::builtins::attrs::{copy, retain};
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, AttrsBuilder, List, Value, View};
use crate::native::Use::{Builtin, Later, Lib, Value as Any};
use crate::native::{Answer, Call, Native};
use crate::symbol::Symbol;
use hmeval_diag::Pos;

pub(super) const LOAD: Native = Native {
    name: "modules.collectModules.loadModule",
    arity: 4,
    uses: &[
        Any("unifyModuleSyntax"),
        Any("applyModuleArgs"),
        Any("applyModuleArgsIfFunction"),
        Lib("isFunction", "trivial.isFunction"),
        Builtin("isAttrs"),
        Builtin("isList"),
    ],
    names: &["_type"],
    run: load,
};

pub(super) const IS_DISABLED: Native = Native {
    name: "modules.collectModules.isDisabled",
    arity: 3,
    uses: &[Builtin("concatMap"), Builtin("elem")],
    names: &[],
    run: |call| {
        let nothing = some!(call.forced(1)?.as_list()).is_empty();
        Ok(nothing.then_some(Value::FALSE))
    },
};

pub(super) const UNIFY: Native = Native {
    name: "modules.unifyModuleSyntax",
    arity: 3,
    uses: &[Any("mkMerge"), Lib("throwIfNot", "trivial.throwIfNot"), Builtin("isAttrs")],
    names: &[
        "config",
        "options",
        "_class",
        "_file",
        "key",
        "disabledModules",
        "imports",
        "meta",
        "freeformType",
        "require",
    ],
    run: unify,
};

pub(super) const APPLY_ARGS: Native = Native {
    name: "modules.applyModuleArgs",
    arity: 3,
    uses: &[Later("addErrorContext"), Builtin("mapAttrs"), Lib("functionArgs", "trivial.functionArgs")],
    names: &["config", "_module", "args"],
    run: apply_args,
};

/// The places of the functions that [`LOAD`] calls.
const UNIFY_SYNTAX: usize = 0;
const APPLY: usize = 1;
const APPLY_IF_FUNCTION: usize = 2;

fn load<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let module = call.forced(3)?;
    let (args, file, key) = (call.arg(0), call.arg(1), call.arg(2));
    let given = match module.view() {
        View::Closure(_) => [file, key, call.ev.later_of(call.share(applied, &[key, call.arg(3), args]), 0)],
        View::Attrs(attrs) if attrs.get(crate::symbol::known::FUNCTOR).is_some() => return Ok(None),
        View::Attrs(_) => match property(call, module, call.name(0))? {
            None | Some(b"module") if call.attribute(module, call.name(0)).is_none() => {
                [file, key, call.arg(3)]
            }
            _ => return Ok(None),
        },
        View::Path(path) => {
            let name = call.ev.string(path);
            [name, name, call.ev.later_of(call.share(applied, &[name, module, args]), 1)]
        }
        _ => return Ok(None),
    };
    call.ev.call(call.used(UNIFY_SYNTAX)?, &given, call.pos).map(Some)
}

/// A module that is a function, applied; number 1: the module that a file holds, if it is one.
fn applied<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let (key, module, args) = (call.arg(0), call.arg(1), call.arg(2));
    if number == 0 {
        return ev.call(call.used(APPLY)?, &[key, module, args], call.pos);
    }
    let apply = call.used(APPLY_IF_FUNCTION)?;
    let content = match call.knows(apply, &super::structure::APPLY_IF_FUNCTION) {
        true => crate::builtins::control::import(ev, &[module], Pos::NONE)?,
        false => ev.later(
            |ev, file, _| crate::builtins::control::import(ev, file, Pos::NONE),
            ev.heap.slice(&[module]),
            0,
        ),
    };
    ev.call(apply, &[key, content, args], call.pos)
}

/// The places of the names of [`UNIFY`].
mod name {
    pub(super) const CONFIG: usize = 0;
    pub(super) const OPTIONS: usize = 1;
    pub(super) const CLASS: usize = 2;
    pub(super) const FILE: usize = 3;
    pub(super) const KEY: usize = 4;
    pub(super) const DISABLED: usize = 5;
    pub(super) const IMPORTS: usize = 6;
    pub(super) const META: usize = 7;
    pub(super) const FREEFORM: usize = 8;
    pub(super) const REQUIRE: usize = 9;
}

/// The results' attributes, in the order of the text.
const PARTS: [usize; 7] =
    [name::FILE, name::CLASS, name::KEY, name::DISABLED, name::IMPORTS, name::OPTIONS, name::CONFIG];

/// In which of the two forms a module is written.
const STRUCTURED: u32 = 0;
const SHORTHAND: u32 = 16;

fn unify<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let module = call.forced(2)?;
    let attrs = some!(module.as_attrs());
    let given: Given<'h> = std::array::from_fn(|name| attrs.value(call.name(name)));
    let structured = given[name::CONFIG].is_some() || given[name::OPTIONS].is_some();
    // All names but `require`.
    if structured && given[..name::REQUIRE].iter().flatten().count() != attrs.len() {
        return Ok(None);
    }
    let (set, first) = if structured { (6, STRUCTURED) } else { (9, SHORTHAND) };
    let later = OnceCell::new();
    Ok(Some(call.set(set, |index| {
        let name = PARTS.get(index).copied().unwrap_or(name::CONFIG);
        at_hand(call, &given, name, !structured).unwrap_or_else(|| {
            let later = later.get_or_init(|| call.share(part, &[call.arg(0), call.arg(1), module]));
            call.ev.later_of(later, first + u32::try_from(index).unwrap_or(u32::MAX))
        })
    })))
}

/// What stands in a module, by the names of [`UNIFY`].
type Given<'h> = [Option<Value<'h>>; name::REQUIRE + 1];

/// A part that is there already, so that nothing is left to be computed: most modules import nothing, disable nothing, have
/// no class, and stand in files.
fn at_hand<'h>(call: &Call<'_, 'h>, all: &Given<'h>, name: usize, shorthand: bool) -> Option<Value<'h>> {
    let given = all[name];
    let text =
        |argument: usize| given.unwrap_or(call.arg(argument)).known().filter(|text| text.as_str().is_some());
    match name {
        name::FILE => text(0),
        name::KEY => text(1),
        name::CLASS => Some(given.unwrap_or(Value::NULL)),
        name::IMPORTS if shorthand && all[name::REQUIRE].is_some() => None,
        name::IMPORTS if shorthand => match given {
            Some(given) => given.known().filter(|given| given.as_list().is_some()),
            None => Some(Value::list(List::empty())),
        },
        name::DISABLED | name::IMPORTS => Some(given.unwrap_or(Value::list(List::empty()))),
        name::OPTIONS => Some(match given {
            Some(given) if !shorthand => given,
            _ => no_options(call, shorthand),
        }),
        _ if shorthand || all[name::META].is_some() || all[name::FREEFORM].is_some() => None,
        _ => Some(given.unwrap_or_else(|| call.set(8, |_| Value::NULL))),
    }
}

/// The empty set in the place of the options that a module does not declare.
fn no_options<'h>(call: &Call<'_, 'h>, shorthand: bool) -> Value<'h> {
    call.set(if shorthand { 10 } else { 7 }, |_| Value::NULL)
}

fn part<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let (shorthand, index) = (number >= SHORTHAND, (number % SHORTHAND) as usize);
    let name = PARTS.get(index).copied().unwrap_or(name::CONFIG);
    match part_of(&call, name, shorthand)? {
        Some(value) => Ok(value),
        None => interpreted(&call, 3, call.name(name)),
    }
}

fn part_of<'h>(call: &Call<'_, 'h>, name: usize, shorthand: bool) -> Answer<'h> {
    let module = call.arg(2);
    let empty_list = Value::list(List::empty());
    let empty_set = || no_options(call, shorthand);
    let given = call.find(module, call.name(name));
    match name {
        name::FILE => text(call, given?, 0),
        name::KEY => text(call, given?, 1),
        name::CLASS => Ok(Some(given?.unwrap_or(Value::NULL))),
        name::DISABLED => Ok(Some(given?.unwrap_or(empty_list))),
        name::IMPORTS if shorthand => {
            if call.attribute(module, call.name(name::REQUIRE)).is_some() {
                return Ok(None);
            }
            let imports = given?.unwrap_or(empty_list);
            Ok(imports.as_list().map(Value::list))
        }
        name::IMPORTS => Ok(Some(given?.unwrap_or(empty_list))),
        name::OPTIONS if shorthand => Ok(Some(empty_set())),
        name::OPTIONS => Ok(Some(given?.unwrap_or_else(empty_set))),
        _ => config(call, module, shorthand),
    }
}

/// `toString (given or argument)`, where that is a string or a path.
fn text<'h>(call: &Call<'_, 'h>, given: Option<Value<'h>>, argument: usize) -> Answer<'h> {
    let value = match given {
        Some(value) => value,
        None => call.forced(argument)?,
    };
    Ok(match value.view() {
        View::Str(_) => Some(value),
        View::Path(path) => Some(call.ev.string(path)),
        _ => None,
    })
}

fn config<'h>(call: &Call<'_, 'h>, module: Value<'h>, shorthand: bool) -> Answer<'h> {
    let attrs = some!(module.as_attrs());
    let has = |name: usize| attrs.get(call.name(name)).is_some();
    let config = if shorthand {
        Value::attrs(without_structure(call, attrs))
    } else {
        match attrs.value(call.name(name::CONFIG)) {
            Some(config) => config,
            None => call.set(8, |_| Value::NULL),
        }
    };
    let config = match !shorthand && has(name::META) {
        true => merge(call, config, call.set(1, |_| call.select(module, call.name(name::META))))?,
        false => config,
    };
    let config = match has(name::FREEFORM) {
        true => {
            let kind = call.set(3, |_| call.select(module, call.name(name::FREEFORM)));
            merge(call, config, call.set(2, |_| kind))?
        }
        false => config,
    };
    call.ev.force(config, call.pos).map(Some)
}

/// `mkMerge [ config more ]`.
fn merge<'h>(call: &Call<'_, 'h>, config: Value<'h>, more: Value<'h>) -> Result<'h, Value<'h>> {
    call.ev.call(call.used(0)?, &[call.list(&[config, more])], call.pos)
}

/// The definitions of a module that is written without `config`.
fn without_structure<'h>(call: &Call<'_, 'h>, attrs: Attrs<'h>) -> Attrs<'h> {
    let removed =
        [name::CLASS, name::FILE, name::KEY, name::DISABLED, name::REQUIRE, name::IMPORTS, name::FREEFORM];
    if removed.iter().any(|name| attrs.get(call.name(*name)).is_some()) {
        retain(call.ev, attrs, |name| !removed.iter().any(|removed| call.name(*removed) == name))
    } else {
        copy(call.ev, attrs)
    }
}

/// Calls a module with those arguments that it names, each computed when it is needed.
fn apply_args<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let given = call.forced(2)?;
    let attrs = some!(given.as_attrs());
    some!(attrs.get(call.name(0)));
    let module = some!(call.forced(1)?.as_closure());
    let (code, lambda) = (module.code(), module.lambda());
    let formals = &code.formals[lambda.formals.idx()];
    let later = call.share(argument, &[given, call.arg(0)]);
    let mut named = AttrsBuilder::new(formals.len(), Pos::NONE);
    for formal in formals {
        let name = code.symbol(formal.name);
        // What is evaluated cannot fail any more, and needs no frame.
        let value = attrs.value(name).and_then(Value::known);
        named.insert(name, Pos::NONE, value.unwrap_or_else(|| call.ev.later_of(later, name.0)));
    }
    let all = attrs.update(call.ev.heap, named.finish(call.ev.heap));
    call.ev.call(call.arg(1), &[Value::attrs(all)], call.pos).map(Some)
}

/// `args.${name} or config._module.args.${name}`.
fn argument<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    call.ensure(0)?;
    let name = Symbol(number);
    argument_named(&call, name).map_err(|error| {
        // Who looks for mistakes tells by this whose argument is missing.
        let module = ev.force(call.arg(1), call.pos).ok().and_then(|key| Some(key.as_str()?.bytes));
        let parts: [&[u8]; 5] = [
            b"while evaluating the module argument `",
            ev.text(name),
            b"' in \"",
            module.unwrap_or_default(),
            b"\":",
        ];
        ev.frame(error, Pos::NONE, parts.concat())
    })
}

fn argument_named<'h>(call: &Call<'_, 'h>, name: Symbol) -> Result<'h, Value<'h>> {
    let ev = call.ev;
    if let Some(value) = call.attribute(call.arg(0), name) {
        return ev.force(value, call.pos);
    }
    let config = call.select(call.arg(0), call.name(0));
    let module = call.select(config, call.name(1));
    ev.force(call.select(call.select(module, call.name(2)), name), call.pos)
}
