//! URLs as far as references to flakes need them (RFC 3986; `libutil/url.cc`).

use std::collections::BTreeMap;

/// A URL, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Url {
    /// What precedes the first colon.
    pub scheme: Vec<u8>,
    /// What follows `//`, as it stands.
    pub authority: Option<Vec<u8>>,
    /// The path, as it stands.
    pub path: Vec<u8>,
    /// The query, decoded.
    pub query: BTreeMap<Vec<u8>, Vec<u8>>,
    /// What follows `#`, decoded.
    pub fragment: Vec<u8>,
}

impl Url {
    /// Takes `text` apart; `None` if it has no scheme, a broken `%` sequence, or a character that must be encoded.
    pub fn parse(text: &[u8]) -> Option<Url> {
        let colon = text.iter().position(|&byte| byte == b':')?;
        let (scheme, rest) = (text.get(..colon)?, text.get(colon + 1..)?);
        let is_scheme_byte = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
        if !scheme.first()?.is_ascii_alphabetic() || !scheme.iter().all(is_scheme_byte) {
            return None;
        }
        let mut url = Url::parse_path(rest)?;
        // In query and fragment Nix is lenient, here it is not.
        if url.path.iter().any(is_forbidden) || decode(&url.path).is_none() {
            return None;
        }
        url.scheme = scheme.to_vec();
        if let Some(after) = url.path.strip_prefix(b"//") {
            let end = after.iter().position(|&byte| byte == b'/').unwrap_or(after.len());
            let (authority, path) = after.split_at_checked(end)?;
            (url.authority, url.path) = (Some(authority.to_vec()), path.to_vec());
        }
        Some(url)
    }

    /// Nix's message for a text that [`Url::parse`] refuses.
    pub fn refusal(text: &[u8]) -> Vec<u8> {
        let only_relative = !text.contains(&b':') && !text.iter().any(is_forbidden);
        let reason: &[u8] =
            if only_relative { b"' doesn't have a scheme" } else { b"' is not a valid URL: leftover" };
        [b"'", text, reason].concat()
    }

    /// A path with query and fragment, without a scheme.
    pub fn parse_path(text: &[u8]) -> Option<Url> {
        let (text, fragment) = split(text, b'#');
        let (path, query) = split(text, b'?');
        let mut url = Url { path: path.to_vec(), fragment: decode(fragment)?, ..Url::default() };
        for pair in query.split(|&byte| byte == b'&').filter(|pair| pair.contains(&b'=')) {
            let (name, value) = split(pair, b'=');
            url.query.insert(decode(name)?, decode(value)?);
        }
        Some(url)
    }

    /// The parts of the path between slashes, decoded, without empty ones.
    pub fn segments(&self) -> Option<Vec<Vec<u8>>> {
        self.path.split(|&byte| byte == b'/').filter(|part| !part.is_empty()).map(decode).collect()
    }

    /// The whole, put together again.
    pub fn to_text(&self) -> Vec<u8> {
        let mut out = [&self.scheme[..], b":"].concat();
        if let Some(authority) = &self.authority {
            out.extend_from_slice(b"//");
            out.extend_from_slice(authority);
        }
        out.extend_from_slice(&self.path);
        for (index, (name, value)) in self.query.iter().enumerate() {
            out.push(if index == 0 { b'?' } else { b'&' });
            encode(name, b":@/?", &mut out);
            out.push(b'=');
            encode(value, b":@/?", &mut out);
        }
        if !self.fragment.is_empty() {
            out.push(b'#');
            encode(&self.fragment, b":@/?", &mut out);
        }
        out
    }
}

/// Whether a byte must be encoded in a URL.
fn is_forbidden(byte: &u8) -> bool {
    !byte.is_ascii_graphic() || b"\"<>\\^`{|}".contains(byte)
}

/// What precedes and what follows the first `separator`.
fn split(text: &[u8], separator: u8) -> (&[u8], &[u8]) {
    let mut parts = text.splitn(2, |&byte| byte == separator);
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}

/// Resolves `%` sequences; `None` if one is broken.
pub fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.iter();
    while let Some(&byte) = rest.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let digit = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
        let (high, low) = (digit(rest.next())?, digit(rest.next())?);
        out.push(u8::try_from(high * 16 + low).ok()?);
    }
    Some(out)
}

/// Writes `text` with `%` sequences for everything but unreserved characters and those in `keep`.
pub fn encode(text: &[u8], keep: &[u8], out: &mut Vec<u8>) {
    for byte in text {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) || keep.contains(byte) {
            out.push(*byte);
        } else {
            out.extend_from_slice(format!("%{byte:02X}").as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_apart_and_together() {
        let text = b"git+ssh://git@x/y%20z?a=b%3D&c=d#e";
        let url = Url::parse(text).unwrap();
        assert_eq!(url.scheme, b"git+ssh");
        assert_eq!(url.authority.as_deref(), Some(&b"git@x"[..]));
        assert_eq!(url.segments().unwrap(), [b"y z"]);
        assert_eq!(url.query.get(&b"a"[..]).unwrap(), b"b=");
        assert_eq!(url.fragment, b"e");
        assert_eq!(url.to_text(), text);
    }

    #[test]
    fn what_is_no_url() {
        for text in ["", "a", "1x:y", "a b:c", "a:b c", "a:%zz", "a:%4", ":x"] {
            assert_eq!(Url::parse(text.as_bytes()), None, "{text}");
        }
    }
}
