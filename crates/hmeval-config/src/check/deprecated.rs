//! What modules say in assertions and warnings about options that have another name now, or none.
//!
//! `mkRenamedOptionModule` and `mkRemovedOptionModule` (nixpkgs `lib/modules.nix`) speak through `warnings` and
//! `assertions`, in words of their own; these tell the option, the file and the new name.

use hmeval_eval::heap::Attrs;
use hmeval_eval::{Evaluator, Value};

use super::diagnostic::{Diagnostic, Related, Severity};
use super::report::named_option;
use super::{fix, locate};
use crate::configuration::{at_path, show_path};

/// The diagnostic of a failed assertion.
pub(super) fn assertion(ev: &Evaluator<'_>, message: &[u8]) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Severity::Error, "assertion", message);
    if let Some(option) = message.strip_prefix(b"The option definition `").and_then(until_quote)
        && says(message, b"no longer has any effect")
    {
        diagnostic.code = "removed-option";
        place(ev, &mut diagnostic, &[], option);
        diagnostic.help.push("remove the definition".to_owned());
    } else {
        place_named(ev, &mut diagnostic);
    }
    diagnostic
}

/// Suggests the options that the words about a removed option name, if there are such options.
pub(super) fn suggest_replacements<'h>(ev: &Evaluator<'h>, options: Attrs<'h>, diagnostic: &mut Diagnostic) {
    if diagnostic.code != "removed-option" || !diagnostic.suggestions.is_empty() {
        return;
    }
    let is_option = |name: &&[u8]| {
        let path = ev.parse_attr_path(name).unwrap_or_default();
        let there = || at_path(ev, Value::attrs(options), &path).is_ok_and(|node| node.is_some());
        path.len() > 1 && path != diagnostic.option && there()
    };
    let words = behind(&diagnostic.message, b"no longer has any effect").unwrap_or_default();
    let found = quoted(words).into_iter().filter(is_option).map(<[u8]>::to_vec);
    diagnostic.suggestions = found.collect();
}

/// The diagnostic of a warning.
pub(super) fn warning(ev: &Evaluator<'_>, message: &[u8]) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Severity::Warning, "warning", message);
    let (user, words) = of_user(message);
    let from = words.strip_prefix(b"The option `").and_then(until_quote);
    let to = RENAMED.iter().find_map(|text| behind(message, text)).and_then(named_option);
    match (from, to) {
        (Some(from), Some(to)) => {
            diagnostic.code = "renamed-option";
            place(ev, &mut diagnostic, &user, from);
            diagnostic.suggestions = vec![to.to_vec()];
            if let Ok(to) = ev.parse_attr_path(to) {
                let to = [&user[..], &to].concat();
                let (pos, from) = (diagnostic.pos, &diagnostic.option);
                diagnostic.fix = fix::rename(ev, pos, from, &to).or_else(|| fix::moved(ev, pos, from, &to));
            }
        }
        _ => place_named(ev, &mut diagnostic),
    }
    diagnostic
}

/// How nixpkgs says that an option has another name: `mkRenamedOptionModule`, `mkMergedOptionModule`.
const RENAMED: [&[u8]; 2] = [b"has been renamed to ", b"has been changed to "];

/// Within which options the words are: Home Manager as a part of a host says "NAME profile:" in front of what a user's
/// modules say.
pub(super) fn of_user(message: &[u8]) -> (Vec<Vec<u8>>, &[u8]) {
    const MARK: &[u8] = b" profile: ";
    match message.windows(MARK.len()).position(|words| words == MARK) {
        Some(end) if !message[..end].contains(&b' ') => {
            let user = vec![b"home-manager".to_vec(), b"users".to_vec(), message[..end].to_vec()];
            (user, &message[end + MARK.len()..])
        }
        _ => (Vec::new(), message),
    }
}

/// Puts a diagnostic where the user defines an option, which is within others.
fn place(ev: &Evaluator<'_>, diagnostic: &mut Diagnostic, within: &[Vec<u8>], option: &[u8]) {
    diagnostic.option = [within, &ev.parse_attr_path(option).unwrap_or_default()].concat();
    let files: Vec<&[u8]> = named_files(&diagnostic.message);
    let mut places = locate::observed(ev, &diagnostic.option, Some(&files)).into_iter();
    if let Some(pos) = places.next() {
        diagnostic.pos = pos;
        diagnostic.related.extend(places.map(|pos| Related { pos, message: "also defined here".to_owned() }));
    }
}

/// Puts a diagnostic of free words at the first option that it names and somebody defines, if there is one.
fn place_named(ev: &Evaluator<'_>, diagnostic: &mut Diagnostic) {
    for name in quoted(&diagnostic.message) {
        let Ok(path) = ev.parse_attr_path(name) else { continue };
        if path.len() < 2 || show_path(&path) != name {
            continue;
        }
        let places = locate::observed_exactly(ev, &path);
        if let Some(pos) = places.into_iter().find(|pos| super::own::is_own(ev, *pos)) {
            diagnostic.pos = pos;
            diagnostic.option = path;
            return;
        }
    }
}

/// The dotted names in a text, between quotes of any kind or free.
pub(super) fn quoted(text: &[u8]) -> Vec<&[u8]> {
    let is_quote = |byte: &u8| matches!(byte, b'`' | b'\'');
    let name = |part: &&[u8]| {
        let part_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.\"".contains(byte);
        // A full stop ends a sentence, not a name.
        part.contains(&b'.') && !part.ends_with(b".") && part.iter().all(part_of_name)
    };
    text.split(|byte| is_quote(byte) || byte.is_ascii_whitespace()).filter(name).collect()
}

/// The files in "in `FILE' and `FILE'" behind the name of an option.
fn named_files(message: &[u8]) -> Vec<&[u8]> {
    let rest = behind(message, b"' in ").or_else(|| behind(message, b"' defined in ")).unwrap_or_default();
    let end = rest.windows(3).position(|window| window == b" no" || window == b" ha").unwrap_or(rest.len());
    let mut files = Vec::new();
    let mut rest = &rest[..end];
    while let Some(file) = named_option(rest) {
        files.push(file);
        let start = rest.iter().position(|byte| *byte == b'`').unwrap_or(rest.len());
        rest = rest.get(start + file.len() + 2..).unwrap_or_default();
    }
    files
}

fn behind<'t>(text: &'t [u8], mark: &[u8]) -> Option<&'t [u8]> {
    let at = text.windows(mark.len()).position(|window| window == mark)?;
    text.get(at + mark.len()..)
}

fn says(text: &[u8], mark: &[u8]) -> bool {
    behind(text, mark).is_some()
}

fn until_quote(text: &[u8]) -> Option<&[u8]> {
    text.iter().position(|byte| *byte == b'\'').map(|end| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_names_are_read_from_messages() {
        let renamed = b"The option `a.b' defined in `/x/y.nix' has been renamed to `a.c'.";
        assert_eq!(named_files(renamed), [&b"/x/y.nix"[..]]);
        let removed =
            b"The option definition `a.b' in `/x.nix' and `/y.nix' no longer has any effect; use `c'.";
        assert_eq!(named_files(removed), [&b"/x.nix"[..], b"/y.nix"]);
        assert_eq!(quoted(b"Setting 'a.b.c' and `x.y' or not."), [&b"a.b.c"[..], b"x.y"]);
    }
}
