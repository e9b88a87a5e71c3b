//! The heart of hmeval: values, laziness and builtins of the Nix language.
//!
//! An [`Evaluator`] holds the state of one evaluation: the heap that its values lie in, the names, the loaded files. It
//! reaches the outside only through a [`world::World`]. Reading order: `heap`, `value` and thunk in it, `code`, `eval`.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests"))]

mod assert_equal;
mod attr_path;
pub mod builtins;
pub mod code;
pub mod coerce;
pub mod context;
mod corepkgs;
mod cycle;
pub mod equality;
pub mod error;
pub mod eval;
pub mod evaluator;
pub mod fetcher;
pub mod force;
pub mod heap;
pub mod import;
pub mod json;
mod lint;
pub mod native;
pub mod observe;
mod order;
pub mod packages;
pub mod parsed;
pub mod path;
mod position;
pub mod prefetch;
pub mod print;
pub mod render;
mod search_path;
pub mod settings;
mod sort;
pub mod stats;
pub mod store;
pub mod string;
pub mod symbol;
pub mod world;
pub mod xml;

pub use error::{Error, ErrorKind, FROM_CALL_SITE, Result};
pub use evaluator::Evaluator;
pub use heap::{Heap, Value, View};
pub use settings::Settings;
