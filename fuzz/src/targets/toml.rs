//! The reader of `builtins.fromTOML`: any bytes give a table or an error, with and without timestamps.

use hmeval_formats::toml::{Timestamps, parse};

/// Pieces of TOML.
pub const WORDS: &[&str] = &[
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ".",
    ",",
    "\"\"\"",
    "'''",
    "'",
    "\"",
    "\\u00e9",
    "\\U0010ffff",
    "\n",
    "\r\n",
    "#",
    "1979-05-27T07:32:00Z",
    "0x",
    "0b1",
    "1_000",
    "inf",
    "nan",
    "true",
    "a.b",
    "+",
    "-",
];

/// Reads the input.
///
/// # Panics
/// If a document without timestamps is read differently where they are accepted.
pub fn run(data: &[u8]) {
    let refusing = parse(data, Timestamps::Refuse);
    let accepting = parse(data, Timestamps::Accept);
    assert!(refusing.is_err() || accepting.is_ok(), "accepting more refuses something");
}
