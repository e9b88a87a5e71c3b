//! Trees that Nix prints for texts; every pair has been compared with Nix 2.34.

use super::shown;

#[test]
fn operators() {
    for (src, expected) in [
        ("1 + 2 * 3 - 4", "(__sub (1 + (__mul 2 3)) 4)"),
        ("1 - 2 - 3", "(__sub (__sub 1 2) 3)"),
        ("1 // 2 // 3", "(1 // (2 // 3))"),
        ("1 ++ 2 ++ 3", "(1 ++ (2 ++ 3))"),
        ("1 -> 2 -> 3", "(1 -> (2 -> 3))"),
        ("!1 == 2", "((! 1) == 2)"),
        ("!1 + 2", "(! (1 + 2))"),
        ("1 * !2 + 3 == 4", "((__mul 1 (! (2 + 3))) == 4)"),
        ("-1 ? a", "(((__sub 0 1)) ? a)"),
        ("1 ? a ? b", "((((1) ? a)) ? b)"),
        ("1 < 2", "(__lessThan 1 2)"),
        ("1 <= 2", "(! (__lessThan 2 1))"),
        ("1 > 2", "(__lessThan 2 1)"),
        ("1 >= 2", "(! (__lessThan 1 2))"),
        ("1 < 2 == 3", "((__lessThan 1 2) == 3)"),
        ("(1 - 2) 3", "(__sub 1 2 3)"),
        ("1 && 2 || 3", "((1 && 2) || 3)"),
    ] {
        assert_eq!(shown(src), expected, "{src}");
    }
}

#[test]
fn application_and_selection() {
    for (src, expected) in [
        ("x: (x 1) 2 3", "(x: (x 1 2 3))"),
        ("x: x.a.\"b c\".${x} or 1 2", "(x: ((x).a.\"b c\".\"${x}\" or (1) 2))"),
        ("x: x or 1", "(x: (x or 1))"),
        ("x: x.or or x or", "(x: (x).or or ((x or)))"),
        ("let { body = 1; }", "(rec { body = 1; }).body"),
        ("<a/b> 1", "(__findFile __nixPath \"a/b\" 1)"),
        ("{ a, b ? a, ... }@c: c", "({ a, b ? a, ... } @ c: c)"),
        ("c@{ }: assert c; with c; c", "({  } @ c: assert c; (with c; c))"),
        ("if 1 then 2 else x: x", "(if 1 then 2 else (x: x))"),
    ] {
        assert_eq!(shown(src), expected, "{src}");
    }
}

#[test]
fn literals() {
    for (src, expected) in [
        ("9223372036854775807", "9223372036854775807"),
        ("[1.5 .5 1.e3 0.1e-7 123456789.0]", "[ (1.5) (0.5) (1000) (1e-08) (1.23457e+08) ]"),
        ("00.5", "(0 0.5)"),
        ("http://a.b/c?d", "\"http://a.b/c?d\""),
        ("x:x", "\"x:x\""),
        (
            "[./a a/b ../c ~/d /e/../f -a/b 1/2]",
            "[ (/base/a) (/base/a/b) (/c) (/home/d) (/f) (/base/-a/b) (/base/1/2) ]",
        ),
        ("x: ./a/${x}/b.${x}c", "(x: (/base/a/ + x + \"/b.\" + x + \"c\"))"),
        ("x: /${x}", "(x: (/ + x))"),
        ("a: a.b/c", "(a: /base/a.b/c)"),
        ("__curPos", "__curPos"),
    ] {
        assert_eq!(shown(src), expected, "{src}");
    }
}

#[test]
fn strings() {
    for (src, expected) in [
        (r#""a\n\t\x\"\${b}$$c$""#, r#""a\n\tx\"\${b}$$c$""#),
        ("\"a\r\nb\rc\\\r\"", "\"a\\nb\\nc\\r\""),
        ("x: \"a${x}$${x}\"", "(x: (\"a\" + x + \"$\\${x}\"))"),
        ("\"$${a}\"", "\"$\\${a}\""),
    ] {
        assert_eq!(shown(src), expected, "{src}");
    }
}

#[test]
fn indented_strings() {
    for (src, expected) in [
        ("''a''", "\"a\""),
        ("''\n    a\n      b\n  ''", "\"a\\n  b\\n\""),
        ("''\n\n    a\n  ''", "\"\\na\\n\""),
        ("x: ''\n  ${x}\n    a''", "(x: (x + \"\\n  a\"))"),
        ("''x''$''\\n'''$'a''", "(\"x\" + \"$\" + \"\\n\" + \"''\" + \"$\" + \"'a\")"),
        ("''${\"a\"}''", "\"a\""),
        ("''  ''", "\"\""),
        ("''\n\t a''", "\"\\t a\""),
    ] {
        assert_eq!(shown(src), expected, "{src}");
    }
}

#[test]
fn sets() {
    for (src, expected) in [
        ("{ b = 1; a = 2; }", "{ a = 2; b = 1; }"),
        ("{ a.b = 1; a.c = 2; }", "{ a = { b = 1; c = 2; }; }"),
        ("{ a = { b = 1; }; a.c = 2; a = { d = 3; }; }", "{ a = { b = 1; c = 2; d = 3; }; }"),
        ("{ a = rec { b = 1; }; a.c = b; }", "{ a = rec { b = 1; c = b; }; }"),
        ("{ ${\"a\"} = 1; \"b c\" = 2; }", "{ a = 1; \"b c\" = 2; }"),
        ("{ \"${\"a\"}\" = 1; }", "{ \"${(\"a\")}\" = 1; }"),
        ("x: { inherit x; inherit (x) z y; inherit ({}); }", "(x: { inherit x; inherit (x) y z; })"),
        (
            "x: { a = { inherit (x) b; }; a = { inherit (1) c; }; }",
            "(x: { a = { inherit (x) b; inherit (1) c; }; })",
        ),
        ("{ a.${\"b\" + \"c\"}.d = 1; }", "{ a = { \"${(\"b\" + \"c\")}\" = { d = 1; }; }; }"),
        ("{ or = 1; }", "{ or = 1; }"),
    ] {
        assert_eq!(shown(src), expected, "{src}");
    }
}

#[test]
fn large_sets_find_their_attributes() {
    let names: String = (0..100).map(|n| format!("a{n}.x = {n}; ")).collect();
    let again: String = (0..100).map(|n| format!("a{n}.y = {n}; ")).collect();
    let printed = shown(&format!("{{ b = {{ {names} }}; b = {{ {again} }}; }}"));
    for n in 0..100 {
        assert!(printed.contains(&format!("a{n} = {{ x = {n}; y = {n}; }};")), "{n}");
    }
}
