//! Changes of a few characters after which a text follows the grammar: a bracket or `;` that was forgotten, a comma where
//! none belongs. They are found by trying: whatever makes the text right is right, and the first that does is offered.

use std::ops::Range;

/// Texts that are longer are not tried: each try reads all of it.
const LONGEST: usize = 200_000;

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

/// What may be missing, most likely first.
const MISSING: [&str; 5] = [";", "}", "]", ")", ","];
/// What may be missing at the end of a text.
const MISSING_AT_END: [&str; 6] = ["}", ";\n}", "]", ")", ";", "};\n}"];

/// The change that takes away a mistake; `None` if no small one takes away all mistakes of the text.
pub fn repair(text: &str, mistake: &Range<usize>) -> Option<Repair> {
    if text.len() > LONGEST {
        return None;
    }
    let before = text.get(..mistake.start)?;
    let gap = before.trim_end().len();
    let here = text.get(mistake.clone())?;
    // Behind what is there already, in front of the white space: that is where people forget things.
    let insertions =
        MISSING.iter().flat_map(|missing| [gap, mistake.end, mistake.start].map(|at| (at, *missing)));
    // What ends a string may be missing in front of what ends the binding.
    let rest = text.get(mistake.start..)?;
    let quotes =
        ["\"", "''"].map(|quote| (mistake.start + rest.find([';', '\n']).unwrap_or(rest.len()), quote));
    let end = text.trim_end().len();
    let at_end = MISSING_AT_END.iter().map(|missing| (end, *missing));
    let insert = |(at, missing): (usize, &str)| {
        let on_new_line = at == end && missing.ends_with('}') && !missing.starts_with(';');
        let missing = if on_new_line { format!("\n{missing}") } else { missing.to_owned() };
        Repair { title: format!("Insert `{}`", shown(&missing)), range: at..at, text: missing }
    };
    let exchange = (here == ":").then(|| Repair {
        title: "Write `=` for `:`".to_owned(),
        range: mistake.clone(),
        text: if before.ends_with(' ') { "=" } else { " =" }.to_owned(),
    });
    let removal = (!here.trim().is_empty() && here.len() <= 2).then(|| Repair {
        title: format!("Remove `{here}`"),
        range: mistake.clone(),
        text: String::new(),
    });
    let comma = before.rfind(',').filter(|_| here != ",").map(|at| Repair {
        title: "Remove `,`".to_owned(),
        range: at..at + 1,
        text: String::new(),
    });
    let first: Vec<Repair> = match here {
        "," | ":" => exchange.into_iter().chain(removal).collect(),
        _ => Vec::new(),
    };
    let first_at_end = at_end.clone().filter(|_| mistake.end == end);
    let inserted = first_at_end.chain(insertions).chain(quotes).chain(at_end).map(insert);
    first.into_iter().chain(inserted).chain(comma).find(|repair| is_right(text, repair))
}

fn shown(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_right(text: &str, repair: &Repair) -> bool {
    let mut changed = text.to_owned();
    if !changed.is_char_boundary(repair.range.start) || !changed.is_char_boundary(repair.range.end) {
        return false;
    }
    changed.replace_range(repair.range.clone(), &repair.text);
    // Not a tree for editors, which takes long for what is nested deeply, as a repaired text may be.
    crate::parse(changed.as_bytes(), &crate::Options::default()).errors.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::Tree;
    use super::*;

    fn repaired(text: &str) -> Option<String> {
        let error = Tree::parse(text).errors().into_iter().next()?;
        let repair = repair(text, &error.range)?;
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
    }

    #[test]
    fn what_does_not_belong_there_is_removed() {
        assert_eq!(repaired("{ a = [ 1, 2 ]; }").as_deref(), Some("{ a = [ 1 2 ]; }"));
        assert_eq!(repaired("{ a: 1; }").as_deref(), Some("{ a = 1; }"));
        assert_eq!(repaired("{ a = 1; } }").as_deref(), None);
    }
}
