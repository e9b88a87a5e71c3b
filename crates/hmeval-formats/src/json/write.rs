//! Writing JSON strings: nlohmann's `serializer::dump_escaped`.

/// A string that cannot be written because it is not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Utf8Error {
    /// The byte at this index cannot be where it is.
    Invalid {
        /// The offset into the string.
        index: usize,
        /// The byte there.
        byte: u8,
    },
    /// The string ends inside a character.
    Incomplete {
        /// The last byte of the string.
        last: u8,
    },
}

impl std::fmt::Display for Utf8Error {
    /// nlohmann's message.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[json.exception.type_error.316] ")?;
        match self {
            Self::Invalid { index, byte } => write!(f, "invalid UTF-8 byte at index {index}: 0x{byte:02X}"),
            Self::Incomplete { last } => write!(f, "incomplete UTF-8 string; last byte: 0x{last:02X}"),
        }
    }
}

impl std::error::Error for Utf8Error {}

/// Appends `string` in quotes, with quotes, backslashes and the control characters below 0x20 escaped.
///
/// # Errors
///
/// [`Utf8Error`] if the string is not UTF-8; what has been appended then is unspecified.
pub fn write_string(out: &mut Vec<u8>, string: &[u8]) -> Result<(), Utf8Error> {
    if let Err(error) = str::from_utf8(string) {
        return Err(utf8_error(string, error));
    }
    out.reserve(string.len() + 2);
    out.push(b'"');
    let mut rest = string;
    while let Some((plain, byte, behind)) = split_at_escape(rest) {
        out.extend_from_slice(plain);
        escape(out, byte);
        rest = behind;
    }
    out.extend_from_slice(rest);
    out.push(b'"');
    Ok(())
}

/// What is before the first byte that is escaped, that byte, and what is behind it.
fn split_at_escape(text: &[u8]) -> Option<(&[u8], u8, &[u8])> {
    // Whole blocks first, without branches within: the compiler makes vector instructions of it.
    const BLOCK: usize = 32;
    let (blocks, _) = text.as_chunks::<BLOCK>();
    let clean = |block: &&[u8; BLOCK]| !block.iter().fold(false, |any, &byte| any | is_escaped(byte));
    let start = blocks.iter().take_while(clean).count() * BLOCK;
    let at = start + text.get(start..)?.iter().position(|&byte| is_escaped(byte))?;
    let (plain, from) = text.split_at_checked(at)?;
    let (&byte, behind) = from.split_first()?;
    Some((plain, byte, behind))
}

fn is_escaped(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

fn escape(out: &mut Vec<u8>, byte: u8) {
    let short = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        0x0C => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => {
            out.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

/// Finds the byte at which the decoder notices the error.
fn utf8_error(string: &[u8], error: std::str::Utf8Error) -> Utf8Error {
    match error.error_len() {
        None => Utf8Error::Incomplete { last: string.last().copied().unwrap_or(0) },
        Some(length) => {
            // `length` counts the bytes that could still have become a character; the next one is at fault,
            // unless the first byte cannot start any.
            let start = error.valid_up_to();
            let can_start = matches!(string.get(start), Some(0xC2..=0xF4));
            let index = if can_start { start + length } else { start };
            Utf8Error::Invalid { index, byte: string.get(index).copied().unwrap_or(0) }
        }
    }
}
