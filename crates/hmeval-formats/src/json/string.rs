//! JSON strings (RFC 8259, section 7): escapes and UTF-8 validation.

use super::lexer::Failure;

/// The contents of the string read last: part of the text, or a copy if there are escapes.
#[derive(Default)]
pub(super) struct Contents {
    start: usize,
    end: usize,
    copy: Vec<u8>,
    has_escapes: bool,
}

impl Contents {
    /// The contents; `text` is the text they were read from.
    pub(super) fn get<'s>(&'s self, text: &'s [u8]) -> &'s [u8] {
        if self.has_escapes { &self.copy } else { text.get(self.start..self.end).unwrap_or_default() }
    }

    /// Reads a string from behind its opening quote; returns the offset behind the closing one.
    pub(super) fn read(&mut self, text: &[u8], start: usize) -> Result<usize, Failure> {
        self.start = start;
        self.copy.clear();
        self.has_escapes = false;
        let mut position = start;
        let mut copied = start;
        loop {
            let rest = text.get(position..).unwrap_or_default();
            position += rest.iter().take_while(|byte| is_plain(**byte)).count();
            match text.get(position) {
                Some(b'"') => {
                    self.end = position;
                    if self.has_escapes {
                        self.copy.extend_from_slice(text.get(copied..position).unwrap_or_default());
                    }
                    return Ok(position + 1);
                }
                Some(b'\\') => {
                    self.has_escapes = true;
                    self.copy.extend_from_slice(text.get(copied..position).unwrap_or_default());
                    position = self.escape(text, position + 1)?;
                    copied = position;
                }
                Some(&byte) if byte < 0x20 => return fail(position, control_message(byte)),
                Some(_) => position = utf8_sequence(text, position)?,
                None => return fail(position, "invalid string: missing closing quote"),
            }
        }
    }

    /// Resolves the escape sequence behind a backslash; returns the offset behind it.
    fn escape(&mut self, text: &[u8], position: usize) -> Result<usize, Failure> {
        let byte = match text.get(position) {
            Some(&byte @ (b'"' | b'\\' | b'/')) => byte,
            Some(b'b') => 0x08,
            Some(b'f') => 0x0C,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => return self.unicode_escape(text, position + 1),
            _ => return fail(position, "invalid string: forbidden character after backslash"),
        };
        self.copy.push(byte);
        Ok(position + 1)
    }

    /// Resolves `\uXXXX` or a pair of surrogates, from behind the `u`.
    fn unicode_escape(&mut self, text: &[u8], position: usize) -> Result<usize, Failure> {
        const HIGH: &str = "invalid string: surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF";
        const LOW: &str = "invalid string: surrogate U+DC00..U+DFFF must follow U+D800..U+DBFF";
        let mut end = position + 4;
        let mut code = hex_digits(text, position)?;
        if (0xDC00..=0xDFFF).contains(&code) {
            return fail(end - 1, LOW);
        }
        if (0xD800..=0xDBFF).contains(&code) {
            for (offset, expected) in [(end, b'\\'), (end + 1, b'u')] {
                if text.get(offset) != Some(&expected) {
                    return fail(offset, HIGH);
                }
            }
            let low = hex_digits(text, end + 2)?;
            end += 6;
            if !(0xDC00..=0xDFFF).contains(&low) {
                return fail(end - 1, HIGH);
            }
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
        let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        self.copy.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        Ok(end)
    }
}

/// Whether the byte stands for itself wherever it is.
fn is_plain(byte: u8) -> bool {
    matches!(byte, 0x20..=0x7F) && byte != b'"' && byte != b'\\'
}

/// A failure that showed at the byte at `position`, which counts as read.
fn fail<T>(position: usize, message: &'static str) -> Result<T, Failure> {
    Err(Failure { position: position + 1, message })
}

fn hex_digits(text: &[u8], position: usize) -> Result<u32, Failure> {
    (position..position + 4).try_fold(0, |code, position| {
        match text.get(position).and_then(|&byte| char::from(byte).to_digit(16)) {
            Some(digit) => Ok(code << 4 | digit),
            None => fail(position, "invalid string: '\\u' must be followed by 4 hex digits"),
        }
    })
}

/// Skips a multi-byte character; it must be well-formed (Unicode, table 3-7).
fn utf8_sequence(text: &[u8], position: usize) -> Result<usize, Failure> {
    let (second, length) = match text.get(position) {
        Some(0xC2..=0xDF) => (0x80..=0xBF, 2),
        Some(0xE0) => (0xA0..=0xBF, 3),
        Some(0xED) => (0x80..=0x9F, 3),
        Some(0xE1..=0xEF) => (0x80..=0xBF, 3),
        Some(0xF0) => (0x90..=0xBF, 4),
        Some(0xF1..=0xF3) => (0x80..=0xBF, 4),
        Some(0xF4) => (0x80..=0x8F, 4),
        _ => (0..=0, 1),
    };
    if length == 1 {
        return fail(position, ILL_FORMED);
    }
    for offset in 1..length {
        let range = if offset == 1 { second.clone() } else { 0x80..=0xBF };
        if !text.get(position + offset).is_some_and(|byte| range.contains(byte)) {
            return fail(position + offset, ILL_FORMED);
        }
    }
    Ok(position + length)
}

const ILL_FORMED: &str = "invalid string: ill-formed UTF-8 byte";

/// nlohmann has a message for every control character; they are all alike.
fn control_message(byte: u8) -> &'static str {
    CONTROL_MESSAGES.get(usize::from(byte)).copied().unwrap_or(ILL_FORMED)
}

macro_rules! control_messages {
    ($(($code:literal, $name:literal $(, $short:literal)?)),* $(,)?) => {
        [$(concat!(
            "invalid string: control character U+", $code, " (", $name, ") must be escaped to \\u", $code
            $(, " or ", $short)?
        )),*]
    };
}

/// The messages for the control characters, by code.
const CONTROL_MESSAGES: [&str; 32] = control_messages![
    ("0000", "NUL"),
    ("0001", "SOH"),
    ("0002", "STX"),
    ("0003", "ETX"),
    ("0004", "EOT"),
    ("0005", "ENQ"),
    ("0006", "ACK"),
    ("0007", "BEL"),
    ("0008", "BS", "\\b"),
    ("0009", "HT", "\\t"),
    ("000A", "LF", "\\n"),
    ("000B", "VT"),
    ("000C", "FF", "\\f"),
    ("000D", "CR", "\\r"),
    ("000E", "SO"),
    ("000F", "SI"),
    ("0010", "DLE"),
    ("0011", "DC1"),
    ("0012", "DC2"),
    ("0013", "DC3"),
    ("0014", "DC4"),
    ("0015", "NAK"),
    ("0016", "SYN"),
    ("0017", "ETB"),
    ("0018", "CAN"),
    ("0019", "EM"),
    ("001A", "SUB"),
    ("001B", "ESC"),
    ("001C", "FS"),
    ("001D", "GS"),
    ("001E", "RS"),
    ("001F", "US"),
];
