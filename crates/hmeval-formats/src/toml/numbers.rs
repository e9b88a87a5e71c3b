//! Booleans, integers and floats.

use super::Toml;
use super::errors::Region;
use super::parser::{Failure, Parser};
use super::scan::Scanner;
use super::syntax;

/// A notation of integers.
struct Notation {
    name: &'static str,
    radix: u32,
    scanner: &'static Scanner,
    hint: &'static str,
    /// What errors call the greatest number: digits or value.
    limit: &'static str,
}

const DECIMAL: Notation =
    Notation { name: "dec", radix: 10, scanner: &syntax::DECIMAL, hint: "42, 123_456_789", limit: "digits" };
const HEXADECIMAL: Notation = Notation {
    name: "hex",
    radix: 16,
    scanner: &syntax::HEXADECIMAL,
    hint: "0xC0FFEE, 0xdead_beef",
    limit: "value",
};
const OCTAL: Notation =
    Notation { name: "oct", radix: 8, scanner: &syntax::OCTAL, hint: "0o775, 0o04_44", limit: "value" };
const BINARY: Notation =
    Notation { name: "bin", radix: 2, scanner: &syntax::BINARY, hint: "0b0101, 0b1111_0000", limit: "value" };

impl Parser<'_> {
    /// Parses what starts like a boolean.
    pub(super) fn boolean(&mut self) -> Result<Toml, Failure> {
        match self.accept(&syntax::BOOLEAN) {
            Some(word) => Ok(Toml::Bool(word == b"true")),
            None => Err(self.syntax_error(
                "toml::parse_boolean: invalid boolean: boolean must be `true` or `false`, in lowercase. string must \
                 be surrounded by `\"`",
                &syntax::BOOLEAN,
                "",
            )),
        }
    }

    /// Parses what starts like an integer.
    pub(super) fn integer(&mut self) -> Result<Toml, Failure> {
        let rest = self.source.text.get(self.position..).unwrap_or_default();
        let unsigned = rest.strip_prefix(b"+").or_else(|| rest.strip_prefix(b"-")).unwrap_or(rest);
        match unsigned {
            [b'0', b'b', ..] => self.integer_in(&BINARY),
            [b'0', b'o', ..] => self.integer_in(&OCTAL),
            [b'0', b'x', ..] => self.integer_in(&HEXADECIMAL),
            [b'0', digit, ..] if digit.is_ascii_digit() => Err(self.error(
                "toml::parse_integer: leading zero in an decimal integer is not allowed",
                "leading zero",
            )),
            _ => self.integer_in(&DECIMAL),
        }
    }

    fn integer_in(&mut self, notation: &Notation) -> Result<Toml, Failure> {
        let start = self.position;
        let function = format!("toml::parse_{}_integer: ", notation.name);
        let Some(text) = self.accept(notation.scanner) else {
            let title =
                format!("{function}invalid integer: {}_int must be like: {}", notation.name, notation.hint);
            return Err(self.syntax_error(&title, notation.scanner, ""));
        };
        let prefix = if notation.radix == 10 { 0 } else { 2 };
        let digits = without_underscores(text.get(prefix..).unwrap_or_default());
        match i64::from_str_radix(&digits, notation.radix) {
            Ok(value) => Ok(Toml::Int(value)),
            Err(_) => {
                let title = format!("{function}too large integer: current max {} = 2^63", notation.limit);
                let error = self.error(&title, "must be < 2^63");
                self.position = start;
                Err(error)
            }
        }
    }

    /// Parses what starts like a float.
    pub(super) fn float(&mut self) -> Result<Toml, Failure> {
        let Some(text) = self.accept(&syntax::FLOAT) else {
            return Err(self.syntax_error(
                "toml::parse_floating: invalid floating: float must be like: -3.14159_26535, 6.022e+23, inf, or nan \
                 (lowercase).",
                &syntax::FLOAT,
                "",
            ));
        };
        let digits = without_underscores(text);
        let value: f64 = digits.parse().unwrap_or(f64::NAN);
        if value.is_infinite() && !digits.ends_with("inf") {
            let title = "toml::parse_floating: failed to read floating point value from stream";
            return Err(self.error(title, "here"));
        }
        // Rust's parser drops the sign of a NaN.
        Ok(Toml::Float(if digits == "-nan" { f64::NAN.copysign(-1.0) } else { value }))
    }

    /// An error at a region of the text.
    pub(super) fn error_at(&self, title: &str, region: Region, note: &str) -> Failure {
        self.source.error(title, &[(region, note)], "")
    }
}

fn without_underscores(text: &[u8]) -> String {
    text.iter().filter(|byte| **byte != b'_').map(|byte| char::from(*byte)).collect()
}
