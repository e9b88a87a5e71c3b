//! Removes the common indentation of an `''indented string''` (Nix manual, "String literal").

use super::Parser;
use crate::ir::{Expr, ExprId, Offset};

/// More than any indentation, as in Nix.
const NO_INDENT: usize = 1_000_000;

/// A part of an indented string.
#[derive(Clone, Copy)]
pub(super) struct IndPart {
    /// Where it begins.
    pub(super) pos: Offset,
    /// What it is.
    pub(super) kind: IndKind,
}

#[derive(Clone, Copy)]
pub(super) enum IndKind {
    /// Text of the source between two positions; only this counts for the indentation.
    Text(usize, usize),
    /// An escape for a byte.
    Byte(u8),
    /// An escape for `''`.
    Quotes,
    /// An interpolated expression.
    Expr(ExprId),
}

impl Parser<'_> {
    /// The node for the parts collected since `base`.
    pub(super) fn strip_indentation(&mut self, base: usize, pos: Offset) -> ExprId {
        let indent = min_indent(self.lexer.src, &self.ind_stack[base..]);
        let first = self.part_stack.len();
        let mut stripper = Stripper { indent, at_line_start: true, dropped: 0 };
        for index in base..self.ind_stack.len() {
            let is_last = index + 1 == self.ind_stack.len();
            self.strip_part(self.ind_stack[index], &mut stripper, is_last);
        }
        self.ind_stack.truncate(base);
        match self.part_stack[first..] {
            [] => {
                let text = self.add_string(b"");
                self.add(Expr::Str(text), pos)
            }
            [(id, _)] if matches!(self.expr_at(id), Expr::Str(_)) => {
                self.part_stack.truncate(first);
                id
            }
            _ => self.close_concat(first, true, pos),
        }
    }

    fn strip_part(&mut self, part: IndPart, stripper: &mut Stripper, is_last: bool) {
        let byte;
        let text: &[u8] = match part.kind {
            IndKind::Expr(id) => {
                stripper.at_line_start = false;
                stripper.dropped = 0;
                self.part_stack.push((id, part.pos));
                return;
            }
            IndKind::Text(start, end) => &self.lexer.src[start..end],
            IndKind::Quotes => b"''",
            IndKind::Byte(value) => {
                byte = [value];
                &byte
            }
        };
        let start = self.ir.bytes.len();
        stripper.strip(text, &mut self.ir.bytes);
        if is_last {
            cut_last_line(&mut self.ir.bytes, start);
        }
        if self.ir.bytes.len() > start {
            let text = self.string_from(start);
            let id = self.add(Expr::Str(text), part.pos);
            self.part_stack.push((id, part.pos));
        }
    }
}

/// The smallest indentation of all lines with anything but spaces in them. The last line counts only if it has.
fn min_indent(src: &[u8], parts: &[IndPart]) -> usize {
    let mut min = NO_INDENT;
    let mut current = 0;
    let mut at_line_start = true;
    for part in parts {
        let IndKind::Text(start, end) = part.kind else {
            if at_line_start {
                at_line_start = false;
                min = min.min(current);
            }
            continue;
        };
        let mut rest = &src[start..end];
        loop {
            if at_line_start {
                let spaces = count_spaces(rest);
                current += spaces;
                match rest.get(spaces) {
                    None => break,
                    Some(b'\n') => current = 0,
                    Some(_) => {
                        at_line_start = false;
                        min = min.min(current);
                    }
                }
                rest = &rest[spaces + 1..];
            } else {
                let Some(line) = memchr::memchr(b'\n', rest) else { break };
                at_line_start = true;
                current = 0;
                rest = &rest[line + 1..];
            }
        }
    }
    min
}

fn count_spaces(text: &[u8]) -> usize {
    text.iter().take_while(|c| **c == b' ').count()
}

/// Drops the indentation at the start of every line, over all parts of a string.
struct Stripper {
    indent: usize,
    at_line_start: bool,
    /// How many spaces of the current line have been seen so far.
    dropped: usize,
}

impl Stripper {
    fn strip(&mut self, text: &[u8], out: &mut Vec<u8>) {
        let mut rest = text;
        while !rest.is_empty() {
            if self.at_line_start {
                let spaces = count_spaces(rest);
                let drop = self.indent.saturating_sub(self.dropped).min(spaces);
                out.extend_from_slice(&rest[drop..spaces]);
                self.dropped += spaces;
                rest = &rest[spaces..];
                match rest.first() {
                    None => return,
                    Some(b'\n') => {
                        out.push(b'\n');
                        rest = &rest[1..];
                    }
                    Some(_) => self.at_line_start = false,
                }
                self.dropped = 0;
            } else {
                let end = memchr::memchr(b'\n', rest).map(|line| line + 1);
                out.extend_from_slice(&rest[..end.unwrap_or(rest.len())]);
                self.at_line_start = end.is_some();
                rest = &rest[end.unwrap_or(rest.len())..];
            }
        }
    }
}

/// Removes the last line of what has been written since `start`, if there is nothing but spaces in it.
fn cut_last_line(out: &mut Vec<u8>, start: usize) {
    let written = &out[start..];
    let spaces = written.iter().rev().take_while(|c| **c == b' ').count();
    let line = written.len() - spaces;
    if line > 0 && written[line - 1] == b'\n' {
        out.truncate(start + line);
    }
}
