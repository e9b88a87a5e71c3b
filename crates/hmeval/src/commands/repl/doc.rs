//! `:doc`: documentation of builtins, and of functions with a documentation comment.

use hmeval_eval::builtins::Builtin;
use hmeval_eval::heap::Closure;
use hmeval_eval::{Evaluator, View};
use hmeval_ide::function::of_function;

use super::Repl;
use crate::failure::{Failure, Outcome};

/// Shows the documentation of the value of an expression.
pub(super) fn show<'h>(repl: &Repl<'_, '_, 'h>, argument: &[u8]) -> Outcome<'h> {
    let value = repl.evaluate(argument)?;
    let text = match value.view() {
        View::Builtin(builtin) | View::Partial(builtin, _) => builtin_text(builtin),
        View::Closure(closure) => closure_text(repl.ev, closure),
        _ => None,
    };
    match text {
        Some(text) => Ok(repl.console.out_line(&text)?),
        None => Err(Failure::message("value does not have documentation")),
    }
}

fn builtin_text(builtin: &Builtin) -> Option<Vec<u8>> {
    let params = builtin.params.join(" ");
    let text = format!("Synopsis: builtins.{} {params}\n\n{}", builtin.name, builtin.doc.trim());
    Some(text.trim().as_bytes().to_vec())
}

fn closure_text<'h>(ev: &Evaluator<'h>, closure: &Closure<'h>) -> Option<Vec<u8>> {
    let (code, lambda) = (closure.code(), closure.lambda());
    let documentation = of_function(ev, closure)?;
    let mut out = Vec::new();
    if lambda.name.is_some() {
        out.extend_from_slice(&[b"Function `", ev.text(code.symbol(lambda.name)), b"`\n"].concat());
    }
    out.extend_from_slice("  … defined at ".as_bytes());
    out.extend_from_slice(&ev.show_pos(code.at(lambda.pos)));
    out.extend_from_slice(b"\n\n");
    out.extend_from_slice(documentation.as_bytes());
    Some(out)
}
