//! From plain data to the types of the protocol, and back.

use std::ops::Range;
use std::str::FromStr;

use hmeval_ide::answer::Location;
use hmeval_ide::document::Document;
use hmeval_ide::lines::{LineColumn, LineIndex, Units};
use hmeval_syntax::editor::TokenClass;
use lsp_types::{Position, SemanticTokenType, Uri};

/// The kinds of words, in the order of their numbers.
pub(crate) const TOKEN_TYPES: [SemanticTokenType; 5] = [
    SemanticTokenType::PARAMETER,
    SemanticTokenType::VARIABLE,
    SemanticTokenType::FUNCTION,
    SemanticTokenType::PROPERTY,
    SemanticTokenType::STRING,
];

/// The number of a kind of words.
pub(crate) fn token_type(class: TokenClass) -> u32 {
    match class {
        TokenClass::Parameter => 0,
        TokenClass::Variable => 1,
        TokenClass::Builtin => 2,
        TokenClass::Property => 3,
        TokenClass::Path => 4,
    }
}

/// What the addresses of texts begin with that lie nowhere yet, and the folder that stands for it: there is none of the name.
const UNTITLED: &str = "untitled:";
const NOWHERE: &str = "/untitled:/";

/// The absolute path of an address; nothing for what is neither a file nor a text that will be one.
pub(crate) fn path_of(uri: &Uri) -> Option<Vec<u8>> {
    if let Some(name) = uri.as_str().strip_prefix(UNTITLED) {
        return Some(format!("{NOWHERE}{}", name.replace('/', "%2F")).into_bytes());
    }
    let rest = uri.as_str().strip_prefix("file://")?;
    let path = rest.get(rest.find('/')?..)?.split(['?', '#']).next()?;
    let mut bytes = path.bytes();
    let mut out = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let (high, low) = (digit(bytes.next())?, digit(bytes.next())?);
            out.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            out.push(byte);
        }
    }
    Some(hmeval_eval::path::canonical(&out))
}

/// The address of a path.
pub(crate) fn uri_of(path: &[u8]) -> Option<Uri> {
    if let Some(name) = path.strip_prefix(NOWHERE.as_bytes()) {
        let name = String::from_utf8_lossy(name).replace("%2F", "/");
        return Uri::from_str(&format!("{UNTITLED}{name}")).ok();
    }
    let mut text = "file://".to_owned();
    for &byte in path {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~') {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    Uri::from_str(&text).ok()
}

/// A position of the protocol.
pub(crate) fn position(at: LineColumn) -> Position {
    Position { line: at.line, character: at.column }
}

/// A position as plain data.
pub(crate) fn line_column(position: Position) -> LineColumn {
    LineColumn { line: position.line, column: position.character }
}

/// The offset of a position in a document.
pub(crate) fn offset(document: &Document, at: Position, units: Units) -> usize {
    document.lines.offset(&document.text, line_column(at), units)
}

/// A range of a document.
pub(crate) fn range(document: &Document, at: &Range<usize>, units: Units) -> lsp_types::Range {
    range_in(&document.text, &document.lines, at, units)
}

/// A range of a text.
pub(crate) fn range_in(text: &str, lines: &LineIndex, at: &Range<usize>, units: Units) -> lsp_types::Range {
    let point = |offset| position(lines.position(text, offset, units));
    lsp_types::Range { start: point(at.start), end: point(at.end) }
}

/// A place in a file that need not be open: columns are those of characters, the same as the client's in ASCII text.
pub(crate) fn location(
    at: &Location,
    document: Option<&Document>,
    units: Units,
) -> Option<lsp_types::Location> {
    let uri = uri_of(&at.file)?;
    let range = match document {
        Some(document) => {
            let at = document.lines.between(&document.text, (at.line, at.column), (at.line, at.end));
            range(document, &at, units)
        }
        None => {
            let point = |column: u32| Position {
                line: at.line.saturating_sub(1),
                character: column.saturating_sub(1),
            };
            lsp_types::Range { start: point(at.column), end: point(at.end) }
        }
    };
    Some(lsp_types::Location { uri, range })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_addresses_belong_together() {
        let path = "/home/j d\u{f6}e/a#b%.nix".as_bytes();
        let uri = uri_of(path).unwrap();
        assert_eq!(uri.as_str(), "file:///home/j%20d%C3%B6e/a%23b%25.nix");
        assert_eq!(path_of(&uri).unwrap(), path);
        for address in ["untitled:Untitled-1", "untitled:/home/a%20b.nix"] {
            let path = path_of(&Uri::from_str(address).unwrap()).unwrap();
            assert!(path.starts_with(b"/untitled:/") && !path[11..].contains(&b'/'));
            assert_eq!(uri_of(&path).unwrap().as_str(), address);
        }
        assert_eq!(path_of(&Uri::from_str("git:/a.nix").unwrap()), None);
        assert_eq!(path_of(&Uri::from_str("file:///a/../b/%2e/c").unwrap()).unwrap(), b"/b/c");
    }
}
