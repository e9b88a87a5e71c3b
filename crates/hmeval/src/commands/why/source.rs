//! Places and texts of definitions in their files.

use hmeval_diag::Pos;
use hmeval_eval::Evaluator;

/// Runs `use_text` on the text of the file that a position lies in, with the offset there; nothing for what is not UTF-8.
fn in_text<T>(ev: &Evaluator<'_>, pos: Pos, use_text: impl FnOnce(&str, usize) -> Option<T>) -> Option<T> {
    let sources = ev.sources.borrow();
    let (file, offset) = sources.resolve(pos)?;
    use_text(std::str::from_utf8(&sources.file(file).text).ok()?, offset as usize)
}

/// The text of the value that is bound to the name at a position.
pub(super) fn of_binding(ev: &Evaluator<'_>, pos: Pos) -> Option<String> {
    in_text(ev, pos, |text, offset| {
        let written = hmeval_syntax::binding_at(text, offset)?;
        text.get(written.value).map(unindented)
    })
}

/// The text of the argument of a call that begins at a position.
pub(super) fn of_argument(ev: &Evaluator<'_>, pos: Pos) -> Option<String> {
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
