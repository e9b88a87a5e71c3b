//! Classes of bytes, as the lexer's rules name them.

/// Part of an identifier.
pub(crate) const ID: u8 = 1;
/// First byte of an identifier.
pub(crate) const ID_START: u8 = 2;
/// Part of a path.
pub(crate) const PATH: u8 = 4;
/// Part of a URI behind its colon.
pub(crate) const URI: u8 = 8;
/// Anything that needs a closer look in a `"string"`.
pub(crate) const STRING_SPECIAL: u8 = 32;
/// A decimal digit.
pub(crate) const DIGIT: u8 = 64;
/// White space.
pub(crate) const SPACE: u8 = 128;
/// What a string is not shown with as it is.
pub(crate) const SHOWN_ESCAPED: u8 = 16;

const fn build() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let c = byte as u8;
        let letter = c.is_ascii_alphabetic();
        let digit = c.is_ascii_digit();
        let mut class = 0;
        if letter || digit || matches!(c, b'_' | b'\'' | b'-') {
            class |= ID;
        }
        if letter || c == b'_' {
            class |= ID_START;
        }
        if letter || digit || matches!(c, b'.' | b'_' | b'-' | b'+') {
            class |= PATH;
        }
        if letter || digit || is_uri_punctuation(c) {
            class |= URI;
        }
        if matches!(c, b'"' | b'\\' | b'$' | b'\r' | 0) {
            class |= STRING_SPECIAL;
        }
        if digit {
            class |= DIGIT;
        }
        if matches!(c, b' ' | b'\t' | b'\r' | b'\n') {
            class |= SPACE;
        }
        if matches!(c, b'"' | b'\\' | b'\n' | b'\r' | b'\t' | b'$') {
            class |= SHOWN_ESCAPED;
        }
        table[byte] = class;
        byte += 1;
    }
    table
}

const fn is_uri_punctuation(c: u8) -> bool {
    matches!(
        c,
        b'%' | b'/'
            | b'?'
            | b':'
            | b'@'
            | b'&'
            | b'='
            | b'+'
            | b'$'
            | b','
            | b'-'
            | b'_'
            | b'.'
            | b'!'
            | b'~'
            | b'*'
            | b'\''
    )
}

static CLASSES: [u8; 256] = build();

/// Whether a byte belongs to a class.
#[inline(always)]
pub(crate) fn is(byte: u8, class: u8) -> bool {
    CLASSES[byte as usize] & class != 0
}

/// The first position at or after `pos` whose byte does not belong to a class.
#[inline(always)]
pub(crate) fn skip(src: &[u8], mut pos: usize, class: u8) -> usize {
    while pos < src.len() && is(src[pos], class) {
        pos += 1;
    }
    pos
}

/// The byte at a position, or 0 behind the end.
#[inline(always)]
pub(crate) fn at(src: &[u8], pos: usize) -> u8 {
    if pos < src.len() { src[pos] } else { 0 }
}
