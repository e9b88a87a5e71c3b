//! All modules of a configuration: each with those that it imports, then the list of them without those that are disabled.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;

use super::discharge::{PUSH_DOWN, push_down_with};
use super::some;
use super::tree::{MERGE_MODULES, merged};
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{List, Value};
use crate::native::Use::{Builtin, Later, Lib, Value as Any};
use crate::native::{Answer, Call, Native};

pub(super) const COLLECT: Native = Native {
    name: "modules.collectModules.collectStructuredModules",
    arity: 4,
    uses: &[
        Lib("collectResults", RESULTS.name),
        Any("checkModule"),
        Any("loadModule"),
        Lib("collectStructuredModules", "modules.collectModules.collectStructuredModules"),
        Lib("imap1", "lists.imap1"),
    ],
    names: &["_file", "key", "imports", "modules", "disabledModules", "disabled"],
    run: collect,
};

/// It is only recognised.
pub(super) const RESULTS: Native = Native {
    name: "modules.collectModules.collectStructuredModules.collectResults",
    arity: 1,
    uses: &[Builtin("concatLists"), Builtin("catAttrs")],
    names: &[],
    run: |_| Ok(None),
};

pub(super) const CHECK: Native = Native {
    name: "modules.collectModules.checkModule#0",
    arity: 1,
    uses: &[Any("class")],
    names: &["_class"],
    run: |call| {
        let module = call.forced(0)?;
        let class = some!(call.find(module, call.name(0))?);
        let fits = class.same(Value::NULL) || call.ev.equal(class, call.used(0)?, call.pos)?;
        Ok(fits.then_some(module))
    },
};

/// The places of the free variables of [`COLLECT`], and of its names.
mod used {
    pub(super) const RESULTS: usize = 0;
    pub(super) const CHECK: usize = 1;
    pub(super) const LOAD: usize = 2;
    pub(super) const COLLECT: usize = 3;
}
mod name {
    pub(super) const FILE: usize = 0;
    pub(super) const KEY: usize = 1;
    pub(super) const IMPORTS: usize = 2;
    pub(super) const MODULES: usize = 3;
    pub(super) const DISABLES: usize = 4;
    pub(super) const DISABLED: usize = 5;
}

/// The number of the thunk of all that is disabled; those of the modules are their indices.
const ALL_DISABLED: u32 = u32::MAX;

/// `{ disabled, modules }` of a list of modules.
fn collect<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let initial = some!(call.forced(2)?.as_list());
    let modules = call.share(module, &[call.arg(0), call.arg(1), Value::list(initial), call.arg(3)]);
    let modules = Value::list(List::new(call.ev.heap, initial.len(), |index| {
        call.ev.later_of(modules, u32::try_from(index).unwrap_or(u32::MAX))
    }));
    let results = some!(Call::of(call.ev, call.used(used::RESULTS)?));
    let disabled = match initial.is_empty() {
        true => modules,
        false => call.ev.later_of(call.share(module, &[modules]), ALL_DISABLED),
    };
    Ok(Some(results.set(0, |index| if index == 0 { disabled } else { modules })))
}

/// A module with those that it imports.
fn module<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    if number == ALL_DISABLED {
        return all_disabled(&call);
    }
    let initial = ev.force_list(call.arg(2), call.pos, "")?.items();
    let given = initial.get(number as usize).copied().unwrap_or(Value::NULL);
    let index = ev.int(i64::from(number).saturating_add(1));
    let later = call.share(parts, &[call.arg(0), call.arg(1), given, call.arg(3), index]);
    let loaded = ev.later_of(later, LOADED);
    let inner = call.share(parts, &[loaded, call.arg(3)]);
    let rest = call.share(parts, &[loaded, ev.later_of(inner, IMPORTED)]);
    Ok(call.set(1, |index| match index {
        0 => call.select(loaded, call.name(name::KEY)),
        1 => loaded,
        2 => ev.later_of(rest, MODULES),
        _ => ev.later_of(rest, DISABLED),
    }))
}

const LOADED: u32 = 0;
const IMPORTED: u32 = 1;
const DISABLED: u32 = 2;
const UNCHECKED: u32 = 3;
const KEY: u32 = 4;
const MODULES: u32 = 5;

fn parts<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    match number {
        LOADED => {
            let check = call.used(used::CHECK)?;
            let unchecked = match call.knows(check, &CHECK) {
                true => parts(ev, values, UNCHECKED)?,
                false => ev.later_of(call.share(parts, call.args), UNCHECKED),
            };
            ev.call(check, &[unchecked], call.pos)
        }
        UNCHECKED => {
            let key = ev.later_of(call.share(parts, call.args), KEY);
            let given = [call.arg(3), call.arg(0), key, call.arg(2)];
            ev.call(call.used(used::LOAD)?, &given, call.pos)
        }
        // "${parentKey}:anon-${toString n}"
        KEY => {
            let what = "while evaluating a path segment";
            let parent = ev.force_str(call.arg(1), call.pos, what)?;
            let number = ev.force_int(call.arg(4), call.pos, what)?;
            let text = [parent.bytes, b":anon-", number.to_string().as_bytes()].concat();
            Ok(Value::string_in(ev.heap, ev.heap.bytes(&text), parent.context))
        }
        IMPORTED => {
            let part = |name: usize| call.select(call.arg(0), call.name(name));
            let given = [part(name::FILE), part(name::KEY), part(name::IMPORTS), call.arg(1)];
            ev.call(call.used(used::COLLECT)?, &given, call.pos)
        }
        MODULES if imports_nothing(&call, call.arg(0))? => Ok(Value::list(List::empty())),
        MODULES => ev.force(call.select(call.arg(1), call.name(name::MODULES)), call.pos),
        _ => disabled(&call, call.arg(0), call.arg(1)),
    }
}

/// Whether a module imports nothing, as most do: then there are no modules below it, and nothing that these disable.
fn imports_nothing<'h>(call: &Call<'_, 'h>, module: Value<'h>) -> Result<'h, bool> {
    let imports = call.ev.force(call.select(module, call.name(name::IMPORTS)), call.pos)?;
    Ok(imports.as_list().is_some_and(List::is_empty))
}

/// What a module and those that it imports disable.
fn disabled<'h>(call: &Call<'_, 'h>, module: Value<'h>, imported: Value<'h>) -> Result<'h, Value<'h>> {
    let own = call.ev.force(call.select(module, call.name(name::DISABLES)), call.pos)?;
    let nothing = own.as_list().is_some_and(List::is_empty);
    if nothing && imports_nothing(call, module)? {
        return Ok(Value::list(List::empty()));
    }
    let others = call.select(imported, call.name(name::DISABLED));
    let others = call.ev.force_list(others, call.pos, "")?;
    if nothing {
        return Ok(Value::list(others));
    }
    let file = call.select(module, call.name(name::FILE));
    let mut all = vec![call.set(2, |index| if index == 0 { file } else { own })];
    all.extend_from_slice(others.items());
    Ok(call.list(&all))
}

/// `concatLists (catAttrs "disabled" modules)`.
fn all_disabled<'h>(call: &Call<'_, 'h>) -> Result<'h, Value<'h>> {
    let mut all = Vec::new();
    for module in call.ev.force_list(call.arg(0), call.pos, "")?.items() {
        let found = call.find(*module, call.name(name::DISABLED))?.unwrap_or(Value::NULL);
        all.extend_from_slice(call.ev.force_list(found, call.pos, "")?.items());
    }
    Ok(call.list(&all))
}

pub(super) const FILTER: Native = Native {
    name: "modules.collectModules.filterModules",
    arity: 2,
    uses: &[
        Builtin("filter"),
        Lib("isDisabled", super::collect::IS_DISABLED.name),
        Builtin("genericClosure"),
    ],
    names: &["disabled", "modules", "key", "module"],
    run: filter,
};

/// As it was until 2025: with what became `isDisabled` inside.
pub(super) const FILTER_KEYS: Native = Native {
    name: "modules.collectModules.filterModules@keys",
    arity: 2,
    uses: &[Builtin("filter"), Builtin("elem"), Builtin("concatMap"), Builtin("genericClosure")],
    names: &["disabled", "modules", "key", "module"],
    run: filter,
};

/// The modules, each once, those of the configuration before those that they import. That some are disabled is rare, and
/// left to the interpreter.
fn filter<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let given = call.forced(1)?;
    let attrs = some!(given.as_attrs());
    let (disabled, modules) = (attrs.value(call.name(0)), attrs.value(call.name(1)));
    let (disabled, modules) = (some!(disabled), some!(modules));
    let start = some!(call.ev.force(modules, call.pos)?.as_list());
    if attrs.len() != 2 || start.is_empty() {
        return Ok(None);
    }
    if !some!(call.ev.force(disabled, call.pos)?.as_list()).is_empty() {
        return Ok(None);
    }
    let mut work: VecDeque<Value<'h>> = start.items().iter().copied().collect();
    let mut seen = FxHashSet::default();
    let mut found = Vec::new();
    while let Some(element) = work.pop_front() {
        let key = some!(call.find(element, call.name(2))?);
        if !seen.insert(some!(key.as_str()).bytes) {
            continue;
        }
        found.push(call.select(element, call.name(3)));
        let imported = some!(call.find(element, call.name(1))?);
        work.extend(some!(imported.as_list()).items());
    }
    Ok(Some(call.list(&found)))
}

pub(super) const MERGE: Native = Native {
    name: "modules.mergeModules",
    arity: 2,
    uses: &[
        Lib("pushDownProperties", PUSH_DOWN.name),
        Lib("mergeModules'", MERGE_MODULES.name),
        Later("concatMap"),
    ],
    names: &["_file", "config"],
    run: |call| {
        let merge = some!(Call::of(call.ev, call.used(1)?));
        let configs = call.ev.later_of(call.share(configs, &[call.arg(1)]), 0);
        Ok(Some(merged(&merge, call.arg(0), call.arg(1), configs)))
    },
};

/// The place of `concatMap` among the free variables of [`MERGE`].
const CONCAT_MAP: usize = 2;

/// What all modules define, with properties moved down into attributes.
fn configs<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], _: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    call.ensure(CONCAT_MAP)?;
    let push = call.used(0)?;
    let modules = ev.force_list(call.arg(0), call.pos, "")?.items();
    let mut pushed = Vec::with_capacity(modules.len());
    let mut found = Vec::new();
    for module in modules {
        let (file, config) = (call.select(*module, call.name(0)), call.select(*module, call.name(1)));
        push_down_with(&call, push, config, &mut found)?;
        let sets = found.drain(..).map(|config| call.set(0, |index| if index == 0 { file } else { config }));
        pushed.extend(sets);
    }
    Ok(call.list(&pushed))
}

/// `file: m: { _file = file; imports = [ m ]; }`.
pub(super) const SET_LOCATION: Native = Native {
    name: "modules.setDefaultModuleLocation",
    arity: 2,
    uses: &[],
    names: &[],
    run: |call| {
        Ok(Some(call.set(0, |index| if index == 0 { call.arg(0) } else { call.list(&[call.arg(1)]) })))
    },
};

pub(super) const APPLY_IF_FUNCTION: Native = Native {
    name: "modules.applyModuleArgsIfFunction",
    arity: 3,
    uses: &[Any("applyModuleArgs"), Lib("isFunction", "trivial.isFunction")],
    names: &["config"],
    run: |call| {
        let given = some!(call.forced(2)?.as_attrs());
        some!(given.get(call.name(0)));
        let module = call.forced(1)?;
        if module.as_closure().is_some() {
            return call.ev.call(call.used(0)?, call.args, call.pos).map(Some);
        }
        let is_set =
            module.as_attrs().is_some_and(|attrs| attrs.get(crate::symbol::known::FUNCTOR).is_none());
        Ok(is_set.then_some(module))
    },
};
