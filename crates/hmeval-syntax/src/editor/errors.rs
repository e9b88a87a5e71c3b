//! All mistakes of a text against the grammar.

use std::ops::Range;

use super::Tree;
use super::recover::mistakes;
use super::repair::{Candidate, Noticed, Repair};

/// A mistake against the grammar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub range: Range<usize>,
    /// What takes it away, if that is known of all mistakes of the text.
    pub repair: Option<Repair>,
}

impl Tree {
    /// All mistakes against the grammar, in their order. The first is the one that Nix tells.
    pub fn errors(&self) -> &[TextError] {
        if self.parsed.errors().is_empty() {
            return &[];
        }
        self.errors.get_or_init(|| mistakes(&self.root().to_string()))
    }
}

/// What is told of an error, if the text is right, or a good deal more of it, with a change.
pub(super) fn described(text: &str, noticed: &Noticed, best: Option<&Candidate>) -> TextError {
    let told = |message: &str, range| TextError { message: message.to_owned(), range, repair: None };
    if let Some(start) = noticed.comment {
        return told("the comment does not end", start..start + 2);
    }
    if let Some(start) = noticed.string {
        let rest = text.get(start..).unwrap_or_default();
        let line = rest.find('\n').map_or(rest, |end| rest.get(..end).unwrap_or_default());
        return told("the string does not end", start..start + line.trim_end().len().max(1));
    }
    if let (Some(last), Some(best)) = (before_name(text, noticed.at.start), best)
        && best.is_offered
    {
        let is_on_other_line = missing_semicolon(text, noticed.at.start).is_some();
        if is_on_other_line && best.repair.text == ";" && best.repair.range.start == last.end {
            return told("a ';' is missing behind this", last);
        }
        if best.repair.text.is_empty() && best.repair.range.end == last.end {
            let bracket = text.get(last.clone()).unwrap_or_default();
            return told(&format!("there is one '{bracket}' too many"), last);
        }
    }
    told(&noticed.message, noticed.at.clone())
}

/// The last character of the line that lacks a `;`, if the `=` at `assign`, where one was expected, stands behind the first
/// name of the line after it.
pub fn missing_semicolon(text: &str, assign: usize) -> Option<Range<usize>> {
    let last = before_name(text, assign)?;
    text.get(last.end..assign)?.contains('\n').then_some(last)
}

/// The last character of what stands in front of the name that ends in front of the `=` at `assign`.
pub(super) fn before_name(text: &str, assign: usize) -> Option<Range<usize>> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '\'' | '.' | '"');
    let before = text.get(..assign)?.trim_end_matches([' ', '\t']);
    let value = before.trim_end_matches(is_name).trim_end();
    let last = value.chars().next_back().filter(|_| value.len() < before.len())?;
    Some(value.len() - last.len_utf8()..value.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(text: &str) -> Vec<TextError> {
        Tree::parse(text).errors().to_vec()
    }

    #[test]
    fn all_errors_are_found() {
        let text = "{ a = ; b = [ 1 2; c = 3; }";
        let found = errors(text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().all(|error| error.range.end <= text.len()));
        assert_eq!(errors("{ a = 1; }"), []);
        let count = |text: &str| errors(text).len();
        assert_eq!(count("{\n  a = { b = true; ;\n}\n"), 1);
        assert_eq!(count("{\n  a = { b = true };\n}\n"), 1);
        assert_eq!(count("{\n  a = \"b;\n}\n"), 1);
        assert_eq!(count("{\n  a = { b = true;\n"), 1);
        assert_eq!(count("{\n  a = [ 1, 2 ];\n  b = [ 1, 2 ];\n}\n"), 2);
        let message = |text: &str| errors(text)[0].message.clone();
        assert_eq!(message("{ x = \"a"), "the string does not end");
        assert_eq!(message("\u{feff}{ }"), "unexpected invalid token");
        assert_eq!(message("{ /* a\n}"), "the comment does not end");
        let text = "{\n  a = [ ]\n  b.c = 1;\n}\n";
        assert_eq!(errors(text)[0].range, 10..11);
        assert_eq!(missing_semicolon(text, text.find("= 1").unwrap()), Some(10..11));
        assert_eq!(missing_semicolon("{ a = [ ] b = 1; }", 12), None);
        assert_eq!(message("{ a = 1 }"), "unexpected '}', expecting ';'");
    }

    #[test]
    fn one_mistake_is_told_once() {
        let rest = "\n  b.c = 1;\n  d = [ 1 2 ];\n  e = { f = true; };\n}\n";
        for (binding, at) in [
            ("a = [ ( ];", "];"),
            ("a = [ ;", ";"),
            ("a = if true then 1;", ";"),
            ("a = let q = 1; ;", ";\n"),
            ("a = assert true;", "="),
            ("a = x: ;", ";"),
            ("a = (x ;", ";"),
            ("a = { g = 1; }\n  h.i = 2; };", "}\n"),
            ("a = { g = 1; } h.i = 2; };", "} h"),
            ("a.b", "b.c"),
            ("a =", "="),
        ] {
            let text = format!("{{\n  {binding}{rest}");
            let found = errors(&text);
            assert_eq!(found.len(), 1, "{text}{found:#?}");
            let told = text.get(found[0].range.start..).unwrap_or_default();
            assert!(found[0].range.len() <= 3 && told.starts_with(at), "{text}{found:#?}");
        }
    }

    #[test]
    fn many_mistakes_take_no_longer_than_they_may() {
        let text = format!("{{ {} }}", "a = [ 1, ( 2 ]; b = ; ".repeat(4_000));
        let found = errors(&text);
        assert!(!found.is_empty() && found.len() <= 20, "{}", found.len());
        assert!(found.iter().all(|error| error.range.end <= text.len()));
    }
}
