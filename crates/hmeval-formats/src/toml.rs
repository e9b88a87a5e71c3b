//! TOML as `builtins.fromTOML` reads it.
//!
//! Nix uses the library toml11 4.4 restricted to TOML 1.0. What it accepts and how it words its errors depends on
//! the way it scans and recovers, so this parser goes the same way: a grammar of scanners (`syntax`) that also
//! tell what they expected, and a parser that collects all errors of the text. Known differences: nesting is
//! limited (toml11 overflows the stack), and where toml11 loops forever on a malformed comment, this parser
//! skips it.

mod containers;
mod datetime;
mod document;
mod errors;
mod insert;
mod literals;
mod numbers;
mod parser;
mod recovery;
mod scan;
mod strings;
mod syntax;
#[cfg(test)]
mod tests;
mod value;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

/// A table: its values by key, in the order of the text.
pub type Table = IndexMap<Vec<u8>, Toml, FxBuildHasher>;

/// A TOML value.
#[derive(Debug, Clone, PartialEq)]
pub enum Toml {
    /// `true` or `false`
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A float, possibly infinite or NaN.
    Float(f64),
    /// A string: UTF-8 without NUL.
    String(Vec<u8>),
    /// A date, a time or both, in the normal form Nix gives it (`1979-05-27T07:32:00.500Z`).
    Timestamp(Vec<u8>),
    /// An array.
    Array(Vec<Toml>),
    /// A table.
    Table(Table),
}

/// What to do about dates and times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timestamps {
    /// Refuse them with "Dates and times are not supported", as Nix does by default.
    Refuse,
    /// Accept them (the experimental feature `parse-toml-timestamps`).
    Accept,
}

/// Why a text was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TomlError {
    message: Vec<u8>,
}

impl TomlError {
    /// What Nix prints after "while parsing TOML: ".
    #[must_use]
    pub fn message(&self) -> &[u8] {
        &self.message
    }
}

/// Parses a TOML document.
///
/// # Errors
///
/// [`TomlError`] with the errors of toml11, or the first value that Nix cannot represent.
pub fn parse(text: &[u8], timestamps: Timestamps) -> Result<Table, TomlError> {
    let table = document::parse(text).map_err(|message| TomlError { message })?;
    value::convert_table(table, timestamps).map_err(|message| TomlError { message })
}
