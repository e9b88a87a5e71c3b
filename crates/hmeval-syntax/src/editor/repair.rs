//! Changes of a few characters after which a text may follow the grammar: a bracket or `;` that was forgotten, a comma where
//! none belongs. They are found by trying (`recover`): whatever makes the text right is right, and the first that does is
//! offered.

use std::ops::Range;

use super::errors::before_name;

/// A change that makes a text follow the grammar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What it does, in words.
    pub title: String,
    /// What is replaced.
    pub range: Range<usize>,
    /// By what.
    pub text: String,
}

/// Where the first error of a text is noticed.
pub(super) struct Noticed {
    /// The word that does not fit; at the end of the text the last character.
    pub(super) at: Range<usize>,
    /// What the grammar says.
    pub(super) message: String,
    /// Whether the text ends too early.
    pub(super) is_at_end: bool,
    /// Where a comment begins that does not end.
    pub(super) comment: Option<usize>,
    /// Where a string begins that does not end.
    pub(super) string: Option<usize>,
}

/// A change to try.
#[derive(Clone)]
pub(super) struct Candidate {
    pub(super) repair: Repair,
    /// Whether the change can be offered: not if it puts something in the place of what only the user knows.
    pub(super) is_offered: bool,
}

/// What may be missing, most likely first.
const MISSING: [&str; 5] = [";", "}", "]", ")", ","];
/// What may be missing between two words.
const MISSING_WORDS: [&str; 3] = [" in", " =", ":"];
/// What may be missing at the end of a text.
const MISSING_AT_END: [&str; 6] = ["}", ";\n}", "]", ")", ";", "};\n}"];
/// What stands for something that nobody but the user knows.
const UNKNOWN: [&str; 10] = [
    " x",
    " x;",
    " else x",
    " else x;",
    " in x",
    " in x;",
    " then x else x",
    " then x else x;",
    " = x;",
    " x = x;",
];

/// The changes to try for an error, most likely first.
pub(super) fn candidates(text: &str, noticed: &Noticed) -> Vec<Candidate> {
    let tries = Tries { text, noticed };
    let offered = tries.offered().unwrap_or_default().into_iter();
    let unknown = tries.unknown().unwrap_or_default().into_iter();
    let candidate = |is_offered| move |repair| Candidate { repair, is_offered };
    offered.map(candidate(true)).chain(unknown.map(candidate(false))).collect()
}

/// What changes are made of.
struct Tries<'t> {
    text: &'t str,
    noticed: &'t Noticed,
}

impl Tries<'_> {
    fn offered(&self) -> Option<Vec<Repair>> {
        let at = &self.noticed.at;
        let (before, here) = (self.text.get(..at.start)?, self.text.get(at.clone())?);
        // Behind what is there already, in front of the white space: that is where people forget things.
        let gap = before.trim_end().len();
        let end = self.text.trim_end().len();
        let mut found = self.ends();
        if matches!(here, "," | ":") {
            found.extend(self.exchanged(before, here));
        }
        if here == "="
            && let Some(last) = before_name(self.text, at.start)
        {
            found.push(inserted(last.end, ";"));
            found.extend(self.without_bracket(last.end));
        }
        let at_end = MISSING_AT_END.iter().map(|missing| at_end(end, missing));
        if self.noticed.is_at_end {
            found.extend(at_end.clone());
        }
        let places = MISSING.iter().flat_map(|missing| [gap, at.end, at.start].map(|at| (at, *missing)));
        found.extend(places.map(|(at, missing)| inserted(at, missing)));
        found.extend(MISSING_WORDS.iter().map(|missing| inserted(gap, missing)));
        found.extend(at_end);
        if here == ";" {
            let bracket = self.without_bracket(gap);
            found.extend(bracket.map(|bracket| removed(self.text, bracket.range.start..at.end)));
        }
        if matches!(here, "}" | "]" | ")") {
            found.push(removed(self.text, gap..at.end));
        }
        if before.trim_end().ends_with(['{', '[', '(']) {
            found.push(removed(self.text, gap - 1..gap));
        }
        if here != "," {
            found.extend(before.rfind(',').map(|at| removed(self.text, at..at + 1)));
        }
        Some(found)
    }

    /// What ends a string or a comment: in front of what ends the binding, or the line.
    fn ends(&self) -> Vec<Repair> {
        let rest = |at: usize| self.text.get(at..).unwrap_or_default();
        let mut found = Vec::new();
        if let Some(start) = self.noticed.string {
            let quote = if rest(start).starts_with('"') { "\"" } else { "''" };
            let content = rest(start + quote.len());
            let stops: [&[char]; 2] = [&[';', '\n'], &['\n']];
            let places = stops.map(|stops| content.find(stops).unwrap_or(content.len()));
            found.extend(places.map(|place| inserted(start + quote.len() + place, quote)));
        }
        if let Some(start) = self.noticed.comment {
            let line = rest(start).find('\n').unwrap_or(rest(start).len());
            let written = rest(start).get(..line).unwrap_or_default().trim_end();
            found.push(inserted(start + written.len(), " */"));
        }
        found
    }

    /// A `,` or `:` where none belongs.
    fn exchanged(&self, before: &str, here: &str) -> Vec<Repair> {
        let range = self.noticed.at.clone();
        let exchange = (here == ":").then(|| Repair {
            title: "Write `=` for `:`".to_owned(),
            range: range.clone(),
            text: if before.ends_with(' ') { "=" } else { " =" }.to_owned(),
        });
        exchange.into_iter().chain([removed(self.text, range)]).collect()
    }

    /// Without the bracket that ends at a place.
    fn without_bracket(&self, end: usize) -> Option<Repair> {
        let before = self.text.get(..end)?;
        let front = before.strip_suffix(['}', ']', ')'])?;
        Some(removed(self.text, front.trim_end_matches([' ', '\t']).len()..end))
    }

    fn unknown(&self) -> Option<Vec<Repair>> {
        let at = &self.noticed.at;
        let before = self.text.get(..at.start)?;
        let mut places = vec![before.trim_end().len()];
        if self.noticed.is_at_end {
            places = vec![at.end];
        }
        // The name in front of a `=` is not part of what came before.
        places.extend(before_name(self.text, at.start).map(|last| last.end));
        Some(
            places.iter().flat_map(|place| UNKNOWN.iter().map(|missing| inserted(*place, missing))).collect(),
        )
    }
}

fn at_end(end: usize, missing: &str) -> Repair {
    let on_new_line = missing.ends_with('}') && !missing.starts_with(';');
    inserted(end, &if on_new_line { format!("\n{missing}") } else { missing.to_owned() })
}

fn inserted(at: usize, text: &str) -> Repair {
    Repair { title: format!("Insert `{}`", shown(text)), range: at..at, text: text.to_owned() }
}

fn removed(text: &str, range: Range<usize>) -> Repair {
    let what = shown(text.get(range.clone()).unwrap_or_default());
    Repair { title: format!("Remove `{what}`"), range, text: String::new() }
}

fn shown(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::Tree;

    fn repaired(text: &str) -> Option<String> {
        let tree = Tree::parse(text);
        let repair = tree.errors().first()?.repair.clone()?;
        let mut text = text.to_owned();
        text.replace_range(repair.range, &repair.text);
        Some(text)
    }

    #[test]
    fn what_was_forgotten_is_inserted() {
        assert_eq!(repaired("{\n  a = 1\n  b.c = 2;\n}\n").as_deref(), Some("{\n  a = 1;\n  b.c = 2;\n}\n"));
        assert_eq!(
            repaired("{\n  a = [ 1 ]\n  b.c = 2;\n}\n").as_deref(),
            Some("{\n  a = [ 1 ];\n  b.c = 2;\n}\n")
        );
        assert_eq!(repaired("{ a = \"x; b = 2; }\n").as_deref(), Some("{ a = \"x\"; b = 2; }\n"));
        assert_eq!(repaired("{ a = 1 }").as_deref(), Some("{ a = 1; }"));
        assert_eq!(repaired("{ a = [ 1 2; }").as_deref(), Some("{ a = [ 1 2]; }"));
        assert_eq!(repaired("{ a = 1;\n").as_deref(), Some("{ a = 1;\n}\n"));
        assert_eq!(repaired("{ a b, ... }: 1").as_deref(), Some("{ a, b, ... }: 1"));
        assert_eq!(repaired("{ x = { a = 1;\n}\n").as_deref(), Some("{ x = { a = 1;\n};\n}\n"));
        assert_eq!(repaired("let a = 1; { b = a; }").as_deref(), Some("let a = 1; in { b = a; }"));
        assert_eq!(repaired("{\n  /* a\n  b = 1;\n}\n").as_deref(), Some("{\n  /* a */\n  b = 1;\n}\n"));
    }

    #[test]
    fn what_does_not_belong_there_is_removed() {
        assert_eq!(repaired("{ a = [ 1, 2 ]; }").as_deref(), Some("{ a = [ 1 2 ]; }"));
        assert_eq!(repaired("{ a: 1; }").as_deref(), Some("{ a = 1; }"));
        assert_eq!(repaired("{ a = 1; } }").as_deref(), Some("{ a = 1; }"));
        assert_eq!(repaired("{ a = [ ( ]; }").as_deref(), Some("{ a = [  ]; }"));
        assert_eq!(
            repaired("{\n  a = {\n    b = 1; }\n    c.d = 1;\n  };\n}\n").as_deref(),
            Some("{\n  a = {\n    b = 1;\n    c.d = 1;\n  };\n}\n")
        );
        assert_eq!(repaired("{ a = { b = 1; }; }; c = 2; }").as_deref(), Some("{ a = { b = 1; }; c = 2; }"));
    }

    #[test]
    fn what_only_the_user_knows_is_not_offered() {
        for text in ["{ a = ; }", "{ a = if b then c; }", "{ a = let b = 1; ; }", "{ a.b\n}"] {
            assert_eq!(repaired(text), None, "{text}");
        }
        assert_eq!(
            repaired("{\n  a = [ 1, 2 ];\n  b = [ 1, 2 ];\n}\n").as_deref(),
            Some("{\n  a = [ 1 2 ];\n  b = [ 1, 2 ];\n}\n")
        );
    }
}
