//! From the text of a Nix file to the representation that the evaluator walks.
//!
//! [`parse()`] is a hand-written lexer and recursive-descent parser that writes [`ir::Ir`] directly; [`bind()`] resolves
//! its variables; [`show()`] prints a tree as `nix-instantiate --parse` does. Neither of the first two fails: what is wrong
//! comes back as errors beside the tree.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests"))]

mod bind;
mod canonical;
mod chars;
mod depth;
pub mod editor;
mod error;
mod intern;
pub mod ir;
mod lalr;
mod lexer;
mod parse;
mod pieces;
mod search;
mod show;
mod symbol_order;
mod token;
mod tree;
mod wrapped;
mod written;

pub use bind::{Root, RootScope, bind};
pub use canonical::{Canonical, FreeVariable, canonical};
pub use error::{ErrorKind, LintKind, LintedLiteral, OrWarning, SyntaxError};
pub use intern::{NameTable, Vacant, name_hash};
pub use parse::{Options, Parsed, parse};
pub use search::{
    Literal, argument_around, argument_of_file, bindings_around, call_of, condition_at,
    constant_condition_around, expression_range, is_in_binding, items_at, key_of_module, literal_at,
    name_in_set, path_around, use_in_binding, with_sets_around,
};
pub use show::{ShowPaths, show, string_body, string_literal, write_identifier};
pub use symbol_order::initial_symbols;
pub use wrapped::{Wrapped, Wrapper, is_simple, unwrapped};
pub use written::{Written, binding_at, bindings_below};
