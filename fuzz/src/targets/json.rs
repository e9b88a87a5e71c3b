//! The reader of `builtins.fromJSON`: any bytes give events that nest, or an error.

use std::convert::Infallible;

use hmeval_formats::json::{Builder, read};

/// Pieces of JSON.
pub const WORDS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\u",
    "\\ud834\\udd1e",
    "\\u0000",
    "null",
    "true",
    "1e9",
    "-0",
    "0.1",
    "e400",
    "9223372036854775808",
    "\u{feff}",
    " ",
    "\n",
];

/// Reads the input.
///
/// # Panics
/// If what is told does not nest.
pub fn run(data: &[u8]) {
    let mut depth = Depth::default();
    let accepted = read(data, &mut depth).is_ok();
    assert!(!accepted || (depth.open.is_empty() && depth.values > 0), "a value is not complete");
}

/// What is open, and how many values there were.
#[derive(Default)]
struct Depth {
    open: Vec<bool>,
    values: usize,
}

impl Depth {
    fn value(&mut self) -> Result<(), Infallible> {
        self.values += 1;
        Ok(())
    }

    fn end(&mut self, object: bool) -> Result<(), Infallible> {
        assert_eq!(self.open.pop(), Some(object), "the wrong end");
        self.value()
    }
}

impl Builder for Depth {
    type Error = Infallible;

    fn null(&mut self) -> Result<(), Infallible> {
        self.value()
    }

    fn bool(&mut self, _: bool) -> Result<(), Infallible> {
        self.value()
    }

    fn int(&mut self, _: i64) -> Result<(), Infallible> {
        self.value()
    }

    fn float(&mut self, value: f64) -> Result<(), Infallible> {
        assert!(value.is_finite(), "JSON has no such number");
        self.value()
    }

    fn string(&mut self, _: &[u8]) -> Result<(), Infallible> {
        self.value()
    }

    fn start_list(&mut self) -> Result<(), Infallible> {
        self.open.push(false);
        Ok(())
    }

    fn end_list(&mut self) -> Result<(), Infallible> {
        self.end(false)
    }

    fn start_object(&mut self) -> Result<(), Infallible> {
        self.open.push(true);
        Ok(())
    }

    fn key(&mut self, _: &[u8]) -> Result<(), Infallible> {
        assert_eq!(self.open.last(), Some(&true), "a key outside of an object");
        Ok(())
    }

    fn end_object(&mut self) -> Result<(), Infallible> {
        self.end(true)
    }
}
