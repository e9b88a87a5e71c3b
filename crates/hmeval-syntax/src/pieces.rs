//! The insides of strings and paths, piece by piece.
//!
//! A piece is what Nix's lexer returns as one token in its states for strings, indented strings and paths. The parser
//! puts pieces together; the message generator reads them as tokens.

use crate::chars::{self, at, is, skip};
use crate::error::{ErrorKind, SyntaxError};

/// What comes next in a `"string"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StringPiece {
    /// Text up to the position; `plain` if it can be taken as it is.
    Text { end: usize, plain: bool },
    /// `${`
    Interpolation,
    /// The closing quote.
    Close,
    /// The text ends in the string; the last bytes may be an unfinished escape.
    End { end: usize },
}

/// The piece of a `"string"` that begins at `pos`.
#[inline]
pub(crate) fn string_piece(src: &[u8], pos: usize) -> StringPiece {
    let mut end = pos;
    let mut plain = true;
    loop {
        while end < src.len() && !is(src[end], chars::STRING_SPECIAL) {
            end += 1;
        }
        if end >= src.len() {
            return if end > pos { StringPiece::Text { end, plain } } else { StringPiece::End { end } };
        }
        let left = src.len() - end;
        let step = match (src[end], at(src, end + 1)) {
            (b'"', _) if end == pos => return StringPiece::Close,
            (b'$', b'{') if end == pos => return StringPiece::Interpolation,
            (b'"', _) | (b'$', b'{') => return StringPiece::Text { end, plain },
            (b'\\', _) => {
                plain = false;
                2
            }
            (b'$', b'"') => return StringPiece::Text { end: end + 1, plain },
            (b'$', b'\\') => {
                plain = false;
                3
            }
            (b'$', next) => {
                plain &= !matches!(next, b'\r' | 0);
                2
            }
            _ => {
                plain = false;
                1
            }
        };
        if step > left {
            // Only an unfinished escape is left: it is no text, but all before it is.
            return if end > pos {
                StringPiece::Text { end, plain }
            } else {
                StringPiece::End { end: src.len() }
            };
        }
        end += step;
    }
}

/// Appends the text of a piece of a `"string"` to `out`: escapes replaced, line ends made `\n`. An error if there is a
/// null byte in it.
pub(crate) fn unescape(
    src: &[u8],
    start: usize,
    end: usize,
    out: &mut Vec<u8>,
) -> Result<(), Box<SyntaxError>> {
    let mut pos = start;
    let mut null = false;
    let first = out.len();
    while pos < end {
        let c = src[pos];
        pos += 1;
        match c {
            b'\\' => {
                out.push(escaped(at(src, pos)));
                pos += 1;
            }
            b'\r' => {
                out.push(b'\n');
                // Also a line feed just behind the piece belongs to the line end (it cannot be one: pieces do not end there).
                pos += usize::from(at(src, pos) == b'\n');
            }
            _ => {
                null |= c == 0;
                out.push(c);
            }
        }
    }
    if null { Err(null_byte(&out[first..], start, end)) } else { Ok(()) }
}

fn escaped(c: u8) -> u8 {
    match c {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        other => other,
    }
}

/// The error for a null byte in a string.
#[cold]
fn null_byte(text: &[u8], start: usize, end: usize) -> Box<SyntaxError> {
    let shown = String::from_utf8_lossy(text).replace('\0', "␀");
    let message =
        format!("input string '{shown}' cannot be represented as Nix string because it contains null bytes");
    Box::new(SyntaxError::new(ErrorKind::Literal, message, start, end))
}

/// What comes next in an `''indented string''`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IndPiece {
    /// Text up to the position, which counts for the indentation.
    Text { end: usize },
    /// A byte written with an escape (`''\n`, `''$`, or a lone `$` or `'`): its value and where it ends.
    Byte { byte: u8, end: usize },
    /// `'''`, which stands for `''`.
    Quotes { end: usize },
    /// `${`
    Interpolation,
    /// The closing `''`.
    Close,
    /// The text ends in the string.
    End,
}

/// The piece of an `''indented string''` that begins at `pos`.
pub(crate) fn ind_piece(src: &[u8], pos: usize) -> IndPiece {
    let end = ind_text_end(src, pos);
    if end > pos {
        return IndPiece::Text { end };
    }
    match (at(src, pos), at(src, pos + 1), at(src, pos + 2)) {
        (b'\'', b'\'', b'$') => IndPiece::Byte { byte: b'$', end: pos + 3 },
        (b'\'', b'\'', b'\'') => IndPiece::Quotes { end: pos + 3 },
        (b'\'', b'\'', b'\\') if pos + 3 < src.len() => {
            IndPiece::Byte { byte: escaped(src[pos + 3]), end: pos + 4 }
        }
        (b'\'', b'\'', _) => IndPiece::Close,
        (b'\'', _, _) => IndPiece::Byte { byte: b'\'', end: pos + 1 },
        (b'$', b'{', _) => IndPiece::Interpolation,
        (b'$', _, _) => IndPiece::Byte { byte: b'$', end: pos + 1 },
        _ => IndPiece::End,
    }
}

fn ind_text_end(src: &[u8], pos: usize) -> usize {
    let mut end = pos;
    loop {
        end += memchr::memchr2(b'$', b'\'', src.get(end..).unwrap_or_default()).unwrap_or(src.len() - end);
        if end + 1 >= src.len() {
            return end;
        }
        // A `$` or `'` is text together with the byte behind it, unless that may begin something.
        let special = match src[end] {
            b'$' => matches!(src[end + 1], b'{' | b'\''),
            _ => matches!(src[end + 1], b'$' | b'\''),
        };
        if special {
            return end;
        }
        end += 2;
    }
}

/// The error for a null byte in a text piece of an indented string, if it has one.
pub(crate) fn check_ind_text(src: &[u8], start: usize, end: usize) -> Result<(), Box<SyntaxError>> {
    match memchr::memchr(0, &src[start..end]) {
        Some(_) => Err(null_byte(&src[start..end], start, end)),
        None => Ok(()),
    }
}

/// What comes next in a path behind its first part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathPiece {
    /// Text up to the position.
    Text { end: usize },
    /// `${`
    Interpolation,
    /// The path ends before this byte.
    Close,
}

/// The piece of a path that begins at `pos`.
pub(crate) fn path_piece(src: &[u8], pos: usize) -> PathPiece {
    if at(src, pos) == b'$' && at(src, pos + 1) == b'{' {
        return PathPiece::Interpolation;
    }
    let run = skip(src, pos, chars::PATH);
    if at(src, run) != b'/' {
        return if run > pos { PathPiece::Text { end: run } } else { PathPiece::Close };
    }
    let mut end = run;
    while at(src, end) == b'/' && is(at(src, end + 1), chars::PATH) {
        end = skip(src, end + 1, chars::PATH);
    }
    let slash = at(src, end) == b'/';
    PathPiece::Text { end: end + usize::from(slash) }
}

/// The error for a path that ends with a slash; `pos` is what Nix reports.
#[cold]
pub(crate) fn trailing_slash(pos: usize) -> Box<SyntaxError> {
    Box::new(SyntaxError::new(ErrorKind::Syntax, "path has a trailing slash", pos, pos))
}
