//! Strings: basic and literal ones, on one line and on several.

use super::errors::{Region, Source};
use super::parser::{Failure, Parser};
use super::scan::Scanner;
use super::syntax;

impl<'t> Parser<'t> {
    /// Parses the string at the cursor, which is at a quote.
    pub(super) fn string(&mut self) -> Result<Vec<u8>, Failure> {
        let rest = self.source.text.get(self.position..).unwrap_or_default();
        if rest.starts_with(b"\"\"\"") {
            let title = "toml::parse_ml_basic_string: invalid string format";
            let content = self.quoted(title, &syntax::MULTILINE_BASIC_STRING, 3)?;
            unescape(without_first_newline(content))
        } else if rest.starts_with(b"\"") {
            self.basic_string()
        } else if rest.starts_with(b"'''") {
            let title = "toml::parse_ml_literal_string: invalid string format";
            let content = self.quoted(title, &syntax::MULTILINE_LITERAL_STRING, 3)?;
            Ok(without_first_newline(content).to_vec())
        } else {
            self.literal_string()
        }
    }

    /// Parses a string in double quotes.
    pub(super) fn basic_string(&mut self) -> Result<Vec<u8>, Failure> {
        unescape(self.quoted("toml::parse_basic_string: invalid string format", &syntax::BASIC_STRING, 1)?)
    }

    /// Parses a string in single quotes.
    pub(super) fn literal_string(&mut self) -> Result<Vec<u8>, Failure> {
        let title = "toml::parse_literal_string: invalid string format";
        self.quoted(title, &syntax::LITERAL_STRING, 1).map(<[u8]>::to_vec)
    }

    /// What is between the quotes.
    fn quoted(&mut self, title: &str, scanner: &Scanner, quotes: usize) -> Result<&'t [u8], Failure> {
        match self.accept(scanner) {
            Some(string) => Ok(string.get(quotes..string.len().saturating_sub(quotes)).unwrap_or_default()),
            None => Err(self.syntax_error(title, scanner, "")),
        }
    }
}

/// A newline right after the opening quotes does not count.
fn without_first_newline(content: &[u8]) -> &[u8] {
    content.strip_prefix(b"\n").or_else(|| content.strip_prefix(b"\r\n")).unwrap_or(content)
}

/// Resolves escapes. Their syntax has been checked, but not the characters they stand for.
fn unescape(content: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut string = Vec::with_capacity(content.len());
    let mut rest = content;
    while let Some(backslash) = memchr::memchr(b'\\', rest) {
        let (plain, escape) = rest.split_at(backslash);
        string.extend_from_slice(plain);
        let length = match syntax::ESCAPED_NEWLINE.scan(escape, 0) {
            Some(length) => length,
            None => unescape_one(escape, &mut string)?,
        };
        rest = escape.get(length..).unwrap_or_default();
    }
    string.extend_from_slice(rest);
    Ok(string)
}

/// Resolves the escape at the start of `text`; returns its length.
fn unescape_one(text: &[u8], string: &mut Vec<u8>) -> Result<usize, Failure> {
    let byte = match text.get(1) {
        Some(b'b') => 0x08,
        Some(b'f') => 0x0C,
        Some(b'n') => b'\n',
        Some(b'r') => b'\r',
        Some(b't') => b'\t',
        Some(b'u') => return unicode(text, 6, string),
        Some(b'U') => return unicode(text, 10, string),
        Some(&other) => other,
        None => b'\\',
    };
    string.push(byte);
    Ok(2)
}

/// Resolves `\uXXXX` or `\UXXXXXXXX` of the given length.
fn unicode(text: &[u8], length: usize, string: &mut Vec<u8>) -> Result<usize, Failure> {
    let digits = text.get(2..length).and_then(|digits| str::from_utf8(digits).ok()).unwrap_or_default();
    let code = u32::from_str_radix(digits, 16).unwrap_or(u32::MAX);
    if let Some(character) = char::from_u32(code) {
        string.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        return Ok(length);
    }
    // toml11 resolves escapes in a copy of the rest of the string, and the error refers to that.
    let source = Source { name: "internal temporary", text };
    let (title, note) = if code < 0x110000 {
        ("toml::parse_utf8_codepoint: [0xD800, 0xDFFF] is not a valid UTF-8", "here")
    } else {
        ("toml::parse_utf8_codepoint: input codepoint is too large.", "must be in range [0x00, 0x10FFFF]")
    };
    Err(source.error(title, &[(Region::new(1, length), note)], ""))
}
