//! JSON numbers (RFC 8259, section 6).

use super::lexer::{Failure, Token};

/// Reads the number at `start`; returns its token and the offset behind it.
pub(super) fn read(text: &[u8], start: usize) -> Result<(Token, usize), Failure> {
    let mut scanner = Scanner { text, position: start };
    let is_negative = scanner.accept(b"-");
    if !scanner.accept(b"0") {
        scanner.digits("invalid number; expected digit after '-'")?;
    }
    let mut is_integer = true;
    if scanner.accept(b".") {
        is_integer = false;
        scanner.digits("invalid number; expected digit after '.'")?;
    }
    if scanner.accept(b"eE") {
        is_integer = false;
        if scanner.accept(b"+-") {
            scanner.digits("invalid number; expected digit after exponent sign")?;
        } else {
            scanner.digits("invalid number; expected '+', '-', or digit after exponent")?;
        }
    }
    let end = scanner.position;
    let digits = text.get(start..end).and_then(|digits| str::from_utf8(digits).ok()).unwrap_or("0");
    Ok((value(digits, is_integer, is_negative), end))
}

/// Integers that do not fit are read as floats; those that fit only unsigned are not.
fn value(digits: &str, is_integer: bool, is_negative: bool) -> Token {
    if is_integer {
        if let Ok(value) = digits.parse() {
            return Token::Int(value);
        }
        if let Some(value) = digits.parse().ok().filter(|_| !is_negative) {
            return Token::Unsigned(value);
        }
    }
    Token::Float(digits.parse().unwrap_or(0.0))
}

struct Scanner<'t> {
    text: &'t [u8],
    position: usize,
}

impl Scanner<'_> {
    fn accept(&mut self, bytes: &[u8]) -> bool {
        let is_next = self.text.get(self.position).is_some_and(|byte| bytes.contains(byte));
        self.position += usize::from(is_next);
        is_next
    }

    /// Skips digits, at least one.
    fn digits(&mut self, message: &'static str) -> Result<(), Failure> {
        let rest = self.text.get(self.position..).unwrap_or_default();
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 {
            // The offending character has been read.
            return Err(Failure { position: self.position + 1, message });
        }
        self.position += count;
        Ok(())
    }
}
