//! Arrays and inline tables.

use super::errors::Region;
use super::insert::{How, insert};
use super::parser::{Failure, Key, Parser};
use super::syntax;
use super::value::{Entries, Form, Kind, Value};

impl Parser<'_> {
    /// Parses the array at the cursor, which is at its opening bracket.
    pub(super) fn array(&mut self) -> Result<Value, Failure> {
        let error_count = self.errors.len();
        let start = self.position;
        self.advance();
        self.skip_spaces();
        let mut items = Vec::new();
        let mut has_comma = true;
        while !self.is_at_end() && self.current() != b']' {
            if !has_comma {
                let title = "toml::parse_array: expected value-separator `,` or closing `]`";
                return Err(self.error(title, "here"));
            }
            match self.nested(1, Self::value) {
                Ok(item) => {
                    has_comma = self.after_item();
                    items.push(item);
                }
                Err(error) => {
                    self.errors.push(error);
                    let before = self.position;
                    self.skip_value();
                    if before == self.position {
                        break;
                    }
                }
            }
        }
        if self.current() != b']' {
            let title = "toml::parse_array: missing closing bracket `]`";
            return Err(self.error(title, "expected `]`, reached EOF"));
        }
        self.advance();
        match self.errors.get(error_count..).and_then(<[_]>::last) {
            Some(error) => Err(error.clone()),
            None => {
                let kind = Kind::Array { items, is_open: false };
                Ok(Value { kind, region: Region::new(start, self.position) })
            }
        }
    }

    /// Skips what follows an item of an array; says whether there was a comma.
    fn after_item(&mut self) -> bool {
        self.skip_spaces();
        let has_comma = self.current() == b',';
        if has_comma {
            self.advance();
        }
        if let Err(error) = self.comment() {
            self.errors.push(error);
        }
        if has_comma {
            self.skip_spaces();
        }
        has_comma
    }

    /// Parses the inline table at the cursor, which is at its opening brace.
    pub(super) fn inline_table(&mut self) -> Result<Value, Failure> {
        let error_count = self.errors.len();
        let start = self.position;
        self.advance();
        self.skip_blanks();
        let mut entries = Entries::default();
        self.inline_entries(&mut entries)?;
        if self.current() != b'}' {
            let title = "toml::parse_inline_table: missing closing bracket `}`";
            return Err(self.error(title, "expected `}`, reached line end"));
        }
        self.advance();
        if self.errors.len() > error_count
            && let Some(error) = self.errors.pop()
        {
            return Err(error);
        }
        let kind = Kind::Table { entries, form: Form::Inline };
        Ok(Value { kind, region: Region::new(start, self.position) })
    }

    /// Parses the pairs of an inline table up to its closing brace or an error.
    fn inline_entries(&mut self, entries: &mut Entries) -> Result<(), Failure> {
        let mut is_first = true;
        let mut has_comma = false;
        while !self.is_at_end() {
            if self.current() == b'}' {
                if has_comma {
                    let title = "toml::parse_inline_table: trailing comma is not allowed in TOML-v1.0.0)";
                    return Err(self.error(title, "here"));
                }
                break;
            }
            if !has_comma && !is_first {
                let title = "toml::parse_inline_table: expected value-separator `,` or closing `}`";
                return Err(self.error(title, "here"));
            }
            is_first = false;
            match self.key_value_pair() {
                Ok((key, value)) => {
                    if let Err(error) = insert(&self.source, How::DottedKey, entries, key, value) {
                        self.errors.push(error);
                        has_comma = self.skip_to(b",\n}") == Some(b',') || has_comma && self.is_at_end();
                        continue;
                    }
                    self.skip_blanks();
                    has_comma = self.current() == b',';
                    if has_comma {
                        self.advance();
                    }
                    self.skip_blanks();
                }
                Err(error) => {
                    self.errors.push(error);
                    self.skip_to(b"}\n");
                    break;
                }
            }
        }
        Ok(())
    }

    /// Moves the cursor to the next of these bytes or the end; returns the byte found.
    fn skip_to(&mut self, bytes: &[u8]) -> Option<u8> {
        while !self.is_at_end() {
            if bytes.contains(&self.current()) {
                return Some(self.current());
            }
            self.advance();
        }
        None
    }

    /// Parses `key = value`.
    pub(super) fn key_value_pair(&mut self) -> Result<(Key, Value), Failure> {
        let start = self.position;
        let result = self.key().and_then(|key| match self.accept(&syntax::EQUALS) {
            Some(_) => Ok(key),
            None => {
                let title = "toml::parse_key_value_pair: invalid key value separator `=`";
                Err(self.syntax_error(title, &syntax::EQUALS, ""))
            }
        });
        match result {
            Ok(key) => {
                let value = self.nested(key.parts.len(), Self::value)?;
                Ok((key, value))
            }
            Err(error) => {
                self.position = start;
                Err(error)
            }
        }
    }

    /// Parses something that is nested so many levels deeper.
    fn nested<T>(
        &mut self,
        levels: usize,
        parse: impl FnOnce(&mut Self) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.depth += levels;
        let result = parse(self);
        self.depth -= levels;
        result
    }
}
