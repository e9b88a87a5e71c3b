//! What is written at the place of a definition: its name, its value.
//!
//! Nix keeps of `a.b.c = 1` one position for all three names, that of the first.

use std::ops::Range;

use hmeval_diag::Pos;
use hmeval_eval::Evaluator;
use hmeval_modules::definitions::Definition;

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

/// The text of a definition of the option with this path: that of the element of `mkMerge` that it is, or of all bindings that
/// it consists of (`a.b = 1; a.c = 2;` for `a`).
pub fn of_definition(ev: &Evaluator<'_>, definition: &Definition<'_>, path: &[Vec<u8>]) -> Option<String> {
    if let Some(element) = element(ev, definition) {
        return in_text(ev, definition.pos, |text, _| text.get(element).map(unindented));
    }
    let name = path.last().map_or(&b""[..], |name| name);
    let several = in_text(ev, definition.pos, |text, offset| {
        let bindings = hmeval_syntax::bindings_below(text, offset);
        let is_name = text.get(offset..)?.trim_start_matches('"').as_bytes().starts_with(name);
        let texts: Option<Vec<String>> =
            bindings.into_iter().map(|range| text.get(range).map(unindented)).collect();
        texts.filter(|texts| is_name && !texts.is_empty()).map(|texts| texts.join("\n"))
    });
    several.or_else(|| of_binding(ev, definition.pos))
}

/// The place of a definition: its name, or the element of `mkMerge` that it is.
pub fn place_of_definition(ev: &Evaluator<'_>, definition: &Definition<'_>) -> Pos {
    let place = || {
        let element = element(ev, definition)?;
        let base = in_text(ev, definition.pos, |_, offset| {
            definition.pos.0.checked_sub(u32::try_from(offset).ok()?)
        })?;
        Some(Pos(base.checked_add(u32::try_from(element.start).ok()?)?))
    };
    place().unwrap_or(definition.pos)
}

/// The place of the value of a definition.
pub fn value_of_definition(ev: &Evaluator<'_>, definition: &Definition<'_>) -> Pos {
    match place_of_definition(ev, definition) {
        pos if pos == definition.pos => value_of_binding(ev, pos),
        element => element,
    }
}

/// The element of `mkMerge` that a definition is, in the text of its file; nothing where the text does not have the elements
/// one by one.
fn element(ev: &Evaluator<'_>, definition: &Definition<'_>) -> Option<Range<usize>> {
    if definition.elements.is_empty() {
        return None;
    }
    in_text(ev, definition.pos, |text, offset| {
        let mut found = hmeval_syntax::binding_at(text, offset)?.value;
        for element in &definition.elements {
            let content = hmeval_syntax::unwrapped(text, found.start)?.content;
            let items = hmeval_syntax::items_at(text, content.start);
            found = items.get(element.index).filter(|_| items.len() == element.count)?.clone();
        }
        Some(found)
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

/// The place of the value in the binding at a position, behind `mkIf`, `mkForce` and the like; the position itself where that
/// is not known.
pub fn content_of_binding(ev: &Evaluator<'_>, pos: Pos) -> Pos {
    let offset = in_text(ev, pos, |text, offset| {
        let value = hmeval_syntax::binding_at(text, offset)?.value;
        let content = hmeval_syntax::unwrapped(text, value.start)?.content;
        u32::try_from(content.start.checked_sub(offset)?).ok()
    });
    Pos(pos.0.saturating_add(offset.unwrap_or(0)))
}

/// Where the expression ends that begins at a position.
pub fn end_of_expression(ev: &Evaluator<'_>, pos: Pos) -> Option<Pos> {
    let length = in_text(ev, pos, |text, offset| {
        u32::try_from(hmeval_syntax::expression_range(text, offset)?.len()).ok()
    })?;
    Some(Pos(pos.0.checked_add(length)?))
}

/// The names of the bindings around a position, as one path: `a.b.c` for a place in `1` of `{ a = { b.c = 1; }; }`.
pub fn path_around(ev: &Evaluator<'_>, pos: Pos) -> Option<String> {
    in_text(ev, pos, hmeval_syntax::path_around)
}

/// The text of the condition of the `mkIf` that is called at a position.
pub fn of_condition(ev: &Evaluator<'_>, pos: Pos) -> Option<String> {
    in_text(ev, pos, |text, offset| {
        let range = hmeval_syntax::condition_at(text, offset)?;
        text.get(range).map(unindented)
    })
}

/// The place of that condition; of the call where there is no such text.
pub fn place_of_condition(ev: &Evaluator<'_>, pos: Pos) -> Pos {
    let distance = in_text(ev, pos, |text, offset| {
        u32::try_from(hmeval_syntax::condition_at(text, offset)?.start.checked_sub(offset)?).ok()
    });
    Pos(pos.0.saturating_add(distance.unwrap_or(0)))
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
