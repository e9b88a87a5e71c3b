//! From an error of the evaluation to a diagnostic: what sort of mistake it is, which option and which places it is about.
//!
//! The sorts are told by the words of nixpkgs' `lib/modules.nix`; `explain` then says more about those that have a way out.

use hmeval_diag::Pos;
use hmeval_eval::{Error, ErrorKind, Evaluator};
use hmeval_modules::evaluations;

use super::diagnostic::{Diagnostic, Related, Severity};
use super::{argument, explain, fix, locate, missing_name, own};
use crate::written;

/// How suggestions in messages begin.
pub const DID_YOU_MEAN: &[u8] = b"Did you mean";

/// What an error of the evaluation says. `option` is what was being evaluated, if the error names none itself.
pub(super) fn diagnostic<'h>(
    ev: &Evaluator<'h>,
    severity: Severity,
    option: &[Vec<u8>],
    error: Error<'h>,
) -> Diagnostic {
    let data = error.data();
    let mut diagnostic = Diagnostic::new(severity, code(error), data.message);
    if diagnostic.code == "infinite-recursion" && argument::imports_argument(ev, error).is_some() {
        diagnostic.code = "imports-argument";
    }
    diagnostic.option = match named_option(&diagnostic.message) {
        // Modules have many ways to say what they do not like; the name in the message is the one to look at.
        Some(name) if diagnostic.code != "evaluation" => ev.parse_attr_path(name).unwrap_or_default(),
        _ => option.to_vec(),
    };
    diagnostic.suggestions = data.suggestions.iter().map(|name| name.to_vec()).collect();
    diagnostic.suggestions.extend(suggested(data.message));
    let mut places = locate::definitions(ev, &diagnostic.message, &diagnostic.option);
    if diagnostic.code == "conflict" {
        // What contradicts a library is to be mended where the user wrote it.
        let libraries = own::libraries(ev);
        places.sort_by_key(|pos| !own::is_own_in(ev, &libraries, *pos));
    }
    if let [first, others @ ..] = &places[..] {
        diagnostic.pos = *first;
        let related = |pos: &Pos| Related { pos: *pos, message: "also defined here".to_owned() };
        diagnostic.related = others.iter().map(related).collect();
    }
    match diagnostic.code {
        "type" => {
            let value = written::content_of_binding(ev, diagnostic.pos);
            diagnostic.pos = locate::entry(ev, value, &diagnostic.option);
            diagnostic.related.clear();
        }
        "unknown-option" => {
            diagnostic.pos = locate::inside_entry(ev, diagnostic.pos, &diagnostic.option);
            diagnostic.related.clear();
        }
        _ => {}
    }
    if !diagnostic.pos.is_some() {
        diagnostic.pos = error_pos(error);
    }
    explain::error(ev, &mut diagnostic, error);
    if diagnostic.code == "syntax" {
        to_missing_semicolon(ev, &mut diagnostic);
    }
    if matches!(diagnostic.code, "evaluation" | "syntax") {
        missing_name::explain(ev, &mut diagnostic);
    }
    // What is only a note is about definitions of a library alone.
    if diagnostic.severity != Severity::Info && ABOUT_DEFINITIONS.contains(&diagnostic.code) {
        to_own_definition(ev, &mut diagnostic);
    }
    diagnostic
}

/// What the grammar says where a `;` is missing in front of a further binding.
const NO_SEMICOLON: &[u8] = b"syntax error, unexpected '=', expecting ';'";

/// Moves a syntax error to the line at whose end a `;` is missing.
fn to_missing_semicolon(ev: &Evaluator<'_>, diagnostic: &mut Diagnostic) {
    if diagnostic.message != NO_SEMICOLON {
        return;
    }
    if let Some((last, fix)) = fix::semicolon(ev, diagnostic.pos) {
        let noticed = std::mem::replace(&mut diagnostic.pos, last);
        diagnostic.related.push(Related { pos: noticed, message: "noticed here".to_owned() });
        diagnostic.fix = Some(fix);
    }
}

/// The sorts of errors that definitions of the user are to blame for, even if modules of a library pass them on.
const ABOUT_DEFINITIONS: [&str; 4] = ["type", "conflict", "unknown-option", "read-only"];

/// Moves a diagnostic from a library to the definition of the user that it comes from: the one of the longest part of the
/// option's path.
fn to_own_definition(ev: &Evaluator<'_>, diagnostic: &mut Diagnostic) {
    if own::is_own(ev, diagnostic.pos) {
        return;
    }
    let lengths = (2..=diagnostic.option.len()).rev();
    let mut own = lengths.filter_map(|length| {
        let places = locate::observed_exactly(ev, &diagnostic.option[..length]);
        places.into_iter().find(|pos| own::is_own(ev, *pos))
    });
    if let Some(pos) = own.next() {
        move_to(diagnostic, pos);
    }
}

/// How the module system says in a trace which option it was about.
const OF_OPTION: &[u8] = b"while evaluating the option `";

/// Moves a diagnostic of an expression that fails from a library to the innermost place of the user on the way there: a call
/// in a definition, or the definition of the option that was being computed.
pub(super) fn to_own_frame<'h>(ev: &Evaluator<'h>, diagnostic: &mut Diagnostic, error: Error<'h>) {
    let wanted = diagnostic.code == "evaluation" && diagnostic.severity == Severity::Error;
    if !wanted || own::is_own(ev, diagnostic.pos) {
        return;
    }
    let libraries = own::libraries(ev);
    let frames: Vec<_> = error.frames().collect();
    // What is around all options is the call that makes the configuration.
    let first = frames.iter().position(|frame| frame.text.starts_with(OF_OPTION));
    let inner = first.map(|first| &frames[first..]).unwrap_or_default();
    let option = |text: &[u8]| {
        let name = named_option(text.strip_prefix(&OF_OPTION[..OF_OPTION.len() - 1])?)?;
        ev.parse_attr_path(name).ok()
    };
    let defined = |path: &[Vec<u8>]| {
        locate::observed_exactly(ev, path).into_iter().find(|pos| own::is_own_in(ev, &libraries, *pos))
    };
    let own = inner.iter().rev().find_map(|frame| {
        if own::is_own_in(ev, &libraries, frame.pos) {
            return Some(frame.pos);
        }
        defined(&option(frame.text)?)
    });
    // What nobody but a library defines may stand in something that the user does: a home, a submodule.
    let around = || {
        inner.iter().rev().filter_map(|frame| option(frame.text)).find_map(|path| {
            let instances = evaluations::around(ev, &path).into_iter().map(|enclosing| enclosing.depth);
            instances.filter(|depth| *depth > 0).find_map(|depth| defined(&path[..depth]))
        })
    };
    if let Some(pos) = own.or_else(around) {
        move_to(diagnostic, pos);
    }
}

/// Moves a diagnostic of an expression from a library to the user's definition of the option that fails by itself: the wrapper
/// of a value (`mkIf`, `mkMerge`) may be wrong, and the module system says so without a word of the option.
pub(super) fn to_failing_definition(ev: &Evaluator<'_>, diagnostic: &mut Diagnostic, option: &[Vec<u8>]) {
    let wanted = diagnostic.code == "evaluation" && diagnostic.severity == Severity::Error;
    if !wanted || option.is_empty() || own::is_own(ev, diagnostic.pos) {
        return;
    }
    let pos = own::failing_definition(ev, option);
    if pos.is_some() {
        move_to(diagnostic, pos);
    }
}

/// Moves a diagnostic to the place that is to be mended.
fn move_to(diagnostic: &mut Diagnostic, pos: Pos) {
    let found = Related { pos: diagnostic.pos, message: "found here".to_owned() };
    diagnostic.related.extend(found.pos.is_some().then_some(found));
    diagnostic.pos = pos;
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
pub(crate) fn named_option(message: &[u8]) -> Option<&[u8]> {
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

/// What sort of thing an error is, by the words of nixpkgs' `lib/modules.nix`.
pub(crate) fn code(error: Error<'_>) -> &'static str {
    let message = error.data().message;
    let says = |text: &str| message.windows(text.len()).any(|window| window == text.as_bytes());
    let about_option =
        message.starts_with(b"The option `") || message.starts_with(b"A definition for option `");
    match error.data().kind {
        ErrorKind::InfiniteRecursion => "infinite-recursion",
        ErrorKind::StackOverflow => "stack-overflow",
        ErrorKind::Parse => "syntax",
        ErrorKind::Missing if argument::missing_argument(error).is_some() => "missing-argument",
        _ if about_option && says("can no longer be used since it's been removed") => "removed-option",
        _ if about_option && says("' does not exist") => "unknown-option",
        _ if about_option && says("is not of type") => "type",
        _ if about_option && says("is read-only") => "read-only",
        _ if about_option && CONFLICTS.iter().any(|text| says(text)) => "conflict",
        _ if about_option && says("has no value defined") => "missing-value",
        _ => "evaluation",
    }
}

/// How nixpkgs says that definitions contradict each other.
const CONFLICTS: [&str; 4] =
    ["conflicting definition", "is defined multiple times", "is defined both", "has conflicting"];

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
