//! Where a piece of an older text is in a newer one: what was found in the older one is shown there until the newer one is
//! evaluated.

use std::ops::Range;

/// The piece of `new` that is not in `old`, between the first and the last difference; nothing if they are the same.
pub fn changed(old: &str, new: &str) -> Option<Range<usize>> {
    let (start, end) = ends(old, new);
    (old != new).then(|| start..new.len() - end)
}

/// The lengths of what two texts have in common at their beginnings, and at their ends behind that.
fn ends(old: &str, new: &str) -> (usize, usize) {
    let start = old.bytes().zip(new.bytes()).take_while(|(left, right)| left == right).count();
    let most = old.len().min(new.len()) - start;
    let same = old.bytes().rev().zip(new.bytes().rev()).take_while(|(left, right)| left == right);
    (start, same.take(most).count())
}

/// The place of a piece of `old` in `new`, if what lies between the first and the last difference does not touch it.
pub fn shifted(old: &str, new: &str, range: &Range<usize>) -> Option<Range<usize>> {
    if old == new {
        return Some(range.clone());
    }
    let (same_start, same_end) = ends(old, new);
    // A piece that ends where the change begins may go on with it.
    if range.end < same_start {
        return Some(range.clone());
    }
    if range.start > old.len() - same_end {
        let back = old.len() - range.start;
        let start = new.len().checked_sub(back)?;
        return Some(start..start + range.len());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_around_a_change_are_found() {
        let (old, new) = ("{ abc = 1; def = 2; }", "{ abc = 1; x = 9; def = 2; }");
        let at = |text: &str| old.find(text).unwrap()..old.find(text).unwrap() + text.len();
        let found = |text: &str| shifted(old, new, &at(text)).map(|range| &new[range]);
        assert_eq!(found("abc"), Some("abc"));
        assert_eq!(found("= 2"), Some("= 2"));
        assert_eq!(shifted("{ abc = 1; }", "{ abcd = 1; }", &(2..5)), None);
        assert_eq!(shifted("aaa", "aaaa", &(0..1)), Some(0..1));
        assert_eq!(changed("ab", "axb"), Some(1..2));
        assert_eq!(changed("axb", "ab"), Some(1..1));
        assert_eq!(changed("a", "a"), None);
        assert_eq!(shifted("", "a", &(0..0)), None);
    }
}
