//! Derivations: `derivationStrict`, the function `derivation` around it, and what else names outputs.
//!
//! `attributes` reads the argument, `build` makes a derivation of what it found.

mod attributes;
mod build;
mod import;
mod json;

use hmeval_diag::Pos;
use hmeval_store::{DownstreamPlaceholder, SingleDerivedPath};

use super::{Builtin, builtin};
use crate::context::Reference;
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::Value;
use crate::symbol::known;

/// Rows of this file.
pub static TABLE: &[Builtin] = &[
    Builtin {
        global: true,
        ..builtin!(
            "derivationStrict",
            ["attrs"],
            "Makes a derivation of *attrs*; the result has its `drvPath` and the path of each output. `derivation` is \
             this with a more convenient result.",
            derivation_strict
        )
    },
    Builtin {
        global: true,
        ..builtin!(
            "placeholder",
            ["output"],
            "A text that stands for the path of the derivation's own output *output* and is replaced when it is built.",
            placeholder
        )
    },
    Builtin {
        feature: Some("dynamic-derivations"),
        ..builtin!(
            "outputOf",
            ["derivation-reference", "output-name"],
            "The path of the output *output-name* of a derivation that may itself have to be built, or a placeholder \
             for it.",
            output_of
        )
    },
];

/// The function `derivation`: the attributes of the first output, with a set for each output.
const DERIVATION: &str = include_str!("../nix/derivation.nix");

/// The value of the global `derivation`.
pub fn derivation_function<'h>(ev: &Evaluator<'h>, _: &'h [Value<'h>], _: u32) -> Result<'h, Value<'h>> {
    ev.eval_internal("derivation-internal.nix", DERIVATION)
}

pub(crate) fn derivation_strict<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the argument passed to builtins.derivationStrict";
    let attrs = ev.force_attrs(args[0], Pos::NONE, what)?;
    let Some((name, pos)) = attrs.get(known::NAME) else {
        let error = ev.error(ErrorKind::Missing, "attribute 'name' missing");
        let what = "in the attrset passed as argument to builtins.derivationStrict";
        return Err(ev.frame(error, Pos::NONE, what));
    };
    let what = "while evaluating the `name` attribute passed to builtins.derivationStrict";
    let name = ev
        .force_str_no_context(name, Pos::NONE, what)
        .map_err(|error| ev.frame(error, pos, "while evaluating the derivation attribute 'name'"))?;
    build::build(ev, name, attrs).map_err(|error| {
        // The place is part of the text, for its line would not say more.
        let place = ev.show_pos(pos);
        let text =
            [b"while evaluating derivation '", name, b"'\n  whose name attribute is located at ", &place]
                .concat();
        ev.frame(error, Pos::NONE, text)
    })
}

fn placeholder<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.placeholder";
    let output = ev.force_str_no_context(args[0], Pos::NONE, what)?;
    Ok(ev.string(hmeval_store::placeholder(output)))
}

fn output_of<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let drv = single_derived_path(ev, args[0], "while evaluating the first argument to builtins.outputOf")?;
    let what = "while evaluating the second argument to builtins.outputOf";
    let output = ev.force_str_no_context(args[1], Pos::NONE, what)?;
    let path = SingleDerivedPath::Built { drv: Box::new(drv), output: output.to_vec() };
    let text = ev.heap.bytes(&derived_path_text(ev, &path)?);
    Ok(ev.string_with_element(text, ev.path_element(&path)))
}

/// What the only context element of a string refers to; the text must be the one that stands for it
/// (Nix: `coerceToSingleDerivedPath`).
fn single_derived_path<'h>(
    ev: &Evaluator<'h>,
    value: Value<'h>,
    what: &str,
) -> Result<'h, SingleDerivedPath> {
    let text = ev.force_str(value, Pos::NONE, what)?;
    let fail = |parts: &[&[u8]]| Err(ev.frame(ev.error(ErrorKind::Eval, parts.concat()), Pos::NONE, what));
    let references = ev.references(text.context)?;
    let [(_, reference)] = &*references else {
        let count = references.len().to_string();
        let rest = b" entries in its context. It should only have exactly one entry";
        return fail(&[b"string '", text.bytes, b"' has ", count.as_bytes(), rest]);
    };
    let Reference::Path(path) = &**reference else {
        let rest = b"' has a context which refers to a complete source and binary closure. This is not supported at this time";
        return fail(&[b"string '", text.bytes, rest]);
    };
    let expected = derived_path_text(ev, path)?;
    if text.bytes == expected {
        return Ok(path.clone());
    }
    match path {
        SingleDerivedPath::Opaque(_) => {
            fail(&[b"path string '", text.bytes, b"' has context with the different path '", &expected, b"'"])
        }
        SingleDerivedPath::Built { drv, output } => {
            let drv = ev.display_context_element(&crate::context::element_of(&ev.store.dir, drv));
            fail(&[
                b"string '",
                text.bytes,
                b"' has context with the output '",
                output,
                b"' from derivation '",
                &drv,
                b"', but the string is not the right placeholder for this derivation output. It should be '",
                &expected,
                b"'",
            ])
        }
    }
}

/// The text that stands for a store object or an output (Nix: `mkSingleDerivedPathStringRaw`).
fn derived_path_text<'h>(ev: &Evaluator<'h>, path: &SingleDerivedPath) -> Result<'h, Vec<u8>> {
    let (drv, output) = match path {
        SingleDerivedPath::Opaque(path) => return Ok(ev.store.dir.print(path)),
        SingleDerivedPath::Built { drv, output } => (&**drv, output),
    };
    if let SingleDerivedPath::Opaque(path) = drv {
        let derivation = ev.derivation_at(path)?;
        let Some(kind) = derivation.outputs.get(output) else {
            let shown = ev.store.dir.print(path);
            let message = [b"derivation '", &shown[..], b"' does not have output '", output, b"'"].concat();
            return Err(ev.error(ErrorKind::Eval, message));
        };
        let known = kind.path(&ev.store.dir, &derivation.name, output);
        if let Some(path) = known.map_err(|error| ev.store_error(error))? {
            return Ok(ev.store.dir.print(&path));
        }
    }
    let placeholder = DownstreamPlaceholder::from_built(drv, output, ev.store.features);
    Ok(placeholder.map_err(|error| ev.store_error(error))?.render().into_bytes())
}
