//! Store paths: the hash part and the name of a store object (Nix manual, section "Store Path";
//! `libstore/path.cc`).
//!
//! A [`StorePath`] knows nothing of the store directory; [`crate::store_dir::StoreDir`] reads and prints whole
//! paths. It is a key of many maps and is written into every derivation that refers to it, so it keeps the hash part
//! as text, inline.

use std::fmt;

use crate::base;
use crate::error::{Error, ErrorKind, Result};

/// The number of base-32 digits of the hash part.
pub const HASH_PART_LEN: usize = 32;

/// The number of bytes the hash part stands for.
pub const HASH_PART_SIZE: usize = 20;

/// The number of bytes a name may have.
pub const MAX_NAME_LEN: usize = 211;

/// The end of the name of every derivation in a store.
pub const DRV_EXTENSION: &str = ".drv";

/// The name of a store object: its hash part and its name, valid by construction.
///
/// The order is that of the printed text, as in Nix, which the order of references in a derivation follows.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StorePath {
    /// Base-32 digits.
    hash_part: [u8; HASH_PART_LEN],
    name: Box<str>,
}

impl StorePath {
    /// The store path of a hash folded to 20 bytes and a name.
    ///
    /// # Errors
    /// If the name is not valid.
    pub fn new(hash: [u8; HASH_PART_SIZE], name: &[u8]) -> Result<Self> {
        let mut base_name = Vec::with_capacity(HASH_PART_LEN + 1 + name.len());
        base::encode_nix32(&hash, &mut base_name);
        let hash_part = *base_name.first_chunk().ok_or_else(|| too_short(&base_name))?;
        match valid_name(name) {
            Ok(name) => Ok(Self { hash_part, name: name.into() }),
            Err(error) => {
                base_name.push(b'-');
                base_name.extend_from_slice(name);
                Err(not_a_store_path(&base_name, &error))
            }
        }
    }

    /// Reads `<hash part>-<name>`.
    ///
    /// # Errors
    /// If the text is too short, a digit of the hash part is wrong, or the name is not valid.
    pub fn parse(base_name: &[u8]) -> Result<Self> {
        let Some((hash_part, rest)) = base_name.split_first_chunk() else {
            return Err(too_short(base_name));
        };
        let Some((&separator, name)) = rest.split_first() else {
            return Err(too_short(base_name));
        };
        if let Some(&c) = hash_part.iter().find(|c| !is_nix32_digit(**c)) {
            let illegal = b"' contains illegal base-32 character '";
            return Err(bad_store_path(&[b"store path '", base_name, illegal, &[c], b"'"]));
        }
        if separator != b'-' {
            let no_dash = b"' can't name a store path because the hash part is not followed by a '-'";
            return Err(bad_store_path(&[b"'", base_name, no_dash]));
        }
        let name = valid_name(name).map_err(|error| not_a_store_path(base_name, &error))?;
        Ok(Self { hash_part: *hash_part, name: name.into() })
    }

    /// The name, without the hash part.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The hash part: [`HASH_PART_LEN`] digits in base 32.
    #[must_use]
    pub fn hash_part(&self) -> &str {
        // Digits are ASCII.
        std::str::from_utf8(&self.hash_part).unwrap_or_default()
    }

    /// Whether this is the path of a derivation, to tell by its name.
    #[must_use]
    pub fn is_derivation(&self) -> bool {
        self.name.ends_with(DRV_EXTENSION)
    }

    /// The name without `.drv`: the name of the derivation of that path.
    ///
    /// # Errors
    /// If the path is not that of a derivation (`requireDerivation`).
    pub fn derivation_name(&self) -> Result<&str> {
        self.name.strip_suffix(DRV_EXTENSION).ok_or_else(|| {
            let base_name = self.to_string();
            let invalid = b"' is not a valid derivation path";
            Error::new(ErrorKind::Format, &[b"store path '", base_name.as_bytes(), invalid])
        })
    }

    /// Appends `<hash part>-<name>` to `out`.
    pub fn write_base_name(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.hash_part);
        out.push(b'-');
        out.extend_from_slice(self.name.as_bytes());
    }
}

impl std::hash::Hash for StorePath {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        // The digits are a cryptographic hash already: any few of them do.
        let digits = self.hash_part.first_chunk().copied().unwrap_or_default();
        state.write_u64(u64::from_le_bytes(digits));
    }
}

impl fmt::Display for StorePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.hash_part(), self.name)
    }
}

impl fmt::Debug for StorePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Checks that `name` may name a store object (`checkName`).
///
/// # Errors
/// A [`ErrorKind::BadStorePathName`] error that says why not.
pub fn check_name(name: &[u8]) -> Result<()> {
    valid_name(name).map(|_| ())
}

/// The name as text, if it is valid.
fn valid_name(name: &[u8]) -> Result<&str> {
    if name.is_empty() {
        return Err(bad_name(&[b"name must not be empty"]));
    }
    if name.len() > MAX_NAME_LEN {
        let max = MAX_NAME_LEN.to_string();
        return Err(bad_name(&[
            b"name '",
            name,
            b"' must be no longer than ",
            max.as_bytes(),
            b" characters",
        ]));
    }
    if matches!(name, b"." | b"..") {
        return Err(bad_name(&[b"name '", name, b"' is not valid"]));
    }
    for dots in [&b"."[..], b".."] {
        if name.strip_prefix(dots).is_some_and(|rest| rest.starts_with(b"-")) {
            let first = b"' is not valid: first dash-separated component must not be '";
            return Err(bad_name(&[b"name '", name, first, dots, b"'"]));
        }
    }
    if let Some(&c) = name.iter().find(|c| !is_name_char(**c)) {
        return Err(bad_name(&[b"name '", name, b"' contains illegal character '", &[c], b"'"]));
    }
    // ASCII, as just checked.
    std::str::from_utf8(name).map_err(|_| bad_name(&[b"name '", name, b"' is not valid"]))
}

fn is_name_char(c: u8) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, b'+' | b'-' | b'.' | b'_' | b'?' | b'=')
}

fn is_nix32_digit(c: u8) -> bool {
    matches!(c, b'0'..=b'9' | b'a'..=b'z') && !matches!(c, b'e' | b'o' | b'u' | b't')
}

fn not_a_store_path(base_name: &[u8], error: &Error) -> Error {
    bad_store_path(&[b"path '", base_name, b"' is not a valid store path: ", error.message()])
}

fn too_short(base_name: &[u8]) -> Error {
    bad_store_path(&[b"'", base_name, b"' is too short to be a valid store path"])
}

fn bad_store_path(parts: &[&[u8]]) -> Error {
    Error::new(ErrorKind::BadStorePath, parts)
}

fn bad_name(parts: &[&[u8]]) -> Error {
    Error::new(ErrorKind::BadStorePathName, parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo";

    fn parse_error(base_name: &str) -> String {
        StorePath::parse(base_name.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn printing_undoes_parsing() {
        let path = StorePath::parse(PATH.as_bytes()).unwrap();
        assert_eq!(path.to_string(), PATH);
        assert_eq!(path.name(), "foo");
        assert_eq!(path.hash_part(), "g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q");
        let mut out = Vec::new();
        path.write_base_name(&mut out);
        assert_eq!(out, PATH.as_bytes());
        let hash: [u8; 20] = base::decode_nix32(path.hash_part().as_bytes()).unwrap().try_into().unwrap();
        assert_eq!(StorePath::new(hash, b"foo").unwrap(), path);
    }

    #[test]
    fn paths_sort_as_their_texts() {
        let mut texts: Vec<String> = (0..32u8)
            .map(|i| {
                let hash: [u8; 20] =
                    std::array::from_fn(|j| (i.wrapping_mul(73)) ^ (j as u8).wrapping_mul(i));
                StorePath::new(hash, b"x").unwrap().to_string()
            })
            .collect();
        let mut paths: Vec<StorePath> =
            texts.iter().map(|text| StorePath::parse(text.as_bytes()).unwrap()).collect();
        paths.sort();
        texts.sort();
        assert_eq!(paths.iter().map(ToString::to_string).collect::<Vec<_>>(), texts);
    }

    #[test]
    fn what_is_no_store_path_is_explained() {
        assert_eq!(parse_error("abc"), "'abc' is too short to be a valid store path");
        let digit = PATH.replacen('g', "e", 1);
        assert_eq!(
            parse_error(&digit),
            format!("store path '{digit}' contains illegal base-32 character 'e'")
        );
        let nameless = PATH.replace("foo", "");
        assert_eq!(
            parse_error(&nameless),
            format!("path '{nameless}' is not a valid store path: name must not be empty")
        );
    }

    #[test]
    fn names_are_checked() {
        let error = |name: &[u8]| check_name(name).unwrap_err().to_string();
        assert!(check_name(b"a-B.0+_?=").is_ok());
        assert!(check_name(b".a").is_ok());
        assert!(check_name(b"...").is_ok());
        assert_eq!(error(b"."), "name '.' is not valid");
        assert_eq!(error(b".."), "name '..' is not valid");
        assert_eq!(error(b".-x"), "name '.-x' is not valid: first dash-separated component must not be '.'");
        assert_eq!(
            error(b"..-x"),
            "name '..-x' is not valid: first dash-separated component must not be '..'"
        );
        assert_eq!(error(b"a b"), "name 'a b' contains illegal character ' '");
        assert!(error(&[b'a'; 212]).ends_with("' must be no longer than 211 characters"));
        assert!(check_name(&[b'a'; 211]).is_ok());
    }

    #[test]
    fn only_derivations_have_a_derivation_name() {
        let path = StorePath::parse(format!("{PATH}.drv").as_bytes()).unwrap();
        assert!(path.is_derivation());
        assert_eq!(path.derivation_name().unwrap(), "foo");
        let path = StorePath::parse(PATH.as_bytes()).unwrap();
        assert_eq!(
            path.derivation_name().unwrap_err().to_string(),
            format!("store path '{PATH}' is not a valid derivation path")
        );
    }
}
