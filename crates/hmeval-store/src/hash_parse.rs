//! Reading hashes from the text forms Nix accepts (`Hash::parse…` of `libutil/hash.cc`).
//!
//! A hash may name its algorithm (`sha256:…` or, as SRI, `sha256-…`) or leave it to the context; without the
//! SRI dash, the encoding is told by the length. Users: `outputHash`, `fetchurl`, `builtins.convertHash`,
//! derivations and content addresses.

use crate::base::{self, base16_len, base64_len, nix32_len};
use crate::error::{Error, ErrorKind, Result};
use crate::features::Features;
use crate::hash::{Hash, HashAlgo, HashFormat};

impl Hash {
    /// Reads `<algorithm>-<base64>` (`parseSRI`).
    ///
    /// # Errors
    /// If the text is not of that form.
    pub fn parse_sri(text: &[u8], features: Features) -> Result<Self> {
        let Some((algo, digits)) = split_at_byte(text, b'-') else {
            return Err(bad_hash(&[b"hash '", text, b"' is not SRI"]));
        };
        decode(digits, HashAlgo::parse(algo, features)?, HashFormat::Sri)
    }

    /// Reads any form; the text, `algo` or both must tell the algorithm (`parseAny`).
    ///
    /// # Errors
    /// If neither does, if they differ, or if the text is no hash of the algorithm.
    pub fn parse_any(text: &[u8], algo: Option<HashAlgo>, features: Features) -> Result<Self> {
        Ok(Self::parse_any_with_format(text, algo, features)?.0)
    }

    /// As [`Self::parse_any`], with the form the hash was read from.
    ///
    /// # Errors
    /// As [`Self::parse_any`].
    pub fn parse_any_with_format(
        text: &[u8],
        algo: Option<HashAlgo>,
        features: Features,
    ) -> Result<(Self, HashFormat)> {
        let prefixed = Prefixed::split(text, features)?;
        let algo = match (prefixed.algo, algo) {
            (None, None) => {
                let unknown = b"' does not include a type, nor is the type otherwise known from context";
                return Err(bad_hash(&[b"hash '", text, unknown]));
            }
            (Some(parsed), Some(wanted)) if parsed != wanted => {
                let wanted = wanted.name().as_bytes();
                return Err(bad_hash(&[b"hash '", text, b"' should have type '", wanted, b"'"]));
            }
            (Some(algo), _) | (None, Some(algo)) => algo,
        };
        prefixed.decode(algo)
    }

    /// Reads any form that names its algorithm (`parseAnyPrefixed`).
    ///
    /// # Errors
    /// If the text names none or is no hash of it.
    pub fn parse_any_prefixed(text: &[u8], features: Features) -> Result<Self> {
        let prefixed = Prefixed::split(text, features)?;
        let Some(algo) = prefixed.algo else {
            return Err(bad_hash(&[b"hash '", text, b"' does not include a type"]));
        };
        Ok(prefixed.decode(algo)?.0)
    }

    /// Reads digits alone, in the encoding their number tells (`parseNonSRIUnprefixed`).
    ///
    /// # Errors
    /// If their number fits no encoding, or they are no digits of it.
    pub fn parse_unprefixed(text: &[u8], algo: HashAlgo) -> Result<Self> {
        decode(text, algo, format_by_length(text, algo)?)
    }

    /// Reads digits alone, in the given encoding (`parseExplicitFormatUnprefixed`).
    ///
    /// # Errors
    /// If they do not make up a hash of the right length.
    pub fn parse_unprefixed_as(text: &[u8], algo: HashAlgo, format: HashFormat) -> Result<Self> {
        decode(text, algo, format)
    }

    /// As [`Self::parse_any`], but the empty text stands for the zero hash (`newHashAllowEmpty`). Then, the text
    /// of the warning that Nix prints is returned as well.
    ///
    /// # Errors
    /// If the text is empty and no algorithm is given; else as [`Self::parse_any`].
    pub fn parse_allow_empty(
        text: &[u8],
        algo: Option<HashAlgo>,
        features: Features,
    ) -> Result<(Self, Option<String>)> {
        if !text.is_empty() {
            return Ok((Self::parse_any(text, algo, features)?, None));
        }
        let algo = algo.ok_or_else(|| bad_hash(&[b"empty hash requires explicit hash algorithm"]))?;
        let hash = Self::zero(algo);
        let warning = format!("found empty hash, assuming '{}'", hash.to_text(HashFormat::Sri, true));
        Ok((hash, Some(warning)))
    }
}

/// A text split into the algorithm it names, if any, and the digits.
struct Prefixed<'a> {
    algo: Option<HashAlgo>,
    is_sri: bool,
    digits: &'a [u8],
}

impl<'a> Prefixed<'a> {
    fn split(text: &'a [u8], features: Features) -> Result<Self> {
        let colon = split_at_byte(text, b':');
        let is_sri = colon.is_none();
        match colon.or_else(|| split_at_byte(text, b'-')) {
            Some((algo, digits)) => Ok(Self { algo: Some(HashAlgo::parse(algo, features)?), is_sri, digits }),
            None => Ok(Self { algo: None, is_sri: false, digits: text }),
        }
    }

    fn decode(&self, algo: HashAlgo) -> Result<(Hash, HashFormat)> {
        let format = if self.is_sri { HashFormat::Sri } else { format_by_length(self.digits, algo)? };
        Ok((decode(self.digits, algo, format)?, format))
    }
}

/// The encoding that gives a hash of `algo` the length of `digits`.
fn format_by_length(digits: &[u8], algo: HashAlgo) -> Result<HashFormat> {
    let (len, size) = (digits.len(), algo.size());
    if len == base16_len(size) {
        Ok(HashFormat::Base16)
    } else if len == nix32_len(size) {
        Ok(HashFormat::Nix32)
    } else if len == base64_len(size) {
        Ok(HashFormat::Base64)
    } else {
        let algo = algo.name().as_bytes();
        Err(bad_hash(&[b"hash '", digits, b"' has wrong length for hash algorithm '", algo, b"'"]))
    }
}

/// Decodes `digits`. Text that cannot be decoded counts as text that decodes to nothing: Nix drops the cause.
fn decode(digits: &[u8], algo: HashAlgo, format: HashFormat) -> Result<Hash> {
    let (decoded, encoding): (_, &[u8]) = match format {
        HashFormat::Base16 => (base::decode_base16(digits), b"base16"),
        HashFormat::Nix32 => (base::decode_nix32(digits), b"nix32"),
        HashFormat::Base64 => (base::decode_base64(digits), b"Base64"),
        HashFormat::Sri => (base::decode_base64(digits), b"SRI"),
    };
    let bytes = decoded.unwrap_or_default();
    Hash::from_bytes(algo, &bytes).ok_or_else(|| {
        let (got, expected) = (bytes.len().to_string(), algo.size().to_string());
        bad_hash(&[
            b"invalid ",
            encoding,
            b" hash '",
            digits,
            b"', length ",
            got.as_bytes(),
            b" != expected length ",
            expected.as_bytes(),
        ])
    })
}

/// What is before the first `separator` and what is after it.
pub(crate) fn split_at_byte(text: &[u8], separator: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().position(|&byte| byte == separator)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

fn bad_hash(parts: &[&[u8]]) -> Error {
    Error::new(ErrorKind::BadHash, parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hasher::hash_bytes;

    const ALGOS: [HashAlgo; 5] =
        [HashAlgo::Md5, HashAlgo::Sha1, HashAlgo::Sha256, HashAlgo::Sha512, HashAlgo::Blake3];

    fn message(result: Result<Hash>) -> String {
        result.unwrap_err().to_string()
    }

    fn parse(text: &str, algo: Option<HashAlgo>) -> Result<Hash> {
        Hash::parse_any(text.as_bytes(), algo, Features::default())
    }

    #[test]
    fn every_form_is_read_back() {
        for algo in ALGOS {
            let hash = hash_bytes(algo, b"x");
            for format in [HashFormat::Base16, HashFormat::Nix32, HashFormat::Base64, HashFormat::Sri] {
                let text = hash.to_text(format, true);
                let read = Hash::parse_any_with_format(text.as_bytes(), None, Features::ALL).unwrap();
                assert_eq!(read, (hash, format), "{text}");
                assert_eq!(Hash::parse_any_prefixed(text.as_bytes(), Features::ALL).unwrap(), hash);
                if format != HashFormat::Sri {
                    let text = hash.to_text(format, false);
                    assert_eq!(parse(&text, Some(algo)).unwrap(), hash);
                    assert_eq!(Hash::parse_unprefixed(text.as_bytes(), algo).unwrap(), hash);
                    assert_eq!(Hash::parse_unprefixed_as(text.as_bytes(), algo, format).unwrap(), hash);
                }
            }
        }
    }

    #[test]
    fn the_algorithm_must_be_told_once_or_twice_alike() {
        let sri = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert!(parse(sri, Some(HashAlgo::Sha256)).is_ok());
        assert_eq!(
            message(parse(sri, Some(HashAlgo::Sha1))),
            format!("hash '{sri}' should have type 'sha1'")
        );
        assert_eq!(
            message(parse("xyz", None)),
            "hash 'xyz' does not include a type, nor is the type otherwise known from context"
        );
        assert_eq!(
            message(Hash::parse_any_prefixed(b"xyz", Features::ALL)),
            "hash 'xyz' does not include a type"
        );
        assert!(message(parse("what:xyz", None)).starts_with("unknown hash algorithm 'what'"));
        assert_eq!(message(Hash::parse_sri(b"sha256:xyz", Features::ALL)), "hash 'sha256:xyz' is not SRI");
    }

    #[test]
    fn wrong_lengths_and_digits_are_told_as_nix_tells_them() {
        assert_eq!(
            message(parse("sha256:xx", None)),
            "hash 'xx' has wrong length for hash algorithm 'sha256'"
        );
        assert_eq!(message(parse("sha1-!!", None)), "invalid SRI hash '!!', length 0 != expected length 20");
        assert_eq!(
            message(parse("md5-aGVs", None)),
            "invalid SRI hash 'aGVs', length 3 != expected length 16"
        );
        let (g, z) = ("g".repeat(32), "z".repeat(26));
        assert_eq!(
            message(parse(&g, Some(HashAlgo::Md5))),
            format!("invalid base16 hash '{g}', length 0 != expected length 16")
        );
        assert_eq!(
            message(parse(&z, Some(HashAlgo::Md5))),
            format!("invalid nix32 hash '{z}', length 17 != expected length 16")
        );
    }

    #[test]
    fn the_empty_text_is_the_zero_hash() {
        let (hash, warning) = Hash::parse_allow_empty(b"", Some(HashAlgo::Md5), Features::ALL).unwrap();
        assert_eq!(hash, Hash::zero(HashAlgo::Md5));
        assert_eq!(warning.unwrap(), "found empty hash, assuming 'md5-AAAAAAAAAAAAAAAAAAAAAA=='");
        let error = Hash::parse_allow_empty(b"", None, Features::ALL).unwrap_err();
        assert_eq!(error.message(), b"empty hash requires explicit hash algorithm");
    }
}
