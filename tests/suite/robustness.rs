//! No input ends the process by a signal: deep nesting, deep recursion, huge lists, cyclic values.
//!
//! Each input is given to the program, and only the end of the process counts: exit status 0 or 1, in time. Where an error is
//! the only right answer, there is one.

use hmeval_tests::program::{End, Program};
use libtest_mimic::Trial;

use crate::{skipped, test};

/// What an input must lead to.
#[derive(Clone, Copy)]
enum Answer {
    /// This value.
    Value(&'static str),
    /// An error whose text contains this.
    Error(&'static str),
    /// A value or an error, but an end in order: which one depends on limits that Nix does not promise.
    Either,
}

/// One test for each input, named `robustness::NAME`.
pub(crate) fn trials() -> Vec<Trial> {
    let all = [nesting(), recursion(), size(), cycles()].into_iter().flatten();
    let mut trials: Vec<Trial> = all
        .map(|(name, flags, code, answer)| {
            test(format!("robustness::{name}"), move || check(flags, code.as_bytes(), answer))
        })
        .collect();
    trials.push(unlimited_depth());
    trials
}

/// Recursion until the stack is used up, which only the check of the stack itself ends: it fills gigabytes.
fn unlimited_depth() -> Trial {
    let name = "robustness::unlimited-call-depth";
    if std::env::var_os("HMEVAL_SLOW").is_none() {
        return skipped(name, "fills the whole stack, HMEVAL_SLOW is not set");
    }
    let flags = &["--eval", "--option", "max-call-depth", "4294967295", "-"];
    test(name, || check(flags, b"let f = n: 1 + f n; in f 0", Answer::Error("error:")))
}

type Input = (&'static str, &'static [&'static str], String, Answer);

const EVAL: &[&str] = &["--eval", "--strict", "-"];
const LAZY: &[&str] = &["--eval", "-"];
const JSON: &[&str] = &["--eval", "--strict", "--json", "-"];
const XML: &[&str] = &["--eval", "--strict", "--xml", "-"];
const PARSE: &[&str] = &["--parse", "-"];

/// Syntax nested in itself, far deeper than anybody writes.
fn nesting() -> Vec<Input> {
    const DEPTH: usize = 100_000;
    let around =
        |open: &str, middle: &str, close: &str| [&open.repeat(DEPTH), middle, &close.repeat(DEPTH)].concat();
    vec![
        ("nested-parentheses", EVAL, around("(", "1", ")"), Answer::Either),
        ("nested-parentheses-unclosed", EVAL, "(".repeat(DEPTH), Answer::Error("error:")),
        ("nested-lists", EVAL, around("[", "1", "]"), Answer::Either),
        ("nested-sets", EVAL, around("{a=", "1", ";}"), Answer::Either),
        ("nested-lets", EVAL, around("let a=1; in ", "a", ""), Answer::Either),
        ("nested-lambdas", LAZY, around("x:", "x", ""), Answer::Either),
        ("nested-interpolations", EVAL, around("\"${", "\"\"", "}\""), Answer::Either),
        ("nested-ifs", EVAL, around("if true then ", "1", " else 2"), Answer::Either),
        ("nested-withs", EVAL, around("with {};", "1", ""), Answer::Either),
        ("nested-nots", EVAL, around("!", "true", ""), Answer::Either),
        ("nested-minuses", EVAL, around("-", "1", ""), Answer::Either),
        ("long-sum", EVAL, format!("0{}", "+1".repeat(DEPTH)), Answer::Either),
        ("long-concatenation", EVAL, format!("\"\"{}", "+\"\"".repeat(DEPTH)), Answer::Either),
        ("long-implication", EVAL, format!("{}true", "true->".repeat(DEPTH)), Answer::Either),
        ("long-update", EVAL, format!("{}{{}}", "{}//".repeat(DEPTH)), Answer::Either),
        ("long-application", EVAL, format!("1{}", " 1".repeat(DEPTH)), Answer::Error("error:")),
        ("long-selection", EVAL, format!("{{}}{}", ".a".repeat(DEPTH)), Answer::Error("error:")),
        ("long-attribute-path", EVAL, format!("{{ a{} = 1; }}", ".a".repeat(DEPTH)), Answer::Either),
        ("nested-parse-only", PARSE, around("(", "1", ")"), Answer::Either),
        ("nested-set-parse-only", PARSE, around("{a=", "1", ";}"), Answer::Either),
    ]
}

/// Calls and thunks in each other without end.
fn recursion() -> Vec<Input> {
    let code = |text: &str| text.to_owned();
    vec![
        (
            "endless-calls",
            EVAL,
            code("let f = x: f (x + 1) + 1; in f 0"),
            Answer::Error("stack overflow; max-call-depth exceeded"),
        ),
        ("endless-tail-calls", EVAL, code("let f = x: f x; in f 0"), Answer::Error("error:")),
        (
            "endless-functor",
            EVAL,
            code("let s = { __functor = self: self; }; in s 1 + 1"),
            Answer::Error("error:"),
        ),
        (
            "endless-tostring",
            EVAL,
            code("let s = { __toString = self: self; }; in \"${s}\""),
            Answer::Error("error:"),
        ),
        ("endless-outpath", EVAL, code("let s = { outPath = s; }; in \"${s}\""), Answer::Error("error:")),
        ("endless-set", EVAL, code("let f = n: { a = f (n + 1); }; in f 0"), Answer::Error("error:")),
        ("endless-list", EVAL, code("let f = n: [ (f (n + 1)) ]; in f 0"), Answer::Error("error:")),
        ("endless-json", JSON, code("let f = n: { a = f (n + 1); }; in f 0"), Answer::Error("error:")),
        (
            "endless-deep-seq",
            EVAL,
            code("let f = n: [ (f (n + 1)) ]; in builtins.deepSeq (f 0) 1"),
            Answer::Error("error:"),
        ),
        ("endless-equality", EVAL, code("let f = n: [ (f n) ]; in f 0 == f 1"), Answer::Error("error:")),
        ("endless-comparison", EVAL, code("let f = n: [ (f n) ]; in f 0 < f 1"), Answer::Error("error:")),
        ("endless-mutual", EVAL, code("let a = x: b x; b = x: 1 + a x; in a 1"), Answer::Error("error:")),
        (
            "endless-callback",
            EVAL,
            code("let f = x: map f [ x ]; in builtins.deepSeq (f 1) 1"),
            Answer::Error("error:"),
        ),
        (
            "endless-fold",
            EVAL,
            code("let f = a: b: builtins.foldl' f 0 [ 1 ]; in f 0 0"),
            Answer::Error("error:"),
        ),
        (
            "endless-sort",
            EVAL,
            code("let f = a: b: builtins.length (builtins.sort f [ 1 2 ]) < 3; in f 0 0"),
            Answer::Error("error:"),
        ),
        (
            "endless-import",
            EVAL,
            code("import ./files/imports-itself.nix"),
            Answer::Error("infinite recursion encountered"),
        ),
        (
            "endless-derivation",
            EVAL,
            code(
                "let f = n: derivation { name = \"x\"; system = \"s\"; builder = \"b\"; d = f (n + 1); }; in (f 0).drvPath",
            ),
            Answer::Error("error:"),
        ),
        (
            "deep-calls-within-limit",
            EVAL,
            code("let f = n: if n == 0 then 0 else 1 + f (n - 1); in f 9000"),
            Answer::Value("9000"),
        ),
        (
            "deep-thunks",
            EVAL,
            code("builtins.foldl' (a: b: { v = a.v + 1; }) { v = 0; } (builtins.genList (x: x) 100000)"),
            Answer::Either,
        ),
        (
            "deep-thunk-chain",
            EVAL,
            code(
                "let xs = builtins.genList (n: if n == 0 then 0 else builtins.elemAt xs (n - 1) + 1) 100000; in builtins.elemAt xs 99999",
            ),
            Answer::Either,
        ),
        (
            "raised-call-depth",
            &["--eval", "--option", "max-call-depth", "1000000", "-"],
            code("let f = n: if n == 0 then 0 else 1 + f (n - 1); in f 200000"),
            Answer::Either,
        ),
    ]
}

/// Much of everything.
fn size() -> Vec<Input> {
    let code = |text: &str| text.to_owned();
    let keys: String = (0..50_000).map(|n| format!("k{n} = {n};")).collect();
    vec![
        (
            "million-sum",
            EVAL,
            code("builtins.foldl' builtins.add 0 (builtins.genList (x: x) 1000000)"),
            Answer::Value("499999500000"),
        ),
        (
            "million-length",
            EVAL,
            code("builtins.length (builtins.concatMap (x: [ x x ]) (builtins.genList (x: x) 500000))"),
            Answer::Value("1000000"),
        ),
        (
            "large-sort",
            EVAL,
            code("builtins.head (builtins.sort (a: b: a < b) (builtins.genList (x: 0 - x) 200000))"),
            Answer::Value("-199999"),
        ),
        ("large-set", EVAL, format!("({{ {keys} }}).k49999"), Answer::Value("49999")),
        (
            "large-string",
            EVAL,
            code("builtins.stringLength (builtins.foldl' (a: b: a + a) \"x\" (builtins.genList (x: x) 24))"),
            Answer::Value("16777216"),
        ),
        (
            "large-literal",
            EVAL,
            format!("builtins.stringLength \"{}\"", "x".repeat(1 << 22)),
            Answer::Value("4194304"),
        ),
        (
            "closure-chain",
            EVAL,
            code(
                "builtins.length (builtins.genericClosure { startSet = [ { key = 0; } ]; operator = x: if x.key < 100000 then [ { key = x.key + 1; } ] else [ ]; })",
            ),
            Answer::Value("100001"),
        ),
        ("huge-gen-list", LAZY, code("builtins.genList (x: x) 9223372036854775807"), Answer::Error("error:")),
        (
            "huge-split",
            EVAL,
            code(
                "builtins.length (builtins.split \"x\" (builtins.concatStringsSep \"\" (builtins.genList (x: \"x\") 100000)))",
            ),
            Answer::Value("200001"),
        ),
        (
            "regex-many-stars",
            EVAL,
            code(
                "builtins.match \"(a*)*b\" (builtins.concatStringsSep \"\" (builtins.genList (x: \"a\") 30))",
            ),
            Answer::Either,
        ),
        (
            "regex-long-text",
            EVAL,
            code(
                "builtins.match \"(.|\\n)*\" (builtins.concatStringsSep \"\" (builtins.genList (x: \"a\") 200000)) == null",
            ),
            Answer::Either,
        ),
        (
            "regex-nested-counts",
            EVAL,
            code("builtins.match \"((((a{99}){99}){99}){99}){99}\" \"a\""),
            Answer::Either,
        ),
        (
            "many-concatenations",
            EVAL,
            code("builtins.length (builtins.foldl' (a: b: a ++ [ b ]) [ ] (builtins.genList (x: x) 5000))"),
            Answer::Value("5000"),
        ),
        (
            "many-updates",
            EVAL,
            code(
                "builtins.length (builtins.attrNames (builtins.foldl' (a: b: a // { ${toString b} = b; }) { } (builtins.genList (x: x) 5000)))",
            ),
            Answer::Value("5000"),
        ),
        (
            "deep-json-text",
            EVAL,
            code("builtins.fromJSON (builtins.concatStringsSep \"\" (builtins.genList (x: \"[\") 200000))"),
            Answer::Error("error:"),
        ),
        (
            "deep-toml-text",
            EVAL,
            code(
                "builtins.fromTOML (\"a = \" + builtins.concatStringsSep \"\" (builtins.genList (x: \"[\") 200000))",
            ),
            Answer::Error("error:"),
        ),
        ("nul-in-source", EVAL, code("1 \0 2"), Answer::Value("1")),
        ("long-identifier", EVAL, format!("let {0} = 1; in {0}", "x".repeat(1 << 20)), Answer::Value("1")),
    ]
}

/// Values that contain themselves.
fn cycles() -> Vec<Input> {
    let code = |text: &str| text.to_owned();
    const SET: &str = "let x = { a = x; }; in x";
    const LIST: &str = "let x = [ x ]; in x";
    vec![
        ("cyclic-set", EVAL, code(SET), Answer::Value("{ a = «repeated»; }")),
        ("cyclic-list", EVAL, code(LIST), Answer::Value("[ [ «repeated» ] ]")),
        ("cyclic-set-lazy", LAZY, code(SET), Answer::Either),
        ("cyclic-set-json", JSON, code(SET), Answer::Error("error:")),
        ("cyclic-list-json", JSON, code(LIST), Answer::Error("error:")),
        ("cyclic-set-xml", XML, code(SET), Answer::Error("error:")),
        ("cyclic-to-string", EVAL, code("let x = [ x ]; in toString x"), Answer::Error("error:")),
        ("cyclic-to-json", EVAL, code("let x = { a = x; }; in builtins.toJSON x"), Answer::Error("error:")),
        ("cyclic-to-xml", EVAL, code("let x = { a = x; }; in builtins.toXML x"), Answer::Error("error:")),
        ("cyclic-deep-seq", EVAL, code("let x = { a = x; }; in builtins.deepSeq x 1"), Answer::Value("1")),
        (
            "cyclic-equality",
            EVAL,
            code("let x = { a = x; }; y = { a = y; }; in x == y"),
            Answer::Error("error:"),
        ),
        (
            "cyclic-key",
            EVAL,
            code(
                "let x = [ x ]; in builtins.genericClosure { startSet = [ { key = x; } { key = x; } ]; operator = y: [ ]; }",
            ),
            Answer::Either,
        ),
        ("cyclic-trace", EVAL, code("let x = { a = x; }; in builtins.trace x 1"), Answer::Value("1")),
        ("cyclic-in-message", EVAL, code("let x = { a = x; }; in x + 1"), Answer::Error("error:")),
        (
            "cyclic-call-message",
            EVAL,
            code("let x = { a = x; b = [ x ]; }; in x 1"),
            Answer::Error("attempt to call something which is not a function"),
        ),
        (
            "cyclic-derivation-argument",
            EVAL,
            code(
                "let x = [ x ]; in (derivation { name = \"x\"; system = \"s\"; builder = \"b\"; inherit x; }).drvPath",
            ),
            Answer::Error("error:"),
        ),
    ]
}

fn check(flags: &[&str], code: &[u8], answer: Answer) -> Result<(), String> {
    let folder = hmeval_tests::fixture::folder();
    let output = Program::nix_instantiate().run(flags, code, &folder).map_err(|error| error.to_string())?;
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = String::from_utf8_lossy(&output.stderr);
    let right = match (answer, output.end) {
        (Answer::Value(value), End::Exit(0)) => stdout.trim_end() == value,
        (Answer::Error(text), End::Exit(1)) => stderr.contains(text),
        (Answer::Either, End::Exit(0)) => true,
        (Answer::Either, End::Exit(1)) => stderr.contains("error:"),
        _ => false,
    };
    if right {
        return Ok(());
    }
    let start = |text: &str| text.chars().take(2000).collect::<String>();
    Err(format!(
        "ended by {:?}\nstandard output: {}\nstandard error: {}",
        output.end,
        start(&stdout),
        start(&stderr)
    ))
}
