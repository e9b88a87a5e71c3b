//! Why a home was not changed, or not to the end.

use std::fmt;
use std::io;
use std::path::Path;

/// Why an activation stopped.
#[derive(Debug)]
pub enum Error {
    /// Nothing in the home was written; each line names a reason.
    Refused(Vec<String>),
    /// Something was written. The next run completes it; the text says what the state is.
    Failed(String),
}

/// What activation returns.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A refusal with one reason.
    pub fn refused(reason: impl Into<String>) -> Self {
        Error::Refused(vec![reason.into()])
    }

    /// A refusal because of a failed system call, before anything in the home was written.
    pub(crate) fn refused_by(what: &str, path: &Path, error: &io::Error) -> Self {
        Error::refused(describe(what, path, error))
    }

    /// The same reasons, but behind the point where writing began.
    pub(crate) fn midway(self) -> Self {
        match self {
            Error::Refused(reasons) => Error::Failed(reasons.join("\n")),
            failed => failed,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Refused(reasons) => f.write_str(&reasons.join("\n")),
            Error::Failed(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for Error {}

/// `cannot WHAT 'PATH': reason`
pub(crate) fn describe(what: &str, path: &Path, error: &io::Error) -> String {
    let reason = error.to_string();
    let reason = reason.split(" (os error").next().unwrap_or_default();
    format!("cannot {what} '{}': {reason}", shown(path))
}

/// A path for people: control characters are escaped, so that a name can neither begin a line nor steer a terminal.
#[must_use]
pub fn shown(path: &Path) -> String {
    let mut text = String::new();
    for character in path.to_string_lossy().chars() {
        match character.is_control() {
            true => text.extend(character.escape_default()),
            false => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_line() {
        assert_eq!(shown(Path::new("a b/é\n\u{1b}[31m\u{9b}")), "a b/é\\n\\u{1b}[31m\\u{9b}");
    }
}
