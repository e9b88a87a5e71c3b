//! The builtins: ordinary functions, and one table of rows that feeds the global scope, completion and documentation.
//!
//! A row names a function, its parameters and what it does; the functions stand in one file per subject.

pub mod attrs;
pub mod context;
pub mod control;
pub mod convert;
pub mod derivation;
pub mod fetch;
pub mod files;
mod globals;
pub mod hash;
pub mod lists;
pub mod numbers;
pub mod regex;
pub mod source;
pub mod strings;
pub mod types;

pub use globals::{Globals, NIX_VERSION};

use hmeval_diag::Pos;

use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::Value;

/// What a builtin does: its arguments come unevaluated, as many as its arity; `Pos` is where the call stands.
pub type Function = for<'h> fn(&Evaluator<'h>, &[Value<'h>], Pos) -> Result<'h, Value<'h>>;

/// A row of the table.
#[derive(Debug)]
pub struct Builtin {
    /// Its name in `builtins`.
    pub name: &'static str,
    /// Whether it is visible everywhere under this name (`map`), and not only as `__name`.
    pub global: bool,
    /// The names of its parameters.
    pub params: &'static [&'static str],
    /// Number of arguments.
    pub arity: usize,
    /// What it does, in Markdown.
    pub doc: &'static str,
    /// The experimental feature that it needs.
    pub feature: Option<&'static str>,
    /// Arguments that it evaluates before everything else, in that order, by index.
    pub strict: &'static [usize],
    /// Whether errors get the frame "while calling the 'name' builtin".
    pub adds_frame: bool,
    /// The code.
    pub function: Function,
}

/// A row: `builtin!("name", ["param", …], "what it does", function)`, and behind it the indices of the arguments that the
/// function evaluates first, in that order: calls then need no thunks for them.
macro_rules! builtin {
    ($name:literal, [$($param:literal),*], $doc:literal, $function:expr) => {
        $crate::builtins::builtin!($name, [$($param),*], $doc, $function, [])
    };
    ($name:literal, [$($param:literal),*], $doc:literal, $function:expr, [$($strict:literal),*]) => {
        $crate::builtins::Builtin {
            name: $name,
            global: false,
            params: &[$($param),*],
            arity: [$($param),*].len(),
            doc: $doc,
            feature: None,
            strict: &[$($strict),*],
            adds_frame: true,
            function: |evaluator, args, pos| $function(evaluator, args, pos),
        }
    };
}
pub(crate) use builtin;

/// All tables, in the order of the documentation.
pub fn tables() -> [&'static [Builtin]; 14] {
    [
        types::TABLE,
        control::TABLE,
        attrs::TABLE,
        lists::TABLE,
        strings::TABLE,
        regex::TABLE,
        numbers::TABLE,
        convert::TABLE,
        hash::TABLE,
        context::TABLE,
        files::TABLE,
        source::TABLE,
        derivation::TABLE,
        fetch::TABLE,
    ]
}

/// All builtins.
pub fn all() -> impl Iterator<Item = &'static Builtin> {
    tables().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_complete() {
        for builtin in all() {
            assert_eq!(builtin.arity, builtin.params.len(), "{}", builtin.name);
            assert!(builtin.arity <= crate::eval::MAX_ARITY, "{}", builtin.name);
            assert!(builtin.strict.iter().all(|index| *index < builtin.arity), "{}", builtin.name);
            assert!(!builtin.doc.is_empty(), "{}", builtin.name);
        }
    }
}
