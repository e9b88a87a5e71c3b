//! Whether a name is what somebody may have meant by a word, and how well it fits.

/// How a word was found in a name, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// It is the name.
    Exact,
    /// It is a part of the path, or several in a row: `git` in `programs.git.enable`.
    Segments,
    /// It is a word of a part: `user` in `programs.git.userName`.
    Word,
    /// It begins a word.
    WordStart,
    /// It is somewhere in the name.
    Inside,
    /// It is a part of the path, or a word, with one mistake in it.
    Typo,
    /// Its letters come in this order in the name.
    Scattered,
}

/// How well a word fits; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// How it was found.
    pub(super) class: Class,
    /// Among those found alike.
    pub(super) cost: u32,
}

/// A name, prepared to be searched.
pub(super) struct Name {
    lower: Vec<u8>,
    /// Where parts of the path begin; behind them, where one more would.
    segments: Vec<usize>,
    /// Whether a word begins, for each byte.
    word_starts: Vec<bool>,
}

/// Mistakes are only looked for in words of this length: short ones are near to everything.
const MIN_TYPO: usize = 4;

impl Name {
    /// Prepares a name.
    pub(super) fn new(name: &[u8]) -> Self {
        let mut segments = vec![0];
        let mut word_starts = Vec::with_capacity(name.len());
        let (mut quoted, mut previous) = (false, b'.');
        for (index, &byte) in name.iter().enumerate() {
            let hump = byte.is_ascii_uppercase() && !previous.is_ascii_uppercase();
            word_starts.push(byte.is_ascii_alphanumeric() && (hump || !previous.is_ascii_alphanumeric()));
            quoted ^= byte == b'"';
            if byte == b'.' && !quoted {
                segments.push(index + 1);
            }
            previous = byte;
        }
        segments.push(name.len() + 1);
        Name { lower: name.to_ascii_lowercase(), segments, word_starts }
    }

    fn parts(&self) -> usize {
        self.segments.len() - 1
    }

    fn cost(&self, extra: usize) -> u32 {
        u32::try_from(2 * self.parts() + extra).unwrap_or(u32::MAX)
    }

    /// How well a word in small letters fits; `None` if it does not.
    pub(super) fn rank(&self, word: &[u8]) -> Option<Rank> {
        if word.is_empty() {
            return None;
        }
        let ends = self.lower.len().checked_sub(word.len())?;
        let places = (0..=ends).filter(|start| self.lower[*start..].starts_with(word));
        places.map(|start| self.rank_at(start, start + word.len())).min()
    }

    /// How well something fits that stands in the name from `start` to `end`.
    fn rank_at(&self, start: usize, end: usize) -> Rank {
        let first = self.segments.binary_search(&start);
        let behind = self.segments.binary_search(&(end + 1));
        let class = match (first, behind) {
            (Ok(0), Ok(last)) if last == self.parts() => Class::Exact,
            (Ok(_), Ok(_)) => Class::Segments,
            _ if !self.word_starts[start] => Class::Inside,
            _ if self.is_word_end(end) => Class::Word,
            _ => Class::WordStart,
        };
        // What stands near the root names more than what stands at the leaves.
        let depth = self.segments.partition_point(|segment| *segment <= start);
        Rank { class, cost: self.cost(depth) }
    }

    fn is_word_end(&self, end: usize) -> bool {
        match self.lower.get(end) {
            Some(byte) => self.word_starts[end] || !byte.is_ascii_alphanumeric(),
            None => true,
        }
    }

    /// As [`Name::rank`], with one mistake: a letter too much, missing, wrong, or two exchanged.
    pub(super) fn rank_with_typo(&self, word: &[u8]) -> Option<Rank> {
        if word.len() < MIN_TYPO {
            return None;
        }
        let count = 1 + word.iter().filter(|byte| **byte == b'.').count();
        let parts = self.segments.windows(count + 1).filter_map(|window| {
            let (first, last) = (window.first()?, window.last()?);
            self.lower.get(*first..last - 1)
        });
        let words = self.words().filter(|_| count == 1);
        let near = parts.map(|part| (0, part)).chain(words.map(|word| (1, word)));
        let best = near.filter(|(_, part)| within_one_edit(word, part)).map(|(extra, _)| extra).min()?;
        Some(Rank { class: Class::Typo, cost: self.cost(best) })
    }

    fn words(&self) -> impl Iterator<Item = &[u8]> {
        let starts = (0..self.lower.len()).filter(|index| self.word_starts[*index]);
        starts.map(|start| {
            let length = (start + 1..self.lower.len()).take_while(|end| !self.is_word_end(*end)).count();
            &self.lower[start..=start + length]
        })
    }

    /// As [`Name::rank`], with other letters between: `gitun` in `programs.git.userName`. Letters that begin words or
    /// follow each other count, and there must be enough of them.
    pub(super) fn rank_scattered(&self, word: &[u8]) -> Option<Rank> {
        const LEAST: i32 = 3;
        // Nobody writes more without a mistake.
        const LONGEST: usize = 64;
        if word.len() > LONGEST {
            return None;
        }
        let mut letters = self.lower.iter();
        if !word.iter().all(|wanted| letters.any(|letter| letter == wanted)) {
            return None;
        }
        let score = self.alignment(word)?;
        let wanted = i32::try_from(word.len()).ok()?.checked_mul(LEAST)?;
        let cost = u32::try_from(i32::MAX.checked_sub(score)?).ok()?;
        (score >= wanted).then_some(Rank { class: Class::Scattered, cost })
    }

    /// The score of the best way to find the letters in their order.
    fn alignment(&self, word: &[u8]) -> Option<i32> {
        const WORD_START: i32 = 8;
        const FOLLOWS: i32 = 5;
        const GAP: i32 = -3;
        let mut ending: Vec<Option<i32>> = Vec::new();
        for (row, wanted) in word.iter().enumerate() {
            let mut next = Vec::with_capacity(self.lower.len());
            // The best score of the letters before this one, found anywhere further left.
            let mut best: Option<i32> = None;
            for (column, letter) in self.lower.iter().enumerate() {
                let before = column.checked_sub(1).and_then(|before| ending.get(before).copied().flatten());
                let from = match row {
                    0 => Some(0),
                    _ => best.map(|best| best + GAP).max(before.map(|before| before + FOLLOWS)),
                };
                best = best.max(before);
                let bonus = if self.word_starts[column] { WORD_START } else { 0 };
                next.push(from.filter(|_| letter == wanted).map(|from| from + bonus));
            }
            ending = next;
        }
        ending.into_iter().flatten().max()
    }
}

/// Whether one change makes the same of two texts: a letter more or less, another one, two exchanged.
fn within_one_edit(left: &[u8], right: &[u8]) -> bool {
    let (long, short) = if left.len() >= right.len() { (left, right) } else { (right, left) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = long.iter().zip(short).take_while(|(left, right)| left == right).count();
    let (long, short) = (&long[same..], &short[same..]);
    match (long, short) {
        ([], []) => true,
        ([_, rest @ ..], short) if long.len() > short.len() => rest == short,
        ([a, b, long @ ..], [c, d, short @ ..]) if a == d && b == c => long == short,
        ([_, long @ ..], [_, short @ ..]) => long == short,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(word: &str, name: &str) -> Option<Class> {
        let name = Name::new(name.as_bytes());
        let word = word.as_bytes();
        let ranks = [Name::rank, Name::rank_with_typo, Name::rank_scattered];
        ranks.iter().find_map(|rank| rank(&name, word)).map(|rank| rank.class)
    }

    #[test]
    fn classes() {
        let name = "programs.git.userName";
        assert_eq!(class("programs.git.username", name), Some(Class::Exact));
        assert_eq!(class("git", name), Some(Class::Segments));
        assert_eq!(class("programs.git", name), Some(Class::Segments));
        assert_eq!(class("user", name), Some(Class::Word));
        assert_eq!(class("prog", name), Some(Class::WordStart));
        assert_eq!(class("ograms", name), Some(Class::Inside));
        assert_eq!(class("prorgams", name), Some(Class::Typo));
        assert_eq!(class("programs.gti", name), Some(Class::Typo));
        assert_eq!(class("pgun", name), Some(Class::Scattered));
        assert_eq!(class("gitun", name), Some(Class::Scattered));
        assert_eq!(class("emu", name), None);
        assert_eq!(class("", name), None);
    }

    #[test]
    fn dots_in_quotes_are_no_separators() {
        assert_eq!(class("b", "a.\"x.b\".c"), Some(Class::Word));
        assert_eq!(class("\"x.b\"", "a.\"x.b\".c"), Some(Class::Segments));
    }

    #[test]
    fn one_edit() {
        for (left, right, near) in [
            ("git", "gti", true),
            ("git", "gi", true),
            ("git", "gitt", true),
            ("git", "got", true),
            ("git", "git", true),
            ("git", "tig", false),
            ("ab", "ba", true),
            ("abc", "bad", false),
            ("", "ab", false),
        ] {
            assert_eq!(within_one_edit(left.as_bytes(), right.as_bytes()), near, "{left} {right}");
            assert_eq!(within_one_edit(right.as_bytes(), left.as_bytes()), near, "{right} {left}");
        }
    }
}
