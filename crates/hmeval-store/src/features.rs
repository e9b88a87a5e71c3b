//! The experimental features of Nix that this crate must know of, since Nix checks them while parsing.

use crate::error::{Error, Result};

/// Which of the experimental features that concern the store are enabled. By default none is, as in Nix.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Features {
    /// `blake3-hashes`
    pub blake3_hashes: bool,
    /// `ca-derivations`
    pub ca_derivations: bool,
    /// `dynamic-derivations`
    pub dynamic_derivations: bool,
    /// `git-hashing`
    pub git_hashing: bool,
    /// `impure-derivations`
    pub impure_derivations: bool,
}

impl Features {
    /// Every feature enabled, for data that was made where they were.
    pub const ALL: Self = Self {
        blake3_hashes: true,
        ca_derivations: true,
        dynamic_derivations: true,
        git_hashing: true,
        impure_derivations: true,
    };
}

/// Fails as Nix does unless `enabled`; `reason` is the text Nix puts in brackets, or empty.
pub(crate) fn require(enabled: bool, feature: &str, reason: &[u8]) -> Result<()> {
    if enabled { Ok(()) } else { Err(Error::missing_feature(feature, reason)) }
}
