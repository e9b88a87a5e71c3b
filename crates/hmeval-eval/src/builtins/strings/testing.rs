//! For the tests of builtins: evaluates an expression where there are no files.

use std::io;

use crate::heap::Storage;

use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{Heap, Value};
use crate::settings::Settings;
use crate::world::{FileKind, FileStat, World};

struct Nowhere;

impl World for Nowhere {
    fn read(&self, _: &[u8]) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn stat(&self, _: &[u8]) -> io::Result<Option<FileStat>> {
        Ok(None)
    }

    fn list(&self, _: &[u8]) -> io::Result<Vec<(Vec<u8>, FileKind)>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn read_link(&self, _: &[u8]) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn env(&self, _: &[u8]) -> Option<Vec<u8>> {
        None
    }

    fn now(&self) -> i64 {
        0
    }

    fn message(&self, _: &[u8]) {}
}

/// Evaluates `expression` and hands the evaluator and the value to `look`; the message of an error.
pub(crate) fn with_value<T>(
    expression: &str,
    look: impl for<'h> FnOnce(&Evaluator<'h>, Value<'h>) -> Result<'h, T>,
) -> std::result::Result<T, String> {
    // The threads of tests have two megabytes.
    with_settings(expression, Settings { stack_size: 1 << 20, ..Settings::default() }, look)
}

/// As [`with_value`], with settings.
pub(crate) fn with_settings<T>(
    expression: &str,
    settings: Settings,
    look: impl for<'h> FnOnce(&Evaluator<'h>, Value<'h>) -> Result<'h, T>,
) -> std::result::Result<T, String> {
    let bump = Storage::default();
    let ev = Evaluator::new(Heap::new(&bump), &Nowhere, settings).unwrap();
    let result = ev.eval_string(expression.as_bytes(), b"/").and_then(|value| look(&ev, value));
    result.map_err(|error| String::from_utf8_lossy(error.data().message).into_owned())
}

/// What `nix-instantiate --eval --strict` prints for `expression`, or the message of its error.
pub(crate) fn answer(expression: &str) -> std::result::Result<String, String> {
    let text = with_value(expression, |ev, value| ev.print_lazy(ev.force_deep(value)?))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// Asserts what expressions evaluate to.
#[track_caller]
pub(crate) fn assert_answers(cases: &[(&str, &str)]) {
    for (expression, expected) in cases {
        assert_eq!(answer(expression).as_deref(), Ok(*expected), "{expression}");
    }
}

/// Asserts the messages that expressions fail with.
#[track_caller]
pub(crate) fn assert_failures(cases: &[(&str, &str)]) {
    for (expression, expected) in cases {
        assert_eq!(answer(expression).unwrap_err(), *expected, "{expression}");
    }
}
