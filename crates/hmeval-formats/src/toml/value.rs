//! Values while a document is being parsed: with the place and the form of their definition, on which it
//! depends what may be added to them later.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::errors::Region;
use super::{Timestamps, Toml};

/// The values of a table by key.
pub(super) type Entries = IndexMap<Vec<u8>, Value, FxBuildHasher>;

/// A value and where it was defined.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) kind: Kind,
    pub(super) region: Region,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Kind {
    /// Anything but a container.
    Scalar(Toml),
    /// `is_open` if it was defined by `[[headers]]`, so that more may follow.
    Array {
        items: Vec<Value>,
        is_open: bool,
    },
    Table {
        entries: Entries,
        form: Form,
    },
}

/// How a table was defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `{ … }`
    Inline,
    /// As a prefix of a dotted key.
    Dotted,
    /// As a prefix of a header.
    Implicit,
    /// By its own header.
    Explicit,
}

impl Value {
    /// An empty table.
    pub(super) fn table(form: Form, region: Region) -> Self {
        Self { kind: Kind::Table { entries: Entries::default(), form }, region }
    }

    /// Whether this is an array that has elements, all of them tables.
    pub(super) fn is_array_of_tables(&self) -> bool {
        match &self.kind {
            Kind::Array { items, .. } => {
                !items.is_empty() && items.iter().all(|item| matches!(item.kind, Kind::Table { .. }))
            }
            _ => false,
        }
    }
}

/// Drops what only the parser needs; refuses what Nix cannot represent.
pub(super) fn convert_table(entries: Entries, timestamps: Timestamps) -> Result<super::Table, Vec<u8>> {
    let convert = |(key, value): (Vec<u8>, Value)| {
        refuse_nul(&key)?;
        let value = convert(value, timestamps)?;
        Ok((key, value))
    };
    entries.into_iter().map(convert).collect()
}

fn convert(value: Value, timestamps: Timestamps) -> Result<Toml, Vec<u8>> {
    match value.kind {
        Kind::Scalar(Toml::Timestamp(_)) if timestamps == Timestamps::Refuse => {
            Err(b"Dates and times are not supported".to_vec())
        }
        Kind::Scalar(scalar) => {
            if let Toml::String(string) = &scalar {
                refuse_nul(string)?;
            }
            Ok(scalar)
        }
        Kind::Array { items, .. } => {
            items.into_iter().map(|item| convert(item, timestamps)).collect::<Result<_, _>>().map(Toml::Array)
        }
        Kind::Table { entries, .. } => convert_table(entries, timestamps).map(Toml::Table),
    }
}

/// Nix strings cannot hold NUL bytes.
fn refuse_nul(string: &[u8]) -> Result<(), Vec<u8>> {
    if !string.contains(&0) {
        return Ok(());
    }
    let parts: Vec<&[u8]> = string.split(|byte| *byte == 0).collect();
    let start = b"error: input string '".as_slice();
    let end = b"' cannot be represented as Nix string because it contains null bytes".as_slice();
    Err([start, &parts.join("␀".as_bytes()), end].concat())
}
