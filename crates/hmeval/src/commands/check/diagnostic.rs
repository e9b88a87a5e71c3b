//! One thing that is wrong.

use hmeval_diag::Pos;
use hmeval_eval::{Error, ErrorKind, Evaluator};

use super::locate;
use crate::written;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Severity {
    /// The configuration cannot be used.
    Error,
    /// It can, but should be changed.
    Warning,
    /// No mistake of the configuration: a value that its modules did not set, that fails, and that nothing needs.
    Info,
}

impl Severity {
    /// Its name in all formats.
    pub(super) fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug)]
pub(super) struct Diagnostic {
    /// How bad it is.
    pub(super) severity: Severity,
    /// What sort of thing it is; stable.
    pub(super) code: &'static str,
    /// What it is.
    pub(super) message: Vec<u8>,
    /// More about it.
    pub(super) notes: Vec<String>,
    /// Where it is, as good as that is known.
    pub(super) pos: Pos,
    /// The option that it is about.
    pub(super) option: Vec<Vec<u8>>,
    /// What may have been meant.
    pub(super) suggestions: Vec<Vec<u8>>,
    /// Places of the other definitions that it is about.
    pub(super) related: Vec<Pos>,
}

impl Diagnostic {
    /// A diagnostic without a place.
    pub(super) fn new(severity: Severity, code: &'static str, message: &[u8]) -> Self {
        let message = message.trim_ascii().to_vec();
        let (notes, option, suggestions) = (Vec::new(), Vec::new(), Vec::new());
        Diagnostic {
            severity,
            code,
            message,
            notes,
            pos: Pos::NONE,
            option,
            suggestions,
            related: Vec::new(),
        }
    }

    /// What an error of the evaluation says. `option` is what was being evaluated, if the error names none itself.
    pub(super) fn of<'h>(
        ev: &Evaluator<'h>,
        severity: Severity,
        option: &[Vec<u8>],
        error: Error<'h>,
    ) -> Self {
        let data = error.data();
        let mut diagnostic = Diagnostic::new(severity, code(error), data.message);
        diagnostic.option = match named_option(&diagnostic.message) {
            // Modules have many ways to say what they do not like; the name in the message is the one to look at.
            Some(name) if diagnostic.code != "evaluation" => ev.parse_attr_path(name).unwrap_or_default(),
            _ => option.to_vec(),
        };
        diagnostic.suggestions = data.suggestions.iter().map(|name| name.to_vec()).collect();
        diagnostic.suggestions.extend(suggested(data.message));
        let places = locate::definitions(ev, &diagnostic.message, &diagnostic.option);
        if let [first, others @ ..] = &places[..] {
            diagnostic.pos = *first;
            diagnostic.related = others.to_vec();
        }
        if diagnostic.code == "type" {
            diagnostic.pos = written::value_of_binding(ev, diagnostic.pos);
        }
        if !diagnostic.pos.is_some() {
            diagnostic.pos = error_pos(error);
        }
        diagnostic
    }
}

/// Where an error is, or where its innermost frame is.
pub(super) fn error_pos(error: Error<'_>) -> Pos {
    match error.data().pos {
        Pos::NONE => {
            error.frames().filter(|frame| frame.pos.is_some()).last().map_or(Pos::NONE, |frame| frame.pos)
        }
        pos => pos,
    }
}

/// The option that a message of the module system is about: the first name between a backtick and an apostrophe.
pub(super) fn named_option(message: &[u8]) -> Option<&[u8]> {
    let start = message.iter().position(|byte| *byte == b'`')? + 1;
    let end = start + message[start..].iter().position(|byte| *byte == b'\'')?;
    Some(&message[start..end])
}

/// What a message of the module system says may have been meant: "Did you mean `a', `b' or `c'?".
fn suggested(message: &[u8]) -> Vec<Vec<u8>> {
    let mut names = Vec::new();
    let mut rest = match message.windows(DID_YOU_MEAN.len()).position(|window| window == DID_YOU_MEAN) {
        Some(at) => &message[at..],
        None => return names,
    };
    while let Some(name) = named_option(rest) {
        names.push(name.to_vec());
        let end =
            rest.iter().position(|byte| *byte == b'`').map_or(rest.len(), |start| start + name.len() + 2);
        rest = &rest[end..];
    }
    names
}

/// How suggestions in messages begin.
pub(super) const DID_YOU_MEAN: &[u8] = b"Did you mean";

/// What sort of thing an error is, by the words of nixpkgs' `lib/modules.nix`.
fn code(error: Error<'_>) -> &'static str {
    let message = error.data().message;
    let says = |text: &str| message.windows(text.len()).any(|window| window == text.as_bytes());
    let about_option =
        message.starts_with(b"The option `") || message.starts_with(b"A definition for option `");
    match error.data().kind {
        ErrorKind::InfiniteRecursion => "infinite-recursion",
        ErrorKind::StackOverflow => "stack-overflow",
        ErrorKind::Parse => "syntax",
        _ if about_option && says("' does not exist") => "unknown-option",
        _ if about_option && says("is not of type") => "type",
        _ if about_option && (says("conflicting definition") || says("is defined multiple times")) => {
            "conflict"
        }
        _ if about_option && says("has no value defined") => "missing-value",
        _ if about_option && says("is read-only") => "read-only",
        _ => "evaluation",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_suggest() {
        assert_eq!(
            suggested(b"The option `x' does not exist. Did you mean `a.b' or `c'?"),
            [&b"a.b"[..], b"c"]
        );
        assert!(suggested(b"The option `x' does not exist.").is_empty());
    }

    #[test]
    fn messages_name_options() {
        assert_eq!(named_option(b"The option `a.\"b.c\"' does not exist"), Some(&b"a.\"b.c\""[..]));
        assert_eq!(named_option(b"attribute 'x' missing"), None);
        assert_eq!(named_option(b"`x"), None);
    }
}
