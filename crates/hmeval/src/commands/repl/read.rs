//! What a text is: bindings, an expression, or the start of one of them.

use hmeval_eval::code::Code;
use hmeval_eval::{Error, ErrorKind, Evaluator};
use hmeval_syntax::ir::Expr;

use super::scope::Scope;

/// What a text is.
pub(super) enum Input<'h> {
    /// `x = 1; inherit (lib) foo;`: the code of a set with these attributes.
    Bindings(&'h Code<'h>),
    /// An expression.
    Expression(&'h Code<'h>),
    /// It goes on in the next line.
    Unfinished,
}

/// Reads a text in a scope.
///
/// # Errors
/// If it is none of these; the error is that of the text as an expression.
pub(super) fn read<'h>(
    ev: &Evaluator<'h>,
    scope: &mut Scope<'h>,
    text: &[u8],
    dir: &[u8],
) -> Result<Input<'h>, Error<'h>> {
    // The line end keeps a comment at the end of the text from hiding what follows.
    for end in [&b"\n}"[..], b"\n;}"] {
        if let Ok(code) = scope.load(ev, &[b"{ ", text, end].concat(), dir)
            && matches!(code.expr(code.root), Expr::Attrs(_))
        {
            return Ok(Input::Bindings(code));
        }
    }
    let error = match scope.load(ev, text, dir) {
        Ok(code) => return Ok(Input::Expression(code)),
        Err(error) => error,
    };
    // `x = [` is no expression, but the start of a binding.
    let binding = says(error, b"syntax error")
        && scope.load(ev, &[b"{ ", text].concat(), dir).is_err_and(ends_too_early);
    let unfinished = ends_too_early(error) || binding;
    if unfinished { Ok(Input::Unfinished) } else { Err(error) }
}

fn ends_too_early(error: Error<'_>) -> bool {
    says(error, b"unexpected end of file")
}

/// Whether an error is one of the text, with these words in it.
fn says(error: Error<'_>, words: &[u8]) -> bool {
    let data = error.data();
    data.kind == ErrorKind::Parse && data.message.windows(words.len()).any(|window| window == words)
}
