//! Error messages with an excerpt of the source, laid out as toml11 does.

use super::scan::show;

/// A part of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The region of a single position: a newline there belongs to the line it ends.
    is_point: bool,
}

impl Region {
    /// From `start` to `end`, exclusive.
    pub(super) fn new(start: usize, end: usize) -> Self {
        Self { start, end, is_point: false }
    }

    /// The character at `position`, or the last one if that is the end of the text.
    pub(super) fn point(text: &[u8], position: usize) -> Self {
        if position < text.len() {
            Self { start: position, end: position + 1, is_point: true }
        } else {
            Self { start: text.len().saturating_sub(1), end: text.len(), is_point: false }
        }
    }
}

/// The text an error refers to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'t> {
    pub(super) name: &'static str,
    pub(super) text: &'t [u8],
}

/// A line of an excerpt, and the offset of the region in it.
type Line = (Vec<u8>, usize);

impl Source<'_> {
    /// An error with a title, notes on places in the source, and a hint below them.
    pub(super) fn error(&self, title: &str, notes: &[(Region, &str)], hint: &str) -> Vec<u8> {
        let mut out = format!("[error] {title}\n").into_bytes();
        let width =
            notes.iter().map(|(region, _)| self.last_line(*region).to_string().len()).max().unwrap_or(0);
        let mut excerpt = Excerpt { out: &mut out, width };
        for (index, (region, note)) in notes.iter().enumerate() {
            if index == 0 {
                excerpt.text(&format!(" --> {}\n", self.name));
            } else {
                excerpt.margin(" | ...\n");
            }
            excerpt.margin(" |\n");
            self.note(&mut excerpt, *region, note);
        }
        out.extend_from_slice(hint.as_bytes());
        out
    }

    fn note(&self, excerpt: &mut Excerpt<'_>, region: Region, note: &str) {
        let first_number = self.line_number(region.start);
        let last_number = self.last_line(region);
        let length = region.end - region.start;
        if first_number == last_number {
            let (line, offset) = self.excerpt_lines(region, false).0;
            let limit = if line.len() <= offset { 1 } else { line.len() - offset };
            excerpt.line(first_number, &line);
            excerpt.underline(offset, limit.min(length), note);
            return;
        }
        let ((first, first_offset), (last, last_offset)) = self.excerpt_lines(region, true);
        let is_adjacent = first_number + 1 == last_number;
        excerpt.line(first_number, &first);
        excerpt.underline(
            first_offset,
            first.len().saturating_sub(first_offset),
            if is_adjacent { "" } else { "and" },
        );
        if !is_adjacent {
            excerpt.line(first_number + 1, b"...");
            excerpt.underline(0, 3, "and");
        }
        excerpt.line(last_number, &last);
        excerpt.underline(0, last_offset + 1, note);
    }

    /// The lines of the start and the end of a region; `spans_lines` if they differ.
    fn excerpt_lines(&self, region: Region, spans_lines: bool) -> (Line, Line) {
        let begin = region.start;
        let end = region.end.saturating_sub(1);
        if !spans_lines {
            let line = self.line_around(begin, end);
            return (line.clone(), line);
        }
        let after = self.text.len() - begin;
        let first_limit = if after > 60 { begin + 50 } else { self.text.len() };
        let last_limit = if end > 60 { end - 50 } else { 0 };
        let first_end = self.find_newline(begin, first_limit).unwrap_or(first_limit);
        let last_begin = self.find_newline(last_limit, end).unwrap_or(end);
        (self.line_around(begin, first_end), self.line_around(last_begin, end))
    }

    /// The text from `begin` to `end` with what is on the same lines, at most 30 characters on both sides.
    fn line_around(&self, begin: usize, end: usize) -> Line {
        const CONTEXT: usize = 30;
        let text = self.text;
        let from = begin.saturating_sub(CONTEXT);
        let to = end.saturating_add(CONTEXT).min(text.len());
        let before = text.get(from..begin).unwrap_or_default();
        let start = memchr::memrchr(b'\n', before).map_or(from, |newline| from + newline + 1);
        let stop = self.find_newline(end, to).unwrap_or(to);
        let mut offset = begin - start;
        let mut line = Vec::new();
        if start > 0 && text.get(start - 1) != Some(&b'\n') {
            line.extend_from_slice(b"... ");
            offset += 4;
        }
        line.extend_from_slice(text.get(start..stop).unwrap_or_default());
        if text.get(stop).is_some_and(|byte| *byte != b'\n') {
            line.extend_from_slice(b" ...");
        }
        (line, offset)
    }

    fn find_newline(&self, from: usize, to: usize) -> Option<usize> {
        memchr::memchr(b'\n', self.text.get(from..to)?).map(|offset| from + offset)
    }

    fn line_number(&self, position: usize) -> usize {
        1 + memchr::memchr_iter(b'\n', self.text.get(..position).unwrap_or(self.text)).count()
    }

    fn last_line(&self, region: Region) -> usize {
        self.line_number(if region.is_point { region.start } else { region.end })
    }
}

/// Writes numbered lines with a margin.
struct Excerpt<'o> {
    out: &'o mut Vec<u8>,
    /// The width of the line numbers.
    width: usize,
}

impl Excerpt<'_> {
    fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// A line without a number.
    fn margin(&mut self, text: &str) {
        self.out.extend(std::iter::repeat_n(b' ', self.width + 1));
        self.text(text);
    }

    fn line(&mut self, number: usize, line: &[u8]) {
        let width = self.width;
        self.text(&format!(" {number:>width$} | "));
        for &byte in line {
            if byte.is_ascii_graphic() || byte == b' ' {
                self.out.push(byte);
            } else {
                self.text(&show(byte));
            }
        }
        self.out.push(b'\n');
    }

    fn underline(&mut self, offset: usize, length: usize, note: &str) {
        let marks = "^".repeat(length);
        self.margin(&format!(" | {:offset$}{marks}-- {note}\n", ""));
    }
}
