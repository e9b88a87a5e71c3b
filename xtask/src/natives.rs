//! `cargo xtask natives`: which functions of a checkout of nixpkgs' library have native versions, and the table of their forms.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

use hmeval_eval::native::{form_number, known_forms, native_names};
use hmeval_syntax::ir::{Expr, ExprId, Ir};
use hmeval_syntax::{Options, Root, RootScope, bind, canonical, parse};

/// Names that are visible everywhere and are no functions.
const CONSTANTS: [&[u8]; 5] = [b"builtins", b"true", b"false", b"null", b"derivation"];

struct Globals;

impl RootScope for Globals {
    fn lookup(&self, name: &[u8]) -> Option<Root> {
        let is_builtin = hmeval_eval::builtins::all().any(|builtin| {
            let hidden = name.strip_prefix(b"__").is_some_and(|rest| rest == builtin.name.as_bytes());
            hidden || builtin.global && name == builtin.name.as_bytes()
        });
        (is_builtin || CONSTANTS.contains(&name)).then_some(Root::Global(0))
    }
}

/// Runs the task: `[--add] LIB...`, each a folder with nixpkgs' `lib/*.nix`. With `--add`, forms that are not in the table
/// are added to it: read the functions first.
pub(crate) fn run(args: &[&str]) -> Result<(), String> {
    let (add, folders) = match args {
        ["--add", folders @ ..] => (true, folders),
        folders => (false, folders),
    };
    let mut table: BTreeMap<u64, String> =
        known_forms().map(|(form, name)| (form, name.to_owned())).collect();
    for folder in folders {
        let mut known = 0;
        for (name, form, line) in forms_in(Path::new(folder))? {
            match table.entry(form) {
                Entry::Occupied(_) => known += 1,
                Entry::Vacant(entry) => {
                    println!("new: {form:016x} {name} (line {line})");
                    if add {
                        entry.insert(name);
                    }
                }
            }
        }
        println!("{folder}: {known} known functions");
    }
    if !add {
        return Ok(());
    }
    let mut rows: Vec<_> = table.into_iter().map(|(form, name)| (name, form)).collect();
    rows.sort();
    let text: String = rows.iter().map(|(name, form)| format!("{form:016x} {name}\n")).collect();
    let path = crate::root().join("crates/hmeval-eval/src/native/forms.txt");
    std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// The functions that the sets and `let` of an expression bind to a path of names, and where. Inside of a function only those
/// that its outermost `let` binds are looked at. `name#1` is the second function in what a name is bound to.
fn named(ir: &Ir, id: ExprId, path: &[&str]) -> Vec<(u32, u32)> {
    let Some((name, inner)) = path.split_first() else { return Vec::new() };
    let (name, index) = match name.split_once('#') {
        Some((name, index)) => (name, index.parse().unwrap_or(0)),
        None => (*name, 0),
    };
    let mut found = Vec::new();
    let mut look_in = |attrs: u32| {
        for def in &ir.attr_defs[ir.attrs[attrs as usize].defs.idx()] {
            if ir.symbol(def.name) == name.as_bytes() {
                match inner {
                    [] => found.extend(functions(ir, def.value).get(index).map(|number| (*number, def.pos))),
                    _ => found.extend(named(ir, def.value, inner)),
                }
            }
        }
    };
    let mut id = id;
    loop {
        match ir.exprs[id.0 as usize] {
            Expr::Lambda(number) => id = ir.lambdas[number as usize].body,
            Expr::Let { attrs, body } => {
                look_in(attrs);
                id = body;
            }
            Expr::Attrs(attrs) => {
                look_in(attrs);
                return found;
            }
            // `mkOptionType rec { … }`
            Expr::Apply { args, .. } => match ir.lists[args.idx()].last() {
                Some(last) => id = *last,
                None => return found,
            },
            _ => return found,
        }
    }
}

/// A function, and those that it yields directly as long as each takes a plain argument.
fn curried(ir: &Ir, number: u32) -> Vec<u32> {
    let mut all = vec![number];
    while let Some(lambda) =
        all.last().map(|number| ir.lambdas[*number as usize]).filter(|lambda| !lambda.has_formals)
    {
        match ir.exprs[lambda.body.0 as usize] {
            Expr::Lambda(inner) => all.push(inner),
            _ => break,
        }
    }
    all
}

/// The functions that an expression may be, `let` around it left out, or that it gives to another one.
fn functions(ir: &Ir, id: ExprId) -> Vec<u32> {
    match ir.exprs[id.0 as usize] {
        Expr::Lambda(number) => vec![number],
        Expr::Let { body, .. } => functions(ir, body),
        Expr::If { yes, no, .. } => [functions(ir, yes), functions(ir, no)].concat(),
        // `zipAttrs = zipAttrsWith (name: values: values)`
        Expr::Apply { args, .. } => {
            let lambda = |id: &ExprId| match ir.exprs[id.0 as usize] {
                Expr::Lambda(number) => Some(number),
                _ => None,
            };
            ir.lists[args.idx()].iter().filter_map(lambda).collect()
        }
        _ => Vec::new(),
    }
}

/// The places of a file of the library; what is no part of `lib` lies beside it.
fn places(folder: &Path, file: &str) -> [PathBuf; 3] {
    [
        folder.join(format!("{file}.nix")),
        folder.join(file).join("default.nix"),
        folder.join("../pkgs/stdenv/generic").join(format!("{file}.nix")),
    ]
}

/// All functions in a folder that are named like a native version: name, form, line.
fn forms_in(folder: &Path) -> Result<Vec<(String, u64, usize)>, String> {
    let mut found = Vec::new();
    let mut files: Vec<&str> = native_names().filter_map(|name| name.split('.').next()).collect();
    files.sort_unstable();
    files.dedup();
    for file in files {
        let places = places(folder, file);
        let Some(path) = places.iter().find(|path| path.is_file()) else { continue };
        let source = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut ir = parse(&source, &Options::default()).ir;
        if !bind(&mut ir, &Globals).is_empty() {
            return Err(format!("{}: cannot be parsed", path.display()));
        }
        for name in native_names().filter(|name| name.split('.').next() == Some(file)) {
            let path: Vec<&str> = name.split('.').skip(1).collect();
            for (number, at) in named(&ir, ExprId(ir.root), &path) {
                let line = source[..at as usize].iter().filter(|byte| **byte == b'\n').count() + 1;
                for (bound, number) in curried(&ir, number).into_iter().enumerate() {
                    // The parts of the module system rely on being called as a whole.
                    if bound > 0 && file == "modules" {
                        break;
                    }
                    if let Some(canonical) = canonical(&ir, &source, number) {
                        let name = if bound == 0 { name.to_owned() } else { format!("{name}:{bound}") };
                        found.push((name, form_number(&canonical.form), line));
                    }
                }
            }
        }
    }
    Ok(found)
}
