//! Bracket expressions: `[abc]`, `[^a-z]`, `[[:alpha:]_]`, `[[.hyphen.]]`, `[[=a=]]`.
//!
//! libstdc++ is stricter than POSIX in places: a `-` must be the first or last character or the end of a range,
//! and a range cannot start at a class. Characters compare as C's signed `char`.

use super::RegexError;
use super::set::ByteSet;

/// The names POSIX gives to the characters 0 to 127 (XBD, table 6-1), for `[.name.]` and `[=name=]`.
#[rustfmt::skip]
const NAMES: [&str; 128] = [
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "alert", "backspace", "tab", "newline", "vertical-tab",
    "form-feed", "carriage-return", "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB",
    "CAN", "EM", "SUB", "ESC", "IS4", "IS3", "IS2", "IS1", "space", "exclamation-mark", "quotation-mark",
    "number-sign", "dollar-sign", "percent-sign", "ampersand", "apostrophe", "left-parenthesis",
    "right-parenthesis", "asterisk", "plus-sign", "comma", "hyphen", "period", "slash", "zero", "one",
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "colon", "semicolon", "less-than-sign",
    "equals-sign", "greater-than-sign", "question-mark", "commercial-at", "A", "B", "C", "D", "E", "F", "G",
    "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z",
    "left-square-bracket", "backslash", "right-square-bracket", "circumflex", "underscore", "grave-accent",
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u",
    "v", "w", "x", "y", "z", "left-curly-bracket", "vertical-line", "right-curly-bracket", "tilde", "DEL",
];

/// A token inside a bracket expression.
#[derive(Clone, Copy)]
enum Token<'p> {
    Char(u8),
    Dash,
    End,
    /// `[.name.]`
    Symbol(&'p [u8]),
    /// `[=name=]`
    Equivalence(&'p [u8]),
    /// `[:name:]`
    Class(&'p [u8]),
}

/// What came before the current token: a range can only start at a character.
#[derive(Clone, Copy)]
enum Last {
    Nothing,
    Char(u8),
    Class,
}

/// Parses the bracket expression that follows an opening `[`; returns its bytes and the offset behind it.
pub(super) fn parse(pattern: &[u8], start: usize) -> Result<(ByteSet, usize), RegexError> {
    let is_negated = pattern.get(start) == Some(&b'^');
    let mut parser = Parser {
        pattern,
        position: start + usize::from(is_negated),
        set: ByteSet::EMPTY,
        last: Last::Nothing,
    };
    parser.members()?;
    let set = if is_negated { parser.set.complement() } else { parser.set };
    Ok((set, parser.position))
}

struct Parser<'p> {
    pattern: &'p [u8],
    position: usize,
    set: ByteSet,
    last: Last,
}

impl<'p> Parser<'p> {
    fn members(&mut self) -> Result<(), RegexError> {
        let mut token = self.token(true)?;
        // A dash in front is an ordinary character.
        if let Token::Dash = token {
            token = Token::Char(b'-');
        }
        loop {
            match token {
                Token::End => break,
                Token::Dash => {
                    if self.dash()? {
                        break;
                    }
                }
                Token::Char(byte) => self.character(byte),
                Token::Symbol(name) => {
                    let byte = named(name)?;
                    self.set.insert(byte);
                    self.character(byte);
                }
                Token::Equivalence(name) => {
                    let byte = named(name)?;
                    self.class(&ByteSet::of(|other| other.eq_ignore_ascii_case(&byte)));
                }
                Token::Class(name) => self.class(&class(name)?),
            }
            token = self.token(false)?;
        }
        self.flush();
        Ok(())
    }

    /// Handles a dash that is not in front; says whether it was the last character of the expression.
    fn dash(&mut self) -> Result<bool, RegexError> {
        let end = match (self.token(false)?, self.last) {
            (Token::End, _) => {
                self.character(b'-');
                return Ok(true);
            }
            (Token::Char(end), Last::Char(start)) => (start, end),
            (Token::Dash, Last::Char(start)) => (start, b'-'),
            _ => return Err(RegexError::Invalid),
        };
        let (start, end) = (end.0.cast_signed(), end.1.cast_signed());
        if start > end {
            return Err(RegexError::Invalid);
        }
        (start..=end).for_each(|byte| self.set.insert(byte.cast_unsigned()));
        self.last = Last::Nothing;
        Ok(false)
    }

    fn character(&mut self, byte: u8) {
        self.flush();
        self.last = Last::Char(byte);
    }

    fn class(&mut self, bytes: &ByteSet) {
        self.flush();
        self.last = Last::Class;
        self.set.extend(bytes);
    }

    /// Adds the character that might have started a range, but did not.
    fn flush(&mut self) {
        if let Last::Char(byte) = self.last {
            self.set.insert(byte);
        }
    }

    fn token(&mut self, is_first: bool) -> Result<Token<'p>, RegexError> {
        let byte = self.byte()?;
        Ok(match byte {
            b'-' => Token::Dash,
            b']' if !is_first => Token::End,
            b'[' => match self.pattern.get(self.position) {
                None => return Err(RegexError::Invalid),
                Some(b'.') => Token::Symbol(self.name(b'.')?),
                Some(b'=') => Token::Equivalence(self.name(b'=')?),
                Some(b':') => Token::Class(self.name(b':')?),
                Some(_) => Token::Char(byte),
            },
            _ => Token::Char(byte),
        })
    }

    /// The name in `[:name:]`, after its opening bracket.
    fn name(&mut self, delimiter: u8) -> Result<&'p [u8], RegexError> {
        self.position += 1;
        let start = self.position;
        while self.byte()? != delimiter {}
        let end = self.position - 1;
        if self.byte()? != b']' {
            return Err(RegexError::Invalid);
        }
        self.pattern.get(start..end).ok_or(RegexError::Invalid)
    }

    fn byte(&mut self) -> Result<u8, RegexError> {
        let byte = self.pattern.get(self.position).copied().ok_or(RegexError::Invalid)?;
        self.position += 1;
        Ok(byte)
    }
}

/// The character called `name`.
fn named(name: &[u8]) -> Result<u8, RegexError> {
    let index = NAMES.iter().position(|known| known.as_bytes() == name);
    index.and_then(|index| u8::try_from(index).ok()).ok_or(RegexError::Invalid)
}

/// The class called `name`, in any case. Besides POSIX's classes there are `d`, `s` and `w`.
fn class(name: &[u8]) -> Result<ByteSet, RegexError> {
    let contains: fn(u8) -> bool = match name.to_ascii_lowercase().as_slice() {
        b"d" | b"digit" => |byte| byte.is_ascii_digit(),
        b"w" => |byte| byte.is_ascii_alphanumeric() || byte == b'_',
        b"s" | b"space" => |byte| matches!(byte, b' ' | b'\t'..=b'\r'),
        b"alnum" => |byte| byte.is_ascii_alphanumeric(),
        b"alpha" => |byte| byte.is_ascii_alphabetic(),
        b"blank" => |byte| matches!(byte, b' ' | b'\t'),
        b"cntrl" => |byte| byte.is_ascii_control(),
        b"graph" => |byte| byte.is_ascii_graphic(),
        b"lower" => |byte| byte.is_ascii_lowercase(),
        b"print" => |byte| byte.is_ascii_graphic() || byte == b' ',
        b"punct" => |byte| byte.is_ascii_punctuation(),
        b"upper" => |byte| byte.is_ascii_uppercase(),
        b"xdigit" => |byte| byte.is_ascii_hexdigit(),
        _ => return Err(RegexError::Invalid),
    };
    Ok(ByteSet::of(contains))
}
