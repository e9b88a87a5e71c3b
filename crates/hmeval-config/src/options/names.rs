//! Names of options as the module library shows them (nixpkgs `lib.options.showOption`).

use super::dialect::Dialect;
use crate::json_text;

/// What Nix reads as something else than a name.
const KEYWORDS: [&[u8]; 10] =
    [b"assert", b"else", b"if", b"in", b"inherit", b"let", b"or", b"rec", b"then", b"with"];

/// The name of an option: its path, parts quoted where Nix would need it, placeholders as they are.
pub fn show_option(path: &[Vec<u8>], dialect: Dialect) -> Vec<u8> {
    let mut out = Vec::new();
    for (index, part) in path.iter().enumerate() {
        if index > 0 {
            out.push(b'.');
        }
        if is_placeholder(part) {
            out.extend_from_slice(part);
        } else {
            identifier(&mut out, part, dialect);
        }
    }
    out
}

/// Whether a part of a path stands for any name: `<name>`, and `*` in lists.
pub fn is_placeholder(part: &[u8]) -> bool {
    part == b"*" || part.len() > 1 && part.starts_with(b"<") && part.ends_with(b">")
}

/// A name as an attribute of a set (nixpkgs `lib.strings.escapeNixIdentifier`).
pub fn identifier(out: &mut Vec<u8>, name: &[u8], dialect: Dialect) {
    let first = name.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
    let rest = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'\'' | b'-');
    if first && name.iter().all(rest) && !(dialect.quotes_keywords && KEYWORDS.contains(&name)) {
        out.extend_from_slice(name);
        return;
    }
    let mut quoted = Vec::new();
    json_text::string(&mut quoted, name);
    for byte in quoted {
        if byte == b'$' {
            out.push(b'\\');
        }
        out.push(byte);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_quoted_where_they_must_be() {
        let path: Vec<Vec<u8>> = ["a-b'", "<name>", "*", "9x", "a.b", "$x\n", "or", ""]
            .map(|part| part.as_bytes().to_vec())
            .to_vec();
        let shown = show_option(&path, Dialect::default());
        let expected = r#"a-b'.<name>.*."9x"."a.b"."\$x\n"."or".""#.to_owned() + "\"";
        assert_eq!(String::from_utf8(shown).unwrap(), expected);
        let old = Dialect { quotes_keywords: false, ..Dialect::default() };
        assert_eq!(show_option(&[b"or".to_vec()], old), b"or");
    }
}
