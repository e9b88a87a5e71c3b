//! The mistakes of a text against the grammar, one after the other: what a mistake leads to is none of its own. So the text is
//! mended where the first error is told, by whatever gets furthest, and what is told of the mended text is the next mistake.

use std::collections::VecDeque;
use std::ops::Range;

use rnix::SyntaxKind as Kind;

use super::errors::{TextError, described};
use super::repair::{Candidate, Noticed, Repair, candidates};
use crate::error::{ErrorKind, SyntaxError};
use crate::lalr::{Checkpoint, Reading};

/// Mistakes of a text, at most.
const MOST: usize = 20;
/// In texts that are longer only the first mistake is told.
const LONGEST: usize = 200_000;
/// Bytes that are read to mend a text, at most.
const MOST_READ: usize = 4_000_000;
/// Words that have to fit behind a place that was mended, for the next error to be one of its own.
const FITTING: usize = 4;

/// The first mistakes of a text, each with the change that takes it away if that is known for all of them.
pub(super) fn mistakes(text: &str) -> Vec<TextError> {
    let mut changed = Changed { text: text.to_owned(), edits: Vec::new() };
    let mut budget = MOST_READ;
    let mut found: Vec<TextError> = Vec::new();
    let mut is_mended = false;
    while found.len() < MOST {
        let mut passed = VecDeque::new();
        let reading = Reading { src: changed.text.as_bytes(), pipes: true };
        let Some(error) = reading.run(None, Some(&mut passed)) else {
            is_mended = true;
            break;
        };
        if error.kind != ErrorKind::Syntax {
            break;
        }
        let noticed = Noticed::new(&changed.text, &error);
        let is_short = changed.text.len() <= LONGEST;
        let best = is_short.then(|| best(&changed.text, &noticed, &passed, &mut budget)).flatten();
        let mut told = described(&changed.text, &noticed, best.as_ref());
        told.range = changed.original(&told.range);
        if found.iter().any(|known| known.range.start == told.range.start) {
            break;
        }
        found.push(told);
        let Some(best) = best else { break };
        if let (true, Some(last)) = (best.is_offered, found.last_mut()) {
            let range = changed.original(&best.repair.range);
            last.repair = Some(Repair { range, ..best.repair.clone() });
        }
        changed.apply(&best.repair);
    }
    if !is_mended {
        found.iter_mut().for_each(|error| error.repair = None);
    }
    found
}

/// The change that makes the text right, or else the one that gets furthest, if that is far enough.
fn best(
    text: &str,
    noticed: &Noticed,
    passed: &VecDeque<Checkpoint>,
    budget: &mut usize,
) -> Option<Candidate> {
    let mut best: Option<(usize, Candidate)> = None;
    for candidate in candidates(text, noticed) {
        let Some(tried) = tried(text, &candidate.repair) else { continue };
        let from = passed.iter().find(|state| state.pos <= candidate.repair.range.start);
        let reading = Reading { src: tried.as_bytes(), pipes: true };
        let Some(error) = reading.run(from, None) else { return Some(candidate) };
        let end = error.start as usize;
        let fitting = fitting(&tried, &candidate.repair, noticed, end);
        if fitting >= FITTING && best.as_ref().is_none_or(|(most, _)| fitting > *most) {
            best = Some((fitting, candidate));
        }
        *budget = budget.checked_sub(end.saturating_sub(from.map_or(0, |from| from.pos)))?;
    }
    best.map(|(_, candidate)| candidate)
}

/// The words between a place that was mended and the next error.
fn fitting(tried: &str, repair: &Repair, noticed: &Noticed, end: usize) -> usize {
    let is_word = |kind| !matches!(kind, Kind::TOKEN_WHITESPACE | Kind::TOKEN_COMMENT);
    let noticed = (noticed.at.start + repair.text.len()).saturating_sub(repair.range.len());
    let start = (repair.range.start + repair.text.len()).max(noticed);
    let between = tried.get(start..end).unwrap_or_default();
    rnix::tokenize(between).filter(|(kind, _)| is_word(*kind)).count()
}

fn tried(text: &str, repair: &Repair) -> Option<String> {
    text.get(repair.range.clone())?;
    let mut tried = text.to_owned();
    tried.replace_range(repair.range.clone(), &repair.text);
    Some(tried)
}

/// A text that was mended in some places.
struct Changed {
    text: String,
    /// What was replaced by how many bytes, each in the text of its time.
    edits: Vec<(Range<usize>, usize)>,
}

impl Changed {
    fn apply(&mut self, repair: &Repair) {
        if let Some(text) = tried(&self.text, repair) {
            self.edits.push((repair.range.clone(), repair.text.len()));
            self.text = text;
        }
    }

    /// Where something is in the text that nothing was mended in.
    fn original(&self, range: &Range<usize>) -> Range<usize> {
        let back = |mut at: usize| {
            for (replaced, length) in self.edits.iter().rev() {
                at = match at {
                    at if at >= replaced.start + length => at - length + replaced.len(),
                    at => at.min(replaced.start),
                };
            }
            at
        };
        let start = back(range.start);
        start..back(range.end).max(start)
    }
}

impl Noticed {
    /// Where an error is noticed, and what is open there.
    fn new(text: &str, error: &SyntaxError) -> Self {
        let (start, end) = (error.start as usize, error.end as usize);
        let message = error.message.strip_prefix("syntax error, ").unwrap_or(&error.message).to_owned();
        let is_at_end = message.starts_with("unexpected end of file");
        let comment = [start, start.saturating_sub(1)]
            .into_iter()
            .find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with("/*") && !rest.contains("*/")));
        let string = is_at_end.then(|| open_string(text)).flatten();
        let written = text.trim_end();
        let last = written.chars().next_back().map_or(0, char::len_utf8);
        let at = match is_at_end {
            // What is missing at the end is missing behind the last thing that is there, which can be seen.
            true => written.len() - last..written.len(),
            false => start..end.max(start),
        };
        Noticed { at, message, is_at_end, comment, string }
    }
}

/// Where the string begins that does not end.
fn open_string(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut at = 0;
    for (kind, written) in rnix::tokenize(text) {
        match kind {
            Kind::TOKEN_STRING_START => open.push(Some(at)),
            Kind::TOKEN_INTERPOL_START => open.push(None),
            Kind::TOKEN_STRING_END | Kind::TOKEN_INTERPOL_END => drop(open.pop()),
            _ => {}
        }
        at += written.len();
    }
    open.pop().flatten()
}
