//! The evaluator's parts, each by a program that does little else.
//!
//! What is measured is a whole evaluation in a fresh heap; `start` shows what of it is the same for all.

#![allow(missing_docs, reason = "criterion's macros define undocumented functions")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use hmeval_benches::evaluate::evaluate;

/// A name and a program: about a tenth of a second at most.
type Program = (&'static str, &'static str);

const START: Program = ("start", "1");

const SETS: [Program; 5] = [
    ("attrs/build", "builtins.length (builtins.genList (n: { a = n; b = n; c = n; d = { e = n; }; }) 20000)"),
    (
        "attrs/lookup",
        "let s = { a.b.c.d = 1; }; in builtins.foldl' (n: _: n + s.a.b.c.d) 0 (builtins.genList (n: n) 20000)",
    ),
    (
        "attrs/update-small",
        "builtins.foldl' (s: n: s // { k = n; }) { a = 1; } (builtins.genList (n: n) 20000)",
    ),
    (
        "attrs/update-growing",
        "builtins.length (builtins.attrNames (builtins.foldl' (s: n: s // { ${toString n} = n; }) { } (builtins.genList (n: n) 2000)))",
    ),
    (
        "attrs/map",
        "let s = builtins.listToAttrs (builtins.genList (n: { name = toString n; value = n; }) 5000); in builtins.mapAttrs (_: v: v + 1) s",
    ),
];

const CALLS: [Program; 5] = [
    (
        "thunks/chain",
        "builtins.foldl' (a: n: let v = a.v + n; in builtins.seq v { inherit v; }) { v = 0; } (builtins.genList (n: n) 20000)",
    ),
    ("thunks/unused", "builtins.length (builtins.genList (n: let a = n + 1; b = a + 1; in [ a b ]) 20000)"),
    ("calls/fibonacci", "let fib = n: if n < 2 then n else fib (n - 1) + fib (n - 2); in fib 20"),
    (
        "calls/curried",
        "let f = a: b: c: a + b + c; in builtins.foldl' (n: x: f n x 1) 0 (builtins.genList (n: n) 20000)",
    ),
    (
        "calls/formals",
        "let f = { a, b ? 1, ... }: a + b; in builtins.foldl' (n: x: n + f { a = x; c = 2; }) 0 (builtins.genList (n: n) 20000)",
    ),
];

const STRINGS: [Program; 4] = [
    (
        "strings/interpolate",
        "builtins.stringLength (builtins.concatStringsSep \",\" (builtins.genList (n: \"item-${toString n}-end\") 20000))",
    ),
    (
        "strings/append",
        "builtins.stringLength (builtins.foldl' (s: n: s + \"x\") \"\" (builtins.genList (n: n) 5000))",
    ),
    (
        "strings/replace",
        "builtins.genList (n: builtins.replaceStrings [ \"a\" \"bc\" ] [ \"A\" \"BC\" ] \"abcabcabcxyz\") 5000",
    ),
    (
        "strings/to-json",
        "builtins.stringLength (builtins.toJSON (builtins.genList (n: { a = n; b = [ \"x\" null true ]; }) 5000))",
    ),
];

const LISTS: [Program; 4] = [
    ("lists/sort", "builtins.sort (a: b: a < b) (builtins.genList (n: n * 7919 - n * n) 5000)"),
    ("lists/concat-map", "builtins.length (builtins.concatMap (n: [ n n ]) (builtins.genList (n: n) 20000))"),
    (
        "lists/closure",
        "builtins.length (builtins.genericClosure { startSet = [ { key = 0; } ]; operator = x: if x.key < 5000 then [ { key = x.key + 1; } ] else [ ]; })",
    ),
    (
        "derivations/chain",
        "(builtins.foldl' (d: n: derivation { name = \"d${toString n}\"; system = \"s\"; builder = \"b\"; inherit d; }) null (builtins.genList (n: n) 300)).drvPath",
    ),
];

fn programs(c: &mut Criterion) {
    let mut group = c.benchmark_group("evaluation");
    for (name, program) in [&[START][..], &SETS, &CALLS, &STRINGS, &LISTS].concat() {
        group.bench_function(name, |b| b.iter(|| evaluate(black_box(program))));
    }
    group.finish();
}

criterion_group!(benches, programs);
criterion_main!(benches);
