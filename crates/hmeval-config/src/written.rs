//! What is written at the place of a definition: its name, its value.
//!
//! Nix keeps of `a.b.c = 1` one position for all three names, that of the first.

use hmeval_diag::Pos;
use hmeval_eval::Evaluator;

/// Runs `use_text` on the text of the file that a position lies in, with the offset there; nothing for what is not UTF-8.
pub fn in_text<T>(
    ev: &Evaluator<'_>,
    pos: Pos,
    use_text: impl FnOnce(&str, usize) -> Option<T>,
) -> Option<T> {
    let sources = ev.sources.borrow();
    let (file, offset) = sources.resolve(pos)?;
    use_text(std::str::from_utf8(&sources.file(file).text).ok()?, offset as usize)
}

/// The text of the value that is bound to the name at a position.
pub fn of_binding(ev: &Evaluator<'_>, pos: Pos) -> Option<String> {
    in_text(ev, pos, |text, offset| {
        let written = hmeval_syntax::binding_at(text, offset)?;
        text.get(written.value).map(unindented)
    })
}

/// The place of the last of the names `path` in the binding at a position; the position itself where that is not known.
pub fn name_in_binding(ev: &Evaluator<'_>, pos: Pos, path: &[Vec<u8>]) -> Pos {
    let name = path.last().map_or(&b""[..], |name| name);
    let offset = in_text(ev, pos, |text, offset| {
        let names = hmeval_syntax::binding_at(text, offset)?.names;
        let is_it = |range: &&std::ops::Range<usize>| {
            text.get((*range).clone()).is_some_and(|written| written.trim_matches('"').as_bytes() == name)
        };
        let found = names.iter().rev().find(is_it)?;
        u32::try_from(found.start.checked_sub(offset)?).ok()
    });
    Pos(pos.0.saturating_add(offset.unwrap_or(0)))
}

/// The place of the value in the binding at a position; the position itself where that is not known.
pub fn value_of_binding(ev: &Evaluator<'_>, pos: Pos) -> Pos {
    let offset = in_text(ev, pos, |text, offset| {
        let value = hmeval_syntax::binding_at(text, offset)?.value;
        u32::try_from(value.start.checked_sub(offset)?).ok()
    });
    Pos(pos.0.saturating_add(offset.unwrap_or(0)))
}

/// The names of the bindings around a position, as one path: `a.b.c` for a place in `1` of `{ a = { b.c = 1; }; }`.
pub fn path_around(ev: &Evaluator<'_>, pos: Pos) -> Option<String> {
    in_text(ev, pos, hmeval_syntax::path_around)
}

/// The text of the argument of a call that begins at a position.
pub fn of_argument(ev: &Evaluator<'_>, pos: Pos) -> Option<String> {
    in_text(ev, pos, |text, offset| {
        let range = hmeval_syntax::argument_at(text, offset)?;
        text.get(range).map(unindented)
    })
}

/// A text of several lines without the indentation that the lines behind the first have in common.
fn unindented(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let common = text.lines().skip(1).filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let lines = text.lines().enumerate().map(|(index, line)| match index {
        0 => line,
        _ => line.get(common..).unwrap_or_default(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::unindented;

    #[test]
    fn common_indentation_is_left_out() {
        assert_eq!(unindented("{\n      a = 1;\n\n        b = 2;\n    }"), "{\n  a = 1;\n\n    b = 2;\n}");
        assert_eq!(unindented("1"), "1");
    }
}
