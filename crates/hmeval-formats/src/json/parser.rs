//! The reader: nlohmann's `parser::sax_parse_internal`, with a stack of its own instead of recursion.

use super::lexer::{Lexer, Token};

/// Receives what the reader finds, in the order of the text. An error of the builder stops the reader.
///
/// Every value inside a list is an element of it; in an object, [`Builder::key`] comes before every value. Keys
/// may repeat: in Nix the last one wins.
pub trait Builder {
    /// What can go wrong while building (such as running out of a depth limit).
    type Error;

    /// `null`
    fn null(&mut self) -> Result<(), Self::Error>;
    /// `true` or `false`
    fn bool(&mut self, value: bool) -> Result<(), Self::Error>;
    /// A number without fraction and exponent that fits.
    fn int(&mut self, value: i64) -> Result<(), Self::Error>;
    /// Any other number; always finite.
    fn float(&mut self, value: f64) -> Result<(), Self::Error>;
    /// A string with its escapes resolved: valid UTF-8 without NUL.
    fn string(&mut self, value: &[u8]) -> Result<(), Self::Error>;
    /// `[`
    fn start_list(&mut self) -> Result<(), Self::Error>;
    /// `]`
    fn end_list(&mut self) -> Result<(), Self::Error>;
    /// `{`
    fn start_object(&mut self) -> Result<(), Self::Error>;
    /// The key of the next value of an object: valid UTF-8 without NUL.
    fn key(&mut self, key: &[u8]) -> Result<(), Self::Error>;
    /// `}`
    fn end_object(&mut self) -> Result<(), Self::Error>;
}

/// Why reading stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError<E> {
    /// The text is not JSON; the message is nlohmann's. Nix adds the trace "while decoding a JSON string".
    Syntax(Vec<u8>),
    /// A message of Nix itself, without that trace: an integer beyond 64 bits or a string with a NUL.
    Unrepresentable(Vec<u8>),
    /// The builder's own error.
    Builder(E),
}

/// Reads `text`, which must be one JSON value and nothing else.
///
/// # Errors
///
/// See [`ReadError`].
pub fn read<B: Builder>(text: &[u8], builder: &mut B) -> Result<(), ReadError<B::Error>> {
    let mut parser = Parser { lexer: Lexer::new(text), token: Token::EndOfInput, builder };
    parser.advance();
    parser.value()?;
    parser.advance();
    if parser.token == Token::EndOfInput {
        Ok(())
    } else {
        Err(parser.unexpected(Some("end of input"), "value"))
    }
}

/// What a `]` or `}` would close.
#[derive(Clone, Copy)]
enum Container {
    List,
    Object,
}

struct Parser<'t, 'b, B> {
    lexer: Lexer<'t>,
    token: Token,
    builder: &'b mut B,
}

type Read<T, E> = Result<T, ReadError<E>>;

impl<B: Builder> Parser<'_, '_, B> {
    fn advance(&mut self) {
        self.token = self.lexer.next_token();
    }

    /// Reads the value that starts at the current token.
    fn value(&mut self) -> Read<(), B::Error> {
        let mut open: Vec<Container> = Vec::new();
        loop {
            if let Some(container) = self.start()? {
                open.push(container);
                continue;
            }
            // A value is complete; close what ends with it.
            while let Some(&container) = open.last() {
                self.advance();
                if self.token == Token::Comma {
                    self.advance();
                    if let Container::Object = container {
                        self.key()?;
                    }
                    break;
                }
                match (container, self.token) {
                    (Container::List, Token::EndList) => self.builder.end_list(),
                    (Container::Object, Token::EndObject) => self.builder.end_object(),
                    (Container::List, _) => return Err(self.unexpected(Some("']'"), "array")),
                    (Container::Object, _) => return Err(self.unexpected(Some("'}'"), "object")),
                }
                .map_err(ReadError::Builder)?;
                open.pop();
            }
            if open.is_empty() {
                return Ok(());
            }
        }
    }

    /// Reads a scalar, an empty container or the start of one up to its first value; in the last case returns
    /// what is to be closed.
    fn start(&mut self) -> Read<Option<Container>, B::Error> {
        let built = match self.token {
            Token::BeginObject => {
                self.builder.start_object().map_err(ReadError::Builder)?;
                self.advance();
                if self.token != Token::EndObject {
                    self.key()?;
                    return Ok(Some(Container::Object));
                }
                self.builder.end_object()
            }
            Token::BeginList => {
                self.builder.start_list().map_err(ReadError::Builder)?;
                self.advance();
                if self.token != Token::EndList {
                    return Ok(Some(Container::List));
                }
                self.builder.end_list()
            }
            Token::Null => self.builder.null(),
            Token::True => self.builder.bool(true),
            Token::False => self.builder.bool(false),
            Token::Int(value) => self.builder.int(value),
            Token::Unsigned(value) => {
                let message = format!("unsigned json number {value} outside of Nix integer range");
                return Err(ReadError::Unrepresentable(message.into_bytes()));
            }
            Token::Float(value) if !value.is_finite() => {
                let what = "[json.exception.out_of_range.406] number overflow parsing '".as_bytes();
                return Err(ReadError::Syntax([what, &self.lexer.token_text(), b"'"].concat()));
            }
            Token::Float(value) => self.builder.float(value),
            Token::String => self.builder.string(without_nul(self.lexer.string())?),
            Token::Error => return Err(self.unexpected(None, "value")),
            Token::EndOfInput if self.lexer.is_empty() => {
                return Err(self.error(
                    b"attempting to parse an empty input; check that your input string or stream contains the \
                      expected JSON",
                ));
            }
            _ => return Err(self.unexpected(Some("'[', '{', or a literal"), "value")),
        };
        built.map_err(ReadError::Builder)?;
        Ok(None)
    }

    /// Reads the key at the current token and the colon, and goes on to the value.
    fn key(&mut self) -> Read<(), B::Error> {
        if self.token != Token::String {
            return Err(self.unexpected(Some("string literal"), "object key"));
        }
        self.builder.key(without_nul(self.lexer.string())?).map_err(ReadError::Builder)?;
        self.advance();
        if self.token != Token::Colon {
            return Err(self.unexpected(Some("':'"), "object separator"));
        }
        self.advance();
        Ok(())
    }

    /// The error for the current token, which is malformed or out of place.
    fn unexpected(&self, expected: Option<&str>, context: &str) -> ReadError<B::Error> {
        let mut message = format!("syntax error while parsing {context} - ").into_bytes();
        if self.token == Token::Error {
            message.extend_from_slice(self.lexer.error().as_bytes());
            message.extend_from_slice(b"; last read: '");
            message.extend_from_slice(&self.lexer.token_text());
            message.push(b'\'');
        } else {
            message.extend_from_slice(format!("unexpected {}", self.token.name()).as_bytes());
        }
        if let Some(expected) = expected {
            message.extend_from_slice(format!("; expected {expected}").as_bytes());
        }
        self.error(&message)
    }

    fn error(&self, message: &[u8]) -> ReadError<B::Error> {
        let (line, column) = self.lexer.line_and_column();
        let start = format!("[json.exception.parse_error.101] parse error at line {line}, column {column}: ");
        ReadError::Syntax([start.as_bytes(), message].concat())
    }
}

/// Nix strings cannot hold NUL bytes.
fn without_nul<E>(string: &[u8]) -> Read<&[u8], E> {
    if memchr::memchr(0, string).is_none() {
        return Ok(string);
    }
    let mut message = b"input string '".to_vec();
    for part in string.split_inclusive(|&byte| byte == 0) {
        match part.strip_suffix(b"\0") {
            Some(text) => {
                message.extend_from_slice(text);
                message.extend_from_slice("␀".as_bytes());
            }
            None => message.extend_from_slice(part),
        }
    }
    message.extend_from_slice(b"' cannot be represented as Nix string because it contains null bytes");
    Err(ReadError::Unrepresentable(message))
}
