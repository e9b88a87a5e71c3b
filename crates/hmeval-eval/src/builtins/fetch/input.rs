//! What is fetched, as a set of attributes (Nix: `fetchers::Attrs`).

use std::collections::BTreeMap;

/// A value of an input's attribute.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attr {
    /// A string.
    Text(Vec<u8>),
    /// An integer that is not negative.
    Int(i64),
    /// A boolean.
    Bool(bool),
}

/// The attributes of an input, by name.
pub type Attrs = BTreeMap<Vec<u8>, Attr>;

/// The attribute `name`, if it is a string.
pub fn text<'a>(attrs: &'a Attrs, name: &str) -> Option<&'a [u8]> {
    match attrs.get(name.as_bytes()) {
        Some(Attr::Text(text)) => Some(text),
        _ => None,
    }
}

/// The attribute `name`, if it is an integer.
pub fn int(attrs: &Attrs, name: &str) -> Option<i64> {
    match attrs.get(name.as_bytes()) {
        Some(Attr::Int(n)) => Some(*n),
        _ => None,
    }
}

/// Whether the attribute `name` is true.
pub fn flag(attrs: &Attrs, name: &str) -> bool {
    attrs.get(name.as_bytes()) == Some(&Attr::Bool(true))
}

/// What the attributes must be that every kind of input shares (Nix: `maybeGetStrAttr`, `maybeGetIntAttr`).
///
/// # Errors
/// Nix's message about the first attribute of another type.
pub fn check_types(attrs: &Attrs) -> Result<(), Vec<u8>> {
    for name in ["narHash", "rev", "ref", "url", "path"] {
        if attrs.contains_key(name.as_bytes()) && text(attrs, name).is_none() {
            let start = format!("input attribute '{name}' is not a string ");
            return Err([start.as_bytes(), &to_json(attrs)].concat());
        }
    }
    for name in ["lastModified", "revCount"] {
        if attrs.contains_key(name.as_bytes()) && int(attrs, name).is_none() {
            return Err(format!("input attribute '{name}' is not an integer").into_bytes());
        }
    }
    Ok(())
}

/// Sets a string.
pub fn set(attrs: &mut Attrs, name: &str, value: impl AsRef<[u8]>) {
    attrs.insert(name.as_bytes().to_vec(), Attr::Text(value.as_ref().to_vec()));
}

/// The attributes as JSON, as messages show them.
pub fn to_json(attrs: &Attrs) -> Vec<u8> {
    let mut out = b"{".to_vec();
    for (index, (name, value)) in attrs.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        // What is not UTF-8 is left out: the text is only shown.
        let _ = hmeval_formats::json::write_string(&mut out, name);
        out.push(b':');
        match value {
            Attr::Text(text) => {
                let _ = hmeval_formats::json::write_string(&mut out, text);
            }
            Attr::Int(n) => out.extend_from_slice(n.to_string().as_bytes()),
            Attr::Bool(b) => out.extend_from_slice(b.to_string().as_bytes()),
        }
    }
    out.push(b'}');
    out
}

/// Whether `text` is a commit hash of Git (SHA-1).
pub fn is_revision(text: &[u8]) -> bool {
    text.len() == 40 && text.iter().all(u8::is_ascii_hexdigit)
}

/// Whether `text` may name a branch or tag: the rules of `git check-ref-format`, as far as they can be told from one
/// name.
pub fn is_ref_name(text: &[u8]) -> bool {
    let forbidden = |byte: &u8| byte.is_ascii_control() || b" ~^:?*[\\".contains(byte);
    let bad_part = |part: &[u8]| part.is_empty() || part.starts_with(b".") || part.ends_with(b".lock");
    let has = |pair: &[u8]| text.windows(2).any(|window| window == pair);
    !text.is_empty()
        && text != b"@"
        && !text.starts_with(b"-")
        && !text.ends_with(b".")
        && !text.iter().any(forbidden)
        && !has(b"..")
        && !has(b"@{")
        && !text.split(|&byte| byte == b'/').any(bad_part)
}

/// Whether `text` may name a flake in a registry.
pub fn is_flake_id(text: &[u8]) -> bool {
    text.first().is_some_and(u8::is_ascii_alphabetic)
        && text.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte))
}
