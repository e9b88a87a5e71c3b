//! Which derivations a value holds, and where: what `nix-instantiate` prints the paths of.
//!
//! The rules are those of Nix's `getDerivations` (`get-drvs.cc`): a derivation is itself; a set holds those among its
//! attributes, and looks into sets with `recurseForDerivations = true`; a list is searched to the bottom; functions are
//! called with the arguments of the command line.

use hmeval_diag::Pos;
use hmeval_store::StorePath;
use rustc_hash::FxHashSet;

use crate::coerce::Coerce;
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, List, Value, View};
use crate::string::ContextBuilder;
use crate::symbol::known;

/// A derivation that was found.
pub struct Package<'h> {
    /// Where in the value: names and list indices.
    pub attr_path: Vec<Vec<u8>>,
    /// Its attributes.
    pub attrs: Attrs<'h>,
}

impl<'h> Evaluator<'h> {
    /// The derivations that a value holds, in Nix's order, each once.
    ///
    /// # Errors
    /// Those of evaluating what has to be looked at; a value that cannot hold derivations.
    pub fn packages(&self, value: Value<'h>, args: Attrs<'h>) -> Result<'h, Vec<Package<'h>>> {
        let mut search =
            Search { ev: self, args, path: Vec::new(), seen: FxHashSet::default(), found: Vec::new() };
        search.descend(value)?;
        Ok(search.found)
    }

    /// The lines that `nix-instantiate` prints for a value: `path.drv`, or `path.drv!output`.
    ///
    /// # Errors
    /// As [`Evaluator::packages`], and those of computing the paths.
    pub fn derivation_lines(&self, value: Value<'h>, args: Attrs<'h>) -> Result<'h, Vec<Vec<u8>>> {
        let packages = self.packages(value, args)?;
        packages.iter().map(|package| self.derivation_line(package.attrs)).collect()
    }

    fn derivation_line(&self, attrs: Attrs<'h>) -> Result<'h, Vec<u8>> {
        let mut line = self.package_drv_path(attrs)?.to_vec();
        let output = match attrs.value(known::OUTPUT_NAME) {
            Some(name) => {
                let what = "while evaluating the output name of a derivation";
                self.force_str_no_context(name, Pos::NONE, what)?
            }
            None => b"",
        };
        match output {
            b"" => {
                let message = [b"derivation '", &line[..], b"' lacks an 'outputName' attribute"].concat();
                return Err(self.error(ErrorKind::Eval, message));
            }
            b"out" => {}
            _ => line.extend_from_slice(&[b"!", output].concat()),
        }
        Ok(line)
    }

    /// The path of a derivation, from its `drvPath` attribute.
    ///
    /// # Errors
    /// If it has none, or one that is no store path of a derivation.
    pub fn package_drv_path(&self, attrs: Attrs<'h>) -> Result<'h, &'h [u8]> {
        self.expect_sources();
        let Some((value, pos)) = attrs.get(known::DRV_PATH) else {
            return Err(self.error(ErrorKind::Eval, "derivation does not contain a 'drvPath' attribute"));
        };
        let what = "while evaluating the 'drvPath' attribute of a derivation";
        let (path, text) = self.coerce_to_store_path(pos, value, what)?;
        if !path.is_derivation() {
            let message = format!("store path '{path}' is not a valid derivation path");
            return Err(self.frame(self.error(ErrorKind::Eval, message), pos, what));
        }
        Ok(text)
    }

    /// The store path that a value is, and its text (Nix: `coerceToStorePath`). `what` is being done.
    ///
    /// # Errors
    /// If it is none.
    pub(crate) fn coerce_to_store_path(
        &self,
        pos: Pos,
        value: Value<'h>,
        what: &str,
    ) -> Result<'h, (StorePath, &'h [u8])> {
        let text = self.coerce(pos, value, &mut ContextBuilder::new(), what, Coerce::PLAIN)?;
        match self.store.dir.parse(text) {
            Ok(path) => Ok((path, text)),
            Err(_) => {
                let message = [b"path '", text, b"' is not in the Nix store"].concat();
                Err(self.frame(self.error(ErrorKind::Eval, message), pos, what))
            }
        }
    }

    /// The name of a derivation (Nix: `queryName`).
    ///
    /// # Errors
    /// If it has none, or one that is no string.
    pub fn package_name(&self, attrs: Attrs<'h>) -> Result<'h, &'h [u8]> {
        let Some(name) = attrs.value(known::NAME) else {
            return Err(self.error(ErrorKind::Type, "derivation name missing"));
        };
        self.force_str_no_context(name, Pos::NONE, "while evaluating the 'name' attribute of a derivation")
    }
}

/// The names that are looked at when a set is searched (Nix: `isAttrPathComponent`).
fn is_package_name(name: &[u8]) -> bool {
    let starts = name.first().is_some_and(|first| first.is_ascii_alphabetic() || *first == b'_');
    starts && name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+'))
}

struct Search<'e, 'h> {
    ev: &'e Evaluator<'h>,
    args: Attrs<'h>,
    path: Vec<Vec<u8>>,
    /// Addresses of the derivations found so far.
    seen: FxHashSet<usize>,
    found: Vec<Package<'h>>,
}

impl<'h> Search<'_, 'h> {
    fn descend(&mut self, value: Value<'h>) -> Result<'h, ()> {
        self.ev.enter(self.ev.value_pos(value))?;
        let result = self.descend_level(value);
        self.ev.leave();
        result
    }

    fn descend_level(&mut self, value: Value<'h>) -> Result<'h, ()> {
        let value = self.ev.auto_call(self.args, value)?;
        if self.take(value)? {
            return Ok(());
        }
        match value.view() {
            View::Attrs(attrs) => self.set(attrs),
            View::List(list) => self.list(list),
            _ => {
                let message = "expression does not evaluate to a derivation (or a set or list of those)";
                Err(self.ev.error(ErrorKind::Type, message))
            }
        }
    }

    /// Takes a value that is a derivation. Answers whether it was one.
    fn take(&mut self, value: Value<'h>) -> Result<'h, bool> {
        let value = self.ev.force(value, self.ev.value_pos(value))?;
        let Some(attrs) = value.as_attrs() else { return Ok(false) };
        if !self.ev.is_derivation(value)? {
            return Ok(false);
        }
        if self.seen.insert(value.address()) {
            self.ev.package_name(attrs)?;
            self.found.push(Package { attr_path: self.path.clone(), attrs });
        }
        Ok(true)
    }

    fn set(&mut self, attrs: Attrs<'h>) -> Result<'h, ()> {
        let into_all = attrs.get(self.ev.symbols.intern(b"_combineChannels")).is_some();
        for (key, item) in self.ev.sorted_attrs(attrs) {
            let name = self.ev.text(key.name);
            if !is_package_name(name) {
                continue;
            }
            self.path.push(name.to_vec());
            let result = if into_all { self.descend(item) } else { self.attribute(item) };
            self.path.pop();
            result.map_err(|error| {
                self.ev.frame(error, key.pos, [b"while evaluating the attribute '", name, b"'"].concat())
            })?;
        }
        Ok(())
    }

    fn attribute(&mut self, item: Value<'h>) -> Result<'h, ()> {
        if self.take(item)? {
            return Ok(());
        }
        let Some(attrs) = self.ev.force(item, Pos::NONE)?.as_attrs() else { return Ok(()) };
        let Some((recurse, pos)) = attrs.get(known::RECURSE_FOR_DERIVATIONS) else { return Ok(()) };
        let what = "while evaluating the attribute `recurseForDerivations`";
        if self.ev.force_bool(recurse, pos, what)? { self.descend(item) } else { Ok(()) }
    }

    fn list(&mut self, list: List<'h>) -> Result<'h, ()> {
        for (index, item) in list.items().iter().enumerate() {
            self.path.push(index.to_string().into_bytes());
            let result = self.take(*item).and_then(|taken| if taken { Ok(()) } else { self.descend(*item) });
            self.path.pop();
            result?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::is_package_name;

    #[test]
    fn names_of_packages() {
        assert!(is_package_name(b"gtk+3") && is_package_name(b"_x") && is_package_name(b"a-b"));
        assert!(!is_package_name(b"") && !is_package_name(b"3proxy") && !is_package_name(b"a.b"));
    }
}
