//! String contexts: looking at them, adding to them, discarding them.

use hmeval_diag::Pos;
use hmeval_store::{SingleDerivedPath, StorePath};

use super::{Builtin, builtin};
use crate::coerce::Coerce;
use crate::context::{Reference, element_of};
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, AttrsBuilder, List, Value};
use crate::print::identifier;
use crate::string::{ContextBuilder, ContextElement};
use crate::symbol::known;

/// Rows of this file.
pub static TABLE: &[Builtin] = &[
    builtin!("hasContext", ["s"], "Whether the string *s* refers to anything in the store.", has_context),
    builtin!(
        "getContext",
        ["s"],
        "What the string *s* refers to: for each store path whether it is referred to as it is (`path`), with all that \
         it depends on (`allOutputs`), or which of its `outputs` are.",
        get_context
    ),
    builtin!(
        "appendContext",
        ["s", "context"],
        "The string *s*, which also refers to *context*: a set as `getContext` returns it.",
        append_context
    ),
    builtin!(
        "unsafeDiscardStringContext",
        ["s"],
        "The string *s* without its context. What is made of it will not depend on what *s* referred to.",
        discard_context
    ),
    builtin!(
        "unsafeDiscardOutputDependency",
        ["s"],
        "The string *s*; where it refers to a derivation with all that it depends on (`drvPath`), the result refers \
         to the file of the derivation alone.",
        discard_output_dependency
    ),
    builtin!(
        "addDrvOutputDependencies",
        ["s"],
        "The string *s*, which must refer to the file of one derivation; the result refers to the derivation with all \
         that it depends on. Undoes `unsafeDiscardOutputDependency`.",
        add_output_dependencies
    ),
];

fn has_context<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the argument passed to builtins.hasContext";
    Ok(Value::bool(ev.force_str(args[0], Pos::NONE, what)?.context.is_some()))
}

fn discard_context<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the argument passed to builtins.unsafeDiscardStringContext";
    let text = ev.coerce(Pos::NONE, args[0], &mut ContextBuilder::new(), what, Coerce::INTERPOLATION)?;
    Ok(Value::string_in(ev.heap, text, None))
}

fn discard_output_dependency<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the argument passed to builtins.unsafeDiscardOutputDependency";
    let mut context = ContextBuilder::new();
    let text = ev.coerce(Pos::NONE, args[0], &mut context, what, Coerce::INTERPOLATION)?;
    let mut without = ContextBuilder::new();
    for id in context.finish(ev.heap).map_or(&[][..], |context| context.elements) {
        without.add_element(match ev.contexts.get(*id) {
            ContextElement::DrvDeep(drv) => ev.contexts.intern(ContextElement::Opaque(drv)),
            _ => *id,
        });
    }
    Ok(Value::string_in(ev.heap, text, without.finish(ev.heap)))
}

fn add_output_dependencies<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the argument passed to builtins.addDrvOutputDependencies";
    let mut context = ContextBuilder::new();
    let text = ev.coerce(Pos::NONE, args[0], &mut context, what, Coerce::INTERPOLATION)?;
    let elements = context.finish(ev.heap).map_or(&[][..], |context| context.elements);
    let [id] = elements else {
        let count = elements.len().to_string();
        let message =
            [b"context of string '", text, b"' must have exactly one element, but has ", count.as_bytes()]
                .concat();
        return Err(ev.error(ErrorKind::Eval, message));
    };
    let deep = match ev.contexts.get(*id) {
        ContextElement::Opaque(path) if path.ends_with(b".drv") => {
            ev.contexts.intern(ContextElement::DrvDeep(path))
        }
        ContextElement::Opaque(path) => {
            let message = [b"path '", &path[..], b"' is not a derivation"].concat();
            return Err(ev.error(ErrorKind::Eval, message));
        }
        ContextElement::Built { output, .. } => {
            let only = b"`addDrvOutputDependencies` can only act on derivations, not on a derivation output such as '";
            return Err(ev.error(ErrorKind::Eval, [&only[..], &output, b"'"].concat()));
        }
        ContextElement::DrvDeep(_) => *id,
    };
    Ok(ev.string_with_element(text, deep))
}

/// How a string refers to one store path.
#[derive(Default)]
struct Info {
    path: bool,
    all_outputs: bool,
    outputs: Vec<Vec<u8>>,
}

fn get_context<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the argument passed to builtins.getContext";
    let text = ev.force_str(args[0], Pos::NONE, what)?;
    let mut infos: Vec<(StorePath, Info)> = Vec::new();
    for (_, reference) in ev.references(text.context)? {
        let path = described_path(ev, &reference)?;
        let at = match infos.iter().position(|(known, _)| *known == path) {
            Some(at) => at,
            None => {
                infos.push((path, Info::default()));
                infos.len() - 1
            }
        };
        let Some((_, info)) = infos.get_mut(at) else { continue };
        match &*reference {
            Reference::DrvDeep(_) => info.all_outputs = true,
            Reference::Path(SingleDerivedPath::Opaque(_)) => info.path = true,
            Reference::Path(SingleDerivedPath::Built { output, .. }) => info.outputs.push(output.clone()),
        }
    }
    let mut attrs = AttrsBuilder::new(infos.len(), Pos::NONE);
    for (path, info) in infos {
        let name = ev.symbols.intern(&ev.store.dir.print(&path));
        attrs.insert(name, Pos::NONE, Value::attrs(describe(ev, &info)));
    }
    Ok(Value::attrs(attrs.finish(ev.heap)))
}

/// The path under which an element is described: that of the derivation, for an output.
fn described_path<'h>(ev: &Evaluator<'h>, reference: &Reference) -> Result<'h, StorePath> {
    match reference {
        Reference::Path(SingleDerivedPath::Built { drv, .. }) => match &**drv {
            SingleDerivedPath::Opaque(path) => Ok(path.clone()),
            SingleDerivedPath::Built { drv, output } => {
                let drv = ev.display_context_element(&element_of(&ev.store.dir, drv));
                let start = b"cannot operate on output '";
                let message = [&start[..], output, b"' of the unbuilt derivation '", &drv, b"'"].concat();
                Err(ev.error(ErrorKind::Unsupported, message))
            }
        },
        other => Ok(other.base().clone()),
    }
}

fn describe<'h>(ev: &Evaluator<'h>, info: &Info) -> Attrs<'h> {
    let mut attrs = AttrsBuilder::new(3, Pos::NONE);
    if info.path {
        attrs.insert(known::PATH, Pos::NONE, Value::TRUE);
    }
    if info.all_outputs {
        attrs.insert(ev.symbols.intern(b"allOutputs"), Pos::NONE, Value::TRUE);
    }
    if !info.outputs.is_empty() {
        let list = List::new(ev.heap, info.outputs.len(), |index| ev.string(&info.outputs[index]));
        attrs.insert(known::OUTPUTS, Pos::NONE, Value::list(list));
    }
    attrs.finish(ev.heap)
}

fn append_context<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.appendContext";
    let text = ev.force_str(args[0], Pos::NONE, what)?;
    let what = "while evaluating the second argument passed to builtins.appendContext";
    let added = ev.force_attrs(args[1], Pos::NONE, what)?;
    let mut context = ContextBuilder::new();
    context.add(text.context);
    for (key, value) in added.iter(ev.heap) {
        let name = ev.text(key.name);
        let Ok(path) = ev.store.dir.parse(name) else {
            let message = [b"context key '", &shown(name)[..], b"' is not a store path"].concat();
            return Err(ev.error_at(ErrorKind::Eval, key.pos, message));
        };
        let info = ev.force_attrs(value, key.pos, "while evaluating the value of a string context")?;
        append_one(ev, &mut context, (name, key.pos), &path, info)?;
    }
    Ok(Value::string_in(ev.heap, text.bytes, context.finish(ev.heap)))
}

/// A key as messages show it: in quotes, unless it is an identifier.
fn shown(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    identifier(&mut out, name);
    out
}

fn append_one<'h>(
    ev: &Evaluator<'h>,
    context: &mut ContextBuilder<'h>,
    (name, pos): (&[u8], Pos),
    path: &StorePath,
    info: Attrs<'h>,
) -> Result<'h, ()> {
    let text = || ev.store.dir.print(path).into();
    let not_derivation = |what: &str| {
        let message = [
            b"tried to add ",
            what.as_bytes(),
            b" context of ",
            &shown(name),
            b", which is not a derivation, to a string",
        ];
        ev.error_at(ErrorKind::Eval, pos, message.concat())
    };
    if let Some((value, at)) = info.get(known::PATH)
        && ev.force_bool(value, at, "while evaluating the `path` attribute of a string context")?
    {
        context.add_element(ev.contexts.intern(ContextElement::Opaque(text())));
    }
    if let Some((value, at)) = info.get(ev.symbols.intern(b"allOutputs"))
        && ev.force_bool(value, at, "while evaluating the `allOutputs` attribute of a string context")?
    {
        if !name.ends_with(b".drv") {
            return Err(not_derivation("all-outputs"));
        }
        context.add_element(ev.contexts.intern(ContextElement::DrvDeep(text())));
    }
    if let Some((value, at)) = info.get(known::OUTPUTS) {
        let what = "while evaluating the `outputs` attribute of a string context";
        let outputs = ev.force_list(value, at, what)?.items();
        if !outputs.is_empty() && !name.ends_with(b".drv") {
            return Err(not_derivation("derivation output"));
        }
        for output in outputs {
            let what = "while evaluating an output name within a string context";
            let output = ev.force_str_no_context(*output, at, what)?.into();
            context.add_element(ev.contexts.intern(ContextElement::Built { drv: text(), output }));
        }
    }
    Ok(())
}
