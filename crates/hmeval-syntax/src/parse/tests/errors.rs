//! Messages that Nix gives; every one has been compared with Nix 2.34.

use super::error;

#[test]
fn unexpected_tokens() {
    for (src, message, start) in [
        ("", "end of file", 0),
        ("1 2 )", "')', expecting end of file", 4),
        ("a < b < c", "'<'", 6),
        ("1 == 2 != 3", "'!='", 7),
        ("{ a = 1 }", "'}', expecting ';'", 8),
        ("{ a }", "end of file, expecting ':' or '@'", 5),
        ("f { a }", "'}', expecting '.' or '='", 6),
        ("{ a, }", "end of file, expecting ':' or '@'", 6),
        ("x.if", "'if', expecting identifier or 'or' or '${' or '\"'", 2),
        ("let x = 1 in x", "'in', expecting ';'", 10),
        ("let x = 1;", "end of file, expecting 'in' or 'inherit'", 10),
        ("\"a", "end of file, expecting '\"'", 2),
        ("\"a${b", "end of file, expecting '}'", 5),
        ("''a", "end of file, expecting indented string or '${' or end of an indented string", 3),
        ("a/b//c", "end of path, expecting '${'", 0),
        ("a/b//c ", "end of path, expecting '${'", 4),
        ("(a/b", "end of file, expecting ')'", 1),
        ("1%2", "invalid token, expecting end of file", 1),
        ("(1 \0b)", "end of file, expecting ')'", 4),
        ("assert 1 2", "end of file, expecting ';'", 10),
    ] {
        let (got, at, _) = error(src);
        let got = got.strip_prefix("syntax error, unexpected ").unwrap_or_else(|| panic!("{src}: {got}"));
        if got != message || at != start {
            panic!("{src}: got {got:?} at {at}");
        }
    }
}

#[test]
fn wrong_literals() {
    for (src, message, start) in [
        ("[ 9223372036854775808 ]", "invalid integer '9223372036854775808'", 2),
        ("1.e999", "invalid float '1.e999'", 0),
        ("1.0e-320", "invalid float '1.0e-320'", 0),
        ("/a/", "path has a trailing slash", 0),
        ("/a/ ", "path has a trailing slash", 3),
        (
            "\"a\0b\"",
            "input string 'a␀b' cannot be represented as Nix string because it contains null bytes",
            1,
        ),
    ] {
        assert_eq!(error(src), (message.to_owned(), start, None), "{src}");
    }
}

#[test]
fn duplicates() {
    for (src, shown, start, other) in [
        ("{ a = 1; a = 2; }", "a", 9, 2),
        ("{ a.b = 1; a.b.c = 2; }", "a.b", 11, 2),
        ("{ a = 1; a.b = 2; }", "a", 9, 2),
        ("{ a = { b = 1; }; a = { b = 2; }; }", "a.b", 24, 8),
        ("{ \"a b\".c = 1; \"a b\".c = 2; }", "\"a b\".c", 15, 2),
        ("{ inherit ({}) a b; a = 1; }", "a", 20, 15),
        ("{ a = 1; inherit a; }", "a", 17, 2),
        ("let a = 1; a = 2; in a", "a", 11, 4),
    ] {
        assert_eq!(
            error(src),
            (format!("attribute '{shown}' already defined at "), start, Some(other)),
            "{src}"
        );
    }
    for (src, name, start) in [("{x, y, x}: x", "x", 7), ("a@{a}: a", "a", 0), ("{a}@a: a", "a", 0)] {
        let message = format!("duplicate formal function argument '{name}'");
        assert_eq!(error(src), (message, start, None), "{src}");
    }
}

#[test]
fn computed_names() {
    assert_eq!(error("x: let ${x} = 1; in 2").0, "dynamic attributes not allowed in let");
    assert_eq!(
        error("x: { inherit ${x}; }"),
        ("dynamic attributes not allowed in inherit".to_owned(), 13, None)
    );
}

#[test]
fn the_first_error_counts() {
    assert!(error("{ a = 1; a = 2; <|").0.starts_with("attribute 'a'"));
    assert!(error("let ${x} = 1; in 2 <|").0.starts_with("experimental"));
    assert!(error("{ a = 1; a = 2 }").0.starts_with("syntax error"));
}
