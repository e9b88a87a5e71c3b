//! Changes of the sources that mend a mistake for sure: only where there is no second way to read what was meant.

use hmeval_diag::Pos;
use hmeval_eval::Evaluator;
use hmeval_syntax::Literal;
use hmeval_syntax::editor::{Tree, missing_semicolon};

use super::diagnostic::{Edit, Fix};
use crate::configuration::show_path;
use crate::written;

/// The value at a position in the form that its option's type wants.
pub(super) fn of_type(ev: &Evaluator<'_>, pos: Pos, message: &[u8]) -> Option<Fix> {
    let wanted = wanted_type(message)?;
    let (literal, length) = written::in_text(ev, pos, |text, offset| {
        let literal = hmeval_syntax::literal_at(text, offset)?;
        let range = hmeval_syntax::expression_range(text, offset)?;
        Some((literal, u32::try_from(range.len()).ok()?))
    })?;
    let text = converted(&literal, wanted)?;
    let edits = vec![Edit { start: pos, end: Pos(pos.0.checked_add(length)?), text: text.clone() }];
    Some(Fix { title: format!("write {text}"), edits })
}

/// Whether the text after a change has no more syntax errors than before: another name for a binding may be taken in its set.
pub(super) fn keeps_syntax(ev: &Evaluator<'_>, fix: &Fix) -> bool {
    let Some(first) = fix.edits.first() else { return true };
    let errors =
        |text: &str| hmeval_syntax::parse(text.as_bytes(), &hmeval_syntax::Options::default()).errors.len();
    let keeps = written::in_text(ev, first.start, |text, offset| {
        let base = first.start.0.checked_sub(u32::try_from(offset).ok()?)?;
        let mut edits: Vec<&Edit> = fix.edits.iter().collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.start));
        let mut changed = text.to_owned();
        for edit in edits {
            let place = |pos: Pos| Some(pos.0.checked_sub(base)? as usize);
            let range = place(edit.start)?..place(edit.end)?;
            changed.get(range.clone())?;
            changed.replace_range(range, &edit.text);
        }
        Some(errors(&changed) <= errors(text))
    });
    keeps.unwrap_or(true)
}

/// The `;` that is missing at the end of the line in front of the `=` at a position, and the last character of that line.
pub(super) fn semicolon(ev: &Evaluator<'_>, assign: Pos) -> Option<(Pos, Fix)> {
    let (last, distance) = written::in_text(ev, assign, |text, offset| {
        let last = missing_semicolon(text, offset)?;
        let tree = Tree::parse(text);
        let repair = tree.errors().first()?.repair.as_ref()?;
        (repair.text == ";" && repair.range.start == last.end).then_some(())?;
        Some((u32::try_from(offset - last.start).ok()?, u32::try_from(offset - last.end).ok()?))
    })?;
    let end = Pos(assign.0.checked_sub(distance)?);
    let edits = vec![Edit { start: end, end, text: ";".to_owned() }];
    Some((
        Pos(assign.0.checked_sub(last)?),
        Fix { title: "write the `;` that is missing at the end of this line".to_owned(), edits },
    ))
}

/// An argument of modules that is known where a function of the library is called to make the configuration: passed on from
/// there, in the attribute `through`.
pub(super) fn pass_argument(ev: &Evaluator<'_>, call: Pos, name: &str, through: &str) -> Option<Fix> {
    let (distance, text) = written::in_text(ev, call, |text, offset| {
        let names = Tree::parse(text).names();
        names.visible_at(offset).iter().find(|known| known.text == name)?;
        let behind = text.get(offset..)?.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).trim_start();
        behind.starts_with('{').then_some(())?;
        let set = hmeval_syntax::expression_range(text, text.len() - behind.len())?;
        let given = format!("{through} = {{");
        let (place, added) = match text.get(set.clone())?.find(&given) {
            Some(found) => (set.start + found + given.len(), format!(" inherit {name};")),
            None => (set.start + 1, format!(" {through} = {{ inherit {name}; }};")),
        };
        Some((u32::try_from(place.checked_sub(offset)?).ok()?, added))
    })?;
    let at = Pos(call.0.checked_add(distance)?);
    Some(Fix {
        title: format!("pass `{name}` through {through}"),
        edits: vec![Edit { start: at, end: at, text }],
    })
}

/// Where a type is one of some texts: those that the text at a position may have been meant to be, as they are written.
pub(super) fn choices_like(ev: &Evaluator<'_>, pos: Pos, message: &[u8]) -> Vec<Vec<u8>> {
    let found = || {
        let choices = wanted_type(message)?.strip_prefix("one of ")?;
        let Literal::Text(written) = written::in_text(ev, pos, hmeval_syntax::literal_at)? else {
            return None;
        };
        let names = choices.split(", ").filter_map(|choice| choice.strip_prefix('"')?.strip_suffix('"'));
        let near = hmeval_formats::lev::best_matches(names.map(str::as_bytes), written.as_bytes());
        let quoted = |name: &&[u8]| {
            let mut written = Vec::new();
            hmeval_eval::print::string_literal(&mut written, name);
            written
        };
        Some(near.iter().map(quoted).collect())
    };
    found().unwrap_or_default()
}

/// The type that a message says a definition is not of.
fn wanted_type(message: &[u8]) -> Option<&str> {
    let message = std::str::from_utf8(message).ok()?;
    let (_, rest) = message.split_once("is not of type `")?;
    let (wanted, _) = rest.split_once("'.")?;
    Some(wanted.strip_prefix("null or ").unwrap_or(wanted))
}

/// A literal in the form that a type wants; `None` where it is not clear which value is meant.
fn converted(literal: &Literal, wanted: &str) -> Option<String> {
    if let Some(choices) = wanted.strip_prefix("one of ") {
        let meant = match literal {
            Literal::Text(text) => text.clone(),
            Literal::Number(text) => format!("\"{text}\""),
            Literal::Bool(value) => format!("\"{value}\""),
        };
        return choices.split(", ").any(|choice| choice == meant).then_some(meant);
    }
    let number = wanted.contains("integer") || wanted.contains("floating point");
    match (literal, wanted) {
        (Literal::Text(text), "boolean") => match &text[..] {
            "true" | "yes" | "on" | "1" => Some("true".to_owned()),
            "false" | "no" | "off" | "0" => Some("false".to_owned()),
            _ => None,
        },
        (Literal::Number(text), "boolean") => match &text[..] {
            "1" => Some("true".to_owned()),
            "0" => Some("false".to_owned()),
            _ => None,
        },
        (Literal::Text(text), _) if number && !wanted.contains("list") => {
            text.parse::<i64>().ok().map(|number| number.to_string()).filter(|written| written == text)
        }
        (Literal::Number(text), "strings concatenated with \"\\n\"") => Some(format!("\"{text}\"")),
        (Literal::Number(text), _) if wanted.ends_with("string") && !wanted.contains(" of ") => {
            Some(format!("\"{text}\""))
        }
        (Literal::Text(text), "list of string") => {
            let mut quoted = String::from("[ ");
            let mut written = Vec::new();
            hmeval_eval::print::string_literal(&mut written, text.as_bytes());
            quoted.push_str(&String::from_utf8_lossy(&written));
            quoted.push_str(" ]");
            Some(quoted)
        }
        _ => None,
    }
}

/// Another name for what the binding at a position defines. `from` is the path of which the name at the position is the
/// last, `to` the right one. Nothing where they differ in names that are written elsewhere (in sets around the binding).
pub(super) fn rename(ev: &Evaluator<'_>, pos: Pos, from: &[Vec<u8>], to: &[Vec<u8>]) -> Option<Fix> {
    let (before, first, last) = written::in_text(ev, pos, |text, offset| {
        let mut names = hmeval_syntax::binding_at(text, offset)?.names;
        // A module may have its settings in a set of this name, which is no part of their paths.
        if names.first().is_some_and(|first| text.get(first.clone()) == Some("config")) {
            names.remove(0);
        }
        let hit = names.iter().position(|range| range.contains(&offset))?;
        let before = from.len().checked_sub(hit + 1)?;
        let is = |(range, name): (&std::ops::Range<usize>, &Vec<u8>)| {
            text.get(range.clone()).is_some_and(|written| written.trim_matches('"').as_bytes() == name)
        };
        let same = names.iter().zip(from.get(before..)?).all(is);
        let distance = |at: usize| i64::try_from(at).ok()?.checked_sub(i64::try_from(offset).ok()?);
        same.then_some((before, distance(names.first()?.start)?, distance(names.get(hit)?.end)?))
    })?;
    if from.get(..before) != to.get(..before) || to.len() <= before {
        return None;
    }
    let place = |distance: i64| Some(Pos(u32::try_from(i64::from(pos.0).checked_add(distance)?).ok()?));
    let text = String::from_utf8_lossy(&show_path(to.get(before..)?)).into_owned();
    let title = format!("rename it to `{}`", String::from_utf8_lossy(&show_path(to)));
    Some(Fix { title, edits: vec![Edit { start: place(first)?, end: place(last)?, text }] })
}

/// The definition at a position with the path `to` instead of `from`, where its sets have other paths: it is taken out of them,
/// and written behind the one around which all names fit.
pub(super) fn moved(ev: &Evaluator<'_>, pos: Pos, from: &[Vec<u8>], to: &[Vec<u8>]) -> Option<Fix> {
    let (base, taken, place, text) = written::in_text(ev, pos, |text, offset| {
        let base = pos.0.checked_sub(u32::try_from(offset).ok()?)?;
        let around = hmeval_syntax::bindings_around(text, offset);
        let (own, names) = around.first()?.clone();
        let mut before = from.len().checked_sub(names)?;
        let written = hmeval_syntax::binding_at(text, own.start)?;
        let is = |(range, name): (&std::ops::Range<usize>, &Vec<u8>)| {
            text.get(range.clone()).is_some_and(|text| text.trim_matches('"').as_bytes() == name)
        };
        written.names.iter().zip(from.get(before..)?).all(is).then_some(())?;
        let behind = around.get(1..)?.iter().find_map(|(binding, names)| {
            before = before.checked_sub(*names)?;
            to.starts_with(from.get(..before)?).then_some((binding.clone(), before))
        });
        let (binding, before) = behind.filter(|(_, before)| to.len() > *before)?;
        let value = text.get(written.value)?;
        let indent = text.get(..binding.start)?.rsplit('\n').next()?;
        let indent: String = indent.chars().take_while(|c| c.is_whitespace()).collect();
        let path = String::from_utf8_lossy(&show_path(to.get(before..)?)).into_owned();
        Some((base, whole_lines(text, own), binding.end, format!("\n{indent}{path} = {value};")))
    })?;
    let at = |offset: usize| Some(Pos(base.checked_add(u32::try_from(offset).ok()?)?));
    let title = format!("move it to `{}`", String::from_utf8_lossy(&show_path(to)));
    let edits = vec![
        Edit { start: at(taken.start)?, end: at(taken.end)?, text: String::new() },
        Edit { start: at(place)?, end: at(place)?, text },
    ];
    Some(Fix { title, edits })
}

/// A piece of text, with its lines if nothing else is on them.
fn whole_lines(text: &str, piece: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let front = text.get(..piece.start).unwrap_or_default();
    let start = front.len() - front.trim_end_matches([' ', '\t']).len();
    let behind = text.get(piece.end..).unwrap_or_default();
    let is_alone = front.trim_end_matches([' ', '\t']).ends_with('\n') && behind.starts_with('\n');
    if is_alone { piece.start - start..piece.end + 1 } else { piece }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_converted_only_where_it_is_clear_what_is_meant() {
        let text = |text: &str| Literal::Text(text.to_owned());
        assert_eq!(converted(&text("yes"), "boolean").as_deref(), Some("true"));
        assert_eq!(converted(&text("maybe"), "boolean"), None);
        assert_eq!(
            converted(&text("80"), "16 bit unsigned integer; between 0 and 65535 (both inclusive)")
                .as_deref(),
            Some("80")
        );
        assert_eq!(converted(&text("080"), "signed integer"), None);
        assert_eq!(converted(&Literal::Number("5".to_owned()), "string").as_deref(), Some("\"5\""));
        assert_eq!(converted(&Literal::Number("5".to_owned()), "non-empty string").as_deref(), Some("\"5\""));
        assert_eq!(converted(&Literal::Number("5".to_owned()), "list of string"), None);
        assert_eq!(converted(&text("a\"b"), "list of string").as_deref(), Some("[ \"a\\\"b\" ]"));
        assert_eq!(converted(&text("a"), "list of package"), None);
        let releases = "one of \"24.11\", \"25.05\"";
        assert_eq!(converted(&Literal::Number("25.05".to_owned()), releases).as_deref(), Some("\"25.05\""));
        assert_eq!(converted(&Literal::Number("25.5".to_owned()), releases), None);
        assert_eq!(converted(&text("2"), "one of 1, 2").as_deref(), Some("2"));
        assert_eq!(converted(&text("a"), "one of \"a\", \"b\""), None);
    }

    #[test]
    fn types_are_read_from_messages() {
        let message = b"A definition for option `a' is not of type `null or boolean'. Definition values:";
        assert_eq!(wanted_type(message), Some("boolean"));
        assert_eq!(wanted_type(b"no"), None);
    }
}
