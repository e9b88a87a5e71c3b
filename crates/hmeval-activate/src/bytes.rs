//! Bytes in JSON: Nix's strings and the names of files need not be UTF-8.

use std::ffi::OsStr;
use std::fmt;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bytes, in JSON a string where they are UTF-8, else `{"base64": "…"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(pub Vec<u8>);

impl Bytes {
    /// As a path.
    #[must_use]
    pub fn as_path(&self) -> &Path {
        Path::new(OsStr::from_bytes(&self.0))
    }

    /// With all occurrences of some bytes replaced by others. `from` is not empty.
    #[must_use]
    pub fn replaced(&self, from: &[u8], to: &[u8]) -> Self {
        let mut out = Vec::with_capacity(self.0.len());
        let mut rest = &self.0[..];
        while let Some(byte) = rest.first() {
            if let Some(after) = rest.strip_prefix(from).filter(|_| !from.is_empty()) {
                out.extend_from_slice(to);
                rest = after;
            } else {
                out.push(*byte);
                rest = rest.get(1..).unwrap_or_default();
            }
        }
        Bytes(out)
    }

    /// For people: what is not UTF-8 is replaced.
    #[must_use]
    pub fn display(&self) -> String {
        String::from_utf8_lossy(&self.0).into_owned()
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Bytes(bytes.to_vec())
    }
}

impl From<&str> for Bytes {
    fn from(text: &str) -> Self {
        Bytes(text.as_bytes().to_vec())
    }
}

impl From<&Path> for Bytes {
    fn from(path: &Path) -> Self {
        Bytes(path.as_os_str().as_bytes().to_vec())
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match std::str::from_utf8(&self.0) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry(ENCODED, &STANDARD.encode(&self.0))?;
                map.end()
            }
        }
    }
}

/// The name beside which encoded bytes stand.
const ENCODED: &str = "base64";

/// Takes either form. (What serde derives for "one of these" keeps a copy of everything that it reads.)
struct EitherForm;

impl<'de> Visitor<'de> for EitherForm {
    type Value = Bytes;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a string or {{\"{ENCODED}\": …}}")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Bytes, E> {
        Ok(Bytes::from(text))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Bytes, E> {
        Ok(Bytes(text.into_bytes()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Bytes, A::Error> {
        let mut bytes = None;
        while let Some(key) = map.next_key::<String>()? {
            if key == ENCODED {
                let text: String = map.next_value()?;
                bytes = Some(STANDARD.decode(text).map_err(A::Error::custom)?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        bytes.map(Bytes).ok_or_else(|| A::Error::missing_field(ENCODED))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EitherForm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_occurrences_are_replaced() {
        let replaced = |text: &str, from: &str, to: &str| {
            Bytes::from(text).replaced(from.as_bytes(), to.as_bytes()).display()
        };
        assert_eq!(replaced("aXbXX", "X", "--"), "a--b----");
        assert_eq!(replaced("aaa", "aa", "a"), "aa");
        assert_eq!(replaced("abc", "", "x"), "abc");
        assert_eq!(replaced("", "a", "x"), "");
    }

    #[test]
    fn any_bytes_come_back() {
        for bytes in [&b"plain"[..], b"a\nb", b"\xff\x00"] {
            let json = serde_json::to_string(&Bytes::from(bytes)).unwrap();
            assert_eq!(serde_json::from_str::<Bytes>(&json).unwrap().0, bytes, "{json}");
        }
    }
}
