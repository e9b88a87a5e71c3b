//! What can be wrong with a text.

use crate::ir::Offset;

/// What sort of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The text does not follow the grammar.
    Syntax,
    /// A literal that stands for no value (an integer too large, a null byte in a string, …).
    Literal,
    /// Something is defined twice.
    Duplicate,
    /// A computed name where none may be.
    DynamicName,
    /// A variable that nothing defines.
    UndefinedVariable,
    /// An experimental feature that is not enabled.
    FeatureMissing,
    /// Nested too deeply, or too long, for this implementation.
    TooLarge,
}

/// An error in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What sort of thing is wrong.
    pub kind: ErrorKind,
    /// Nix's message. If `other` is there, the message ends where the rendered position of `other` has to follow:
    /// `attribute 'a' already defined at ` + `/path/file.nix:1:3`.
    pub message: String,
    /// Where it is; the position that Nix reports.
    pub start: Offset,
    /// Where it ends.
    pub end: Offset,
    /// The position that the message ends with, if it mentions one.
    pub other: Option<Offset>,
}

impl SyntaxError {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>, start: usize, end: usize) -> Self {
        SyntaxError { kind, message: message.into(), start: offset(start), end: offset(end), other: None }
    }
}

/// A literal that Nix can be told to warn about, or to refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LintedLiteral {
    /// What is worth a warning.
    pub kind: LintKind,
    /// Start of the literal.
    pub start: Offset,
    /// Its end; that of its constant first part, if it goes on with an interpolation.
    pub end: Offset,
}

/// Sorts of literals with lints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LintKind {
    /// `http://example.org` without quotes.
    Url,
    /// `/a/b`
    AbsolutePath,
    /// `~/a`
    HomePath,
    /// `a/b`, which could be `./a/b`.
    ShortPath,
}

/// Use of `or` as a variable in a place where a future Nix will read it differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrWarning {
    /// Start of the expression.
    pub start: Offset,
    /// Its end.
    pub end: Offset,
}

impl OrWarning {
    /// Nix's text (without `warning: `), given the rendered position of `start` and the text from `start` to `end`.
    pub fn message(&self, position: &str, snippet: &str) -> String {
        format!(
            "at {position}: This expression uses `or` as an identifier in a way that will change in a future Nix release.\n\
             Wrap this entire expression in parentheses to preserve its current meaning:\n    ({snippet})\n\
             Give feedback at https://github.com/NixOS/nix/pull/11121"
        )
    }
}

/// A position as an [`Offset`]; texts longer than that are refused before.
#[inline(always)]
pub(crate) fn offset(pos: usize) -> Offset {
    pos as Offset
}
