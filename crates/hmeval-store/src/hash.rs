//! Hash algorithms, hashes and their text forms (Nix manual, section "Hashes"; `libutil/hash.cc`).
//!
//! Everything that names a store object by content goes through [`struct@Hash`]; parsing is in
//! [`crate::hash_parse`], computing in [`crate::hasher`].

use crate::base;
use crate::error::{Error, ErrorKind, Result};
use crate::features::{Features, require};

/// The number of bytes of the longest hash, that of SHA-512.
pub const MAX_HASH_SIZE: usize = 64;

/// A hash algorithm Nix knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HashAlgo {
    /// MD5, 16 bytes.
    Md5,
    /// SHA-1, 20 bytes.
    Sha1,
    /// SHA-256, 32 bytes: the algorithm of store paths.
    Sha256,
    /// SHA-512, 64 bytes.
    Sha512,
    /// BLAKE3, 32 bytes; needs the experimental feature `blake3-hashes`.
    Blake3,
}

impl HashAlgo {
    /// The number of bytes of a hash.
    #[must_use]
    pub const fn size(self) -> usize {
        match self {
            Self::Md5 => 16,
            Self::Sha1 => 20,
            Self::Sha256 | Self::Blake3 => 32,
            Self::Sha512 => 64,
        }
    }

    /// The name Nix gives the algorithm, such as `sha256`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
            Self::Blake3 => "blake3",
        }
    }

    /// The algorithm called `name`, or `None` (`parseHashAlgoOpt`).
    ///
    /// # Errors
    /// If the name is `blake3` and its feature is not enabled.
    pub fn parse_opt(name: &[u8], features: Features) -> Result<Option<Self>> {
        Ok(Some(match name {
            b"md5" => Self::Md5,
            b"sha1" => Self::Sha1,
            b"sha256" => Self::Sha256,
            b"sha512" => Self::Sha512,
            b"blake3" => {
                require(features.blake3_hashes, "blake3-hashes", b"")?;
                Self::Blake3
            }
            _ => return Ok(None),
        }))
    }

    /// The algorithm called `name` (`parseHashAlgo`).
    ///
    /// # Errors
    /// A [`ErrorKind::Usage`] error if there is none; else as [`Self::parse_opt`].
    pub fn parse(name: &[u8], features: Features) -> Result<Self> {
        Self::parse_opt(name, features)?.ok_or_else(|| {
            let expected = b"', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'";
            Error::new(ErrorKind::Usage, &[b"unknown hash algorithm '", name, expected])
        })
    }
}

/// A text form of a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HashFormat {
    /// Base16 in lower case.
    Base16,
    /// Nix's own base-32.
    Nix32,
    /// Padded base64.
    Base64,
    /// `<algorithm>-<base64>`, as in W3C's Subresource Integrity.
    Sri,
}

impl HashFormat {
    /// The format called `name` (`parseHashFormat`), and whether the name is the deprecated `base32`, of which
    /// Nix warns with [`Self::BASE32_WARNING`].
    ///
    /// # Errors
    /// A [`ErrorKind::Usage`] error if there is none.
    pub fn parse(name: &[u8]) -> Result<(Self, bool)> {
        Ok(match name {
            b"base16" => (Self::Base16, false),
            b"nix32" => (Self::Nix32, false),
            b"base32" => (Self::Nix32, true),
            b"base64" => (Self::Base64, false),
            b"sri" => (Self::Sri, false),
            _ => {
                let expected = b"', expect 'base16', 'base32', 'base64', or 'sri'";
                return Err(Error::new(ErrorKind::Usage, &[b"unknown hash format '", name, expected]));
            }
        })
    }

    /// The text of Nix's warning of the format name `base32`.
    pub const BASE32_WARNING: &'static str = "\"base32\" is a deprecated alias for hash format \"nix32\".";

    /// The name of the format (`printHashFormat`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Base16 => "base16",
            Self::Nix32 => "nix32",
            Self::Base64 => "base64",
            Self::Sri => "sri",
        }
    }
}

/// A hash and the algorithm it was made with.
///
/// Its length is that of the algorithm, except for one that [`Self::compress`] has folded.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash {
    algo: HashAlgo,
    len: u8,
    bytes: [u8; MAX_HASH_SIZE],
}

impl Hash {
    /// The hash of `algo` whose bytes are all zero, which stands for "not yet known".
    #[must_use]
    pub const fn zero(algo: HashAlgo) -> Self {
        Self { algo, len: algo.size() as u8, bytes: [0; MAX_HASH_SIZE] }
    }

    /// The hash of `algo` with the given bytes, or `None` if their number is wrong.
    #[must_use]
    pub fn from_bytes(algo: HashAlgo, bytes: &[u8]) -> Option<Self> {
        let mut hash = Self::zero(algo);
        hash.bytes.get_mut(..algo.size()).filter(|slot| slot.len() == bytes.len())?.copy_from_slice(bytes);
        Some(hash)
    }

    /// The SHA-256 hash with the given bytes.
    #[must_use]
    pub fn from_sha256(bytes: [u8; 32]) -> Self {
        let mut hash = Self::zero(HashAlgo::Sha256);
        hash.bytes[..32].copy_from_slice(&bytes);
        hash
    }

    /// The algorithm the hash was made with.
    #[must_use]
    pub fn algo(&self) -> HashAlgo {
        self.algo
    }

    /// The bytes of the hash.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// The hash folded to `N` bytes by XOR (`compressHash`), as store paths have it.
    #[must_use]
    pub fn compress<const N: usize>(&self) -> [u8; N] {
        let mut folded = [0; N];
        for chunk in self.as_bytes().chunks(N) {
            for (slot, byte) in folded.iter_mut().zip(chunk) {
                *slot ^= byte;
            }
        }
        folded
    }

    /// The hash in `format`; `with_algo` puts `<algorithm>:` before the forms that lack the algorithm.
    #[must_use]
    pub fn to_text(&self, format: HashFormat, with_algo: bool) -> String {
        let mut text = Vec::with_capacity(16 + 2 * MAX_HASH_SIZE);
        self.write_text(format, with_algo, &mut text);
        String::from_utf8(text).unwrap_or_default()
    }

    /// Appends what [`Self::to_text`] returns to `out`.
    pub fn write_text(&self, format: HashFormat, with_algo: bool, out: &mut Vec<u8>) {
        if with_algo || format == HashFormat::Sri {
            out.extend_from_slice(self.algo.name().as_bytes());
            out.push(if format == HashFormat::Sri { b'-' } else { b':' });
        }
        match format {
            HashFormat::Base16 => base::encode_base16(self.as_bytes(), out),
            HashFormat::Nix32 => base::encode_nix32(self.as_bytes(), out),
            HashFormat::Base64 | HashFormat::Sri => base::encode_base64(self.as_bytes(), out),
        }
    }
}

impl std::fmt::Debug for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_text(HashFormat::Base16, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blake3_needs_its_feature() {
        let error = HashAlgo::parse(b"blake3", Features::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingFeature);
        assert_eq!(HashAlgo::parse(b"blake3", Features::ALL).unwrap(), HashAlgo::Blake3);
    }

    #[test]
    fn unknown_names_are_usage_errors() {
        let error = HashAlgo::parse(b"sha3", Features::ALL).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Usage);
        assert_eq!(
            error.to_string(),
            "unknown hash algorithm 'sha3', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'"
        );
        assert!(HashFormat::parse(b"hex").is_err());
        assert_eq!(HashFormat::parse(b"base32").unwrap(), (HashFormat::Nix32, true));
    }

    #[test]
    fn folding_xors_every_byte_in() {
        let bytes: Vec<u8> = (0..32).collect();
        let folded = Hash::from_bytes(HashAlgo::Sha256, &bytes).unwrap().compress::<20>();
        assert_eq!(folded[0], 20);
        assert_eq!(folded[11], 11 ^ 31);
        assert_eq!(folded[12], 12);
    }

    #[test]
    fn the_number_of_bytes_is_checked() {
        assert_eq!(Hash::from_bytes(HashAlgo::Md5, &[0; 20]), None);
        assert_eq!(Hash::from_bytes(HashAlgo::Md5, &[0; 16]), Some(Hash::zero(HashAlgo::Md5)));
    }
}
