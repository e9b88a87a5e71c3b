//! The formats and small languages that Nix's built-in functions read and write, byte for byte as Nix 2.34
//! handles them: floats, POSIX regular expressions, JSON, TOML, XML, versions and spelling suggestions.
//!
//! This crate is a leaf: it works on bytes and plain data and knows nothing of the evaluator's values. The
//! evaluator drives it from the primitive operations (`match`, `split`, `fromJSON`, `fromTOML`, `toXML`,
//! `compareVersions`, …) and from its value printers.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests"))]

pub mod float;
pub mod generate;
pub mod json;
pub mod lev;
pub mod regex;
pub mod toml;
pub mod version;
pub mod xml;
