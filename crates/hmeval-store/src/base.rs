//! The three text encodings Nix writes hashes in: base16, Nix's own base-32, and base64.
//!
//! Encoders append nothing but the digits; decoders accept exactly what Nix accepts and fail with its texts.
//! The user is [`crate::hash`]; the base-32 encoding also makes up store paths.

use crate::error::{Error, ErrorKind, Result};

const BASE16: &[u8; 16] = b"0123456789abcdef";
const NIX32: &[u8; 32] = b"0123456789abcdfghijklmnpqrsvwxyz";
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// What the tables below hold for a byte that is no digit.
const INVALID: u8 = 0xff;

const NIX32_DIGITS: [u8; 256] = digits(NIX32);
const BASE64_DIGITS: [u8; 256] = digits(BASE64);

/// The table from a character to its value in `alphabet`.
const fn digits(alphabet: &[u8]) -> [u8; 256] {
    let mut table = [INVALID; 256];
    let mut value = 0;
    while value < alphabet.len() {
        table[alphabet[value] as usize] = value as u8;
        value += 1;
    }
    table
}

/// The number of base16 digits of `len` bytes.
#[must_use]
pub const fn base16_len(len: usize) -> usize {
    len * 2
}

/// The number of Nix base-32 digits of `len` bytes.
#[must_use]
pub const fn nix32_len(len: usize) -> usize {
    (len * 8).div_ceil(5)
}

/// The number of base64 characters of `len` bytes, padding included.
#[must_use]
pub const fn base64_len(len: usize) -> usize {
    len.div_ceil(3) * 4
}

/// Appends the base16 form of `bytes` to `out`, in lower case.
pub fn encode_base16(bytes: &[u8], out: &mut Vec<u8>) {
    for byte in bytes {
        out.push(BASE16[usize::from(byte >> 4)]);
        out.push(BASE16[usize::from(byte & 15)]);
    }
}

/// Appends the Nix base-32 form of `bytes` to `out`: five bits a digit, from the last byte to the first.
pub fn encode_nix32(bytes: &[u8], out: &mut Vec<u8>) {
    for n in (0..nix32_len(bytes.len())).rev() {
        let (byte, shift) = (n * 5 / 8, n * 5 % 8);
        let low = u16::from(bytes.get(byte).copied().unwrap_or(0));
        let high = u16::from(bytes.get(byte + 1).copied().unwrap_or(0));
        out.push(NIX32[usize::from(((high << 8 | low) >> shift) & 31)]);
    }
}

/// Appends the base64 form of `bytes` to `out`, padded.
pub fn encode_base64(bytes: &[u8], out: &mut Vec<u8>) {
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let used = digit <= chunk.len();
            out.push(if used { BASE64[(bits >> (18 - 6 * digit) & 63) as usize] } else { b'=' });
        }
    }
}

/// Decodes base16 of either case.
///
/// # Errors
/// On a character that is no digit, and on half a byte (which Nix's callers rule out beforehand).
pub fn decode_base16(text: &[u8]) -> Result<Vec<u8>> {
    let digit = |c: u8| match c {
        b'0'..=b'9' => Ok(c - b'0'),
        b'A'..=b'F' => Ok(c - b'A' + 10),
        b'a'..=b'f' => Ok(c - b'a' + 10),
        _ => Err(invalid(b"Base16", c)),
    };
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let (pairs, rest) = text.as_chunks::<2>();
    for [high, low] in pairs {
        bytes.push(digit(*high)? << 4 | digit(*low)?);
    }
    match rest {
        [] => Ok(bytes),
        _ => Err(Error::new(ErrorKind::Format, &[b"Base16 string has an odd length"])),
    }
}

/// Decodes Nix base-32. Bits beyond the last whole byte give one byte more, which callers notice by the length.
///
/// # Errors
/// On a character that is no digit.
pub fn decode_nix32(text: &[u8]) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity((text.len() * 5).div_ceil(8));
    for (n, &c) in text.iter().rev().enumerate() {
        let digit = NIX32_DIGITS[usize::from(c)];
        if digit == INVALID {
            return Err(invalid(b"Nix32 (Nix's Base32 variation)", c));
        }
        let (byte, shift) = (n * 5 / 8, n * 5 % 8);
        let bits = u16::from(digit) << shift;
        let [low, high] = bits.to_le_bytes();
        or_byte(&mut bytes, byte, low);
        if high != 0 {
            or_byte(&mut bytes, byte + 1, high);
        }
    }
    Ok(bytes)
}

/// Sets the bits of `bits` in `bytes[index]`, which is added if it is the next byte to come.
fn or_byte(bytes: &mut Vec<u8>, index: usize, bits: u8) {
    match bytes.get_mut(index) {
        Some(byte) => *byte |= bits,
        None => bytes.push(bits),
    }
}

/// Decodes base64 as leniently as Nix: line feeds are skipped, all from the first `=` on is ignored, and
/// padding may be missing.
///
/// # Errors
/// On any other character that is no digit.
pub fn decode_base64(text: &[u8]) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len().div_ceil(4) * 3);
    let (mut buffer, mut bits) = (0u32, 0u32);
    for &c in text {
        if c == b'=' {
            break;
        }
        if c == b'\n' {
            continue;
        }
        let digit = BASE64_DIGITS[usize::from(c)];
        if digit == INVALID {
            return Err(invalid(b"Base64", c));
        }
        buffer = buffer << 6 | u32::from(digit);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((buffer >> bits & 0xff) as u8);
        }
    }
    Ok(bytes)
}

fn invalid(encoding: &[u8], c: u8) -> Error {
    Error::new(ErrorKind::Format, &[b"invalid character in ", encoding, b" string: '", &[c], b"'"])
}

#[cfg(test)]
mod tests {
    use super::*;

    type Encode = fn(&[u8], &mut Vec<u8>);

    fn encoded(encode: Encode, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        encode(bytes, &mut out);
        out
    }

    #[test]
    fn decoding_undoes_encoding_at_every_length() {
        let bytes: Vec<u8> = (0..70u8).map(|i| i.wrapping_mul(151) ^ 0xa5).collect();
        for len in 0..bytes.len() {
            let bytes = &bytes[..len];
            let (b16, b32, b64) =
                (encoded(encode_base16, bytes), encoded(encode_nix32, bytes), encoded(encode_base64, bytes));
            assert_eq!((b16.len(), b32.len(), b64.len()), (base16_len(len), nix32_len(len), base64_len(len)));
            assert_eq!(decode_base16(&b16).unwrap(), bytes);
            assert_eq!(decode_nix32(&b32).unwrap(), bytes);
            assert_eq!(decode_base64(&b64).unwrap(), bytes);
        }
    }

    #[test]
    fn known_encodings() {
        assert_eq!(encoded(encode_base64, b"hell"), b"aGVsbA==");
        assert_eq!(encoded(encode_base64, b"hello"), b"aGVsbG8=");
        assert_eq!(encoded(encode_nix32, &[0x1f, 0, 0, 0, 0x80]), b"h000000z");
    }

    #[test]
    fn base64_is_lenient() {
        assert_eq!(decode_base64(b"aGVs\nbG8").unwrap(), b"hello");
        assert_eq!(decode_base64(b"aGVsbG8=!!").unwrap(), b"hello");
    }

    #[test]
    fn excess_bits_of_nix32_give_a_byte_more() {
        assert_eq!(decode_nix32(b"z0").unwrap(), [0xe0, 0x03]);
        assert_eq!(decode_nix32(b"70").unwrap(), [0xe0]);
    }

    #[test]
    fn what_is_no_digit_is_named() {
        assert_eq!(decode_base16(b"0g").unwrap_err().message(), b"invalid character in Base16 string: 'g'");
        assert_eq!(
            decode_nix32(b"0e").unwrap_err().message(),
            b"invalid character in Nix32 (Nix's Base32 variation) string: 'e'"
        );
        assert_eq!(decode_base64(b"-").unwrap_err().message(), b"invalid character in Base64 string: '-'");
    }
}
