//! The tree of options: declarations and definitions of all modules, brought together name by name.

use hmeval_diag::Pos;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::discharge::{PUSH_DOWN, items, push_down_with};
use super::{interpreted, property, some, update};
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, AttrsBuilder, List, Value};
use crate::native::Use::{Builtin, Later as LaterUse, Lib, Value as Any};
use crate::native::{Answer, Call, Native};
use crate::symbol::Symbol;

pub(super) const MERGE_MODULES: Native = Native {
    name: "modules.mergeModules'",
    arity: 3,
    uses: &[
        Lib("pushDownProperties", PUSH_DOWN.name),
        Any("evalOptionValue"),
        Any("fixupOptionType"),
        Any("mergeOptionDecls"),
        LaterUse("unsafeGetAttrPos"),
        Builtin("zipAttrsWith"),
        Builtin("mapAttrs"),
        Builtin("isAttrs"),
        LaterUse("all"),
        LaterUse("concatLists"),
        LaterUse("filter"),
        LaterUse("length"),
        Lib("mergeModules'", "modules.mergeModules'"),
        Builtin("attrNames"),
        Lib("mapAttrsToList", "attrsets.mapAttrsToList"),
        Lib("zipAttrs", "attrsets.zipAttrs"),
    ],
    names: NAMES,
    run: |call| Ok(Some(merged(call, call.arg(0), call.arg(1), call.arg(2)))),
};

/// As it was until 2026: `zipAttrs` is spelt out.
pub(super) const MERGE_MODULES_ZIP: Native = Native {
    name: "modules.mergeModules'@zipAttrsWith",
    arity: 3,
    uses: &[
        Lib("pushDownProperties", PUSH_DOWN.name),
        Any("evalOptionValue"),
        Any("fixupOptionType"),
        Any("mergeOptionDecls"),
        LaterUse("unsafeGetAttrPos"),
        Builtin("zipAttrsWith"),
        Builtin("mapAttrs"),
        Builtin("isAttrs"),
        LaterUse("all"),
        LaterUse("concatLists"),
        LaterUse("filter"),
        LaterUse("length"),
        Lib("mergeModules'", "modules.mergeModules'"),
        Builtin("attrNames"),
        Lib("mapAttrsToList", "attrsets.mapAttrsToList"),
    ],
    names: NAMES,
    run: |call| Ok(Some(merged(call, call.arg(0), call.arg(1), call.arg(2)))),
};

/// `trees: name:`, a set of options that is read when somebody looks at it. Its answer is no option, or an error. The built-in
/// library declares by it what few configurations need.
pub(super) const OPTION_TREE: Native =
    Native { name: "option-trees.optionTree", arity: 2, uses: &[], names: &[], run: |_| Ok(None) };

const NAMES: &[&str] = &[
    "options",
    "_file",
    "config",
    "file",
    "value",
    "_type",
    "matchedOptions",
    "unmatchedDefns",
    "prefix",
    "pos",
];

/// The places of the names above.
mod name {
    pub(super) const OPTIONS: usize = 0;
    pub(super) const DECLARED_IN: usize = 1;
    pub(super) const CONFIG: usize = 2;
    pub(super) const FILE: usize = 3;
    pub(super) const VALUE: usize = 4;
    pub(super) const KIND: usize = 5;
    pub(super) const MATCHED: usize = 6;
    pub(super) const UNMATCHED: usize = 7;
    pub(super) const PREFIX: usize = 8;
}

/// What thunks of one level of the tree are given: the arguments, then the thunks of what several of them need.
mod arg {
    pub(super) const PREFIX: usize = 0;
    pub(super) const MODULES: usize = 1;
    pub(super) const CONFIGS: usize = 2;
    /// Name to list of declarations; null, if a module declares something that is no set.
    pub(super) const DECLARATIONS: usize = 3;
    /// Name to list of definitions; null, if a module defines something that is no set.
    pub(super) const DEFINITIONS: usize = 4;
    /// The list of what became of each name that is declared; null for one that is left to the interpreter.
    pub(super) const RESULTS: usize = 5;
}

/// Numbers of thunks.
mod part {
    pub(super) const DECLARATIONS: u32 = 0;
    pub(super) const DEFINITIONS: u32 = 1;
    pub(super) const RESULTS: u32 = 2;
    pub(super) const MATCHED: u32 = 3;
    pub(super) const UNMATCHED: u32 = 4;
    /// From here on: the options, by the index of their names.
    pub(super) const OPTION: u32 = 5;
}

/// `{ matchedOptions, unmatchedDefns }` of one level.
pub(super) fn merged<'h>(
    call: &Call<'_, 'h>,
    prefix: Value<'h>,
    modules: Value<'h>,
    configs: Value<'h>,
) -> Value<'h> {
    let base = call.share(compute, &[prefix, modules, configs]);
    let declarations = call.ev.later_of(base, part::DECLARATIONS);
    let definitions = call.ev.later_of(base, part::DEFINITIONS);
    let grouped = call.share(compute, &[prefix, modules, configs, declarations, definitions]);
    let results = call.ev.later_of(grouped, part::RESULTS);
    let all = call.share(compute, &[prefix, modules, configs, declarations, definitions, results]);
    call.set(15, |index| call.ev.later_of(all, if index == 0 { part::MATCHED } else { part::UNMATCHED }))
}

fn compute<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    match number {
        part::DECLARATIONS => Ok(declarations(&call)?.unwrap_or(Value::NULL)),
        part::DEFINITIONS => Ok(definitions(&call)?.unwrap_or(Value::NULL)),
        part::RESULTS => results(&call),
        part::MATCHED => match matched(&call)? {
            Some(options) => Ok(options),
            None => interpreted(&call, 3, call.name(name::MATCHED)),
        },
        part::UNMATCHED => match unmatched(&call)? {
            Some(definitions) => Ok(definitions),
            None => interpreted(&call, 3, call.name(name::UNMATCHED)),
        },
        number => option(&call, (number - part::OPTION) as usize),
    }
}

/// Values by name, each name with those of all sets in their order.
#[derive(Default)]
struct Groups<'h> {
    numbers: FxHashMap<Symbol, usize>,
    groups: Vec<(Symbol, SmallVec<[Value<'h>; 2]>)>,
}

impl<'h> Groups<'h> {
    fn add(&mut self, name: Symbol, value: Value<'h>) {
        let number = *self.numbers.entry(name).or_insert_with(|| {
            self.groups.push((name, SmallVec::new()));
            self.groups.len() - 1
        });
        self.groups[number].1.push(value);
    }

    fn finish(self, call: &Call<'_, 'h>) -> Value<'h> {
        let mut builder = AttrsBuilder::new(self.groups.len(), Pos::NONE);
        for (name, values) in self.groups {
            builder.insert(name, Pos::NONE, call.list(&values));
        }
        Value::attrs(builder.finish(call.ev.heap))
    }
}

/// `declsByName`.
fn declarations<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let mut groups = Groups::default();
    let places = call.share(place, &[]);
    for module in some!(items(call, call.arg(arg::MODULES))?) {
        let module = call.ev.force(*module, call.pos)?;
        let file = some!(call.attribute(module, call.name(name::DECLARED_IN)));
        let options = some!(call.attribute(module, call.name(name::OPTIONS)));
        for (key, option) in some!(call.ev.force(options, call.pos)?.as_attrs()).iter(call.ev.heap) {
            let declaration = call.set(2, |index| match index {
                0 => file,
                1 => call.ev.later_of(places, key.pos.0),
                _ => option,
            });
            groups.add(key.name, declaration);
        }
    }
    Ok(Some(groups.finish(call)))
}

/// `unsafeGetAttrPos n subtree`.
fn place<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], pos: u32) -> Result<'h, Value<'h>> {
    if let Some(call) = Call::resume(ev, values) {
        call.ensure(GET_POSITION)?;
    }
    Ok(ev.position_value(Pos(pos)))
}

/// The places of builtins among the free variables that may not be there yet at the first call.
const GET_POSITION: usize = 4;
const ALL: usize = 8;
const CONCAT_LISTS: usize = 9;
const FILTER: usize = 10;
const LENGTH: usize = 11;

/// `rawDefinitionsByName`.
fn definitions<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    call.ensure(ALL)?;
    let configs = some!(items(call, call.arg(arg::CONFIGS))?);
    let mut sets = Vec::with_capacity(configs.len());
    for config in configs {
        let config = call.ev.force(*config, call.pos)?;
        let file = some!(call.attribute(config, call.name(name::FILE)));
        let value = some!(call.attribute(config, call.name(name::CONFIG)));
        sets.push((file, some!(call.ev.force(value, call.pos)?.as_attrs())));
    }
    let mut groups = Groups::default();
    for (file, attrs) in sets {
        for (key, value) in attrs.iter(call.ev.heap) {
            groups.add(key.name, call.set(4, |index| if index == 0 { file } else { value }));
        }
    }
    Ok(Some(groups.finish(call)))
}

/// `resultsByName`, as a list in the order of the declarations.
fn results<'h>(call: &Call<'_, 'h>) -> Result<'h, Value<'h>> {
    let declarations = call.ev.force(call.arg(arg::DECLARATIONS), call.pos)?;
    let len = declarations.as_attrs().map_or(0, Attrs::len);
    let later = call.share(result, call.args);
    Ok(Value::list(List::new(call.ev.heap, len, |index| {
        call.ev.later_of(later, u32::try_from(index).unwrap_or(u32::MAX))
    })))
}

/// What becomes of one declared name: `{ matchedOptions, unmatchedDefns }`, or null.
fn result<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    Ok(result_of(&call, number as usize)?.unwrap_or(Value::NULL))
}

fn result_of<'h>(call: &Call<'_, 'h>, number: usize) -> Answer<'h> {
    let all = some!(call.ev.force(call.arg(arg::DECLARATIONS), call.pos)?.as_attrs());
    let (keys, values) = all.flat(call.ev.heap);
    let declared = values[number];
    let name = keys.as_slice()[number].name;
    let Some(options) = options_among(call, declared)? else { return Ok(None) };
    let text = call.ev.symbols.value(name);
    let loc = call.ev.later_of(call.share(location, &[call.arg(arg::PREFIX), text]), 0);
    let defined = call.share(of_name, &[call.arg(arg::DEFINITIONS), text]);
    if options == Among::All {
        let option = call.share(option_value, &[loc, declared, call.ev.later_of(defined, RAW)]);
        return Ok(Some(call.set(11, |index| match index {
            0 => call.ev.later_of(option, 0),
            _ => Value::list(List::empty()),
        })));
    }
    Ok(Some(merged(call, loc, declared, call.ev.later_of(defined, PUSHED_DOWN))))
}

/// How many of the declarations of a name are options.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Among {
    All,
    None,
}

/// Whether all of the declarations of a name are options or none is; nothing where it is neither, or one is something else.
/// What can be no option is not evaluated for that.
fn options_among<'h>(call: &Call<'_, 'h>, declared: Value<'h>) -> Result<'h, Option<Among>> {
    call.ensure(FILTER)?;
    call.ensure(LENGTH)?;
    let mut options = 0;
    let declarations = some!(items(call, declared)?);
    for declaration in declarations {
        let declaration = call.ev.force(*declaration, call.pos)?;
        let option = some!(call.attribute(declaration, call.name(name::OPTIONS)));
        if call.ev.is_call_of(option, &OPTION_TREE) {
            continue;
        }
        let option = call.ev.force(option, call.pos)?;
        if call.attribute(option, call.name(name::KIND)).is_some() {
            if property(call, option, call.name(name::KIND))? != Some(b"option") {
                return Ok(None);
            }
            options += 1;
        }
    }
    Ok(match options {
        0 => Some(Among::None),
        _ => (options == declarations.len()).then_some(Among::All),
    })
}

/// `prefix ++ [ name ]`.
fn location<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], _: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let prefix = ev.force_list(call.arg(0), call.pos, "")?.items();
    let mut all = prefix.iter().copied().chain([call.arg(1)]);
    Ok(Value::list(List::new(ev.heap, prefix.len() + 1, |_| all.next().unwrap_or(Value::NULL))))
}

const RAW: u32 = 0;
const PUSHED_DOWN: u32 = 1;

/// The definitions of a name: as they are, or with properties moved down into attributes.
fn of_name<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let all = ev.force(call.arg(0), call.pos)?;
    let name = ev.force_str(call.arg(1), call.pos, "")?.bytes;
    let Some(all) = all.as_attrs() else {
        return Err(ev.error(crate::ErrorKind::Thrown, "a module defines something that is no attribute set"));
    };
    let found = all.value(ev.symbols.of(name));
    let Some(found) = found else { return Ok(Value::list(List::empty())) };
    if number == RAW {
        return ev.force(found, call.pos);
    }
    pushed_down(&call, found)
}

fn pushed_down<'h>(call: &Call<'_, 'h>, definitions: Value<'h>) -> Result<'h, Value<'h>> {
    call.ensure(CONCAT_LISTS)?;
    let definitions = call.ev.force_list(definitions, call.pos, "")?.items();
    let mut pushed = Vec::with_capacity(definitions.len());
    let mut found = Vec::new();
    let push = call.used(0)?;
    for definition in definitions {
        let file = call.attribute(*definition, call.name(name::FILE)).unwrap_or(Value::NULL);
        let value = call.attribute(*definition, call.name(name::VALUE)).unwrap_or(Value::NULL);
        push_down_with(call, push, value, &mut found)?;
        let sets = found.drain(..).map(|config| call.set(3, |index| if index == 0 { file } else { config }));
        pushed.extend(sets);
    }
    Ok(call.list(&pushed))
}

/// `evalOptionValue loc (fixupOptionType loc (mergeOptionDecls loc decls)) defns'`.
fn option_value<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let (loc, declarations, definitions) = (call.arg(0), call.arg(1), call.arg(2));
    match number {
        0 => {
            let option = ev.later_of(call.share(option_value, call.args), 1);
            ev.call(call.used(1)?, &[loc, option, definitions], call.pos)
        }
        1 => {
            let option = ev.later_of(call.share(option_value, call.args), 2);
            ev.call(call.used(2)?, &[loc, option], call.pos)
        }
        _ => ev.call(call.used(3)?, &[loc, declarations], call.pos),
    }
}

/// `matchedOptions`.
fn matched<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let declarations = some!(call.ev.force(call.arg(arg::DECLARATIONS), call.pos)?.as_attrs());
    let (keys, _) = declarations.flat(call.ev.heap);
    let later = call.share(compute, call.args);
    Ok(Some(Value::attrs(Attrs::new(call.ev.heap, keys, |index| {
        call.ev.later_of(later, part::OPTION.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)))
    }))))
}

/// One of the matched options.
fn option<'h>(call: &Call<'_, 'h>, number: usize) -> Result<'h, Value<'h>> {
    let results = call.ev.force_list(call.arg(arg::RESULTS), call.pos, "")?;
    let result = results.items().get(number).copied().unwrap_or(Value::NULL);
    match call.find(result, call.name(name::MATCHED))? {
        Some(option) => Ok(option),
        None => {
            let all = interpreted(call, 3, call.name(name::MATCHED))?;
            let declarations = call.ev.force_attrs(call.arg(arg::DECLARATIONS), call.pos, "")?;
            let name = declarations.flat(call.ev.heap).0.as_slice()[number].name;
            call.ev.force(call.select(all, name), call.pos)
        }
    }
}

/// `unmatchedDefns`: the definitions that no option takes.
fn unmatched<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    if some!(items(call, call.arg(arg::CONFIGS))?).is_empty() {
        return Ok(Some(Value::list(List::empty())));
    }
    call.ensure(CONCAT_LISTS)?;
    let declared = some!(call.ev.force(call.arg(arg::DECLARATIONS), call.pos)?.as_attrs());
    let defined = some!(call.ev.force(call.arg(arg::DEFINITIONS), call.pos)?.as_attrs());
    let results = call.ev.force_list(call.arg(arg::RESULTS), call.pos, "")?.items();
    let mut found = Vec::new();
    let (keys, declarations) = declared.flat(call.ev.heap);
    // Most options are defined by nobody: it is enough that their declarations go together. An error among them is the
    // interpreter's to find: it goes by the names' order, this does not.
    for (key, declarations) in keys.as_slice().iter().zip(declarations) {
        if defined.get(key.name).is_none() {
            some!(options_among(call, *declarations).ok().flatten());
        }
    }
    for (key, definitions) in call.ev.sorted_attrs(defined) {
        let definitions = match keys.find(key.name) {
            Some(number) => some!(call.find(results[number], call.name(name::UNMATCHED))?),
            None => definitions,
        };
        let text = call.ev.symbols.value(key.name);
        for definition in some!(items(call, definitions)?) {
            found.push(call.ev.later_of(call.share(located, &[*definition, text]), 0));
        }
    }
    Ok(Some(call.list(&found)))
}

/// `def // { prefix = [ name ] ++ (def.prefix or [ ]); }`, and the prefix itself.
fn located<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let definition = ev.force_attrs(call.arg(0), call.pos, "")?;
    if number == 0 {
        let prefix = ev.later_of(call.share(located, call.args), 1);
        return Ok(update(&call, definition, call.set(16, |_| prefix)));
    }
    let mut all = vec![call.arg(1)];
    if let Some(prefix) = definition.value(call.name(name::PREFIX)) {
        all.extend_from_slice(ev.force_list(prefix, call.pos, "")?.items());
    }
    Ok(call.list(&all))
}
