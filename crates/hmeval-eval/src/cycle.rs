//! The cycle of an infinite recursion: the values that wait for each other.
//!
//! Nix names the place where a value was needed that is being computed already. Which way led from that value back to
//! itself is what a person has to know to break the circle; it is collected while the error goes outwards, from the
//! thunk that was met twice up to that same thunk.

use std::cell::RefCell;

use hmeval_diag::Pos;
use hmeval_syntax::ir::ExprId;

use crate::error::{Error, ErrorData, Frame};
use crate::evaluator::Evaluator;
use crate::heap::{Thunk, ThunkState};

/// Steps that are kept of each end of a long cycle.
const ENDS: usize = 4;
/// Characters that are shown of an expression.
const WIDTH: usize = 50;

/// A cycle whose beginning was not reached yet.
#[derive(Default)]
pub(crate) struct OpenCycle<'h>(RefCell<Option<Steps<'h>>>);

struct Steps<'h> {
    /// The thunk that was met while it was being computed.
    start: &'h Thunk<'h>,
    /// The expressions of the thunks that wait, innermost first.
    steps: Vec<(u32, ExprId)>,
}

impl<'h> Evaluator<'h> {
    /// `thunk` was met while it was being computed.
    #[cold]
    pub(crate) fn begin_cycle(&self, thunk: &'h Thunk<'h>) {
        *self.cycle.0.borrow_mut() = Some(Steps { start: thunk, steps: Vec::new() });
    }

    /// The infinite recursion comes out of `thunk`, whose computation began in `state`.
    #[cold]
    pub(crate) fn extend_cycle(
        &self,
        error: Error<'h>,
        thunk: &'h Thunk<'h>,
        state: ThunkState<'h>,
    ) -> Error<'h> {
        let mut open = self.cycle.0.borrow_mut();
        let Some(cycle) = open.as_mut() else { return error };
        if let ThunkState::Delayed { file, expr, .. } = state {
            cycle.steps.push((file, expr));
        }
        if !std::ptr::eq(cycle.start, thunk) {
            return error;
        }
        let steps = std::mem::take(&mut cycle.steps);
        *open = None;
        drop(open);
        let mut notes = self.cycle_notes(&steps);
        notes.extend(self.options_note(error));
        error.with_data(self.heap, ErrorData { notes: self.heap.slice(&notes), ..*error.data() })
    }

    fn cycle_notes(&self, steps: &[(u32, ExprId)]) -> Vec<Frame<'h>> {
        let skipped = steps.len().saturating_sub(2 * ENDS);
        let mut notes = Vec::new();
        for (index, (file, expr)) in steps.iter().rev().enumerate() {
            let first = if index == 0 { "the value of" } else { "needs" };
            if skipped > 0 && (ENDS..ENDS + skipped).contains(&index) {
                if index == ENDS {
                    notes.push(self.note(Pos::NONE, &format!("… and so on, over {skipped} more values")));
                }
                continue;
            }
            let code = self.code(*file);
            let shown = shorten(&self.show_expr(code, *expr));
            notes.push(self.note(code.pos_of(*expr), &format!("{first} `{shown}`")));
        }
        notes.push(self.note(Pos::NONE, "needs the first of these values again"));
        notes
    }

    /// The options on the way round, if the values are those of a module system: the frames so far are all of the circle.
    fn options_note(&self, error: Error<'h>) -> Option<Frame<'h>> {
        let mut names: Vec<String> = Vec::new();
        for frame in error.frames() {
            let option = frame.text.strip_prefix(b"while evaluating the option `");
            let Some(name) = option.and_then(|name| name.strip_suffix(b"':")) else { continue };
            let name = format!("`{}'", String::from_utf8_lossy(name));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let first = names.first()?.clone();
        let text = format!(
            "the way round goes through the options {}, which needs {first}",
            names.join(", which needs ")
        );
        Some(self.note(Pos::NONE, &text))
    }

    fn note(&self, pos: Pos, text: &str) -> Frame<'h> {
        Frame { pos, text: self.heap.bytes(text.as_bytes()), always: false }
    }
}

/// The beginning of an expression, on one line.
fn shorten(shown: &[u8]) -> String {
    let shown = String::from_utf8_lossy(shown);
    let mut line = String::new();
    for word in shown.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    match line.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn long_expressions_are_cut() {
        assert_eq!(shorten(b"a +\n  b"), "a + b");
        let long = shorten("ä".repeat(80).as_bytes());
        assert_eq!(long.chars().count(), 51);
        assert!(long.ends_with('…'));
    }
}
