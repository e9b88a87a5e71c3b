//! Tests of binding: scopes, depths, and what a variable refers to.

use super::{Root, RootScope, bind};
use crate::ir::{Expr, Ir};
use crate::{Options, parse};

/// One builtin, one variable around the file.
struct Scope;

impl RootScope for Scope {
    fn lookup(&self, name: &[u8]) -> Option<Root> {
        match name {
            b"builtin" | b"__sub" => Some(Root::Global(7)),
            b"outer" => Some(Root::Local { level: 1, slot: 3 }),
            _ => None,
        }
    }
}

fn bound(src: &str) -> (Ir, Vec<String>) {
    let mut parsed = parse(src.as_bytes(), &Options::default());
    assert!(parsed.errors.is_empty(), "{:?}", parsed.errors);
    let errors = bind(&mut parsed.ir, &Scope);
    (parsed.ir, errors.into_iter().map(|error| error.message).collect())
}

/// All bound variables, in the order of the text.
fn variables(src: &str) -> Vec<(u32, u32)> {
    let (ir, errors) = bound(src);
    assert!(errors.is_empty(), "{errors:?}");
    let mut found: Vec<_> = ir
        .exprs
        .iter()
        .zip(&ir.pos)
        .filter_map(|(expr, pos)| match expr {
            Expr::Local { level, slot } => Some((*pos, (*level, *slot))),
            _ => None,
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, place)| place).collect()
}

fn first_error(src: &str) -> String {
    bound(src).1.into_iter().next().unwrap_or_default()
}

#[test]
fn functions_and_patterns() {
    assert_eq!(variables("x: y: x y"), [(1, 0), (0, 0)]);
    assert_eq!(variables("a@{ b, c ? b }: [ a b c ]"), [(0, 1), (0, 0), (0, 1), (0, 2)]);
    assert_eq!(variables("x: x: x"), [(0, 0)]);
}

#[test]
fn recursive_sets_and_let() {
    assert_eq!(variables("let a = b; b = 1; in a"), [(0, 1), (0, 0)]);
    assert_eq!(variables("rec { a = 1; b = { c = a; }; }"), [(0, 0)]);
    // Inherited names are looked up outside.
    assert_eq!(variables("a: let inherit a; in a"), [(0, 0), (0, 0)]);
    assert_eq!(variables("a: rec { inherit a; }"), [(0, 0)]);
    assert_eq!(variables("a: { inherit (a) b; c = a; }"), [(0, 0), (0, 0)]);
}

#[test]
fn sources_of_inherit_see_the_set() {
    assert_eq!(variables("a: let inherit (a) b; in b"), [(1, 0), (0, 0)]);
    assert_eq!(variables("let a = {}; inherit (a) b; in b"), [(0, 0), (0, 1)]);
}

#[test]
fn around_the_file() {
    assert_eq!(variables("x: outer"), [(2, 3)]);
    let (ir, _) = bound("builtin");
    assert_eq!(ir.exprs[ir.root as usize], Expr::Global(7));
}

#[test]
fn with_is_for_what_nothing_else_binds() {
    let (ir, errors) = bound("x: with x; with x; [ x y builtin ]");
    assert!(errors.is_empty());
    let with_vars: Vec<u32> = ir
        .exprs
        .iter()
        .filter_map(|expr| match expr {
            Expr::WithVar { level, .. } => Some(*level),
            _ => None,
        })
        .collect();
    assert_eq!(with_vars, [0]);
    let outer: Vec<u16> = ir
        .exprs
        .iter()
        .filter_map(|expr| match expr {
            Expr::With { outer_level, .. } => Some(*outer_level),
            _ => None,
        })
        .collect();
    assert_eq!(outer, [1, 0], "the inner `with` comes first in the arena");
    assert_eq!(variables("x: with x; with x; x"), [(0, 0), (1, 0), (2, 0)]);
}

#[test]
fn shadowed_operators_become_calls() {
    let (ir, _) = bound("__sub: [ (1 - 2) (-3) (1 * 2) ]");
    let calls = ir.exprs.iter().filter(|expr| matches!(expr, Expr::Apply { .. })).count();
    let operators = ir.exprs.iter().filter(|expr| matches!(expr, Expr::Binary(..))).count();
    assert_eq!((calls, operators), (2, 1));
}

#[test]
fn undefined_variables() {
    assert_eq!(first_error("x: y"), "undefined variable 'y'");
    assert_eq!(first_error("{ a = x; } // rec { x = 1; }"), "undefined variable 'x'");
    assert_eq!(first_error("let inherit q; in q"), "undefined variable 'q'");
    // Attributes are visited in the order of first appearance of their names.
    assert_eq!(first_error("let a = 1; b = 2; in { b = x1; a = y1; }"), "undefined variable 'y1'");
}

#[test]
fn deep_and_long_texts() {
    let deep = format!("{}1{}", "x: [(".repeat(30_000), ")]".repeat(30_000));
    assert!(first_error(&deep).is_empty());
    let long = format!("x: 0{}", " + x".repeat(100_000));
    assert_eq!(variables(&long).len(), 100_000);
}
