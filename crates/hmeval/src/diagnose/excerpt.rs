//! A line of source with carets under a token.

use hmeval_diag::{Origin, Pos};
use hmeval_eval::Evaluator;

use super::token;
use crate::style::{Ink, Style};

/// Bytes of a line that are shown around a token, so that generated files do not flood the terminal.
const AROUND: usize = 100;

/// Digits of the line number at a position.
pub(super) fn gutter(ev: &Evaluator<'_>, pos: Pos) -> usize {
    ev.sources.borrow().line(pos).map_or(1, |(_, line)| line.line.to_string().len())
}

/// A place as people and programs name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The file; nothing for what has none (an expression of the command line).
    pub(crate) file: Option<Vec<u8>>,
    /// The line, from 1.
    pub(crate) line: u32,
    /// The column in characters, from 1.
    pub(crate) column: u32,
    /// The line and column behind the token.
    pub(crate) end: (u32, u32),
}

impl Place {
    /// The place of the token at a position.
    pub(crate) fn of(ev: &Evaluator<'_>, pos: Pos) -> Option<Place> {
        let sources = ev.sources.borrow();
        let (file, line) = sources.line(pos)?;
        let file = sources.file(file);
        let text = file.line_text(line.line)?;
        let start = (line.column as usize - 1).min(text.len());
        let token = &text[start..];
        let token = &token[..token::width(token).min(token.len())];
        let characters =
            |text: &[u8]| u32::try_from(String::from_utf8_lossy(text).chars().count()).unwrap_or(0);
        let column = characters(&text[..start]) + 1;
        let path = match &file.origin {
            Origin::File(path) => Some(ev.store.shown(path).into_owned()),
            Origin::String | Origin::Stdin | Origin::Internal(_) => None,
        };
        Some(Place { file: path, line: line.line, column, end: (line.line, column + characters(token)) })
    }
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
