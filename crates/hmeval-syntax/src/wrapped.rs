//! What is inside of `mkIf`, `mkForce` and the like, in the text of a definition.

use std::ops::Range;

use rnix::ast;
use rowan::ast::AstNode;

use crate::search::{expression_at, range};

/// The functions of the module system that wrap a value, with the number of their arguments; the value is the last.
const WRAPPERS: [(&str, usize); 10] = [
    ("mkIf", 2),
    ("mkForce", 1),
    ("mkDefault", 1),
    ("mkOptionDefault", 1),
    ("mkVMOverride", 1),
    ("mkImageMediaOverride", 1),
    ("mkOverride", 2),
    ("mkBefore", 1),
    ("mkAfter", 1),
    ("mkOrder", 2),
];

/// A call of a function that wraps a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapper {
    /// The name of the function, without the set that it is taken from.
    pub name: &'static str,
    /// What stands in front of the value: a condition, a number.
    pub argument: Option<Range<usize>>,
}

/// A value with what is around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// The wrappers, outermost first.
    pub wrappers: Vec<Wrapper>,
    /// The value behind them, without parentheses.
    pub content: Range<usize>,
}

/// The value in the expression that begins at `offset`, behind wrappers and parentheses.
pub fn unwrapped(text: &str, offset: usize) -> Option<Wrapped> {
    let mut value = expression_at(text, offset)?;
    let mut wrappers = Vec::new();
    loop {
        let inner = match &value {
            ast::Expr::Paren(paren) => paren.expr(),
            ast::Expr::Apply(call) => wrapper(call).map(|(wrapper, inner)| {
                wrappers.push(wrapper);
                inner
            }),
            _ => None,
        };
        match inner {
            Some(inner) => value = inner,
            None => return Some(Wrapped { wrappers, content: range(value.syntax()) }),
        }
    }
}

/// The wrapper that a call is, and what it wraps.
fn wrapper(call: &ast::Apply) -> Option<(Wrapper, ast::Expr)> {
    let inner = call.argument()?;
    let (function, argument) = match call.lambda()? {
        ast::Expr::Apply(first) => (first.lambda()?, Some(range(first.argument()?.syntax()))),
        function => (function, None),
    };
    let called = function.syntax().text().to_string();
    let name = called.rsplit('.').next().unwrap_or_default();
    let count = 1 + usize::from(argument.is_some());
    let (name, _) = WRAPPERS.into_iter().find(|known| *known == (name, count))?;
    Some((Wrapper { name, argument }, inner))
}

/// Whether a text is one expression that can be the argument of a function as it is, without parentheses.
pub fn is_simple(text: &str) -> bool {
    let simple = |expression: &ast::Expr| {
        !matches!(
            expression,
            ast::Expr::Apply(_)
                | ast::Expr::Assert(_)
                | ast::Expr::BinOp(_)
                | ast::Expr::HasAttr(_)
                | ast::Expr::IfElse(_)
                | ast::Expr::Lambda(_)
                | ast::Expr::LetIn(_)
                | ast::Expr::UnaryOp(_)
                | ast::Expr::With(_)
        )
    };
    expression_at(text, 0).is_some_and(|expression| simple(&expression))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_behind_wrappers() {
        let inside = |text: &str| {
            let found = unwrapped(text, 0).unwrap();
            let names: Vec<_> = found.wrappers.iter().map(|wrapper| wrapper.name).collect();
            (names.join(" "), text[found.content].to_owned())
        };
        let cases = [
            ("lib.mkIf (a && b) (lib.mkForce pkgs.git)", "mkIf mkForce", "pkgs.git"),
            ("mkOverride 10 [ 1 ]", "mkOverride", "[ 1 ]"),
            ("(f x)", "", "f x"),
            ("mkOverride 10", "", "mkOverride 10"),
            ("mkIf true", "", "mkIf true"),
            ("mkMerge [ 1 ]", "", "mkMerge [ 1 ]"),
        ];
        for (text, wrappers, content) in cases {
            assert_eq!(inside(text), (wrappers.to_owned(), content.to_owned()), "{text}");
        }
        assert_eq!(unwrapped("", 0), None);
    }

    #[test]
    fn arguments_need_parentheses_or_not() {
        assert!(["1", "a.b", "[ a b ]", "{ }", "\"x y\"", "(f x)"].into_iter().all(is_simple));
        assert!(["f x", "a + b", "!a", "-1", "x: x", "with a; b"].into_iter().all(|text| !is_simple(text)));
    }
}
