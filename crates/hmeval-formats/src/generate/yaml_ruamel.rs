//! Where ruamel.yaml breaks lines otherwise than PyYAML does.

use super::yaml::{Emitter, WIDTH};

impl Emitter {
    /// The words of an unquoted text. A word that would go beyond the width gets a line of its own, in keys too; the space
    /// in front of it stays at the end of the line.
    pub(super) fn words(&mut self, text: &str, breaks_lines: bool) {
        let mut rest = text;
        loop {
            let (word, after) = rest.split_at(rest.find(' ').unwrap_or(rest.len()));
            let end = self.column.saturating_add(word.chars().count());
            if end > WIDTH && self.indent.is_some_and(|indent| self.column > indent) {
                self.new_line();
            }
            self.put(word);
            let following = after.trim_start_matches(' ');
            let spaces = after.len().saturating_sub(following.len());
            if spaces == 0 {
                return;
            }
            self.gap(spaces, breaks_lines && self.column >= WIDTH);
            rest = following;
        }
    }
}

/// Whether the end of a line within double quotes needs a backslash, for a reader takes it for a space. `start` is where
/// what is not written yet begins, `end` where the line is broken.
pub(super) fn needs_mark(text: &[char], start: usize, end: usize) -> bool {
    let find = |wanted: char, from: usize| {
        text.iter().skip(from).position(|found| *found == wanted).map(|at| at.saturating_add(from))
    };
    let Some(space) = find(' ', end) else { return true };
    let stop = find('\n', end).filter(|at| *at < space).unwrap_or(space);
    let Some(behind) = text.get(stop.saturating_add(1)) else { return true };
    if text.get(stop) == Some(&'\n') && *behind != ' ' {
        return true;
    }
    let has_quote =
        text.iter().skip(end).take(stop.saturating_sub(end)).any(|found| matches!(found, '"' | '\''));
    let is_between_spaces =
        end.checked_sub(1).and_then(|before| text.get(before)) == Some(&' ') && text.get(end) == Some(&' ');
    has_quote || matches!(behind, ' ' | '\n') || is_between_spaces || start == end
}
