//! Errors and warnings as text, word for word as Nix prints them (without colours).

use std::collections::BTreeSet;

use hmeval_diag::Pos;
use unicode_width::UnicodeWidthChar;

use crate::error::{Error, ErrorKind, Frame};
use crate::evaluator::Evaluator;

/// The text of `builtins.warn`.
pub fn warning(text: &[u8]) -> Vec<u8> {
    indent(b"evaluation warning: ", text)
}

/// Puts `prefix` before the first line, and as many spaces before the others; empty lines stay empty, and so does an empty
/// text.
fn indent(prefix: &[u8], text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 64);
    let blank = vec![b' '; prefix.len()];
    let text = chomp(text);
    if text.is_empty() {
        return out;
    }
    for (index, line) in text.split(|byte| *byte == b'\n').enumerate() {
        if index > 0 {
            out.push(b'\n');
        }
        let start = out.len();
        out.extend_from_slice(if index == 0 { prefix } else { &blank });
        out.extend_from_slice(line);
        let end = start + chomp(&out[start..]).len();
        out.truncate(end);
    }
    out
}

/// The text as a terminal that knows no colours gets it (Nix: `filterANSIEscapes`): escape sequences are left out, tabs
/// become spaces.
pub fn plain(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    // Columns are counted through the whole text, as Nix does.
    let mut column = 0;
    let mut rest = text;
    while let Some((&byte, tail)) = rest.split_first() {
        let from_here = std::mem::replace(&mut rest, tail);
        match byte {
            0x1b => rest = behind_escape(rest),
            b'\t' => loop {
                out.push(b' ');
                column += 1;
                if column % 8 == 0 {
                    break;
                }
            },
            b'\r' | 0x07 => {}
            b' '..=b'~' => {
                out.push(byte);
                column += 1;
            }
            _ => {
                let (length, width) = measure(from_here);
                let (character, behind) = from_here.split_at(length);
                out.extend_from_slice(character);
                column += width;
                rest = behind;
            }
        }
    }
    out
}

/// The number of bytes of the first character, and of the columns that it takes: none for control characters and those
/// that join the one before, two for wide ones. Bytes that are no UTF-8 take one each, up to the first that may begin a
/// character (Nix: `charWidthUTF8Helper`).
fn measure(text: &[u8]) -> (usize, usize) {
    let length = match text.first() {
        Some(0xc0..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..=0xf7) => 4,
        _ => 1,
    };
    let following = text.iter().skip(1).take(length - 1).take_while(|byte| **byte & 0xc0 == 0x80).count();
    let length = (1 + following).min(text.len());
    let character = std::str::from_utf8(&text[..length]).ok().and_then(|text| text.chars().next());
    (length, character.map_or(length, columns))
}

fn columns(character: char) -> usize {
    let is_private = matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    if is_private { 0 } else { character.width().unwrap_or(0) }
}

/// What follows an escape sequence whose first byte was taken already.
fn behind_escape(text: &[u8]) -> &[u8] {
    match text {
        [b'[', rest @ ..] => {
            let parameters = rest.iter().take_while(|byte| (0x30..=0x3f).contains(*byte)).count();
            let rest = &rest[parameters..];
            let between = rest.iter().take_while(|byte| (0x20..=0x2f).contains(*byte)).count();
            match &rest[between..] {
                [0x40..=0x7e, rest @ ..] | rest => rest,
            }
        }
        [b']', rest @ ..] => {
            let end = rest.iter().position(|byte| *byte == 0x07 || *byte == 0x1b);
            match end {
                Some(end) => rest[end + 1..].strip_prefix(b"\\").unwrap_or(&rest[end + 1..]),
                None => &[],
            }
        }
        [0x40..=0x5f, rest @ ..] | rest => rest,
    }
}

/// Without the white space at the end.
fn chomp(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
    &text[..end.map_or(0, |end| end + 1)]
}

/// Writes the trace of an error; frames that were seen before are skipped.
struct Trace<'e, 'h> {
    evaluator: &'e Evaluator<'h>,
    out: Vec<u8>,
    count: usize,
    seen: BTreeSet<(Pos, &'h [u8])>,
    skipped: Vec<Frame<'h>>,
}

impl<'h> Trace<'_, 'h> {
    fn frame(&mut self, frame: &Frame<'h>) {
        self.out.extend_from_slice("\n… ".as_bytes());
        self.out.extend_from_slice(frame.text);
        self.out.push(b'\n');
        if self.evaluator.render_pos(&mut self.out, b"  ", frame.pos) {
            self.count += 1;
        }
    }

    fn flush_skipped(&mut self) {
        let skipped = std::mem::take(&mut self.skipped);
        if skipped.len() <= 5 {
            skipped.iter().for_each(|frame| self.frame(frame));
        } else {
            let text = format!("\n({} duplicate frames omitted)\n", skipped.len());
            self.out.extend_from_slice(text.as_bytes());
            // What comes back behind such a gap is shown again.
            self.seen.clear();
        }
    }
}

impl<'h> Evaluator<'h> {
    /// The error as Nix prints it, without a line end.
    pub fn render_error(&self, error: Error<'h>) -> Vec<u8> {
        self.render_error_after(b"error: ", error, self.settings.show_trace)
    }

    /// The error with another word in front, with all of its trace or only the start of it.
    pub fn render_error_after(&self, prefix: &[u8], error: Error<'h>, show_trace: bool) -> Vec<u8> {
        let data = error.data();
        let mut trace =
            Trace { evaluator: self, out: Vec::new(), count: 0, seen: BTreeSet::new(), skipped: Vec::new() };
        let mut any = false;
        let mut truncate = false;
        for frame in error.frames() {
            any = true;
            if frame.text.is_empty() {
                continue;
            }
            truncate |= !show_trace && trace.count > 3;
            if truncate && !frame.always {
                continue;
            }
            if !trace.seen.insert((frame.pos, frame.text)) {
                trace.skipped.push(frame);
                continue;
            }
            trace.flush_skipped();
            trace.count += 1;
            trace.frame(&frame);
        }
        trace.flush_skipped();
        let mut out = trace.out;
        if truncate {
            let text = "\n(stack trace truncated; use '--show-trace' to show the full, detailed trace)\n";
            out.extend_from_slice(text.as_bytes());
        }
        if any {
            out.push(b'\n');
            out.extend_from_slice(prefix);
        }
        out.extend_from_slice(data.message);
        if data.message.ends_with(b"\n") && data.kind != ErrorKind::Thrown {
            // Nix colours what it inserts into a message, so that a line end there is none to the trimming of lines.
            out.extend_from_slice(b"\x1b[0m");
        }
        out.push(b'\n');
        self.render_pos(&mut out, b"", data.pos);
        if !data.suggestions.is_empty() {
            out.extend_from_slice(b"Did you mean ");
            out.extend_from_slice(&hmeval_formats::lev::in_words(data.suggestions, b"", b""));
            out.extend_from_slice(b"?\n");
        }
        plain(&indent(prefix, &out))
    }

    /// Writes "at file:line:column:" and the lines around; answers whether there is such a place.
    fn render_pos(&self, out: &mut Vec<u8>, indent: &[u8], pos: Pos) -> bool {
        let sources = self.sources.borrow();
        let Some((file, line)) = sources.line(pos) else { return false };
        out.extend_from_slice(indent);
        out.extend_from_slice(b"at ");
        out.extend_from_slice(&self.show_pos(pos));
        out.push(b':');
        let file = sources.file(file);
        if file.text.is_empty() {
            out.push(b'\n');
            return true;
        }
        let mut code_line = |number: u32| {
            if let Some(text) = file.line_text(number) {
                out.extend_from_slice(format!("\n {number:>5}| ").as_bytes());
                out.extend_from_slice(text);
            }
        };
        if line.line > 1 {
            code_line(line.line - 1);
        }
        code_line(line.line);
        out.extend_from_slice(b"\n      |");
        out.resize(out.len() + line.column as usize, b' ');
        out.push(b'^');
        if file.line_text(line.line + 1).is_some() {
            let number = line.line + 1;
            if let Some(text) = file.line_text(number) {
                out.extend_from_slice(format!("\n {number:>5}| ").as_bytes());
                out.extend_from_slice(text);
            }
        }
        out.push(b'\n');
        true
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn tabs_reach_the_next_multiple_of_eight_columns() {
        let spaces =
            |text: &[u8]| plain(&[text, b"\t"].concat()).iter().filter(|byte| **byte == b' ').count();
        let cases: [(&[u8], usize); 9] = [
            (b"a", 7),
            ("é".as_bytes(), 7),
            ("e\u{301}".as_bytes(), 7),
            ("中".as_bytes(), 6),
            ("😀".as_bytes(), 6),
            (b"a\x01\n", 7),
            ("a\u{e000}".as_bytes(), 7),
            (b"\xff", 7),
            (b"\xe4\xb8", 6),
        ];
        for (text, expected) in cases {
            assert_eq!(spaces(text), expected, "{}", text.escape_ascii());
        }
    }
}
