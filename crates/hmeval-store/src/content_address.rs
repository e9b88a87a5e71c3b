//! How the content of a store object is hashed to name it (Nix manual, section "Content-Addressing Store
//! Objects"; `libstore/content-address.cc`).
//!
//! Used by fixed-output and floating content-addressed outputs and by everything that copies sources.

use std::collections::BTreeSet;

use crate::error::{Error, ErrorKind, Result};
use crate::features::{Features, require};
use crate::hash::{Hash, HashAlgo, HashFormat};
use crate::store_path::StorePath;

/// What of a file system object is hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContentAddressMethod {
    /// The content of a regular file.
    Flat,
    /// The archive (NAR) of a tree; `recursive` of old.
    Nar,
    /// The Git object of a tree; needs the experimental feature `git-hashing`.
    Git,
    /// The content of a regular file that may have references: derivations and `builtins.toFile`.
    Text,
}

impl ContentAddressMethod {
    /// The method called `name`, of `flat`, `nar`, `git` and `text` (`ContentAddressMethod::parse`).
    ///
    /// # Errors
    /// A [`ErrorKind::Usage`] error if there is none.
    pub fn parse(name: &[u8]) -> Result<Self> {
        Ok(match name {
            b"flat" => Self::Flat,
            b"nar" => Self::Nar,
            b"git" => Self::Git,
            b"text" => Self::Text,
            _ => {
                let expected = b"', expect `flat`, `nar`, or `git`";
                return Err(Error::new(
                    ErrorKind::Usage,
                    &[b"Unknown file ingestion method '", name, expected],
                ));
            }
        })
    }

    /// The name [`Self::parse`] reads.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Flat => "flat",
            Self::Nar => "nar",
            Self::Git => "git",
            Self::Text => "text",
        }
    }

    /// What precedes the algorithm in a derivation's output.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Flat => "",
            Self::Nar => "r:",
            Self::Git => "git:",
            Self::Text => "text:",
        }
    }

    /// Splits [`Self::prefix`] off `text` (`parsePrefix`).
    ///
    /// # Errors
    /// If the prefix is that of a method whose experimental feature is not enabled.
    pub fn split_prefix(text: &[u8], features: Features) -> Result<(Self, &[u8])> {
        if let Some(rest) = text.strip_prefix(b"r:") {
            Ok((Self::Nar, rest))
        } else if let Some(rest) = text.strip_prefix(b"git:") {
            require(features.git_hashing, "git-hashing", b"")?;
            Ok((Self::Git, rest))
        } else if let Some(rest) = text.strip_prefix(b"text:") {
            Ok((Self::Text, rest))
        } else {
            Ok((Self::Flat, text))
        }
    }

    /// Appends the prefix and the algorithm to `out`, as a derivation's output has them.
    pub fn write_with_algo(self, algo: HashAlgo, out: &mut Vec<u8>) {
        out.extend_from_slice(self.prefix().as_bytes());
        out.extend_from_slice(algo.name().as_bytes());
    }
}

/// A content address: how the content was hashed, and the hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContentAddress {
    /// What was hashed.
    pub method: ContentAddressMethod,
    /// The hash of it.
    pub hash: Hash,
}

impl ContentAddress {
    /// The text form `text:…` or `fixed:…` (`ContentAddress::render`).
    #[must_use]
    pub fn to_text(&self) -> String {
        let (kind, prefix) = match self.method {
            ContentAddressMethod::Text => ("text:", ""),
            method => ("fixed:", method.prefix()),
        };
        format!("{kind}{prefix}{}", self.hash.to_text(HashFormat::Nix32, true))
    }
}

/// The references of a content-addressed store object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References {
    /// The other store objects it refers to.
    pub others: BTreeSet<StorePath>,
    /// Whether it refers to itself.
    pub self_reference: bool,
}

impl References {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.self_reference && self.others.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_prefixes_are_read_back() {
        use ContentAddressMethod::{Flat, Git, Nar, Text};
        for method in [Flat, Nar, Git, Text] {
            assert_eq!(ContentAddressMethod::parse(method.name().as_bytes()).unwrap(), method);
            let text = format!("{}sha256", method.prefix());
            let split = ContentAddressMethod::split_prefix(text.as_bytes(), Features::ALL).unwrap();
            assert_eq!(split, (method, &b"sha256"[..]));
        }
        assert!(ContentAddressMethod::split_prefix(b"git:sha1", Features::default()).is_err());
        assert_eq!(
            ContentAddressMethod::parse(b"recursive").unwrap_err().to_string(),
            "Unknown file ingestion method 'recursive', expect `flat`, `nar`, or `git`"
        );
    }

    #[test]
    fn the_text_form_tells_the_kind() {
        let hash = Hash::zero(HashAlgo::Sha256);
        let zeros = "0".repeat(52);
        let text = |method| ContentAddress { method, hash }.to_text();
        assert_eq!(text(ContentAddressMethod::Text), format!("text:sha256:{zeros}"));
        assert_eq!(text(ContentAddressMethod::Flat), format!("fixed:sha256:{zeros}"));
        assert_eq!(text(ContentAddressMethod::Nar), format!("fixed:r:sha256:{zeros}"));
    }
}
