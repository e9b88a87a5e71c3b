//! `cargo xtask natives`: which functions of a checkout of nixpkgs' library have native versions, and the table of their forms.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

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

/// Runs the task: `[--add] LIB...`, each a folder with nixpkgs' `lib/*.nix`, or `--history REPOSITORY [--add]`, a repository
/// that holds the history of `lib/`. With `--add`, forms that are not in the table are added to it: read the functions first.
pub(crate) fn run(args: &[&str]) -> Result<(), String> {
    let (add, folders) = match args {
        ["--history", repository, add @ ..] => return history(repository, add == ["--add"]),
        ["--add", folders @ ..] => (true, folders),
        folders => (false, folders),
    };
    let mut table = Table::known();
    for folder in folders {
        let found = table.look_at(Path::new(folder), add)?;
        println!("{folder}: {found}");
    }
    if add { table.write() } else { Ok(()) }
}

/// What stands behind the names of functions of the built-in library that have native versions of their own.
const OWN: &str = "@own";

/// Whether a folder is the `lib` of the built-in library.
fn is_built_in(folder: &Path) -> bool {
    let own = crate::root().join("library/nixpkgs/lib").canonicalize();
    own.is_ok_and(|own| folder.canonicalize().is_ok_and(|folder| folder == own))
}

/// The name that a form of this function has in the table.
fn row_name(name: &str, is_built_in: bool) -> String {
    let own = format!("{name}{OWN}");
    if is_built_in && native_names().any(|native| native == own) { own } else { name.to_owned() }
}

/// The forms that have native versions.
struct Table {
    forms: BTreeMap<u64, String>,
    /// The functions of `lib` that have native versions.
    functions: usize,
}

impl Table {
    fn known() -> Self {
        let forms = known_forms().map(|(form, name)| (form, name.to_owned())).collect();
        Table { forms, functions: native_names().filter(|name| !name.contains('@')).count() }
    }

    /// Tells of each form that is not in the table, and adds it, if asked to. Answers how many functions there are, and how
    /// many of them were in the table.
    fn look_at(&mut self, folder: &Path, add: bool) -> Result<String, String> {
        let mut there = BTreeMap::new();
        let found = forms_in(folder)?;
        if add && is_built_in(folder) {
            self.forms
                .retain(|form, name| !name.ends_with(OWN) || found.iter().any(|(_, there, _)| there == form));
        }
        for (name, form, line) in found {
            let is_whole = !name.contains(':');
            let known = self.forms.contains_key(&form);
            if !known {
                println!("new: {form:016x} {name} (line {line})");
                if add {
                    self.forms.insert(form, row_name(&name, is_built_in(folder)));
                }
            }
            if is_whole {
                *there.entry(name).or_insert(true) &= known;
            }
        }
        let known = there.values().filter(|known| **known).count();
        let share = known * 100 / there.len().max(1);
        Ok(format!(
            "{known} of {} functions known ({share} %), {} are not there",
            there.len(),
            self.functions.saturating_sub(there.len())
        ))
    }

    fn write(&self) -> Result<(), String> {
        let mut rows: Vec<_> = self.forms.iter().map(|(form, name)| (name, form)).collect();
        rows.sort();
        let text: String = rows.iter().map(|(name, form)| format!("{form:016x} {name}\n")).collect();
        let path = crate::root().join("crates/hmeval-eval/src/native/forms.txt");
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
    }
}

/// The first month of [`history`]: that of the release 23.05.
const FIRST: (u32, u32) = (2023, 5);

/// The months from [`FIRST`] to the one of the newest commit, oldest first, each with its last commit.
fn months(repository: &str) -> Result<Vec<(String, String)>, String> {
    let newest = git(repository, &["log", "-1", "--format=%cs"])?;
    let (mut year, mut month) = FIRST;
    let mut all = Vec::new();
    while format!("{year}-{month:02}").as_str() <= newest.get(..7).unwrap_or_default() {
        let name = format!("{year}-{month:02}");
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        let before = format!("--before={year}-{month:02}-01T00:00:00Z");
        all.push((name, git(repository, &["rev-list", "-1", &before, "HEAD"])?));
    }
    Ok(all)
}

fn git(repository: &str, args: &[&str]) -> Result<String, String> {
    let output = Command::new("git").args(["-C", repository]).args(args).output();
    let output = output.map_err(|error| format!("git: {error}"))?;
    if !output.status.success() {
        return Err(format!("git: {}", String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The coverage of `lib` at the end of each month, by a repository that holds its history.
fn history(repository: &str, add: bool) -> Result<(), String> {
    let mut table = Table::known();
    for (month, commit) in months(repository)? {
        let folder = std::env::temp_dir().join(format!("hmeval-natives-{}", std::process::id()));
        let made = std::fs::create_dir_all(&folder);
        made.map_err(|error| format!("{}: {error}", folder.display()))?;
        let archive = folder.join("lib.tar");
        git(repository, &["archive", "-o", &archive.to_string_lossy(), &commit, "lib"])?;
        let unpacked = Command::new("tar").arg("-xf").arg(&archive).arg("-C").arg(&folder).status();
        let found = match unpacked {
            Ok(status) if status.success() => table.look_at(&folder.join("lib"), add),
            other => Err(format!("tar: {other:?}")),
        };
        std::fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        println!("{month} {commit:.9}: {}", found?);
    }
    if add { table.write() } else { Ok(()) }
}

/// The functions that the sets and `let` of an expression bind to a path of names, and where; without a path the one that
/// the expression is. Inside of a function only those that its outermost `let` binds are looked at. `name#1` is the second
/// function in what a name is bound to.
fn named(ir: &Ir, id: ExprId, path: &[&str]) -> Vec<(u32, u32)> {
    let Some((name, inner)) = path.split_first() else {
        let of_file = functions(ir, id).into_iter().take(1);
        return of_file.map(|number| (number, ir.lambdas[number as usize].pos)).collect();
    };
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
            Expr::Assert { body, .. } => id = body,
            // `rec { … } // { … }`
            Expr::Binary(_, left, right) => {
                found.extend(named(ir, left, path));
                found.extend(named(ir, right, path));
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

/// As [`named`], from the expression of the file; if nothing is found, from any set in it: `outer_types.types`, say.
fn named_anywhere(ir: &Ir, path: &[&str]) -> Vec<(u32, u32)> {
    let found = named(ir, ExprId(ir.root), path);
    if !found.is_empty() {
        return found;
    }
    let sets = (0..).zip(&ir.exprs).filter(|(_, expr)| matches!(expr, Expr::Attrs(_)));
    let mut found: Vec<_> = sets.flat_map(|(id, _)| named(ir, ExprId(id), path)).collect();
    found.sort_unstable();
    found.dedup();
    found
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
        Expr::Apply { args, .. } => ir.lists[args.idx()].iter().flat_map(|id| functions(ir, *id)).collect(),
        _ => Vec::new(),
    }
}

/// The places of a file of the library; what is no part of `lib` lies beside it.
fn places(folder: &Path, file: &str) -> Vec<PathBuf> {
    let folders = ["", "../nixos/lib", "../pkgs", "../../home-manager"];
    let mut all: Vec<_> =
        folders.iter().map(|inner| folder.join(inner).join(file).join("default.nix")).collect();
    // The built-in library has a folder for what is one file of nixpkgs'.
    let parts = std::fs::read_dir(folder.join(file)).into_iter().flatten().flatten();
    all.extend(
        parts.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "nix")),
    );
    all.extend(["", "../nixos/lib"].map(|inner| folder.join(inner).join(format!("{file}.nix"))));
    all.push(folder.join("../pkgs/stdenv/generic").join(format!("{file}.nix")));
    if file == "idioms" {
        all.push(crate::root().join("crates/hmeval-eval/src/native/idioms.nix"));
    }
    if file == "derivation" {
        all.push(crate::root().join("crates/hmeval-eval/src/nix/derivation.nix"));
    }
    all.retain(|path| path.is_file());
    all.sort_unstable();
    all.dedup();
    all
}

/// All functions of a library that are named like a native version: name, form, line.
fn forms_in(folder: &Path) -> Result<Vec<(String, u64, usize)>, String> {
    let mut found = Vec::new();
    let mut files: Vec<&str> = native_names().filter_map(|name| name.split('.').next()).collect();
    files.sort_unstable();
    files.dedup();
    for file in files {
        for path in places(folder, file) {
            forms_in_file(&path, file, &mut found)?;
        }
    }
    Ok(found)
}

fn forms_in_file(path: &Path, file: &str, found: &mut Vec<(String, u64, usize)>) -> Result<(), String> {
    let source = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut ir = parse(&source, &Options::default()).ir;
    if !bind(&mut ir, &Globals).is_empty() {
        return Err(format!("{}: cannot be parsed", path.display()));
    }
    let in_file = |name: &&str| name.split('.').next() == Some(file) && !name.contains('@');
    for name in native_names().filter(in_file) {
        let parts: Vec<&str> = name.split('.').skip(1).collect();
        for (number, at) in named_anywhere(&ir, &parts) {
            let line = source[..at as usize].iter().filter(|byte| **byte == b'\n').count() + 1;
            for (bound, number) in curried(&ir, number).into_iter().enumerate() {
                // The parts of the module system rely on being called as a whole, but for `mkOverride` and the like.
                if bound > 0 && file == "modules" && !name.starts_with("modules.mk") {
                    break;
                }
                if let Some(canonical) = canonical(&ir, &source, number) {
                    let name = if bound == 0 { name.to_owned() } else { format!("{name}:{bound}") };
                    found.push((name, form_number(&canonical.form), line));
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hot functions of the built-in library run natively as long as their forms are those of the table: who changes
    /// one looks at its native version, then runs `cargo xtask natives --add library/nixpkgs/lib`.
    #[test]
    fn the_modules_of_the_built_in_library_are_known() {
        let known: BTreeMap<u64, &str> = known_forms().collect();
        let found = forms_in(&crate::root().join("library/nixpkgs/lib")).unwrap();
        let names: Vec<_> = found.iter().filter(|(name, ..)| name.starts_with("modules.")).collect();
        assert!(names.len() >= 24, "{names:?}");
        for (name, form, line) in names {
            let entry = known.get(form).copied();
            assert_eq!(entry, Some(&*row_name(name, true)), "{name} (line {line}), form {form:016x}");
        }
        let own = known.values().filter(|name| name.ends_with(OWN));
        for name in own {
            let base = name.trim_end_matches(OWN);
            let there = found.iter().any(|(found, form, _)| found == base && known.get(form) == Some(name));
            assert!(there, "{name} is in the table, and no function of the library has its form");
        }
    }
}
