//! POSIX extended regular expressions as `builtins.match` and `builtins.split` see them.
//!
//! Nix compiles patterns with `std::regex::extended`, and what that matches is decided by libstdc++, not by the
//! POSIX standard. This module reproduces its language and its choice of submatches, on bytes, in the C locale:
//!
//! * **Priority.** The automaton is explored depth first: a repetition tries one more turn before it goes on, an
//!   alternative its left branch first. A whole match ([`Regex::full_match`]) is the *first* one found in that
//!   order. The submatches are those of the path taken; a group inside a repetition keeps the text of the last
//!   turn that passed through it, also when later turns do not.
//! * **Longest.** A search ([`Regex::find_iter`]) takes the *longest* of the matches it comes across at the first
//!   position that has any; of equally long ones the first. It does not come across all: after a repetition has
//!   led to a match, fewer turns are not tried, whereas both branches of an alternative always are.
//! * **Empty turns.** A repetition may start over at most twice at the same position.
//! * **Anchors.** `^` matches only at the very start of the text and `$` only at its end. `.` matches every byte
//!   but NUL, newlines included.
//!
//! libstdc++ explores by plain backtracking and may take exponential time. The matcher here (`exec`) falls
//! back to remembering failures when a match takes long, which leads to the same result in polynomial time.

mod bracket;
mod exec;
mod nfa;
mod parse;
mod program;
mod set;
#[cfg(test)]
mod tests;

use exec::{Goal, Matcher};
use program::Program;

/// Why a pattern was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegexError {
    /// The pattern is malformed: Nix reports `invalid regular expression '…'`.
    Invalid,
    /// The automaton would have more than 100000 states: Nix reports `memory limit exceeded by regular
    /// expression '…'`.
    TooLarge,
}

impl RegexError {
    /// The error as Nix words it, for the pattern that caused it.
    #[must_use]
    pub fn message(self, pattern: &[u8]) -> Vec<u8> {
        let start: &[u8] = match self {
            Self::Invalid => b"invalid regular expression '",
            Self::TooLarge => b"memory limit exceeded by regular expression '",
        };
        [start, pattern, b"'"].concat()
    }
}

/// A compiled regular expression. Compiling is costly next to matching short texts; keep it.
#[derive(Debug, Clone)]
pub struct Regex {
    program: Program,
}

/// A half-open range of byte offsets into the text.
pub type Span = (usize, usize);

/// Where a regular expression and its groups matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captures {
    whole: Span,
    groups: Vec<Option<Span>>,
}

impl Captures {
    /// The range of the whole match.
    #[must_use]
    pub fn whole(&self) -> Span {
        self.whole
    }

    /// The range of every group in the order of the opening parentheses; `None` for those that did not take
    /// part.
    #[must_use]
    pub fn groups(&self) -> &[Option<Span>] {
        &self.groups
    }
}

impl Regex {
    /// Compiles `pattern`.
    ///
    /// # Errors
    ///
    /// [`RegexError`] under the same conditions as libstdc++.
    pub fn new(pattern: &[u8]) -> Result<Self, RegexError> {
        Ok(Self { program: Program::new(parse::parse(pattern)?) })
    }

    /// How many groups the pattern has.
    #[must_use]
    pub fn group_count(&self) -> usize {
        self.program.group_count
    }

    /// Matches all of `text` (`builtins.match`, `std::regex_match`).
    #[must_use]
    pub fn full_match(&self, text: &[u8]) -> Option<Captures> {
        Matcher::new(&self.program, text).run(0, Goal::Whole, Flags::default())
    }

    /// Finds the first match that starts at or after `start` (`std::regex_search`). `^` matches only at 0.
    #[must_use]
    pub fn find_at(&self, text: &[u8], start: usize) -> Option<Captures> {
        self.search(text, start, Flags { previous_available: start > 0, not_null: false })
    }

    /// All matches that do not overlap, from left to right (`builtins.split`, `std::regex_iterator`).
    ///
    /// What lies between two matches is `text[previous.whole().1..next.whole().0]`.
    #[must_use]
    pub fn find_iter<'r, 't>(&'r self, text: &'t [u8]) -> Matches<'r, 't> {
        Matches { regex: self, text, last: None, previous_available: false, is_done: false }
    }

    /// Searches from `start` on. `flags` apply to the first position; no later one is the start of the text.
    fn search(&self, text: &[u8], start: usize, mut flags: Flags) -> Option<Captures> {
        let mut matcher = Matcher::new(&self.program, text);
        let mut position = start;
        loop {
            position = self.program.next_candidate(text, position)?;
            flags.previous_available |= position > start;
            if let Some(captures) = matcher.run(position, Goal::Prefix, flags) {
                return Some(captures);
            }
            position += 1;
        }
    }
}

/// What an attempt to match must know of the text around it.
#[derive(Debug, Clone, Copy, Default)]
struct Flags {
    /// The attempt does not start where the text does, so `^` does not match (`match_prev_avail`).
    previous_available: bool,
    /// The empty match does not count (`match_not_null`).
    not_null: bool,
}

/// The iterator of [`Regex::find_iter`].
#[derive(Debug, Clone)]
pub struct Matches<'r, 't> {
    regex: &'r Regex,
    text: &'t [u8],
    last: Option<Span>,
    previous_available: bool,
    is_done: bool,
}

impl Iterator for Matches<'_, '_> {
    type Item = Captures;

    fn next(&mut self) -> Option<Captures> {
        if self.is_done {
            return None;
        }
        let found = self.advance();
        self.last = found.as_ref().map(Captures::whole);
        self.is_done = found.is_none();
        found
    }
}

impl Matches<'_, '_> {
    /// The steps of `std::regex_iterator::operator++`: after an empty match, first look for one at the same
    /// place that is not empty, then go on behind the next byte.
    fn advance(&mut self) -> Option<Captures> {
        let Some((start, end)) = self.last else {
            return self.regex.search(self.text, 0, Flags::default());
        };
        let mut from = end;
        if start == end {
            if end == self.text.len() {
                return None;
            }
            let flags = Flags { previous_available: self.previous_available, not_null: true };
            let found = Matcher::new(&self.regex.program, self.text).run(end, Goal::Prefix, flags);
            if found.is_some() {
                return found;
            }
            from += 1;
        }
        self.previous_available = true;
        self.regex.search(self.text, from, Flags { previous_available: true, not_null: false })
    }
}
