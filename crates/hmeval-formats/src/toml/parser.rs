//! The state of the parser and what all its parts need: the cursor, comments, spaces and keys.

use super::errors::{Region, Source};
use super::scan::Scanner;
use super::syntax;

/// How deep values may nest, counting dotted keys. Deeper ones would endanger the call stack.
pub(super) const DEPTH_LIMIT: usize = 256;

/// An error message.
pub(super) type Failure = Vec<u8>;

/// The keys of a dotted key or header, and where they are.
pub(super) struct Key {
    pub(super) parts: Vec<Vec<u8>>,
    pub(super) region: Region,
}

/// A parser of one text. Its parts are spread over the modules of [`super`].
pub(super) struct Parser<'t> {
    pub(super) source: Source<'t>,
    pub(super) position: usize,
    /// The errors found so far; parsing goes on after most.
    pub(super) errors: Vec<Failure>,
    /// How deep the value being parsed is nested.
    pub(super) depth: usize,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t [u8]) -> Self {
        Self { source: Source { name: "fromTOML", text }, position: 0, errors: Vec::new(), depth: 0 }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.position >= self.source.text.len()
    }

    /// The byte at the cursor; NUL at the end.
    pub(super) fn current(&self) -> u8 {
        self.source.text.get(self.position).copied().unwrap_or(0)
    }

    /// Moves the cursor by a byte, not beyond the end.
    pub(super) fn advance(&mut self) {
        self.position = (self.position + 1).min(self.source.text.len());
    }

    /// Whether the scanner matches at the cursor.
    pub(super) fn sees(&self, scanner: &Scanner) -> bool {
        scanner.scan(self.source.text, self.position).is_some()
    }

    /// Moves the cursor behind what the scanner matches, if it does.
    pub(super) fn accept(&mut self, scanner: &Scanner) -> Option<&'t [u8]> {
        let end = scanner.scan(self.source.text, self.position)?;
        let matched = self.source.text.get(self.position..end)?;
        self.position = end;
        Some(matched)
    }

    pub(super) fn skip_blanks(&mut self) {
        self.accept(&syntax::BLANKS);
    }

    /// An error with a note on the cursor's position.
    pub(super) fn error(&self, title: &str, note: &str) -> Failure {
        self.error_with_hint(title, note, "")
    }

    pub(super) fn error_with_hint(&self, title: &str, note: &str, hint: &str) -> Failure {
        let region = Region::point(self.source.text, self.position);
        self.source.error(title, &[(region, note)], hint)
    }

    /// The error for a scanner that does not match at the cursor.
    pub(super) fn syntax_error(&self, title: &str, scanner: &Scanner, hint: &str) -> Failure {
        let mut position = self.position;
        let expected = scanner.expected(self.source.text, &mut position);
        let region = Region::point(self.source.text, position);
        self.source.error(title, &[(region, &format!("expected {expected}"))], hint)
    }

    /// Skips a comment and the newline it needs; says whether there was one. Without one the cursor stays.
    pub(super) fn comment(&mut self) -> Result<bool, Failure> {
        let start = self.position;
        self.skip_blanks();
        if self.accept(&syntax::COMMENT).is_none() {
            self.position = start;
            return Ok(false);
        }
        if self.is_at_end() || self.accept(&syntax::NEWLINE).is_some() {
            return Ok(true);
        }
        while !self.is_at_end() {
            self.advance();
            if self.current() == b'\n' {
                self.advance();
                break;
            }
        }
        Err(self.error_with_hint(
            "toml::parse_comment_line: newline (LF / CRLF) or EOF is expected",
            "but got this",
            "Hint: most of the control characters are not allowed in comments",
        ))
    }

    /// Skips blanks, newlines and comments; says whether there was a newline.
    pub(super) fn skip_spaces(&mut self) -> bool {
        const COMMENT_LINE: Scanner = Scanner::Sequence(&[syntax::COMMENT, syntax::NEWLINE]);
        let mut has_newline = false;
        while !self.is_at_end() {
            if self.accept(&COMMENT_LINE).is_some() || self.accept(&syntax::NEWLINE).is_some() {
                has_newline = true;
            } else if self.sees(&syntax::BLANK) {
                self.skip_blanks();
            } else {
                break;
            }
        }
        has_newline
    }

    /// Parses a key, dotted or not.
    pub(super) fn key(&mut self) -> Result<Key, Failure> {
        let start = self.position;
        let mut parts = Vec::new();
        while !self.is_at_end() {
            parts.push(self.simple_key()?);
            if self.accept(&syntax::DOT).is_none() {
                break;
            }
        }
        if parts.is_empty() {
            return Err(self.error("toml::parse_key: expected a new key, but got nothing", "reached EOF"));
        }
        if parts.len() > DEPTH_LIMIT {
            return Err(self.too_deep());
        }
        Ok(Key { parts, region: Region::new(start, self.position) })
    }

    fn simple_key(&mut self) -> Result<Vec<u8>, Failure> {
        match self.current() {
            b'"' => return self.basic_string(),
            b'\'' => return self.literal_string(),
            _ => {}
        }
        if let Some(key) = self.accept(&syntax::BARE_KEY) {
            return Ok(key.to_vec());
        }
        Err(self.syntax_error(
            "toml::parse_simple_key: invalid key: key must be \"quoted\", 'quoted-literal', or bare key.",
            &syntax::BARE_KEY,
            "Hint: non-ASCII scripts are allowed in toml v1.1.0, but not in v1.0.0.\n",
        ))
    }

    /// The error for values nested too deeply.
    pub(super) fn too_deep(&self) -> Failure {
        self.error("toml::parse_value: values are nested too deeply", "here")
    }
}
