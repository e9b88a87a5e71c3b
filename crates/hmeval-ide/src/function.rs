//! What people are told of a function: what it takes, and its documentation comment.

use std::sync::Arc;

use hmeval_diag::Pos;
use hmeval_eval::Evaluator;
use hmeval_eval::heap::Closure;
use hmeval_syntax::ir::{Expr, Lambda};

/// Functions in each other, and names of a pattern, that are shown.
const MOST: usize = 8;

/// The text of the documentation comment of a function.
pub fn of_function<'h>(ev: &Evaluator<'h>, closure: &Closure<'h>) -> Option<String> {
    let (code, lambda) = (closure.code(), closure.lambda());
    let range = code.doc(lambda.doc)?;
    let text = {
        let sources = ev.sources.borrow();
        let (file, _) = sources.resolve(Pos(code.base))?;
        Arc::clone(&sources.file(file).text)
    };
    Some(inner_text(text.get(range.idx())?))
}

/// What a function takes, one argument after the other: `a: { b, c, ... }: …`.
pub(crate) fn takes<'h>(ev: &Evaluator<'h>, closure: &Closure<'h>) -> String {
    let code = closure.code();
    let mut lambda = closure.lambda();
    let mut out = String::new();
    for _ in 0..MOST {
        out.push_str(&format!("{}: ", argument(ev, closure, lambda)));
        let Expr::Lambda(inner) = *code.expr(lambda.body) else { break };
        let Some(inner) = code.lambdas.get(inner as usize) else { break };
        lambda = inner;
    }
    out.push('…');
    out
}

fn argument<'h>(ev: &Evaluator<'h>, closure: &Closure<'h>, lambda: &Lambda) -> String {
    let code = closure.code();
    let shown = |symbol| String::from_utf8_lossy(ev.text(code.symbol(symbol))).into_owned();
    let whole = lambda.arg.is_some().then(|| shown(lambda.arg));
    if !lambda.has_formals {
        return whole.unwrap_or_default();
    }
    let formals = code.formals.get(lambda.formals.idx()).unwrap_or_default();
    let name = |formal: &hmeval_syntax::ir::Formal| {
        let default = if formal.default.is_some() { " ? …" } else { "" };
        format!("{}{default}", shown(formal.name))
    };
    let mut names: Vec<String> = formals.iter().take(MOST).map(name).collect();
    if formals.len() > MOST {
        names.push("…".to_owned());
    }
    if lambda.ellipsis {
        names.push("...".to_owned());
    }
    let bound = whole.map(|name| format!("{name}@")).unwrap_or_default();
    if names.is_empty() { format!("{bound}{{ }}") } else { format!("{bound}{{ {} }}", names.join(", ")) }
}

/// The text of a documentation comment: without its ends, the common indentation, and stars in front of lines.
fn inner_text(comment: &[u8]) -> String {
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
    shown.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::inner_text;

    #[test]
    fn comments_lose_their_frame() {
        assert_eq!(inner_text(b"/** one */"), "one");
        assert_eq!(inner_text(b"/**\n    a\n      b\n\n    c\n  */"), "a\n  b\n\nc");
        assert_eq!(inner_text(b"/**\n * a\n *   b\n */"), "a\n  b");
    }
}
