//! Spelling suggestions ("Did you mean one of a, b or c?"), as Nix's `Suggestions` finds and words them.
//!
//! Used by the errors for missing attributes, unexpected arguments and unknown commands.

use std::collections::BTreeSet;

/// How many suggestions an error shows at most.
const LIMIT: usize = 5;
/// How far from the query a suggestion may be.
const MAX_DISTANCE: usize = 2;

/// The Levenshtein distance of two byte strings: the least number of insertions, deletions and substitutions
/// of bytes that turns one into the other.
#[must_use]
pub fn distance(left: &[u8], right: &[u8]) -> usize {
    let mut previous: Vec<usize> = (0..=right.len()).collect();
    let mut current = Vec::with_capacity(previous.len());
    for (row, byte) in left.iter().enumerate() {
        current.clear();
        let mut last = row + 1;
        current.push(last);
        for ((&diagonal, &above), other) in previous.iter().zip(previous.iter().skip(1)).zip(right) {
            let substitution = diagonal + usize::from(byte != other);
            last = substitution.min(above + 1).min(last + 1);
            current.push(last);
        }
        std::mem::swap(&mut previous, &mut current);
    }
    previous.last().copied().unwrap_or(0)
}

/// The candidates an error suggests for the misspelt `query`: at most five, at most two edits away, the
/// nearest first, those equally near in byte order, none twice.
pub fn best_matches<'a>(candidates: impl IntoIterator<Item = &'a [u8]>, query: &[u8]) -> Vec<&'a [u8]> {
    let near: BTreeSet<(usize, &[u8])> = candidates
        .into_iter()
        // The distance is at least the difference in length.
        .filter(|candidate| candidate.len().abs_diff(query.len()) <= MAX_DISTANCE)
        .map(|candidate| (distance(query, candidate), candidate))
        .collect();
    nearest(&near)
}

/// Of candidates with their distances those that are near enough, at most five, the nearest first.
pub fn nearest<'a>(candidates: &BTreeSet<(usize, &'a [u8])>) -> Vec<&'a [u8]> {
    let near = candidates.iter().take_while(|(distance, _)| *distance <= MAX_DISTANCE);
    near.take(LIMIT).map(|(_, candidate)| *candidate).collect()
}

/// The suggestions in words: `a`, `one of a or b`, `one of a, b or c`; empty without suggestions.
///
/// `before` and `after` enclose every suggestion (Nix puts ANSI color codes there).
#[must_use]
pub fn in_words(suggestions: &[&[u8]], before: &[u8], after: &[u8]) -> Vec<u8> {
    let mut words = Vec::new();
    if suggestions.len() > 1 {
        words.extend_from_slice(b"one of ");
    }
    for (index, suggestion) in suggestions.iter().enumerate() {
        if index > 0 {
            let is_last = index + 1 == suggestions.len();
            words.extend_from_slice(if is_last { b" or " } else { b", " });
        }
        words.extend_from_slice(before);
        words.extend_from_slice(suggestion);
        words.extend_from_slice(after);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        let cases =
            [("", "", 0), ("abc", "", 3), ("kitten", "sitting", 3), ("foo", "fo", 1), ("ab", "ba", 2)];
        for (left, right, expected) in cases {
            assert_eq!(distance(left.as_bytes(), right.as_bytes()), expected);
            assert_eq!(distance(right.as_bytes(), left.as_bytes()), expected);
        }
    }

    #[test]
    fn nearest_come_first() {
        let names: [&[u8]; 4] = [b"foooo", b"bar", b"fo", b"gao"];
        assert_eq!(best_matches(names, b"foo"), [&b"fo"[..], b"foooo", b"gao"]);
        let many: [&[u8]; 7] = [b"a1", b"a2", b"a3", b"a4", b"a5", b"a6", b"a1"];
        assert_eq!(best_matches(many, b"a").len(), LIMIT);
    }

    #[test]
    fn wording() {
        assert_eq!(in_words(&[], b"", b""), b"");
        assert_eq!(in_words(&[b"a"], b"<", b">"), b"<a>");
        assert_eq!(in_words(&[b"a", b"b"], b"", b""), b"one of a or b");
        assert_eq!(in_words(&[b"a", b"b", b"c"], b"", b""), b"one of a, b or c");
    }
}
