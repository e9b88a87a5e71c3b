//! A line of source with carets under a token.

use hmeval_config::token;
use hmeval_diag::Pos;
use hmeval_eval::Evaluator;

use crate::style::{Ink, Style};

/// Bytes of a line that are shown around a token, so that generated files do not flood the terminal.
const AROUND: usize = 100;

/// Digits of the line number at a position.
pub(super) fn gutter(ev: &Evaluator<'_>, pos: Pos) -> usize {
    ev.sources.borrow().line(pos).map_or(1, |(_, line)| line.line.to_string().len())
}

/// How an excerpt is written.
pub(super) struct Excerpt<'e, 'h> {
    pub(super) ev: &'e Evaluator<'h>,
    pub(super) style: Style,
    /// Room for line numbers.
    pub(super) gutter: usize,
}

impl Excerpt<'_, '_> {
    /// Writes the place, its line, and carets under its token with a label beside them.
    pub(super) fn write(&self, out: &mut Vec<u8>, pos: Pos, label: &[u8]) {
        let sources = self.ev.sources.borrow();
        let Some((file, line)) = sources.line(pos) else { return };
        out.resize(out.len() + self.gutter, b' ');
        self.style.paint(out, Ink::Frame, b"--> ");
        out.extend_from_slice(&self.ev.show_pos(pos));
        out.push(b'\n');
        let Some(text) = sources.file(file).line_text(line.line) else { return };
        let start = (line.column as usize - 1).min(text.len());
        let token = token::width(&text[start..]).min(AROUND);
        let from = if start > AROUND { start - AROUND / 2 } else { 0 };
        let to = text.len().min(start + token + AROUND);
        self.bar(out, b"");
        let number = line.line.to_string();
        out.resize(out.len() + self.gutter.saturating_sub(number.len()), b' ');
        self.style.paint(out, Ink::Frame, &[number.as_bytes(), b" | "].concat());
        out.extend_from_slice(&text[from..to]);
        out.push(b'\n');
        self.bar(out, b" ");
        // Tabs stay tabs, so that the carets stand under the token however wide a tab is.
        out.extend(text[from..start].iter().filter(|byte| **byte & 0xc0 != 0x80).map(|byte| match byte {
            b'\t' => b'\t',
            _ => b' ',
        }));
        let mut carets =
            vec![b'^'; String::from_utf8_lossy(&text[start..to.min(start + token)]).chars().count().max(1)];
        if !label.is_empty() {
            carets.push(b' ');
            carets.extend_from_slice(label);
        }
        self.style.paint(out, Ink::Error, &carets);
        out.push(b'\n');
    }

    fn bar(&self, out: &mut Vec<u8>, end: &[u8]) {
        out.resize(out.len() + self.gutter, b' ');
        self.style.paint(out, Ink::Frame, b" |");
        out.extend_from_slice(end);
        if end.is_empty() {
            out.push(b'\n');
        }
    }
}
