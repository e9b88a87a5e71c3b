//! Positions in a text: byte offsets, and lines with columns in the units of an editor.
//!
//! Editors count columns in UTF-16 units unless they agree on bytes; a line ends with `\n`, `\r\n` or `\r`. Positions that
//! lie nowhere are moved to the nearest place before them, as the protocol wants it.

use std::ops::Range;

/// What columns count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Units {
    /// Bytes.
    Utf8,
    /// Halves of UTF-16.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

/// A position as editors count it, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct LineColumn {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// Where the lines of a text begin.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// Whether all units are bytes: then long lines need not be counted through.
    ascii: bool,
}

impl LineIndex {
    /// Finds the lines of a text.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = |(index, byte): &(usize, &u8)| {
            **byte == b'\n' || **byte == b'\r' && bytes.get(index + 1) != Some(&b'\n')
        };
        let starts = bytes.iter().enumerate().filter(ends).map(|(index, _)| index + 1);
        LineIndex { starts: std::iter::once(0).chain(starts).collect(), ascii: text.is_ascii() }
    }

    /// The text of a line without its end, and where it begins.
    fn line<'t>(&self, text: &'t str, line: usize) -> Option<(usize, &'t str)> {
        let start = *self.starts.get(line)?;
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        Some((start, text.get(start..end)?.trim_end_matches(['\n', '\r'])))
    }

    /// The offset of a position; the nearest one before it, if it lies nowhere.
    pub fn offset(&self, text: &str, position: LineColumn, units: Units) -> usize {
        let Some((start, line)) = usize::try_from(position.line).ok().and_then(|line| self.line(text, line))
        else {
            return text.len();
        };
        let mut left = usize::try_from(position.column).unwrap_or(usize::MAX);
        for (offset, character) in line.char_indices() {
            let width = width(character, units);
            if left < width {
                return start + offset;
            }
            left -= width;
        }
        start + line.len()
    }

    /// The position of an offset. An offset inside of a character counts as its beginning.
    pub fn position(&self, text: &str, offset: usize, units: Units) -> LineColumn {
        let offset = (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let before = text.get(start..offset).unwrap_or_default();
        let column: usize = match self.ascii {
            true => before.len(),
            false => before.chars().map(|character| width(character, units)).sum(),
        };
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        LineColumn { line: number(line), column: number(column) }
    }

    /// The offsets between two places that count lines and characters from 1.
    pub fn between(&self, text: &str, from: (u32, u32), to: (u32, u32)) -> Range<usize> {
        let point = |(line, column): (u32, u32)| LineColumn {
            line: line.saturating_sub(1),
            column: column.saturating_sub(1),
        };
        self.range(text, point(from), point(to), Units::Utf32)
    }

    /// The offsets between two positions, in order.
    pub fn range(&self, text: &str, from: LineColumn, to: LineColumn, units: Units) -> Range<usize> {
        let (from, to) = (self.offset(text, from, units), self.offset(text, to, units));
        from.min(to)..from.max(to)
    }
}

fn width(character: char, units: Units) -> usize {
    match units {
        Units::Utf8 => character.len_utf8(),
        Units::Utf16 => character.len_utf16(),
        Units::Utf32 => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_the_units_of_the_editor() {
        let text = "a\u{e4}\u{1f600}b\r\nc\rd\n";
        let index = LineIndex::new(text);
        let at = |line, column| LineColumn { line, column };
        let b = text.find('b').unwrap();
        assert_eq!(index.position(text, b, Units::Utf16), at(0, 4));
        assert_eq!(index.position(text, b, Units::Utf8), at(0, 7));
        assert_eq!(index.position(text, b, Units::Utf32), at(0, 3));
        for units in [Units::Utf8, Units::Utf16, Units::Utf32] {
            for (offset, character) in text.char_indices().filter(|(_, c)| !matches!(c, '\n' | '\r')) {
                let position = index.position(text, offset, units);
                assert_eq!(index.offset(text, position, units), offset, "{character:?} {units:?}");
            }
        }
        assert_eq!(index.position(text, text.find('d').unwrap(), Units::Utf16), at(2, 0));
    }

    #[test]
    fn positions_that_lie_nowhere_are_moved() {
        let text = "a\u{1f600}\nb";
        let index = LineIndex::new(text);
        let at = |line, column| index.offset(text, LineColumn { line, column }, Units::Utf16);
        // In the middle of a pair of surrogates, behind the end of a line, behind the last line.
        assert_eq!(at(0, 2), 1);
        assert_eq!(at(0, 99), 5);
        assert_eq!(at(7, 0), text.len());
        assert_eq!(index.position(text, 3, Units::Utf16).column, 1);
        assert_eq!(index.position(text, 99, Units::Utf16), LineColumn { line: 1, column: 1 });
    }
}
