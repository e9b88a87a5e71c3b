//! The evaluated configuration that `show` and `check` look at, and the parts of it that people name.
//!
//! `flake` finds the configuration in a flake, `target` finds the part that a name like `users.jdoe.programs.git` means, `options` reads declarations, `shape` tells
//! which attributes of a value are options, `home` finds the options of a Home Manager user inside another
//! configuration.

pub mod catalogue;
mod flake;
pub mod home;
pub mod options;
mod seen;
pub mod shape;
pub mod target;

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::symbol::Symbol;
use hmeval_eval::{Error, Evaluator, Value};

use hmeval_flake::LockedFlake;

use crate::failure::{Failure, Outcome};
pub use flake::{DefaultSource, default_source, names as names_in_flake};

/// An evaluated configuration.
#[derive(Clone, Copy)]
pub struct Configuration<'h> {
    /// All of it: `config`, `options`, and what else comes along (`extendModules`, …).
    pub attrs: Attrs<'h>,
    /// The host that it is of, by the name that its flake gives it.
    pub host: Option<Symbol>,
}

impl<'h> Configuration<'h> {
    /// A configuration of a flake: the one that `fragment` (what follows the `#` of the reference) names, else the one that
    /// `target` is in, else the only one.
    ///
    /// # Errors
    /// If there is none or more than one that fits; those of evaluating.
    pub fn of_flake(
        ev: &Evaluator<'h>,
        flake: &LockedFlake,
        fragment: &[u8],
        target: &[u8],
    ) -> Outcome<'h, Self> {
        let found = flake::find(ev, flake, fragment, target)?;
        let value = ev.force(found.value, Pos::NONE)?;
        let host = found.host.map(|host| ev.symbols.intern(&host));
        Self::of_value(ev, value, host)
    }

    /// The configuration that a value is.
    ///
    /// # Errors
    /// If it is none.
    pub fn of_value(ev: &Evaluator<'h>, value: Value<'h>, host: Option<Symbol>) -> Outcome<'h, Self> {
        let Some(attrs) = value.as_attrs() else {
            let found = String::from_utf8_lossy(&ev.describe_type(value)).into_owned();
            return Err(not_a_configuration(&found));
        };
        for name in ["config", "options"] {
            if attrs.get(ev.symbols.intern(name.as_bytes())).is_none() {
                return Err(not_a_configuration(&format!("a set without the attribute '{name}'")));
            }
        }
        Ok(Configuration { attrs, host })
    }

    /// One of its attributes.
    pub fn get(self, ev: &Evaluator<'h>, name: &str) -> Option<Value<'h>> {
        self.attrs.value(ev.symbols.intern(name.as_bytes()))
    }

    /// The tree of options.
    pub fn options(self, ev: &Evaluator<'h>) -> Result<Attrs<'h>, Error<'h>> {
        let options = self.get(ev, "options").unwrap_or(Value::NULL);
        ev.force_attrs(options, Pos::NONE, "while evaluating the options of the configuration")
    }
}

/// The failure that something is no configuration.
pub fn not_a_configuration<'h>(found: &str) -> Failure<'h> {
    Failure::message(format!(
        "this is no evaluated configuration (a set with the attributes 'config' and 'options'), but {found}; a bare \
         module can be shown with '--as home', '--as nixos' or the like"
    ))
}

/// The value at a path of attributes; `None` where there is no such attribute.
///
/// # Errors
/// Those of evaluating what is on the way. The value itself is not evaluated.
pub fn at_path<'h>(
    ev: &Evaluator<'h>,
    value: Value<'h>,
    path: &[impl AsRef<[u8]>],
) -> Result<Option<Value<'h>>, Error<'h>> {
    let mut value = value;
    for name in path {
        let Some(attrs) = ev.force(value, Pos::NONE)?.as_attrs() else { return Ok(None) };
        match attrs.value(ev.symbols.intern(name.as_ref())) {
            Some(next) => value = next,
            None => return Ok(None),
        }
    }
    Ok(Some(value))
}

/// An option path as people name it: as [`show_path`], and where the module system has a name for an item of a list
/// (`"[definition 1-entry 2]"`) a `*`, as manuals do.
pub fn show_option(path: &[Vec<u8>]) -> Vec<u8> {
    let is_item = |name: &[u8]| name.starts_with(b"[definition ") && name.ends_with(b"]");
    let names = path.iter().map(|name| if is_item(name) { b"*".to_vec() } else { show_path(&[name]) });
    names.collect::<Vec<_>>().join(&b'.')
}

/// An option path as people write it: names with dots are quoted.
pub fn show_path(path: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let mut out = Vec::new();
    for (index, name) in path.iter().enumerate() {
        if index > 0 {
            out.push(b'.');
        }
        hmeval_eval::print::attribute_name(&mut out, name.as_ref());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::show_option;

    #[test]
    fn items_of_lists_are_stars() {
        let path = ["a.b", "[definition 1-entry 2]", "c"].map(|name| name.as_bytes().to_vec());
        assert_eq!(show_option(&path), b"\"a.b\".*.c");
    }
}
