//! Values: finding out what kind of value comes next, and why something is none.

use super::Toml;
use super::errors::Region;
use super::parser::{DEPTH_LIMIT, Failure, Parser};
use super::scan::Scanner;
use super::syntax;
use super::value::{Kind, Value};

const DATETIME_HINT: &str = "Hint: valid  : 1979-05-27T07:32:00, 1979-05-27 07:32:00.999999\n\
                             Hint: invalid: 1979-05-27T7:32:00, 1979-05-27 17:32\n";
const FLOAT_HINT: &str = "Hint: valid  : +1.0, -2e-2, 3.141_592_653_589, inf, nan\n\
                          Hint: invalid: .0, 1., _1.0, 1.0_, 1_.0, 1.0__0\n";
const INTEGER_HINT: &str = "Hint: valid  : -42, 1_000, 1_2_3_4_5, 0xC0FFEE, 0b0010, 0o755\n\
                            Hint: invalid: _42, 1__000, 0123\n";

/// What a value looks like from its first characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guess {
    Boolean,
    Integer,
    Float,
    String,
    OffsetDatetime,
    LocalDatetime,
    LocalDate,
    LocalTime,
    Array,
    InlineTable,
}

impl Parser<'_> {
    /// Parses the value at the cursor.
    pub(super) fn value(&mut self) -> Result<Value, Failure> {
        if self.depth > DEPTH_LIMIT {
            return Err(self.too_deep());
        }
        let start = self.position;
        let scalar = match self.guess()? {
            Guess::Boolean => self.boolean()?,
            Guess::Integer => self.integer()?,
            Guess::Float => self.float()?,
            Guess::String => Toml::String(self.string()?),
            Guess::OffsetDatetime => self.datetime(true)?,
            Guess::LocalDatetime => self.datetime(false)?,
            Guess::LocalDate => self.local_date()?,
            Guess::LocalTime => self.local_time()?,
            Guess::Array => return self.array(),
            Guess::InlineTable => return self.inline_table(),
        };
        Ok(Value { kind: Kind::Scalar(scalar), region: Region::new(start, self.position) })
    }

    /// What kind of value is at the cursor.
    pub(super) fn guess(&self) -> Result<Guess, Failure> {
        let word = |word: &str| {
            format!(
                "toml::parse_value: `{word}` must be in lowercase. A string must be surrounded by quotes."
            )
        };
        match self.current() {
            b'"' | b'\'' => Ok(Guess::String),
            b'[' => Ok(Guess::Array),
            b'{' => Ok(Guess::InlineTable),
            b't' | b'f' => Ok(Guess::Boolean),
            b'T' => Err(self.syntax_error(&word("true"), &syntax::BOOLEAN, "")),
            b'F' => Err(self.syntax_error(&word("false"), &syntax::BOOLEAN, "")),
            b'i' if self.sees(&Scanner::Literal("inf")) => Ok(Guess::Float),
            b'i' | b'I' => Err(self.syntax_error(&word("inf"), &syntax::FLOAT, "")),
            b'n' if self.sees(&Scanner::Literal("nan")) => Ok(Guess::Float),
            b'n' | b'N' => Err(self.syntax_error(&word("nan"), &syntax::FLOAT, "")),
            _ => self.guess_number(),
        }
    }

    fn guess_number(&self) -> Result<Guess, Failure> {
        if self.sees(&syntax::OFFSET_DATETIME) {
            return Ok(Guess::OffsetDatetime);
        }
        if let Some(rest) = self.behind(&syntax::LOCAL_DATETIME) {
            return rest.check_offset().map(|()| Guess::LocalDatetime);
        }
        if let Some(rest) = self.behind(&syntax::LOCAL_DATE) {
            return rest.check_time().map(|()| Guess::LocalDate);
        }
        if self.sees(&syntax::LOCAL_TIME) {
            return Ok(Guess::LocalTime);
        }
        if let Some(rest) = self.behind(&syntax::FLOAT) {
            return rest.check_float().map(|()| Guess::Float);
        }
        if let Some(rest) = self.behind(&syntax::INTEGER) {
            let digits = self.source.text.get(self.position..rest.position).unwrap_or_default();
            return rest.check_integer(digits).map(|()| Guess::Integer);
        }
        Err(match self.current() {
            b'.' => self.error_with_hint(
                "bad float: integer part is required before decimal point",
                "missing integer part",
                FLOAT_HINT,
            ),
            b'_' => self.error_with_hint(
                "bad number: `_` must be surrounded by digits",
                "digits required before `_`",
                INTEGER_HINT,
            ),
            _ => self.error("bad format: unknown value appeared", "here"),
        })
    }

    /// A parser whose cursor is behind what the scanner matches here.
    fn behind(&self, scanner: &Scanner) -> Option<Self> {
        let position = scanner.scan(self.source.text, self.position)?;
        Some(Parser { source: self.source, position, errors: Vec::new(), depth: 0 })
    }

    /// Checks what follows a date with a time.
    fn check_offset(&self) -> Result<(), Failure> {
        if !matches!(self.current(), b'+' | b'-') {
            return Ok(());
        }
        Err(self.syntax_error(
            "bad offset: must be [+-]HH:MM or Z",
            &syntax::TIME_OFFSET,
            "Hint: valid  : +09:00, -05:30\nHint: invalid: +9:00,  -5:30\n",
        ))
    }

    /// Checks what follows a date without a valid time.
    fn check_time(mut self) -> Result<(), Failure> {
        let delimiter = self.current();
        match delimiter {
            b'T' | b't' | b' ' => {
                self.advance();
                if delimiter == b' ' && !self.current().is_ascii_digit() {
                    return Ok(());
                }
                Err(self.syntax_error(
                    "bad time: must be HH:MM:SS.subsec",
                    &syntax::LOCAL_TIME,
                    DATETIME_HINT,
                ))
            }
            b'0'..=b'9' => Err(self.syntax_error(
                "bad datetime: missing T or space",
                &syntax::TIME_DELIMITER,
                DATETIME_HINT,
            )),
            _ => Ok(()),
        }
    }

    /// Checks what follows a float.
    fn check_float(&self) -> Result<(), Failure> {
        if self.current() != b'_' {
            return Ok(());
        }
        Err(self.error_with_hint(
            "bad float: `_` must be surrounded by digits",
            "invalid underscore",
            FLOAT_HINT,
        ))
    }

    /// Checks what follows the integer `digits`.
    fn check_integer(mut self, digits: &[u8]) -> Result<(), Failure> {
        let (title, note, hint) = match self.current() {
            b'_' if matches!(digits, b"0" | b"+0" | b"-0") => {
                ("bad integer: leading zero is not allowed in decimal int", "leading zero", INTEGER_HINT)
            }
            b'_' => ("bad integer: `_` must be surrounded by digits", "invalid underscore", INTEGER_HINT),
            b'0' => {
                self.position -= 1;
                ("bad integer: leading zero", "leading zero is not allowed", INTEGER_HINT)
            }
            b'1'..=b'9' => {
                ("bad integer: invalid digit after an integer", "this digit is not allowed", INTEGER_HINT)
            }
            b':' | b'-' => (
                "bad datetime: invalid format",
                "here",
                "Hint: valid  : 1979-05-27T07:32:00-07:00, 1979-05-27 07:32:00.999999Z\n\
                 Hint: invalid: 1979-05-27T7:32:00-7:00, 1979-05-27 7:32-00:30",
            ),
            b'.' | b'e' | b'E' => ("bad float: invalid format", "here", FLOAT_HINT),
            _ => return Ok(()),
        };
        Err(self.error_with_hint(title, note, hint))
    }
}
