//! `match` and `split`: POSIX extended regular expressions.

use std::rc::Rc;

use hmeval_diag::Pos;
use hmeval_formats::regex::{Captures, Regex};

use super::{Builtin, builtin};
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{List, Value};

/// Rows of this file.
pub static TABLE: &[Builtin] = &[
    builtin!(
        "match",
        ["regex", "str"],
        "The list of the groups' texts (`null` for groups that took no part) if the POSIX extended regular expression \
         *regex* matches all of *str*, else `null`.",
        match_
    ),
    builtin!(
        "split",
        ["regex", "str"],
        "The parts of *str* that the POSIX extended regular expression *regex* does not match; between them, for each \
         match, the list of its groups' texts.",
        split
    ),
];

impl<'h> Evaluator<'h> {
    /// The compiled form of a regular expression; programs use few of them often.
    fn regex(&self, pattern: &[u8]) -> Result<'h, Rc<Regex>> {
        if let Some(regex) = self.regexes.borrow().get(pattern) {
            return Ok(Rc::clone(regex));
        }
        let regex =
            Regex::new(pattern).map_err(|error| self.error(ErrorKind::Eval, error.message(pattern)))?;
        let regex = Rc::new(regex);
        self.regexes.borrow_mut().insert(pattern.to_vec(), Rc::clone(&regex));
        Ok(regex)
    }
}

fn match_<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.match";
    let regex = ev.regex(ev.force_str_no_context(args[0], Pos::NONE, what)?)?;
    let what = "while evaluating the second argument passed to builtins.match";
    let text = ev.force_str(args[1], Pos::NONE, what)?.bytes;
    Ok(regex.full_match(text).map_or(Value::NULL, |captures| groups(ev, text, &captures)))
}

fn split<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.split";
    let regex = ev.regex(ev.force_str_no_context(args[0], Pos::NONE, what)?)?;
    let what = "while evaluating the second argument passed to builtins.split";
    let str = ev.force_str(args[1], Pos::NONE, what)?;
    let mut parts = Vec::new();
    let mut rest = 0;
    for captures in regex.find_iter(str.bytes) {
        let (start, end) = captures.whole();
        parts.push(part(ev, str.bytes, (rest, start)));
        parts.push(groups(ev, str.bytes, &captures));
        rest = end;
    }
    // The context of the text is only kept where the text itself is.
    let last = if parts.is_empty() { Value::str(str) } else { part(ev, str.bytes, (rest, str.bytes.len())) };
    parts.push(last);
    Ok(Value::list(List::from_slice(ev.heap, &parts)))
}

fn groups<'h>(ev: &Evaluator<'h>, text: &'h [u8], captures: &Captures) -> Value<'h> {
    let groups = captures.groups();
    Value::list(List::new(ev.heap, groups.len(), |index| {
        groups.get(index).copied().flatten().map_or(Value::NULL, |span| part(ev, text, span))
    }))
}

fn part<'h>(ev: &Evaluator<'h>, text: &'h [u8], (start, end): (usize, usize)) -> Value<'h> {
    Value::string_in(ev.heap, text.get(start..end).unwrap_or_default(), None)
}

#[cfg(test)]
mod tests {
    use crate::builtins::strings::testing::{assert_answers, assert_failures};

    #[test]
    fn groups_that_took_no_part_are_null() {
        assert_answers(&[
            (r#"builtins.match "a(b)?(c)" "ac""#, r#"[ null "c" ]"#),
            (r#"builtins.match "ab" "abc""#, "null"),
            (r#"builtins.split "(a)|b" "xaybz""#, r#"[ "x" [ "a" ] "y" [ null ] "z" ]"#),
            (r#"builtins.split "x" "abc""#, r#"[ "abc" ]"#),
        ]);
    }

    #[test]
    fn bad_patterns_fail_before_the_text_is_evaluated() {
        let message = "invalid regular expression '('";
        assert_failures(&[
            (r#"builtins.match "(" (throw "text")"#, message),
            (r#"builtins.split "(" (throw "text")"#, message),
        ]);
    }

    #[test]
    fn only_a_text_that_is_not_split_keeps_its_context() {
        let text = r#"(builtins.appendContext "ab" { "/nix/store/s66mzxpvicwk07gjbjfw9izjfa797vsw-a".path = true; })"#;
        let first =
            |pattern| format!(r#"builtins.hasContext (builtins.head (builtins.split "{pattern}" {text}))"#);
        assert_answers(&[(&first("x"), "true"), (&first("b"), "false")]);
    }
}
