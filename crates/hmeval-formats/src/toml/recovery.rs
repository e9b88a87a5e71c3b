//! Going on after an error: skipping to where the next value, pair or table probably starts.

use super::literals::Guess;
use super::parser::{DEPTH_LIMIT, Parser};
use super::scan::Scanner;
use super::syntax;

impl Parser<'_> {
    /// Skips the malformed value at the cursor.
    pub(super) fn skip_value(&mut self) {
        match self.guess() {
            Ok(Guess::String) => self.skip_string(),
            Ok(Guess::Array) => self.skip_array(0),
            Ok(Guess::InlineTable) => self.skip_inline_table(0),
            _ => self.skip_until(|byte| matches!(byte, b'\n' | b',' | b']' | b'}')),
        }
    }

    /// Skips a malformed `key = value`.
    pub(super) fn skip_key_value_pair(&mut self) {
        self.skip_until(|byte| matches!(byte, b'=' | b'\n'));
        if self.current() == b'=' {
            self.skip_blanks();
            self.skip_value();
        }
    }

    /// Moves to the start of the next line with a table header.
    pub(super) fn skip_to_next_table(&mut self) {
        while !self.is_at_end() {
            if self.current() == b'\n' {
                self.advance();
                let line = self.position;
                self.skip_blanks();
                if self.sees_header() {
                    self.position = line;
                    return;
                }
            }
            self.advance();
        }
    }

    /// Skips comments and empty lines.
    pub(super) fn skip_comment_block(&mut self) {
        while !self.is_at_end() {
            self.skip_blanks();
            if self.current() == b'#' {
                self.skip_until(|byte| byte == b'\n');
                self.advance();
            } else if self.accept(&syntax::NEWLINE).is_none() {
                return;
            }
        }
    }

    fn sees_header(&self) -> bool {
        self.sees(&syntax::TABLE_HEADER) || self.sees(&syntax::ARRAY_HEADER)
    }

    fn skip_until(&mut self, is_end: impl Fn(u8) -> bool) {
        while !self.is_at_end() && !is_end(self.current()) {
            self.advance();
        }
    }

    fn skip_string(&mut self) {
        for quotes in [Scanner::Literal("\"\"\""), Scanner::Literal("'''")] {
            if self.accept(&quotes).is_some() {
                while !self.is_at_end() && self.accept(&quotes).is_none() {
                    self.advance();
                }
                return;
            }
        }
        let quote = self.current();
        self.advance();
        self.skip_until(|byte| byte == quote || byte == b'\n');
        self.advance();
    }

    fn skip_array(&mut self, depth: usize) {
        self.advance();
        while !self.is_at_end() {
            match self.current() {
                b'"' | b'\'' => self.skip_string(),
                b'#' => self.skip_comment_block(),
                b'{' if depth < DEPTH_LIMIT => self.skip_inline_table(depth + 1),
                b'[' if self.sees_header() => return,
                b'[' if depth < DEPTH_LIMIT => self.skip_array(depth + 1),
                b'=' => {
                    // Probably the closing bracket is missing and this is the next pair: go back to its line.
                    let before = self.source.text.get(..self.position).unwrap_or_default();
                    self.position = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
                    return;
                }
                b']' => return,
                _ => self.advance(),
            }
        }
    }

    fn skip_inline_table(&mut self, depth: usize) {
        self.advance();
        while !self.is_at_end() {
            match self.current() {
                b'\n' | b'}' => return,
                b'"' | b'\'' => self.skip_string(),
                b'#' => {
                    self.skip_comment_block();
                    return;
                }
                b'[' if self.sees_header() => return,
                b'[' if depth < DEPTH_LIMIT => self.skip_array(depth + 1),
                b'{' if depth < DEPTH_LIMIT => self.skip_inline_table(depth + 1),
                _ => self.advance(),
            }
        }
    }
}
