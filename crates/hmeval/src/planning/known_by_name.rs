//! Packages that the built-in library knows by name only.
//!
//! Nothing can build such a package, so that a home is refused because of one file of nix-direnv, or one activation block
//! that calls bat. Whoever wants the rest of it has what needs such a package left out; a warning says what that is.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use hmeval_activate::plan::{Block, Content, File};
use hmeval_eval::{Error, Evaluator};
use hmeval_store::StorePath;

use super::content::Referred;

/// How the build command of such a package begins (`library/nixpkgs/pkgs/known.nix`).
const MARK: &[u8] = b"echo \"hmeval's built-in library knows ";

/// What the library's derivations have in place of a path (`library/nixpkgs/pkgs/stdenv.nix`).
const STDENV: &[u8] = b"stdenv-";

/// What of a plan nothing can build.
pub(super) struct Unbuildable<'e, 'h> {
    ev: &'e Evaluator<'h>,
    /// Whether it is left out.
    skip: bool,
    what: RefCell<Vec<String>>,
}

impl<'e, 'h> Unbuildable<'e, 'h> {
    /// Nothing yet.
    pub(super) fn new(ev: &'e Evaluator<'h>, skip: bool) -> Self {
        Unbuildable { ev, skip, what: RefCell::default() }
    }

    /// The warning about what was left out, if anything was, or else what the plan is refused for.
    pub(super) fn finish(self) -> (Option<String>, Vec<String>) {
        let what = self.what.into_inner();
        if !self.skip || what.is_empty() {
            return (None, what);
        }
        let text = "the built-in library knows these packages by name only and cannot build them; left out";
        (Some(format!("{text}: {}", what.join(", "))), Vec::new())
    }

    /// Whether a file has to be left out.
    ///
    /// # Errors
    /// Those of reading derivations.
    pub(super) fn file(&self, file: &File) -> Result<bool, Error<'h>> {
        let Content::Build { drv, .. } = &file.content else { return Ok(false) };
        // What is no derivation has other words there.
        let Ok(path) = self.ev.store.dir.parse(drv.as_bytes()) else { return Ok(false) };
        let package = self.package_behind(path)?;
        Ok(self.note(package, || format!("'{}'", file.target.display())))
    }

    /// Whether a block has to be left out; those that hmeval does itself run nothing of a package.
    ///
    /// # Errors
    /// Those of reading derivations.
    pub(super) fn block(&self, block: &Block, needs: &[Referred]) -> Result<bool, Error<'h>> {
        if block.is_native() {
            return Ok(false);
        }
        self.script(needs, || format!("the activation block '{}'", block.name))
    }

    /// Whether a script that refers to `needs` has to be left out.
    ///
    /// # Errors
    /// Those of reading derivations.
    pub(super) fn script(&self, needs: &[Referred], what: impl Fn() -> String) -> Result<bool, Error<'h>> {
        for needed in needs.iter().filter(|needed| !Path::new(&needed.path).exists()) {
            if let Some(drv) = &needed.drv {
                let package = self.package_behind(drv.clone())?;
                if package.is_some() {
                    return Ok(self.note(package, &what));
                }
            }
        }
        Ok(false)
    }

    fn note(&self, package: Option<String>, what: impl Fn() -> String) -> bool {
        let text = package.map(|package| format!("{} (of {package})", what()));
        let is_noted = text.is_some();
        self.what.borrow_mut().extend(text);
        self.skip && is_noted
    }

    /// The names of the packages known by name only that a derivation is, or that it is built from.
    fn package_behind(&self, drv: StorePath) -> Result<Option<String>, Error<'h>> {
        let (mut left, mut seen, mut names) = (vec![drv], BTreeSet::new(), BTreeSet::new());
        while let Some(path) = left.pop() {
            if !seen.insert(path.clone()) {
                continue;
            }
            let drv = self.ev.derivation_at(&path)?;
            let command = drv.env.get(&b"buildCommand"[..]);
            if command.is_some_and(|command| command.starts_with(MARK)) {
                names.insert(String::from_utf8_lossy(&drv.name).into_owned());
                continue;
            }
            // Derivations of a real nixpkgs have nothing of the library behind them, and very many of their own.
            let stdenv = drv.env.get(&b"stdenv"[..]);
            if stdenv.is_some_and(|stdenv| stdenv.starts_with(STDENV)) {
                left.extend(drv.input_drvs.keys().cloned());
            }
        }
        let names: Vec<String> = names.into_iter().collect();
        Ok((!names.is_empty()).then(|| names.join(", ")))
    }
}
