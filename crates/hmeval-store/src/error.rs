//! The one error type of this crate: a message word for word as Nix words it, and the class Nix gives it.
//!
//! The class matters to callers: the command line treats a [`ErrorKind::Usage`] error differently from the
//! rest, and some callers turn a bad store path into "not a store path" and go on.

use std::fmt;

/// The class of an [`Error`], named after Nix's exception classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// Nix's `Error`: no narrower class applies.
    Other,
    /// `UsageError`: an unknown name of a hash algorithm, format or method.
    Usage,
    /// `BadHash`: text that is no hash.
    BadHash,
    /// `BadStorePath`: text that is no store path.
    BadStorePath,
    /// `BadStorePathName`: text that is no name of a store object.
    BadStorePathName,
    /// `FormatError`: malformed text, as in an encoding or a derivation.
    Format,
    /// `SerialisationError`: malformed binary data, as in an archive.
    Serialisation,
    /// `EndOfFile`: data that ends too early.
    EndOfFile,
    /// `MissingExperimentalFeature`: an experimental feature would have to be enabled.
    MissingFeature,
    /// `SysError`: the operating system refused something.
    System,
}

/// An error with Nix's text. The text is bytes, since it quotes Nix strings, which are bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: Vec<u8>,
}

/// The result of everything in this crate that can fail.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error of class `kind` whose text is `parts`, one after the other.
    #[must_use]
    pub fn new(kind: ErrorKind, parts: &[&[u8]]) -> Self {
        Self { kind, message: parts.concat() }
    }

    /// The error that `feature` is not enabled; `reason` is the text Nix puts in brackets, or empty.
    #[must_use]
    pub fn missing_feature(feature: &str, reason: &[u8]) -> Self {
        let (open, close): (&[u8], &[u8]) = if reason.is_empty() { (b"", b"") } else { (b" (", b")") };
        let feature = feature.as_bytes();
        Self::new(
            ErrorKind::MissingFeature,
            &[
                b"experimental Nix feature '",
                feature,
                b"' is disabled",
                open,
                reason,
                close,
                b"; add '--extra-experimental-features ",
                feature,
                b"' to enable it",
            ],
        )
    }

    /// The class of the error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The text of the error, without "error: ".
    #[must_use]
    pub fn message(&self) -> &[u8] {
        &self.message
    }

    /// The text of the error, given away.
    #[must_use]
    pub fn into_message(self) -> Vec<u8> {
        self.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.message))
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_feature_says_how_to_enable_it() {
        assert_eq!(
            Error::missing_feature("dynamic-derivations", b"why").to_string(),
            "experimental Nix feature 'dynamic-derivations' is disabled (why); \
             add '--extra-experimental-features dynamic-derivations' to enable it"
        );
    }
}
