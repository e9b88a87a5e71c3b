//! What a file names that the evaluation will most likely ask for: the files that it lists, and the trees that it copies.

use std::borrow::Cow;

use hmeval_syntax::ir::{AttrKind, AttrName, Expr, ExprId, Ir, PathKind};

/// The Nix files that are elements of list literals.
pub(super) fn files(ir: &Ir, dir: &[u8]) -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    for expr in &ir.exprs {
        let Expr::List(range) = expr else { continue };
        for element in ir.lists.get(range.idx()).unwrap_or_default() {
            if let Some(file) = relative_path(ir, *element).and_then(nix_file) {
                files.push(crate::path::join(dir, &file));
            }
        }
    }
    files
}

/// The file that is read where this path is imported: for a folder the one that it stands for. Patches and the like are none.
fn nix_file(path: &[u8]) -> Option<Cow<'_, [u8]>> {
    if path.ends_with(b".nix") {
        return Some(path.into());
    }
    let name = crate::path::base_name(path);
    (!name.contains(&b'.') || name == b"." || name == b"..").then(|| [path, b"/default.nix"].concat().into())
}

/// The trees that are copied whole: `builtins.path { path = ./.; … }` without a filter.
pub(super) fn trees(ir: &Ir, dir: &[u8]) -> Vec<Vec<u8>> {
    let tree = |expr: &Expr| {
        let Expr::Apply { fun, args } = expr else { return None };
        if !is_path_builtin(ir, *fun) {
            return None;
        }
        let [argument] = ir.lists.get(args.idx())? else { return None };
        let Expr::Attrs(set) = ir.exprs.get(argument.0 as usize)? else { return None };
        let set = ir.attrs.get(*set as usize)?;
        let defs = ir.attr_defs.get(set.defs.idx())?;
        let value = |name: &[u8]| defs.iter().find(|def| ir.symbol(def.name) == name);
        let filter = value(b"filter").or_else(|| value(b"recursive"));
        let path = value(b"path").filter(|def| filter.is_none() && def.kind == AttrKind::Plain)?;
        Some(crate::path::join(dir, relative_path(ir, path.value)?))
    };
    ir.exprs.iter().filter_map(tree).collect()
}

/// Whether an expression is `builtins.path`, or some other attribute of that name.
fn is_path_builtin(ir: &Ir, id: ExprId) -> bool {
    let Some(Expr::Select { len: 1, path, .. }) = ir.exprs.get(id.0 as usize) else { return false };
    matches!(ir.path_parts.get(*path as usize), Some(AttrName::Static(name)) if ir.symbol(*name) == b"path")
}

fn relative_path(ir: &Ir, id: ExprId) -> Option<&[u8]> {
    match ir.exprs.get(id.0 as usize)? {
        Expr::Path(PathKind::Relative, literal) => Some(ir.string(*literal)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, find: fn(&Ir, &[u8]) -> Vec<Vec<u8>>) -> Vec<String> {
        let parsed = hmeval_syntax::parse(text.as_bytes(), &hmeval_syntax::Options::default());
        assert!(parsed.errors.is_empty());
        find(&parsed.ir, b"/d/e").into_iter().map(|path| String::from_utf8(path).unwrap()).collect()
    }

    #[test]
    fn nix_files_in_lists() {
        assert_eq!(
            found("{ i = [ ./a.nix ../b.nix ./c ./c.patch ./. ]; d = ./d.nix; }", files),
            ["/d/e/a.nix", "/d/b.nix", "/d/e/c/default.nix", "/d/e/default.nix"]
        );
    }

    #[test]
    fn trees_that_are_copied_whole() {
        let text = "[ (builtins.path { path = ../.; name = \"n\"; }) (b.path { path = ./a; filter = f: t: true; }) \
                    (builtins.toPath { path = ./c; }) (builtins.path { inherit path; }) (builtins.path x) ]";
        let text = format!("{{ path, b, x }}: {text}");
        assert_eq!(found(&text, trees), ["/d"]);
    }
}
