//! `builtins.replaceStrings`: in one pass over the text, with an index of the patterns by their first byte.

use hmeval_diag::Pos;

use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::Value;
use crate::string::ContextBuilder;

pub(super) fn replace_strings<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.replaceStrings";
    let from = ev.force_list(args[0], Pos::NONE, what)?;
    let what = "while evaluating the second argument passed to builtins.replaceStrings";
    let to = ev.force_list(args[1], Pos::NONE, what)?;
    if from.len() != to.len() {
        let message = "'from' and 'to' arguments passed to builtins.replaceStrings have different lengths";
        return Err(ev.error(ErrorKind::Eval, message));
    }
    let what = "while evaluating one of the strings to replace passed to builtins.replaceStrings";
    let mut texts = Vec::with_capacity(from.len());
    for item in from.items() {
        texts.push(ev.force_str(*item, Pos::NONE, what)?.bytes);
    }
    let what = "while evaluating the third argument passed to builtins.replaceStrings";
    let subject = ev.force_str(args[2], Pos::NONE, what)?;
    let mut context = ContextBuilder::new();
    context.add(subject.context);
    let replacements =
        Replacements { ev, to: to.items(), known: vec![None; to.len()], context: &mut context };
    match replace(subject.bytes, &Patterns::new(texts), replacements)? {
        None => Ok(Value::str(subject)),
        Some(out) => Ok(Value::string_in(ev.heap, ev.heap.bytes(&out), context.finish(ev.heap))),
    }
}

/// The text with all patterns replaced; `None` if there is nothing to replace.
fn replace<'h>(
    text: &'h [u8],
    patterns: &Patterns<'h>,
    mut replacements: Replacements<'_, '_, 'h>,
) -> Result<'h, Option<Vec<u8>>> {
    let mut out = Vec::new();
    let mut copied = 0;
    let mut position = 0;
    let mut replaced = false;
    // An empty pattern also matches at the end.
    while let Some((start, index, len)) = patterns.find(text, position) {
        if !replaced {
            out.reserve(text.len());
            replaced = true;
        }
        out.extend_from_slice(text.get(copied..start).unwrap_or_default());
        out.extend_from_slice(replacements.get(index)?);
        // Behind an empty match one byte is kept as it is.
        copied = start + len;
        position = if len == 0 { start + 1 } else { copied };
    }
    if !replaced {
        return Ok(None);
    }
    out.extend_from_slice(text.get(copied..).unwrap_or_default());
    Ok(Some(out))
}

/// No pattern.
const NONE: u32 = u32::MAX;

/// The patterns, those with the same first byte chained in their order.
struct Patterns<'h> {
    texts: Vec<&'h [u8]>,
    /// For each byte the first pattern that begins with it.
    heads: [u32; 256],
    /// For each pattern the next one that begins with the same byte.
    next: Vec<u32>,
    /// The first empty pattern: it matches wherever none before it does, so that those behind it never count.
    empty: u32,
}

impl<'h> Patterns<'h> {
    fn new(texts: Vec<&'h [u8]>) -> Self {
        let mut heads = [NONE; 256];
        let mut next = vec![NONE; texts.len()];
        let empty = texts.iter().position(|text| text.is_empty());
        let used = empty.unwrap_or(texts.len());
        for index in (0..used).rev() {
            let first = texts.get(index).and_then(|text| text.first());
            if let (Some(&first), Some(slot), Ok(index)) = (first, next.get_mut(index), u32::try_from(index))
            {
                let head = &mut heads[usize::from(first)];
                *slot = *head;
                *head = index;
            }
        }
        let empty = empty.and_then(|index| u32::try_from(index).ok()).unwrap_or(NONE);
        Patterns { texts, heads, next, empty }
    }

    /// The first place from `position` on where a pattern matches, the number of that pattern and its length.
    fn find(&self, text: &[u8], position: usize) -> Option<(usize, usize, usize)> {
        if self.empty != NONE {
            let rest = text.get(position..)?;
            let (index, len) = self.match_at(rest).unwrap_or((self.empty as usize, 0));
            return Some((position, index, len));
        }
        let mut start = position;
        loop {
            let rest = text.get(start..)?;
            start += rest.iter().position(|byte| self.heads[usize::from(*byte)] != NONE)?;
            if let Some((index, len)) = self.match_at(text.get(start..)?) {
                return Some((start, index, len));
            }
            start += 1;
        }
    }

    /// The first pattern, of those that are not empty, that `rest` begins with.
    #[inline]
    fn match_at(&self, rest: &[u8]) -> Option<(usize, usize)> {
        let mut index = self.heads[usize::from(*rest.first()?)];
        loop {
            let text = self.texts.get(index as usize)?;
            if rest.starts_with(text) {
                return Some((index as usize, text.len()));
            }
            index = *self.next.get(index as usize)?;
        }
    }
}

/// The replacements, each evaluated when it is first needed.
struct Replacements<'e, 'c, 'h> {
    ev: &'e Evaluator<'h>,
    to: &'h [Value<'h>],
    known: Vec<Option<&'h [u8]>>,
    context: &'c mut ContextBuilder<'h>,
}

impl<'h> Replacements<'_, '_, 'h> {
    #[inline]
    fn get(&mut self, index: usize) -> Result<'h, &'h [u8]> {
        if let Some(Some(text)) = self.known.get(index) {
            return Ok(text);
        }
        self.evaluate(index)
    }

    fn evaluate(&mut self, index: usize) -> Result<'h, &'h [u8]> {
        let value = self.to.get(index).copied().unwrap_or(Value::NULL);
        let what = "while evaluating one of the replacement strings passed to builtins.replaceStrings";
        let str = self.ev.force_str(value, Pos::NONE, what)?;
        self.context.add(str.context);
        if let Some(slot) = self.known.get_mut(index) {
            *slot = Some(str.bytes);
        }
        Ok(str.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All matches: their place, pattern and length.
    fn matches(text: &'static str, patterns: &[&'static str]) -> Vec<(usize, usize, usize)> {
        let patterns = Patterns::new(patterns.iter().map(|text| text.as_bytes()).collect());
        let mut found = Vec::new();
        let mut position = 0;
        while let Some((start, index, len)) = patterns.find(text.as_bytes(), position) {
            found.push((start, index, len));
            position = start + len.max(1);
        }
        found
    }

    #[test]
    fn the_first_pattern_in_the_list_wins() {
        assert_eq!(matches("abcab", &["ab", "abc"]), [(0, 0, 2), (3, 0, 2)]);
        assert_eq!(matches("abcab", &["x", "abc", "ab", "c"]), [(0, 1, 3), (3, 2, 2)]);
        assert_eq!(matches("ab", &["abc"]), []);
        assert_eq!(matches("ab", &[]), []);
    }

    #[test]
    fn an_empty_pattern_matches_everywhere_and_at_the_end() {
        assert_eq!(matches("ab", &[""]), [(0, 0, 0), (1, 0, 0), (2, 0, 0)]);
        assert_eq!(matches("ab", &["b", "", "a"]), [(0, 1, 0), (1, 0, 1), (2, 1, 0)]);
        assert_eq!(matches("", &["", "a"]), [(0, 0, 0)]);
    }
}
