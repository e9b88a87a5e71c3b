//! URLs as far as references to flakes need them (RFC 3986; `libutil/url.cc`).

use std::collections::BTreeMap;

/// A URL, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Url {
    /// What precedes the first colon.
    pub scheme: Vec<u8>,
    /// What follows `//`, as it stands.
    pub authority: Option<Vec<u8>>,
    /// The path, encoded.
    pub path: Vec<u8>,
    /// The query, decoded.
    pub query: BTreeMap<Vec<u8>, Vec<u8>>,
    /// What follows `#`, decoded.
    pub fragment: Vec<u8>,
}

impl Url {
    /// Takes `text` apart; `None` if it is no URL.
    pub fn parse(text: &[u8]) -> Option<Url> {
        Url::read(text).ok()
    }

    /// Takes `text` apart. The path is written anew: what need not be encoded in it is not, and the other way round.
    ///
    /// # Errors
    /// Nix's message if it has no scheme, a broken `%` sequence, a character that must be encoded, or an authority that
    /// there cannot be.
    pub fn read(text: &[u8]) -> Result<Url, Vec<u8>> {
        let invalid = |reason: &[u8]| [b"'", text, b"' is not a valid URL: ", reason].concat();
        let (scheme, rest) = scheme(text).ok_or_else(|| match is_relative(text) {
            true => [b"'", text, b"' doesn't have a scheme"].concat(),
            false => invalid(b"leftover"),
        })?;
        let mut url = Url::parse_path(rest).ok_or_else(|| invalid(b"leftover"))?;
        // In query and fragment Nix is lenient, here it is not.
        if url.path.iter().any(is_forbidden) {
            return Err(invalid(b"leftover"));
        }
        url.scheme = scheme.to_vec();
        if let Some(after) = url.path.strip_prefix(b"//") {
            let end = after.iter().position(|&byte| byte == b'/').unwrap_or(after.len());
            let (authority, path) = after.split_at(end);
            let host = host(authority).map_err(invalid)?;
            let authority = authority.strip_suffix(b":").unwrap_or(authority).to_vec();
            if !host.is_empty() && url.is_file() {
                let mut shown = [b"file:// URL '", text, b"' has unexpected authority '"].concat();
                encode(&decode(&authority).unwrap_or_default(), b":@", &mut shown);
                shown.push(b'\'');
                return Err(shown);
            }
            (url.authority, url.path) = (Some(authority), path.to_vec());
        }
        url.path = normal_path(&url.path).ok_or_else(|| invalid(b"leftover"))?;
        if url.path.is_empty() && url.is_file() {
            url.path.push(b'/');
        }
        Ok(url)
    }

    /// The URL of a file of this machine. A path that is not absolute has no authority.
    pub fn of_file(path: &[u8]) -> Url {
        let authority = path.starts_with(b"/").then(Vec::new);
        let mut url = Url { scheme: b"file".to_vec(), authority, ..Url::default() };
        encode(path, b":@/", &mut url.path);
        url
    }

    /// Whether what is behind the URL is a file of this machine.
    fn is_file(&self) -> bool {
        self.scheme == b"file" || self.scheme.ends_with(b"+file")
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

/// What precedes the first colon, if it can be a scheme, and what follows.
fn scheme(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = text.iter().position(|&byte| byte == b':')?;
    let (scheme, rest) = (text.get(..colon)?, text.get(colon + 1..)?);
    let is_scheme_byte = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
    let is_scheme = scheme.first()?.is_ascii_alphabetic() && scheme.iter().all(is_scheme_byte);
    is_scheme.then_some((scheme, rest))
}

/// Whether a text could be a URL that is relative to another one.
fn is_relative(text: &[u8]) -> bool {
    let path = text.split(|byte| b"?#".contains(byte)).next().unwrap_or_default();
    !text.contains(&b':') && !text.iter().any(is_forbidden) && !path.iter().any(|byte| b"[]".contains(byte))
}

/// The host of an authority, as it stands.
///
/// # Errors
/// Why there is none, as Nix says it.
fn host(authority: &[u8]) -> Result<&[u8], &'static [u8]> {
    let at = authority.iter().rposition(|&byte| byte == b'@');
    let rest = at.map_or(authority, |at| authority.get(at + 1..).unwrap_or_default());
    let end = if rest.starts_with(b"[") {
        rest.iter().position(|&byte| byte == b']').ok_or(&b"mismatch"[..])? + 1
    } else {
        rest.iter().position(|&byte| byte == b':').unwrap_or(rest.len())
    };
    let (host, port) = rest.split_at(end);
    let digits = port.strip_prefix(b":").unwrap_or_default();
    let number = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<u32>().ok());
    let is_port = digits.is_empty() || number.is_some_and(|number| number <= u32::from(u16::MAX));
    let is_bracketed = host.starts_with(b"[");
    let is_known = port.is_empty() || port.starts_with(b":");
    let is_name = is_bracketed || !host.iter().any(|byte| b"[]".contains(byte));
    if is_port && is_known && is_name && decode(authority).is_some() { Ok(host) } else { Err(b"leftover") }
}

/// A path as Nix writes it; `None` if it has a broken `%` sequence or a bracket.
fn normal_path(path: &[u8]) -> Option<Vec<u8>> {
    if path.iter().any(|byte| b"[]".contains(byte)) {
        return None;
    }
    let mut out = Vec::with_capacity(path.len());
    for (index, segment) in path.split(|&byte| byte == b'/').enumerate() {
        if index > 0 {
            out.push(b'/');
        }
        encode(&decode(segment)?, b":@", &mut out);
    }
    Some(out)
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
        let why = |text: &str| String::from_utf8(Url::read(text.as_bytes()).unwrap_err()).unwrap();
        for text in
            ["1x:y", "a b:c", "a:b c", "a:%zz", "a:%4", ":x", "[a]", "a:/[b]", "a://b:c", "a://b:70000"]
        {
            assert_eq!(why(text), format!("'{text}' is not a valid URL: leftover"));
        }
        for text in ["", "a", "a/b?[c]"] {
            assert_eq!(why(text), format!("'{text}' doesn't have a scheme"));
        }
        assert_eq!(why("a://[b"), "'a://[b' is not a valid URL: mismatch");
        assert_eq!(why("file://(h)/x"), "file:// URL 'file://(h)/x' has unexpected authority '%28h%29'");
        assert_eq!(why("git+file://./x"), "file:// URL 'git+file://./x' has unexpected authority '.'");
    }

    #[test]
    fn paths_are_encoded_in_one_way() {
        for (text, expected) in [
            ("https://h/a(b)%2fc%41", "https://h/a%28b%29%2FcA"),
            ("https://h:/x", "https://h/x"),
            ("https://u@[::1]:80/x", "https://u@[::1]:80/x"),
            ("https://h", "https://h"),
            ("file:", "file:/"),
            ("git+file://", "git+file:///"),
            ("file:./a", "file:./a"),
        ] {
            assert_eq!(String::from_utf8(Url::parse(text.as_bytes()).unwrap().to_text()).unwrap(), expected);
        }
        assert_eq!(Url::of_file(b"/a b").to_text(), b"file:///a%20b");
        assert_eq!(Url::of_file(b"a?b").to_text(), b"file:a%3Fb");
    }
}
