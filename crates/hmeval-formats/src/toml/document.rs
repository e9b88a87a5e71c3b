//! The document: the root table and the tables with headers.

use super::errors::Region;
use super::insert::{How, insert};
use super::parser::{Failure, Key, Parser};
use super::scan::Scanner;
use super::syntax;
use super::value::{Entries, Form, Kind, Value};

/// Parses a document. On failure returns all errors, one after the other.
pub(super) fn parse(text: &[u8]) -> Result<Entries, Failure> {
    if text.is_empty() {
        return Ok(Entries::default());
    }
    let mut text = text.to_vec();
    // A text that ends with CR is invalid and must stay so.
    if !text.ends_with(b"\n") && !text.ends_with(b"\r") {
        text.push(b'\n');
    }
    let mut parser = Parser::new(&text);
    if text.starts_with(b"\xEF\xBB\xBF") {
        parser.position = 3;
    }
    let mut root = Entries::default();
    parser.document(&mut root);
    if parser.errors.is_empty() { Ok(root) } else { Err(parser.errors.concat()) }
}

impl Parser<'_> {
    fn document(&mut self, root: &mut Entries) {
        if self.is_at_end() {
            return;
        }
        self.top_comment();
        if let Err(error) = self.table_body(root) {
            self.errors.push(error);
            self.skip_to_next_table();
        }
        while !self.is_at_end() {
            self.skip_spaces();
            let (how, scanner) = if self.sees(&syntax::ARRAY_HEADER) {
                (How::ArrayOfTables, &syntax::ARRAY_HEADER)
            } else if self.sees(&syntax::TABLE_HEADER) {
                (How::Table, &syntax::TABLE_HEADER)
            } else {
                let error = self.header_error();
                self.errors.push(error);
                self.skip_to_next_table();
                continue;
            };
            match self.header(how, scanner) {
                Ok(key) => self.table(how, key, root),
                // The key is well-formed, but stands for no valid text.
                Err(()) => self.skip_to_next_table(),
            }
        }
    }

    /// Skips the comments in front of everything.
    fn top_comment(&mut self) {
        const EMPTY_LINE: Scanner = Scanner::Sequence(&[syntax::BLANKS, syntax::NEWLINE]);
        let start = self.position;
        while !self.is_at_end() {
            match self.comment() {
                Ok(true) => {}
                Ok(false) => {
                    if self.accept(&EMPTY_LINE).is_none() {
                        self.position = start;
                    }
                    return;
                }
                Err(error) => {
                    self.errors.push(error);
                    self.skip_comment_block();
                }
            }
        }
    }

    fn header_error(&self) -> Failure {
        if self.sees(&Scanner::Literal("[[")) {
            let title = "toml::parse_file: invalid array-table key";
            self.syntax_error(title, &syntax::ARRAY_HEADER, "")
        } else {
            self.syntax_error("toml::parse_file: invalid table key", &syntax::TABLE_HEADER, "")
        }
    }

    /// Parses a header that `scanner` matches. Fails, with the cursor inside it, if its key cannot be decoded.
    fn header(&mut self, how: How, scanner: &Scanner) -> Result<Key, ()> {
        let start = self.position;
        let end = scanner.scan(self.source.text, start).unwrap_or(start);
        self.position += if how == How::ArrayOfTables { 2 } else { 1 };
        self.skip_blanks();
        match self.key() {
            Ok(key) => {
                self.position = end;
                Ok(Key { region: Region::new(start, end), ..key })
            }
            Err(_) => {
                let error = self.header_error();
                self.errors.push(error);
                Err(())
            }
        }
    }

    /// Parses what follows the header of a table.
    fn table(&mut self, how: How, key: Key, root: &mut Entries) {
        if let Err(error) = self.end_of_header() {
            self.errors.push(error);
            self.skip_to_next_table();
            return;
        }
        let value = Value::table(Form::Explicit, key.region);
        let depth = key.parts.len();
        let mut discarded = Entries::default();
        let entries = match insert(&self.source, how, root, key, value) {
            Ok(Value { kind: Kind::Table { entries, .. }, .. }) => entries,
            Ok(_) => &mut discarded,
            Err(error) => {
                self.errors.push(error);
                // Look for errors in the table nevertheless.
                &mut discarded
            }
        };
        self.depth = depth;
        let result = self.table_body(entries);
        self.depth = 0;
        if let Err(error) = result {
            self.errors.push(error);
            self.skip_to_next_table();
        }
    }

    /// Nothing but a comment may follow a header on its line.
    fn end_of_header(&mut self) -> Result<(), Failure> {
        if self.comment()? {
            return Ok(());
        }
        self.skip_blanks();
        if self.is_at_end() || self.accept(&syntax::NEWLINE).is_some() {
            return Ok(());
        }
        Err(self.syntax_error("toml::parse_file: newline (or EOF) expected", &syntax::NEWLINE, ""))
    }

    /// Parses the pairs of a table up to the next header or the end.
    fn table_body(&mut self, entries: &mut Entries) -> Result<(), Failure> {
        let error_count = self.errors.len();
        let mut has_newline = true;
        while !self.is_at_end() {
            let start = self.position;
            has_newline |= self.skip_spaces();
            if self.is_at_end() {
                break;
            }
            if self.current() == b'[' {
                self.position = start;
                break;
            }
            if !has_newline {
                let title = "toml::parse_table: newline (LF / CRLF) or EOF is expected";
                return Err(self.error(title, "here"));
            }
            has_newline = self.table_entry(entries);
        }
        if self.errors.len() > error_count
            && let Some(error) = self.errors.pop()
        {
            return Err(error);
        }
        Ok(())
    }

    /// Parses a pair and the comment after it; says whether the line has ended.
    fn table_entry(&mut self, entries: &mut Entries) -> bool {
        let (key, value) = match self.key_value_pair() {
            Ok(pair) => pair,
            Err(error) => {
                self.errors.push(error);
                self.skip_key_value_pair();
                return false;
            }
        };
        let has_newline = match self.comment() {
            Ok(has_comment) => has_comment,
            Err(error) => {
                self.errors.push(error);
                false
            }
        };
        if let Err(error) = insert(&self.source, How::DottedKey, entries, key, value) {
            self.errors.push(error);
        }
        has_newline
    }
}
