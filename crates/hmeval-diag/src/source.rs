//! The sources of an evaluation and positions in them.
//!
//! All sources lie one after another in one space of 32-bit positions, so that a position is one word wherever it is
//! kept (every attribute has one) and its file is found by a binary search when it is shown.

use std::sync::{Arc, OnceLock};

/// Number of a source in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A place in some source, or [`Pos::NONE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Pos(pub u32);

impl Pos {
    /// No place is known.
    pub const NONE: Pos = Pos(0);

    /// Whether a place is known.
    #[inline]
    pub fn is_some(self) -> bool {
        self.0 != 0
    }
}

/// Where a source text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file, by its absolute path.
    File(Arc<[u8]>),
    /// `--expr`, a REPL line: shown as `«string»`.
    String,
    /// The evaluator's own Nix code, by the name of its file: shown as `«nix-internal»/NAME`.
    Internal(&'static str),
    /// Standard input: shown as `«stdin»`.
    Stdin,
}

/// One source text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it comes from.
    pub origin: Origin,
    /// Position of its first byte.
    pub base: u32,
    /// Its text.
    pub text: Arc<[u8]>,
    /// Where its lines start, once somebody asked.
    lines: OnceLock<Vec<u32>>,
}

/// A position as people read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1, as Nix counts it.
    pub column: u32,
}

/// All sources of an evaluation.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a source. Answers `None` when the space of positions (4 GiB of text) is used up.
    pub fn add(&mut self, origin: Origin, text: Arc<[u8]>) -> Option<FileId> {
        let base = match self.files.last() {
            // One position lies behind the end of each text: the place of an unexpected end of file.
            Some(last) => last.base.checked_add(u32::try_from(last.text.len()).ok()?)?.checked_add(1)?,
            None => 1,
        };
        base.checked_add(u32::try_from(text.len()).ok()?)?.checked_add(1)?;
        self.files.push(SourceFile { origin, base, text, lines: OnceLock::new() });
        Some(FileId(u32::try_from(self.files.len() - 1).ok()?))
    }

    /// The source with this number.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The source that a position lies in, and the byte offset in it.
    pub fn resolve(&self, pos: Pos) -> Option<(FileId, u32)> {
        if !pos.is_some() {
            return None;
        }
        let after = self.files.partition_point(|file| file.base <= pos.0);
        let index = after.checked_sub(1)?;
        Some((FileId(u32::try_from(index).ok()?), pos.0 - self.files[index].base))
    }

    /// Line and column of a position.
    pub fn line(&self, pos: Pos) -> Option<(FileId, Line)> {
        let (id, offset) = self.resolve(pos)?;
        Some((id, self.file(id).line(offset)))
    }
}

impl SourceFile {
    /// Where its lines start. Lines end with `\n`, `\r\n` or a lone `\r`, as in Nix's position table.
    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let mut starts = vec![0];
            for (index, byte) in (0u32..).zip(self.text.iter()) {
                let lone_return = || self.text.get(index as usize + 1) != Some(&b'\n');
                if *byte == b'\n' || *byte == b'\r' && lone_return() {
                    starts.push(index + 1);
                }
            }
            starts
        })
    }

    /// Line and column of a byte offset.
    pub fn line(&self, offset: u32) -> Line {
        let starts = self.line_starts();
        let end = u32::try_from(self.text.len()).map_or(offset, |len| len.min(offset));
        let line = starts.partition_point(|start| *start <= end);
        let start = starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        Line { line: u32::try_from(line).unwrap_or(u32::MAX), column: end - start + 1 }
    }

    /// The text of a line (from 1) without its end.
    pub fn line_text(&self, line: u32) -> Option<&[u8]> {
        let mut rest: &[u8] = &self.text;
        for _ in 1..line {
            let end = rest.iter().position(|&byte| byte == b'\n' || byte == b'\r')?;
            let skip = if rest[end] == b'\r' && rest.get(end + 1) == Some(&b'\n') { 2 } else { 1 };
            rest = &rest[end + skip..];
        }
        let end = rest.iter().position(|&byte| byte == b'\n' || byte == b'\r').unwrap_or(rest.len());
        Some(&rest[..end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_resolve_to_their_file_and_line() {
        let mut sources = Sources::default();
        let first = sources.add(Origin::String, Arc::from(&b"ab\ncd"[..])).expect("space");
        let second = sources.add(Origin::Stdin, Arc::from(&b"x\r\ny\rz"[..])).expect("space");
        let base = sources.file(first).base;
        assert_eq!(sources.line(Pos(base + 4)), Some((first, Line { line: 2, column: 2 })));
        // The end of the first text still belongs to it.
        assert_eq!(sources.resolve(Pos(base + 5)), Some((first, 5)));
        let base = sources.file(second).base;
        assert_eq!(sources.line(Pos(base + 5)), Some((second, Line { line: 3, column: 1 })));
        assert_eq!(sources.file(second).line_text(2), Some(&b"y"[..]));
        assert_eq!(sources.resolve(Pos::NONE), None);
    }
}
