//! Finding something in the text of a module: an argument of its function, a use of a name, an item of a list.
//!
//! For messages that know what is wrong, but of the place only the file. As in `written`, a syntax tree is made of the one
//! file that is asked for.

use std::ops::Range;

use rnix::ast::{self, HasEntry};
use rnix::{SyntaxKind, SyntaxNode, TextSize};
use rowan::ast::AstNode;

use crate::tree;

/// Variables that are followed to the items of a list.
const MOST_FOLLOWED: u32 = 4;

/// Where the function that a file consists of takes the argument `name`.
pub fn argument_of_file(text: &str, name: &str) -> Option<Range<usize>> {
    let lambda = match root(text)? {
        ast::Expr::Lambda(lambda) => lambda,
        _ => return None,
    };
    let ast::Param::Pattern(pattern) = lambda.param()? else { return None };
    let ident = pattern.pat_entries().filter_map(|entry| entry.ident()).find(|ident| is(ident, name))?;
    Some(range(ident.syntax()))
}

/// Where the innermost function around `offset` that takes the argument `name` takes it.
pub fn argument_around(text: &str, offset: usize, name: &str) -> Option<Range<usize>> {
    let lambdas = nodes_around(text, offset)?.filter_map(ast::Lambda::cast);
    let patterns = lambdas.filter_map(|lambda| match lambda.param()? {
        ast::Param::Pattern(pattern) => Some(pattern),
        ast::Param::IdentParam(_) => None,
    });
    let mut idents = patterns.flat_map(|pattern| pattern.pat_entries().filter_map(|entry| entry.ident()));
    idents.find(|ident| is(ident, name)).map(|ident| range(ident.syntax()))
}

/// Whether `offset` is in the value of a binding called `binding`.
pub fn is_in_binding(text: &str, offset: usize, binding: &str) -> bool {
    let called = |bound: ast::AttrpathValue| {
        let path = bound.attrpath().map(|path| path.syntax().text().to_string());
        let value = bound.value().map(|value| range(value.syntax()));
        path.is_some_and(|path| path.trim() == binding) && value.is_some_and(|value| value.contains(&offset))
    };
    nodes_around(text, offset).is_some_and(|nodes| nodes.filter_map(ast::AttrpathValue::cast).any(called))
}

/// The binding whose name is at `offset` and those whose values are the sets around it, innermost first, each with the number of
/// its names; up to a set that is anything else.
pub fn bindings_around(text: &str, offset: usize) -> Vec<(Range<usize>, usize)> {
    let mut found = Vec::new();
    let mut next = nodes_around(text, offset).and_then(|mut nodes| nodes.find_map(ast::AttrpathValue::cast));
    while let Some(binding) = next {
        let names = binding.attrpath().map_or(0, |path| path.attrs().count());
        found.push((range(binding.syntax()), names));
        let set = binding.syntax().parent().filter(|set| set.kind() == SyntaxKind::NODE_ATTR_SET);
        next = set.and_then(|set| set.parent()).and_then(ast::AttrpathValue::cast);
    }
    found
}

/// The nodes around the token at `offset`, innermost first.
fn nodes_around(text: &str, offset: usize) -> Option<impl Iterator<Item = SyntaxNode> + use<>> {
    let start = TextSize::from(u32::try_from(offset).ok().filter(|_| offset < text.len())?);
    Some(tree::of(text).token_at_offset(start).right_biased()?.parent_ancestors())
}

/// Where the module that a file consists of has a binding that begins with `name`.
pub fn key_of_module(text: &str, name: &str) -> Option<Range<usize>> {
    let mut expression = root(text)?;
    let set = loop {
        expression = match expression {
            ast::Expr::Lambda(lambda) => lambda.body()?,
            ast::Expr::LetIn(let_in) => let_in.body()?,
            ast::Expr::With(with) => with.body()?,
            ast::Expr::Paren(paren) => paren.expr()?,
            ast::Expr::AttrSet(set) => break set,
            _ => return None,
        };
    };
    let firsts = set.attrpath_values().filter_map(|bound| bound.attrpath()?.attrs().next());
    let found =
        firsts.into_iter().find(|first| first.syntax().text().to_string().trim_matches('"') == name)?;
    Some(range(found.syntax()))
}

/// The first use of the variable `name` in the value of a binding called `binding`.
pub fn use_in_binding(text: &str, binding: &str, name: &str) -> Option<Range<usize>> {
    let parsed = tree::of(text);
    let bindings = parsed.descendants().filter_map(ast::AttrpathValue::cast);
    let called = bindings.filter(|bound| {
        let path = bound.attrpath().map(|path| path.syntax().text().to_string());
        path.is_some_and(|path| path.trim() == binding)
    });
    let used = |bound: ast::AttrpathValue| {
        let idents = bound.value()?.syntax().descendants().filter_map(ast::Ident::cast).collect::<Vec<_>>();
        let is_variable = |ident: &ast::Ident| {
            ident.syntax().parent().is_none_or(|parent| parent.kind() != SyntaxKind::NODE_ATTRPATH)
        };
        idents.into_iter().find(|ident| is_variable(ident) && is(ident, name))
    };
    called.filter_map(used).map(|ident| range(ident.syntax())).next()
}

/// The first call of a function with this name (`name x`, `lib.name x`).
pub fn call_of(text: &str, name: &str) -> Option<Range<usize>> {
    let parsed = tree::of(text);
    parsed.descendants().filter_map(ast::Apply::cast).find_map(|call| {
        let function = call.lambda()?;
        let ident = function.syntax().descendants().filter_map(ast::Ident::cast).last()?;
        (is(&ident, name) && function.syntax().text_range().end() == ident.syntax().text_range().end())
            .then(|| range(ident.syntax()))
    })
}

/// The items of the list that the expression at `offset` is, also behind `with …;`, `let … in`, as an operand of `++`, as the
/// argument of a function (`mkForce [ … ]`), or in the variable of a `let`; up to what the text does not show.
pub fn items_at(text: &str, offset: usize) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    if let Some(expr) = expression_at(text, offset) {
        collect_items(expr, &mut items, MOST_FOLLOWED);
    }
    items
}

/// The name of the binding `name` in the attribute set that the expression at `offset` is.
pub fn name_in_set(text: &str, offset: usize, name: &str) -> Option<Range<usize>> {
    let set = match inner(expression_at(text, offset)?)? {
        ast::Expr::AttrSet(set) => set,
        _ => return None,
    };
    let first = |bound: ast::AttrpathValue| bound.attrpath()?.attrs().next();
    let attr = set
        .attrpath_values()
        .filter_map(first)
        .find(|attr| attr.syntax().text().to_string().trim_matches('"') == name)?;
    Some(range(attr.syntax()))
}

/// The sets of the `with …;` around `offset`, as they are written, innermost first.
pub fn with_sets_around(text: &str, offset: usize) -> Vec<String> {
    let around = nodes_around(text, offset).into_iter().flatten();
    let sets = around.filter_map(ast::With::cast).filter_map(|with| with.namespace());
    let before = sets.filter(|set| usize::from(set.syntax().text_range().end()) <= offset);
    before.map(|set| set.syntax().text().to_string()).collect()
}

/// The names of the bindings around `offset`, outermost first, as one path; without those of `let` and of arguments.
pub fn path_around(text: &str, offset: usize) -> Option<String> {
    let mut names = Vec::new();
    for node in nodes_around(text, offset)? {
        let in_let = || node.parent().is_some_and(|parent| parent.kind() == SyntaxKind::NODE_LET_IN);
        if let Some(bound) = ast::AttrpathValue::cast(node.clone()).filter(|_| !in_let()) {
            names.push(bound.attrpath()?.syntax().text().to_string().trim().to_owned());
        }
    }
    names.reverse();
    (!names.is_empty()).then(|| names.join("."))
}

/// The constant condition of an `mkIf` around the binding at `offset`, or in front of its value: one of `true`, `false` and
/// operators only.
pub fn constant_condition_around(text: &str, offset: usize) -> Option<Range<usize>> {
    let around: Vec<SyntaxNode> = nodes_around(text, offset)?.collect();
    let binding = around.iter().cloned().find_map(ast::AttrpathValue::cast);
    let value = binding.and_then(|binding| binding.value()).map(|value| value.syntax().clone());
    value.into_iter().chain(around).find_map(|node| {
        let condition = condition_of(&ast::Apply::cast(node)?)?;
        is_constant(condition.syntax()).then(|| range(condition.syntax()))
    })
}

/// The condition of the `mkIf` that is called at `offset`, without parentheses around it.
pub fn condition_at(text: &str, offset: usize) -> Option<Range<usize>> {
    let begins = |node: &SyntaxNode| usize::from(node.text_range().start()) == offset;
    let calls = nodes_around(text, offset)?.take_while(begins).filter_map(ast::Apply::cast);
    let mut condition = calls.into_iter().find_map(|call| condition_of(&call))?;
    while let ast::Expr::Paren(paren) = &condition {
        condition = paren.expr()?;
    }
    Some(range(condition.syntax()))
}

/// The condition of a call of `mkIf` with both of its arguments.
fn condition_of(call: &ast::Apply) -> Option<ast::Expr> {
    let ast::Expr::Apply(inner) = call.lambda()? else { return None };
    let called = inner.lambda()?.syntax().text().to_string();
    (called == "mkIf" || called.ends_with(".mkIf")).then(|| inner.argument()).flatten()
}

/// Whether an expression has no names but `true` and `false` in it.
fn is_constant(node: &SyntaxNode) -> bool {
    let literal = |node: SyntaxNode| match node.kind() {
        SyntaxKind::NODE_IDENT => matches!(&node.text().to_string()[..], "true" | "false"),
        SyntaxKind::NODE_PAREN | SyntaxKind::NODE_BIN_OP | SyntaxKind::NODE_UNARY_OP => true,
        _ => false,
    };
    node.descendants().all(literal)
}

/// The whole expression that begins at `offset`, as source: from its first byte to its last.
pub fn expression_range(text: &str, offset: usize) -> Option<Range<usize>> {
    expression_at(text, offset).map(|expr| range(expr.syntax()))
}

/// What an expression of a literal is, for those who want to replace it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// A string without interpolation, with its text.
    Text(String),
    /// A number, as it is written.
    Number(String),
    /// `true` or `false`.
    Bool(bool),
}

/// The literal that the expression at `offset` is.
pub fn literal_at(text: &str, offset: usize) -> Option<Literal> {
    match expression_at(text, offset)? {
        ast::Expr::Literal(literal) => {
            let written = literal.syntax().text().to_string();
            written.parse::<f64>().is_ok().then_some(Literal::Number(written))
        }
        // The parts of a string that does not end are none.
        ast::Expr::Str(string) if !is_closed(string.syntax()) => None,
        ast::Expr::Str(string) => match &string.normalized_parts()[..] {
            [ast::InterpolPart::Literal(text)] => Some(Literal::Text(text.clone())),
            [] => Some(Literal::Text(String::new())),
            _ => None,
        },
        ast::Expr::Ident(ident) if is(&ident, "true") => Some(Literal::Bool(true)),
        ast::Expr::Ident(ident) if is(&ident, "false") => Some(Literal::Bool(false)),
        _ => None,
    }
}

/// Whether a string has an end, and nothing in it that is no part of one.
fn is_closed(string: &SyntaxNode) -> bool {
    string.last_token().is_some_and(|last| last.kind() == SyntaxKind::TOKEN_STRING_END)
        && string.children().all(|part| part.kind() != SyntaxKind::NODE_ERROR)
}

/// The expression of a file, behind `let … in`, `with …;` and parentheses.
fn root(text: &str) -> Option<ast::Expr> {
    inner(rnix::Root::cast(tree::of(text))?.expr()?)
}

/// What an expression comes to, behind `let … in`, `with …;` and parentheses.
fn inner(mut expr: ast::Expr) -> Option<ast::Expr> {
    loop {
        expr = match expr {
            ast::Expr::LetIn(let_in) => let_in.body()?,
            ast::Expr::With(with) => with.body()?,
            ast::Expr::Paren(paren) => paren.expr()?,
            other => return Some(other),
        };
    }
}

/// Adds the items of a list; `false` if there may be others that the text does not show, behind which nobody knows where an
/// item stands. `left` variables are followed.
fn collect_items(expr: ast::Expr, items: &mut Vec<Range<usize>>, left: u32) -> bool {
    match inner(expr) {
        Some(ast::Expr::List(list)) => {
            items.extend(list.items().map(|item| range(item.syntax())));
            true
        }
        Some(ast::Expr::Apply(call)) => {
            call.argument().is_some_and(|argument| collect_items(argument, items, left))
        }
        Some(ast::Expr::BinOp(operation)) if operation.operator() == Some(ast::BinOpKind::Concat) => {
            let mut sides = operation.lhs().into_iter().chain(operation.rhs());
            sides.all(|side| collect_items(side, items, left))
        }
        Some(ast::Expr::Ident(name)) => {
            let left = left.checked_sub(1);
            left.zip(bound_in_let(&name)).is_some_and(|(left, value)| collect_items(value, items, left))
        }
        _ => false,
    }
}

/// What a variable is bound to, if that is in a `let`.
fn bound_in_let(variable: &ast::Ident) -> Option<ast::Expr> {
    let wanted = variable.syntax().text().to_string();
    for scope in variable.syntax().ancestors() {
        match scope.kind() {
            SyntaxKind::NODE_LET_IN => {
                let bound = ast::LetIn::cast(scope)?;
                for binding in bound.attrpath_values() {
                    let path = binding.attrpath()?.syntax().text().to_string();
                    match path.strip_prefix(&wanted) {
                        Some("") => return binding.value(),
                        Some(rest) if rest.starts_with(['.', ' ']) => return None,
                        _ => {}
                    }
                }
                let mut inherited = bound.inherits().flat_map(|inherit| inherit.attrs());
                if inherited.any(|name| name.syntax().text().to_string() == wanted) {
                    return None;
                }
            }
            // Where something else may bind the name, it is not known.
            SyntaxKind::NODE_LAMBDA => {
                let parameter =
                    scope.first_child().filter(|first| names_in(first).any(|name| name == wanted));
                if parameter.is_some() {
                    return None;
                }
            }
            SyntaxKind::NODE_ATTR_SET => {
                let set = ast::AttrSet::cast(scope)?;
                if set.rec_token().is_some() && names_in(set.syntax()).any(|name| name == wanted) {
                    return None;
                }
            }
            _ => {}
        }
    }
    None
}

/// All names in a piece of text.
fn names_in(node: &SyntaxNode) -> impl Iterator<Item = String> {
    let tokens = node.descendants_with_tokens().filter_map(|element| element.into_token());
    tokens.filter(|token| token.kind() == SyntaxKind::TOKEN_IDENT).map(|token| token.text().to_owned())
}

/// The largest expression that begins at `offset`.
pub(crate) fn expression_at(text: &str, offset: usize) -> Option<ast::Expr> {
    if offset >= text.len() {
        return None;
    }
    let start = TextSize::from(u32::try_from(offset).ok()?);
    let token = tree::of(text).token_at_offset(start).right_biased()?;
    let begins = |node: &SyntaxNode| node.text_range().start() == start;
    let is_expression = |node: &SyntaxNode| node.kind() != SyntaxKind::NODE_ROOT;
    let around = token.parent_ancestors().take_while(begins).filter(is_expression);
    around.filter_map(ast::Expr::cast).last()
}

fn is(ident: &ast::Ident, name: &str) -> bool {
    ident.ident_token().is_some_and(|token| token.text() == name)
}

pub(crate) fn range(node: &SyntaxNode) -> Range<usize> {
    let range = node.text_range();
    usize::from(range.start())..usize::from(range.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_that_do_not_end_are_no_literals() {
        for text in ["\"a", "''a $", "''a ${x;\n}", "\"", "\"a${", "''"] {
            assert_eq!(literal_at(text, 0), None, "{text}");
        }
        assert_eq!(literal_at("\"a\"", 0), Some(Literal::Text("a".to_owned())));
    }

    #[test]
    fn arguments_of_modules_are_found() {
        let text = "# a module\n{ config, inputs ? 1, ... }@args: { x = inputs; }";
        assert_eq!(argument_of_file(text, "inputs").map(|range| range.start), text.find("inputs"));
        assert_eq!(argument_of_file(text, "x"), None);
        assert_eq!(argument_of_file("{ }", "x"), None);
        assert_eq!(argument_of_file("let in (", "x"), None);
        let nested = "{ a.b = { c = { d.e = 1; }; f = mkIf x { g = 2; }; }; }";
        let around = |at: &str| -> Vec<_> {
            let found = bindings_around(nested, nested.find(at).unwrap());
            found.into_iter().map(|(range, names)| (nested[range].chars().next().unwrap(), names)).collect()
        };
        assert_eq!(around("d.e"), [('d', 2), ('c', 1), ('a', 2)]);
        assert_eq!(around("g ="), [('g', 1)]);
        let conditions = "{ a = lib.mkIf (x && y) 1; b = mkIf work { }; c = lib.mkIf true; }";
        let condition =
            |at: &str| condition_at(conditions, conditions.find(at).unwrap()).map(|range| &conditions[range]);
        assert_eq!(condition("lib.mkIf (x"), Some("x && y"));
        assert_eq!(condition("mkIf work"), Some("work"));
        assert_eq!(condition("lib.mkIf true"), None);
        let text = "{ a = { pkgs, x, ... }: { imports = [ x.y ]; b = { x }: pkgs; }; }";
        let (used, place) = (text.find("x.y").unwrap(), text.find("x,"));
        assert_eq!(argument_around(text, used, "x").map(|range| range.start), place);
        assert_eq!(argument_around(text, used, "y"), None);
        assert!(is_in_binding(text, used, "imports") && !is_in_binding(text, used, "b"));
    }

    #[test]
    fn uses_in_imports_are_found() {
        let text = "{ pkgs, ... }: { a.pkgs = 1; imports = [ ./x (y.pkgs + \"${pkgs.path}\") ]; }";
        let found = use_in_binding(text, "imports", "pkgs").unwrap();
        assert!(text[found.start..].starts_with("pkgs.path"));
        assert_eq!(use_in_binding(text, "imports", "config"), None);
    }

    #[test]
    fn paths_of_bindings_are_found() {
        let text = "let z = 1; in { a = { b.c = f (x: x.y); }; d = z; }";
        let path = |at: &str| path_around(text, text.find(at).unwrap());
        assert_eq!(path("x.y").as_deref(), Some("a.b.c"));
        assert_eq!(path("z; }").as_deref(), Some("d"));
        assert_eq!(path("1"), None);
    }

    #[test]
    fn sets_of_with_are_found() {
        let text = "with lib; { a = with pkgs.vimPlugins; [ b ]; c = with d; e; }";
        let sets = |at: &str| with_sets_around(text, text.find(at).unwrap());
        assert_eq!(sets("b ]"), ["pkgs.vimPlugins", "lib"]);
        assert_eq!(sets("d; e"), ["lib"]);
        assert!(with_sets_around(text, text.len()).is_empty());
    }

    #[test]
    fn constant_conditions_are_found() {
        let text =
            "{ a = mkIf false 1; b = lib.mkIf (!true && x) 2; config = lib.mkIf (!true) { c.d = 3; }; }";
        let condition =
            |at: &str| constant_condition_around(text, text.find(at).unwrap()).map(|range| &text[range]);
        assert_eq!(condition("a ="), Some("false"));
        assert_eq!(condition("b ="), None);
        assert_eq!(condition("d ="), Some("(!true)"));
    }

    #[test]
    fn calls_are_found() {
        let text = "{ a = lib.nixosSystem { }; b = nixosSystemOther 1; }";
        assert_eq!(call_of(text, "nixosSystem").map(|range| range.start), text.find("nixosSystem"));
        assert_eq!(call_of(text, "lib"), None);
    }

    #[test]
    fn items_of_lists_are_found() {
        let text = "{ a = with pkgs; mkForce ([ x (y z) ] ++ [ \"w\" ]); b = q; }";
        let items = |at: &str| {
            let items = items_at(text, text.find(at).unwrap());
            items.into_iter().map(|item| text[item].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(items("with"), ["x", "(y z)", "\"w\""]);
        assert!(items("q;").is_empty());
        let text = "let t = with p; [ a b ]; u = u; in { c = t ++ [ \"d\" ]; e = u ++ [ f ]; g = [ h ] ++ x ++ [ i ]; \
                    j = t: t ++ [ k ]; }";
        let items = |at: &str| {
            let items = items_at(text, text.find(at).unwrap() + 4);
            items.into_iter().map(|item| text[item].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(items("c ="), ["a", "b", "\"d\""]);
        assert!(items("e =").is_empty());
        assert_eq!(items("g ="), ["h"]);
        assert!(items_at(text, text.find("t ++ [ k").unwrap()).is_empty());
    }

    #[test]
    fn names_in_sets_and_literals_are_found() {
        let text = r#"{ x = { a.b = 1; "c d" = "text"; }; y = true; z = 1.5; }"#;
        let set = text.find("{ a").unwrap();
        assert_eq!(name_in_set(text, set, "c d").map(|range| &text[range]), Some("\"c d\""));
        assert_eq!(name_in_set(text, set, "b"), None);
        let literal = |at: &str| literal_at(text, text.find(at).unwrap());
        assert_eq!(literal("\"text"), Some(Literal::Text("text".to_owned())));
        assert_eq!(literal("true"), Some(Literal::Bool(true)));
        assert_eq!(literal("1.5"), Some(Literal::Number("1.5".to_owned())));
        assert_eq!(literal("{ a"), None);
        assert_eq!(
            expression_range(text, set).map(|range| &text[range]),
            Some(r#"{ a.b = 1; "c d" = "text"; }"#)
        );
    }
}
