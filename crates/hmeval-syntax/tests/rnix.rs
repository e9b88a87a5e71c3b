//! Agreement with rnix about which texts are Nix expressions.
//!
//! The texts are the snippets below and, if the environment variable `HMEVAL_CORPUS` names a folder, all `.nix` files in it.

#![allow(clippy::print_stderr, reason = "a skipped test says so")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use hmeval_syntax::{ErrorKind, Options, parse};

/// Texts on which both agree, valid ones and others.
const SNIPPETS: &[&str] = &[
    "1",
    "[ 1 2.5 \"a\" ''b'' ./c <d> ]",
    "{ a.b = 1; inherit c; inherit (d) e \"f\"; }",
    "rec { }",
    "let a = 1; in a",
    "{ a, b ? 1, ... }@c: a",
    "c@{ a }: a",
    "x: y: x y",
    "if a then b else c",
    "assert a; b",
    "with a; b",
    "a.b.\"c\".${d} or e",
    "a ? b.c",
    "!a && -b || c -> d // e ++ f",
    "\"${a}$${b}\\${c}\"",
    "''\n  ${a}''$\n''",
    "(a b) c",
    "",
    "{ a = 1 }",
    "[ 1",
    "let a = 1;",
    "a.",
    "{ a }",
    "x: ",
    "if a then b",
    "a == b == c",
    "1 +",
    "\"a",
    "''a",
    "${a}",
    "{ a b; }",
    "with a",
    "inherit a;",
    "a: b: ,",
    "{ a ? }: a",
    ")",
    "/* a",
    "a @ b",
    "./a/",
    "... ",
    "a or",
    "[ a or b ]",
];

/// Texts on which they differ, and why.
const DIFFERENCES: &[(&str, &str)] = &[
    ("{ a = 1; a = 2; }", "rnix leaves duplicate attributes to later stages"),
    ("{ a, a }: a", "rnix leaves duplicate names in patterns to later stages"),
    ("let ${a} = 1; in b", "rnix leaves computed names in `let` to later stages"),
    ("{ inherit ${a}; }", "rnix leaves computed names in `inherit` to later stages"),
    ("99999999999999999999", "rnix checks the range of numbers only when asked for their value"),
    ("a |> b", "rnix knows no experimental features"),
];

/// Whether our parser accepts a text, for as far as the grammar goes (see `DIFFERENCES`).
fn accepted(src: &[u8]) -> bool {
    let parsed = parse(src, &Options { pipe_operators: true });
    parsed.errors.iter().all(|error| !matches!(error.kind, ErrorKind::Syntax | ErrorKind::TooLarge))
}

fn accepted_by_rnix(src: &str) -> bool {
    rnix::Root::parse(src).errors().is_empty()
}

#[test]
fn snippets() {
    for src in SNIPPETS {
        assert_eq!(accepted(src.as_bytes()), accepted_by_rnix(src), "{src:?}");
    }
}

#[test]
fn known_differences() {
    for (src, reason) in DIFFERENCES {
        let ours = parse(src.as_bytes(), &Options::default()).errors.is_empty();
        assert_ne!(ours, accepted_by_rnix(src), "{src:?} (no longer so: {reason})");
    }
}

#[test]
fn corpus() {
    let Some(folder) = env::var_os("HMEVAL_CORPUS") else {
        eprintln!("skipped: HMEVAL_CORPUS names no folder of Nix files");
        return;
    };
    let mut files = Vec::new();
    collect(Path::new(&folder), &mut files);
    let mut differing = Vec::new();
    for file in &files {
        let Ok(src) = fs::read_to_string(file) else { continue };
        if accepted(src.as_bytes()) != accepted_by_rnix(&src) {
            differing.push(file);
        }
    }
    eprintln!("{} files compared", files.len());
    assert!(differing.is_empty(), "{differing:?}");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        if path.is_dir() && !is_link {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "nix") {
            files.push(path);
        }
    }
}
