//! Declarations of options: several modules may declare one.

use super::{interpreted, some, update};
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{List, Value};
use crate::native::Use::{Lib, Value as Any};
use crate::native::{Answer, Call, Native};

pub(super) const MERGE_OPTION_DECLS: Native = Native {
    name: "modules.mergeOptionDecls",
    arity: 2,
    uses: &[Any("setDefaultModuleLocation"), Lib("foldl'", "lists.foldl'")],
    names: NAMES,
    run: merge,
};

/// As it was in 2025: types whose `functor.wrapped` is deprecated are marked.
pub(super) const MERGE_OPTION_DECLS_WRAPPED: Native = Native {
    name: "modules.mergeOptionDecls@wrapped",
    arity: 2,
    uses: &[Any("setDefaultModuleLocation"), Lib("foldl'", "lists.foldl'")],
    names: NAMES,
    run: |call| {
        let Some(merged) = merge(call)? else { return Ok(None) };
        if !is_marked(call)? {
            return Ok(Some(merged));
        }
        let kind = call.ev.later_of(call.share(marked, &[call.arg(0), kind_of(call)?]), MARKED_TYPE);
        let Some(merged) = merged.as_attrs() else { return Ok(None) };
        Ok(Some(update(call, merged, call.set(5, |_| kind))))
    },
};

/// Numbers of the thunks of [`marked`].
const MARKED_TYPE: u32 = 0;
const MARKED_FUNCTOR: u32 = 1;
const WARNING: u32 = 2;

/// `addDeprecatedWrapped`: the type with another `functor.wrapped`, which warns.
fn marked<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let later = |number| ev.later_of(call.share(marked, call.args), number);
    let kind = ev.force_attrs(call.arg(1), call.pos, "")?;
    if number == MARKED_TYPE {
        return Ok(update(&call, kind, call.set(1, |_| later(MARKED_FUNCTOR))));
    }
    let functor = ev.force_attrs(call.select(call.arg(1), call.name(7)), call.pos, "")?;
    if number == MARKED_FUNCTOR {
        return Ok(update(&call, functor, call.set(2, |_| later(WARNING))));
    }
    let message = call.select(Value::attrs(functor), call.name(8));
    let message = ev.force(message, call.pos)?;
    ev.call(message, &[call.set(3, |_| call.arg(0))], call.pos)
}

/// `opt.options.type`, of the only declaration.
fn kind_of<'h>(call: &Call<'_, 'h>) -> Result<'h, Value<'h>> {
    let declarations = call.ev.force_list(call.arg(1), call.pos, "")?;
    let declaration = declarations.items().first().copied().unwrap_or(Value::NULL);
    Ok(call.select(call.select(declaration, call.name(0)), call.name(1)))
}

const NAMES: &[&str] = &[
    "options",
    "type",
    "_file",
    "pos",
    "declarations",
    "declarationPositions",
    "getSubModules",
    "functor",
    "wrappedDeprecationMessage",
];

/// The number of a set that is written in the function, by that of the newest form.
fn number(call: &Call<'_, '_>, number: usize) -> usize {
    if call.is_variant("wrapped") { number + 5 } else { number }
}

/// `opt.options.type ? functor.wrappedDeprecationMessage`, of the only declaration.
fn is_marked<'h>(call: &Call<'_, 'h>) -> Result<'h, bool> {
    let Some(declarations) = call.forced(1)?.as_list() else { return Ok(true) };
    let [declaration] = declarations.items() else { return Ok(true) };
    let Some(options) = call.find(*declaration, call.name(0))? else { return Ok(true) };
    let Some(kind) = call.find(options, call.name(1))? else { return Ok(false) };
    let Some(functor) = call.find(kind, call.name(7))? else { return Ok(false) };
    Ok(call.attribute(functor, call.name(8)).is_some())
}

pub(super) const FIXUP_OPTION_TYPE: Native = Native {
    name: "modules.fixupOptionType",
    arity: 2,
    uses: &[Any("types")],
    names: &["type", "getSubModules", "unspecified"],
    run: fixup,
};

/// The one declaration that an option has, as a whole. Several are left to the interpreter.
fn merge<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let declarations = some!(call.forced(1)?.as_list());
    let [declaration] = declarations.items() else { return Ok(None) };
    let declaration = call.ev.force(*declaration, call.pos)?;
    let options = some!(call.attribute(declaration, call.name(0)));
    let options = some!(call.ev.force(options, call.pos)?.as_attrs());
    let later = call.share(part, &[call.arg(0), call.arg(1), declaration]);
    // `loc` comes from the set that the fold begins with, the others from the one that it adds.
    let first = call.set(number(call, 6), |index| match index {
        0 => call.arg(0),
        _ => Value::list(List::empty()),
    });
    let second =
        call.set(number(call, 4), |index| call.ev.later_of(later, u32::try_from(index).unwrap_or(u32::MAX)));
    let merged = options.update(call.ev.heap, some!(first.as_attrs()));
    Ok(Some(update(call, merged, second)))
}

/// `declarations`, `declarationPositions` and `options`, in the order of the text.
fn part<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let file = call.select(call.arg(2), call.name(2));
    match number {
        0 => Ok(call.list(&[file])),
        1 => position(&call, file),
        _ => submodules(&call, file),
    }
}

fn position<'h>(call: &Call<'_, 'h>, file: Value<'h>) -> Result<'h, Value<'h>> {
    let Some(found) = call.attribute(call.arg(2), call.name(3)) else {
        return interpreted(call, 2, call.name(5));
    };
    if call.ev.force(found, call.pos)?.same(Value::NULL) {
        let unknown = call.set(number(call, 5), |index| if index == 0 { file } else { Value::NULL });
        return Ok(call.list(&[unknown]));
    }
    Ok(call.list(&[found]))
}

/// The modules of a submodule type, each with the file of the declaration as its own.
fn submodules<'h>(call: &Call<'_, 'h>, file: Value<'h>) -> Result<'h, Value<'h>> {
    let fallback = || interpreted(call, 2, call.name(0));
    let Some(options) = call.attribute(call.arg(2), call.name(0)) else { return fallback() };
    let Some(kind) = call.find(options, call.name(1))? else { return Ok(Value::list(List::empty())) };
    let Some(modules) = call.find(kind, call.name(6))? else { return Ok(Value::list(List::empty())) };
    if modules.same(Value::NULL) {
        return Ok(Value::list(List::empty()));
    }
    let Some(modules) = modules.as_list() else { return fallback() };
    let (locate, modules) = (call.used(0)?, modules.items());
    Ok(Value::list(List::new(call.ev.heap, modules.len(), |index| {
        call.ev.delay_call2(locate, file, modules[index])
    })))
}

/// A type without submodules stays as it is.
fn fixup<'h>(call: &Call<'_, 'h>) -> Answer<'h> {
    let option = call.forced(1)?;
    let attrs = some!(option.as_attrs());
    let Some(kind) = call.find(option, call.name(0))? else {
        let unspecified = call.select(call.variable(0), call.name(2));
        return Ok(Some(update(call, attrs, call.set(0, |_| unspecified))));
    };
    if call.find(kind, call.name(1))?.is_some_and(|modules| !modules.same(Value::NULL)) {
        return Ok(None);
    }
    Ok(Some(update(call, attrs, call.set(0, |_| call.select(option, call.name(0))))))
}
