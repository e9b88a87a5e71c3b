//! `:doc`: documentation of builtins, and of functions with a documentation comment.

use std::sync::Arc;

use hmeval_diag::Pos;
use hmeval_eval::builtins::Builtin;
use hmeval_eval::heap::Closure;
use hmeval_eval::{Evaluator, View};

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
    let range = code.doc(lambda.doc)?;
    let text = {
        let sources = ev.sources.borrow();
        let (file, _) = sources.resolve(Pos(code.base))?;
        Arc::clone(&sources.file(file).text)
    };
    let comment = text.get(range.idx())?;
    let mut out = Vec::new();
    if lambda.name.is_some() {
        out.extend_from_slice(&[b"Function `", ev.text(code.symbol(lambda.name)), b"`\n"].concat());
    }
    out.extend_from_slice("  … defined at ".as_bytes());
    out.extend_from_slice(&ev.show_pos(code.at(lambda.pos)));
    out.extend_from_slice(b"\n\n");
    out.extend_from_slice(&inner_text(comment));
    Some(out)
}

/// The text of a documentation comment: without its ends, the common indentation, and stars in front of lines.
fn inner_text(comment: &[u8]) -> Vec<u8> {
    let text = comment.strip_prefix(b"/**").unwrap_or(comment);
    let text = text.strip_suffix(b"*/").unwrap_or(text);
    let text = String::from_utf8_lossy(text).into_owned();
    let lines: Vec<&str> = text.lines().collect();
    let starred =
        lines.iter().skip(1).all(|line| line.trim().is_empty() || line.trim_start().starts_with('*'));
    let unstarred = |line: &str| match starred {
        true => line.trim_start().strip_prefix('*').unwrap_or("").to_owned(),
        false => line.to_owned(),
    };
    let mut shown: Vec<String> = lines.iter().skip(1).map(|line| unstarred(line)).collect();
    let indentation = |line: &String| line.len() - line.trim_start().len();
    let common = shown.iter().filter(|line| !line.trim().is_empty()).map(indentation).min().unwrap_or(0);
    for line in &mut shown {
        *line = line.get(common..).unwrap_or("").trim_end().to_owned();
    }
    if let Some(first) = lines.first() {
        shown.insert(0, first.trim().to_owned());
    }
    shown.join("\n").trim().as_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::inner_text;

    #[test]
    fn comments_lose_their_frame() {
        assert_eq!(inner_text(b"/** one */"), b"one");
        assert_eq!(inner_text(b"/**\n    a\n      b\n\n    c\n  */"), b"a\n  b\n\nc");
        assert_eq!(inner_text(b"/**\n * a\n *   b\n */"), b"a\n  b");
    }
}
