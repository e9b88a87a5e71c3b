//! Tests of the parser: trees, places and messages.

use crate::ir::{Expr, Ir, PathKind};
use crate::{ErrorKind, Options, ShowPaths, parse, show};

mod errors;
mod trees;

fn tree(src: &[u8]) -> Ir {
    let parsed = parse(src, &Options::default());
    assert!(parsed.errors.is_empty(), "{:?} in {}", parsed.errors, String::from_utf8_lossy(src));
    parsed.ir
}

/// The tree as `nix-instantiate --parse` prints it, for a file in `/base`.
fn shown(src: &str) -> String {
    let paths = ShowPaths { base: b"/base", home: b"/home" };
    String::from_utf8(show(&tree(src.as_bytes()), paths)).unwrap()
}

/// The message of the first error, with the offsets that it is about.
fn error(src: &str) -> (String, u32, Option<u32>) {
    let parsed = parse(src.as_bytes(), &Options::default());
    let error = parsed.errors.into_iter().next().unwrap_or_else(|| panic!("{src} is accepted"));
    (error.message, error.start, error.other)
}

#[test]
fn positions_are_those_of_nix() {
    let ir = tree(b"(a) + b c");
    let root = ir.root as usize;
    let Expr::Concat { parts, .. } = ir.exprs[root] else { panic!() };
    assert_eq!(ir.pos[root], 4, "an operator's own");
    assert_eq!(ir.part_position(parts.start), Some(0), "parentheses count");
    assert_eq!(ir.part_position(parts.start + 1), Some(6));
    let call = tree(b"(f a) b");
    assert_eq!(call.pos[call.root as usize], 1, "arguments are added to the inner call");
}

#[test]
fn functions_know_their_names_and_comments() {
    let src = b"{ /** outer */ a.b = x: /** inner */ y: z: 1; }";
    let ir = tree(src);
    let names: Vec<&[u8]> = ir.lambdas.iter().map(|lambda| ir.symbol(lambda.name)).collect();
    assert_eq!(names, [b"b", b"b", b"b"]);
    let doc = |number: usize| ir.docs.get(ir.lambdas[number].doc as usize).map(|range| &src[range.idx()]);
    // The innermost function is the first in the table.
    assert_eq!(doc(2), Some(&b"/** outer */"[..]));
    assert_eq!(doc(1), Some(&b"/** inner */"[..]));
    assert_eq!(doc(0), Some(&b"/** inner */"[..]));
}

#[test]
fn a_comment_documents_only_what_follows_it() {
    for src in
        ["/** a */ 1", "/*** a */ x: 1", "/**/ x: 1", "/** a */ (x: 1)", "{ /** a */ b.c = { d = x: 1; }; }"]
    {
        let ir = tree(src.as_bytes());
        assert!(ir.lambdas.iter().all(|lambda| lambda.doc == u32::MAX), "{src}");
    }
    for src in ["/** a */ x: 1", "/** b */ /** a */ # c\n /* d */ { }: 1", "{ /** a */ ${x} = y: 1; }"] {
        assert_eq!(tree(src.as_bytes()).docs.len(), 1, "{src}");
    }
}

#[test]
fn likely_imports() {
    let ir = tree(b"[ ./a.nix ../b ./c.txt /d/e.nix ./. ./f${x}.nix ]");
    let found: Vec<(PathKind, &[u8])> =
        ir.imports.iter().map(|(kind, text)| (*kind, ir.string(*text))).collect();
    let expected: [(PathKind, &[u8]); 4] = [
        (PathKind::Relative, b"./a.nix"),
        (PathKind::Relative, b"../b"),
        (PathKind::Absolute, b"/d/e.nix"),
        (PathKind::Relative, b"./."),
    ];
    assert_eq!(found, expected);
}

#[test]
fn or_as_an_argument_is_warned_about() {
    let warnings = |src: &str| {
        let found = parse(src.as_bytes(), &Options::default()).or_warnings;
        found
            .into_iter()
            .map(|warning| src[warning.start as usize..warning.end as usize].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(warnings("[ f or ]"), ["f or"]);
    assert_eq!(warnings("g f or"), ["f or"]);
    assert_eq!(warnings("x.y or f or"), ["f or"]);
    assert_eq!(warnings("[ f or ] )"), ["f or"]);
    assert!(warnings("f or x (g or) [ (h or) ]").is_empty());
}

#[test]
fn pipes_need_their_feature() {
    let (message, start, _) = error("1 |> f");
    assert!(message.starts_with("experimental Nix feature 'pipe-operators' is disabled; add "), "{message}");
    assert_eq!(start, 2);
    let show_piped = |src: &str| {
        let parsed = parse(src.as_bytes(), &Options { pipe_operators: true });
        let paths = ShowPaths { base: b"/", home: b"/" };
        parsed.errors.is_empty().then(|| String::from_utf8(show(&parsed.ir, paths)).unwrap())
    };
    assert_eq!(show_piped("1 |> f a |> g").as_deref(), Some("(g (f a 1))"));
    assert_eq!(show_piped("f <| g <| 1").as_deref(), Some("(f (g 1))"));
    assert_eq!(show_piped("1 |> f <| 2"), None);
}

#[test]
fn nesting_is_limited_only_by_memory() {
    for open in ["[", "(", "{a=", "!", "-", "x: ", "\"${", "a ++ ", "if ", "{x?"] {
        let (message, ..) = error(&open.repeat(50_000));
        assert_eq!(message, "syntax error, unexpected end of file", "{open}");
    }
    let parsed = parse("[".repeat(1_000_000).as_bytes(), &Options::default());
    assert_eq!(parsed.errors[0].kind, ErrorKind::TooLarge);
}

#[test]
fn merging_long_paths_needs_no_stack() {
    let path = "a.".repeat(20_000);
    let (message, ..) = error(&format!("{{ b = {{ {path}c = 1; }}; b = {{ {path}c = 2; }}; }}"));
    assert!(message.ends_with(".c' already defined at "));
}
