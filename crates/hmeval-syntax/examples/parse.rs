//! Parses files and prints them (or the error) like `nix-instantiate --parse`; with `--bench`, measures instead.
//!
//! A list of files is taken from the command line; without any, the text comes from standard input. `--check` reads files
//! from a list on standard input, separated by NUL bytes, and prints one record for each, ended by a NUL byte.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool")]

use std::io::{Read, Write};
use std::time::{Duration, Instant};
use std::{env, fs, io};

use hmeval_syntax::{Options, Parsed, Root, RootScope, ShowPaths, SyntaxError, bind, parse, show};

/// The usual names, for as far as it matters here.
struct Builtins;

impl RootScope for Builtins {
    fn lookup(&self, name: &[u8]) -> Option<Root> {
        const NAMES: [&str; 26] = [
            "abort",
            "baseNameOf",
            "break",
            "builtins",
            "derivation",
            "derivationStrict",
            "dirOf",
            "false",
            "fetchGit",
            "fetchMercurial",
            "fetchTarball",
            "fetchTree",
            "fromTOML",
            "import",
            "isNull",
            "map",
            "null",
            "placeholder",
            "removeAttrs",
            "scopedImport",
            "storePath",
            "throw",
            "toString",
            "true",
            "or_",
            "fetchurl_",
        ];
        let number = NAMES.iter().position(|known| known.as_bytes() == name);
        const BUILTIN_OPERATORS: [&[u8]; 6] =
            [b"__sub", b"__mul", b"__div", b"__lessThan", b"__findFile", b"__nixPath"];
        let internal = BUILTIN_OPERATORS.contains(&name).then_some(1000);
        number.map(|number| number as u32).or(internal).map(Root::Global)
    }
}

/// Line and column as Nix counts them: `\r`, `\n` and `\r\n` all end lines.
fn position(src: &[u8], offset: u32) -> String {
    let before = &src[..(offset as usize).min(src.len())];
    let (mut line, mut start) = (1, 0);
    for (index, c) in before.iter().enumerate() {
        if *c == b'\n' || (*c == b'\r' && src.get(index + 1) != Some(&b'\n')) {
            line += 1;
            start = index + 1;
        }
    }
    format!("«stdin»:{line}:{}", before.len() - start + 1)
}

fn describe(src: &[u8], error: &SyntaxError) -> String {
    let other = error.other.map(|other| position(src, other)).unwrap_or_default();
    format!("error: {}{other}\n       at {}:", error.message, position(src, error.start))
}

fn report(src: &[u8]) -> Vec<u8> {
    let Parsed { mut ir, mut errors, or_warnings, linted: _ } =
        parse(src, &Options { pipe_operators: env::var("PIPES").is_ok() });
    let base = env::current_dir().map(|dir| dir.into_os_string().into_encoded_bytes()).unwrap_or_default();
    let home = env::var("HOME").unwrap_or_default();
    let mut out = Vec::new();
    for warning in or_warnings {
        let snippet =
            String::from_utf8_lossy(&src[warning.start as usize..warning.end as usize]).into_owned();
        out.extend(
            format!("warning: {}\n", warning.message(&position(src, warning.start), &snippet)).bytes(),
        );
    }
    if errors.is_empty() {
        let shown = show(&ir, ShowPaths { base: &base, home: home.as_bytes() });
        errors = bind(&mut ir, &Builtins);
        if errors.is_empty() {
            out.extend(shown);
        }
    }
    if let Some(error) = errors.first() {
        out.extend(describe(src, error).bytes());
    }
    out
}

fn bench(files: &[String]) {
    let sources: Vec<Vec<u8>> = files.iter().filter_map(|file| fs::read(file).ok()).collect();
    let bytes: usize = sources.iter().map(Vec::len).sum();
    let (mut parsing, mut binding) = (Duration::MAX, Duration::MAX);
    let mut nodes = 0;
    for _ in 0..20 {
        let start = Instant::now();
        let parsed: Vec<Parsed> = sources.iter().map(|src| parse(src, &Options::default())).collect();
        parsing = parsing.min(start.elapsed());
        nodes = parsed.iter().map(|parsed| parsed.ir.exprs.len()).sum();
        let mut trees: Vec<_> = parsed.into_iter().map(|parsed| parsed.ir).collect();
        let start = Instant::now();
        let errors: usize = trees.iter_mut().map(|ir| bind(ir, &Builtins).len()).sum();
        binding = binding.min(start.elapsed());
        assert!(errors < usize::MAX);
    }
    let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!("{} files, {bytes} bytes, {nodes} nodes", sources.len());
    println!("parse {:.1} MB/s ({parsing:?}), bind {:.1} MB/s ({binding:?})", rate(parsing), rate(binding));
}

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let mut input = Vec::new();
    match args.split_first() {
        Some((first, files)) if first == "--bench" => bench(files),
        Some((first, _)) if first == "--check" => {
            io::stdin().read_to_end(&mut input)?;
            for src in input.split(|c| *c == 0) {
                let mut record = report(src);
                record.push(0);
                io::stdout().write_all(&record)?;
            }
        }
        _ => {
            io::stdin().read_to_end(&mut input)?;
            let mut record = report(&input);
            record.push(b'\n');
            io::stdout().write_all(&record)?;
        }
    }
    Ok(())
}
