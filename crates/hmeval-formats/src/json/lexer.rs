//! Splits JSON text into tokens.
//!
//! The words of nlohmann's errors depend on where its lexer stood and on what it had read since it last started
//! a string or a number ("last read: …"), so both are tracked the same way: see [`Lexer::token_text`].

use super::numbers;
use super::string;

/// A token; the contents of strings are in [`Lexer::string`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token {
    BeginList,
    EndList,
    BeginObject,
    EndObject,
    Colon,
    Comma,
    Null,
    True,
    False,
    Int(i64),
    /// An integer that only fits into an unsigned number.
    Unsigned(u64),
    Float(f64),
    String,
    EndOfInput,
    /// No token: see [`Lexer::error`].
    Error,
}

impl Token {
    /// What errors call the token.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::BeginList => "'['",
            Self::EndList => "']'",
            Self::BeginObject => "'{'",
            Self::EndObject => "'}'",
            Self::Colon => "':'",
            Self::Comma => "','",
            Self::Null => "null literal",
            Self::True => "true literal",
            Self::False => "false literal",
            Self::Int(_) | Self::Unsigned(_) | Self::Float(_) => "number literal",
            Self::String => "string literal",
            Self::EndOfInput => "end of input",
            Self::Error => "<parse error>",
        }
    }
}

pub(super) struct Lexer<'t> {
    text: &'t [u8],
    /// How much has been read. One more than there is, once the end has been read.
    position: usize,
    /// Where the string or number read last starts.
    token_start: usize,
    /// Whether the token read last is a number with a newline right behind it.
    is_at_line_end: bool,
    string: string::Contents,
    error: &'static str,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t [u8]) -> Self {
        Self {
            text,
            position: 0,
            token_start: 0,
            is_at_line_end: false,
            string: string::Contents::default(),
            error: "",
        }
    }

    /// Reads the next token.
    pub(super) fn next_token(&mut self) -> Token {
        if self.position == 0 && !self.skip_byte_order_mark() {
            return self.fail("invalid BOM; must be 0xEF 0xBB 0xBF if given");
        }
        self.is_at_line_end = false;
        let rest = self.text.get(self.position..).unwrap_or_default();
        let spaces = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        let start = self.position + spaces;
        self.position = start + 1;
        match self.text.get(start) {
            Some(b'[') => Token::BeginList,
            Some(b']') => Token::EndList,
            Some(b'{') => Token::BeginObject,
            Some(b'}') => Token::EndObject,
            Some(b':') => Token::Colon,
            Some(b',') => Token::Comma,
            Some(b'n') => self.literal(start, b"null", Token::Null),
            Some(b't') => self.literal(start, b"true", Token::True),
            Some(b'f') => self.literal(start, b"false", Token::False),
            Some(b'"') => self.string_token(start),
            Some(b'-' | b'0'..=b'9') => self.number(start),
            // A NUL ends the text as its end does.
            Some(0) | None => Token::EndOfInput,
            Some(_) => self.fail("invalid literal"),
        }
    }

    /// The contents of the string token read last.
    pub(super) fn string(&self) -> &[u8] {
        self.string.get(self.text)
    }

    /// What is wrong about an error token.
    pub(super) fn error(&self) -> &'static str {
        self.error
    }

    /// What has been read from the start of the last string or number on, with control characters made
    /// visible. Other tokens do not start anew.
    pub(super) fn token_text(&self) -> Vec<u8> {
        let mut visible = Vec::new();
        for &byte in self.text.get(self.token_start..self.position.min(self.text.len())).unwrap_or_default() {
            if byte < 0x20 {
                visible.extend_from_slice(format!("<U+{byte:04X}>").as_bytes());
            } else {
                visible.push(byte);
            }
        }
        visible
    }

    /// Whether there was nothing to read at all.
    pub(super) fn is_empty(&self) -> bool {
        self.position == 1
    }

    /// The line, and how many characters of it have been read.
    ///
    /// To see where a number ends, nlohmann reads the character behind it. If that is a newline, it forgets
    /// the column.
    pub(super) fn line_and_column(&self) -> (usize, usize) {
        let read = self.text.get(..self.position).unwrap_or(self.text);
        let newlines = memchr::memchr_iter(b'\n', read).count();
        let line_start = memchr::memrchr(b'\n', read).map_or(0, |newline| newline + 1);
        let column = if self.is_at_line_end { 0 } else { self.position - line_start };
        (newlines + 1, column)
    }

    fn fail(&mut self, error: &'static str) -> Token {
        self.error = error;
        Token::Error
    }

    fn skip_byte_order_mark(&mut self) -> bool {
        const MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];
        if self.text.first() != MARK.first() {
            return true;
        }
        let common = self.text.iter().zip(MARK).take_while(|(byte, expected)| **byte == *expected).count();
        self.position = if common == MARK.len() { common } else { common + 1 };
        common == MARK.len()
    }

    fn literal(&mut self, start: usize, literal: &[u8], token: Token) -> Token {
        let rest = self.text.get(start..).unwrap_or_default();
        let common = rest.iter().zip(literal).take_while(|(byte, expected)| byte == expected).count();
        if common == literal.len() {
            self.position = start + common;
            return token;
        }
        self.position = start + common + 1;
        self.fail("invalid literal")
    }

    fn string_token(&mut self, start: usize) -> Token {
        self.token_start = start;
        match self.string.read(self.text, start + 1) {
            Ok(end) => {
                self.position = end;
                Token::String
            }
            Err(failure) => {
                self.position = failure.position;
                self.fail(failure.message)
            }
        }
    }

    fn number(&mut self, start: usize) -> Token {
        self.token_start = start;
        match numbers::read(self.text, start) {
            Ok((token, end)) => {
                self.position = end;
                self.is_at_line_end = self.text.get(end) == Some(&b'\n');
                token
            }
            Err(failure) => {
                self.position = failure.position;
                self.fail(failure.message)
            }
        }
    }
}

/// A malformed string or number: how much was read until it showed, and nlohmann's words for it.
pub(super) struct Failure {
    pub(super) position: usize,
    pub(super) message: &'static str,
}
