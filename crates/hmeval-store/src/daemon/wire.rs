//! The encoding of the protocol: numbers of 64 bits, little-endian; strings with their length in front, padded with
//! zeros to eight bytes; lists with their length in front (`libutil/serialise.cc`).

use std::io::{self, Read, Write};

/// What one message may hold at most: error messages carry the end of a build log.
const LONGEST: u64 = 64 << 20;

pub(super) fn write_number(to: &mut impl Write, number: u64) -> io::Result<()> {
    to.write_all(&number.to_le_bytes())
}

pub(super) fn write_bytes(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    write_number(to, bytes.len() as u64)?;
    to.write_all(bytes)?;
    to.write_all(&[0; 8][..padding(bytes.len() as u64)])
}

pub(super) fn write_list(to: &mut impl Write, items: &[Vec<u8>]) -> io::Result<()> {
    write_number(to, items.len() as u64)?;
    items.iter().try_for_each(|item| write_bytes(to, item))
}

pub(super) fn read_number(from: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

pub(super) fn read_bytes(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let length = read_number(from)?;
    if length > LONGEST {
        return Err(io::Error::other("the daemon sent a string that is too long"));
    }
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    from.read_exact(&mut [0; 8][..padding(length)])?;
    Ok(bytes)
}

pub(super) fn read_text(from: &mut impl Read) -> io::Result<String> {
    Ok(String::from_utf8_lossy(&read_bytes(from)?).into_owned())
}

pub(super) fn read_list(from: &mut impl Read) -> io::Result<Vec<Vec<u8>>> {
    let count = read_number(from)?;
    (0..count).map(|_| read_bytes(from)).collect()
}

/// How many zeros follow a string of this length.
fn padding(length: u64) -> usize {
    match length % 8 {
        0 => 0,
        rest => usize::try_from(8 - rest).unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_come_back() {
        for text in [&b""[..], b"a", b"12345678", b"123456789"] {
            let mut sent = Vec::new();
            write_bytes(&mut sent, text).unwrap();
            assert_eq!(sent.len() % 8, 0);
            assert_eq!(read_bytes(&mut &sent[..]).unwrap(), text);
        }
        let mut sent = Vec::new();
        write_number(&mut sent, u64::MAX).unwrap();
        assert!(read_bytes(&mut &sent[..]).is_err());
    }
}
