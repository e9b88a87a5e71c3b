//! The module system of the built-in library: options, definitions, submodules, and whole homes.
//!
//! What is measured is a whole evaluation in a fresh heap; `start` shows what of it is the same for all.

#![allow(missing_docs, reason = "criterion's macros define undocumented functions")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use hmeval_benches::evaluate::evaluate;

/// What all programs begin with.
const LIBRARY: &str = "let lib = import /library/nixpkgs/lib; inherit (lib) evalModules mkIf mkOption types; \
     each = builtins.genList; config = modules: (evalModules { inherit modules; }).config; in ";

/// Programs by name: one option with a definition or many, many options, submodules.
const PROGRAMS: [(&str, &str); 6] = [
    ("start", "(config [ ])._module.args or { }"),
    ("definitions/1", "(config [ { options.a = mkOption { type = types.lines; }; config.a = \"x\"; } ]).a"),
    (
        "definitions/1000",
        "(config ([ { options.a = mkOption { type = types.lines; }; } ] ++ each (n: { a = toString n; }) 1000)).a",
    ),
    (
        "conditions/1000",
        "(config ([ { options.a = mkOption { type = types.listOf types.int; }; } ] \
         ++ each (n: { a = mkIf (n / 2 * 2 == n) [ n ]; }) 1000)).a",
    ),
    ("options/1000", "config (each (n: { options.\"o${toString n}\" = mkOption { default = n; }; }) 1000)"),
    (
        "submodules/200",
        "(config [ { options.a = mkOption { type = types.attrsOf (types.submodule { \
         options.b = mkOption { type = types.int; }; options.c = mkOption { default = true; }; }); }; } \
         { a = builtins.listToAttrs (each (n: { name = \"s${toString n}\"; value.b = n; }) 200); } ]).a",
    ),
];

fn options(c: &mut Criterion) {
    let mut group = c.benchmark_group("modules");
    for (name, program) in PROGRAMS {
        let text = [LIBRARY, program].concat();
        group.bench_function(name, |b| b.iter(|| evaluate(black_box(&text))));
    }
    group.finish();
}

/// The user names of as many homes, each evaluated with all modules of Home Manager.
fn homes(count: usize) -> String {
    format!(
        "let pkgs = import /library/nixpkgs {{ system = \"x86_64-linux\"; }}; \
         home = n: (import /library/home-manager/lib {{ inherit (pkgs) lib; }}).homeManagerConfiguration {{ \
         inherit pkgs; modules = [ {{ home = {{ username = \"u${{toString n}}\"; homeDirectory = \"/home/u\"; \
         stateVersion = \"25.05\"; }}; }} ]; }}; in builtins.genList (n: (home n).config.home.username) {count}"
    )
}

fn users(c: &mut Criterion) {
    let mut group = c.benchmark_group("users");
    group.sample_size(20);
    for count in [1, 4] {
        let text = homes(count);
        group.bench_function(count.to_string(), |b| b.iter(|| evaluate(black_box(&text))));
    }
    group.finish();
}

criterion_group!(benches, options, users);
criterion_main!(benches);
