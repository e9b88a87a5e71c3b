//! JSON as `builtins.fromJSON` reads and `builtins.toJSON` writes it.
//!
//! Nix uses Niels Lohmann's library "JSON for Modern C++" (nlohmann) 3.12 for both, so what is accepted, how
//! errors are worded and which characters are escaped follows that library. The reader ([`read`]) hands what it
//! finds to a [`Builder`], so that the evaluator makes its values directly.

mod lexer;
mod numbers;
mod parser;
mod string;
#[cfg(test)]
mod tests;
mod write;

pub use parser::{Builder, ReadError, read};
pub use write::{Utf8Error, write_string};
