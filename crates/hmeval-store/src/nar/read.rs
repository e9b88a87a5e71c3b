//! Reading archives: strict, so that of two different archives no two give the same tree.

use std::io::{self, Read};

use super::{MAGIC, MAX_DEPTH};
use crate::error::{Error, ErrorKind, Result};

/// How much of a content is read at once.
const BUFFER_SIZE: usize = 16 * 1024;
/// The longest keyword read; the archive's own are shorter (`narMaxTag`).
const MAX_TAG: u64 = 32;
/// The longest name of a directory entry (`narMaxName`).
const MAX_NAME: u64 = 255;
/// The longest target of a symbolic link (`narMaxTarget`).
const MAX_TARGET: u64 = 4095;

/// What is told of the tree of an archive. Paths are relative to the root, with slashes, and empty for the root
/// itself. Each method does nothing unless implemented.
pub trait NarVisitor {
    /// There is a directory at `path`; what is in it follows.
    ///
    /// # Errors
    /// As the implementation sees fit; reading ends with the error.
    fn directory(&mut self, path: &[u8]) -> Result<()> {
        let _ = path;
        Ok(())
    }

    /// There is a regular file of `size` bytes at `path`; its content follows.
    ///
    /// # Errors
    /// As the implementation sees fit; reading ends with the error.
    fn regular(&mut self, path: &[u8], executable: bool, size: u64) -> Result<()> {
        let _ = (path, executable, size);
        Ok(())
    }

    /// The next piece of the content of the regular file told of last.
    ///
    /// # Errors
    /// As the implementation sees fit; reading ends with the error.
    fn content(&mut self, data: &[u8]) -> Result<()> {
        let _ = data;
        Ok(())
    }

    /// There is a symbolic link at `path`.
    ///
    /// # Errors
    /// As the implementation sees fit; reading ends with the error.
    fn symlink(&mut self, path: &[u8], target: &[u8]) -> Result<()> {
        let _ = (path, target);
        Ok(())
    }
}

/// Visits nothing: reading into it checks an archive.
impl NarVisitor for () {}

/// Reads one archive from `input` and tells `visitor` of its tree (`parseDump`). What follows the archive is left
/// in `input`. Give a buffered `input`: much is read in pieces of eight bytes.
///
/// # Errors
/// If the archive is malformed or ends early, if `input` fails, or if `visitor` does.
pub fn read_nar(input: &mut impl Read, visitor: &mut impl NarVisitor) -> Result<()> {
    let mut reader = Reader { input, visitor, path: Vec::new(), buffer: vec![0; BUFFER_SIZE] };
    // As Nix does it: a length that is none of ours is no magic, but an end is an end.
    match reader.string(MAGIC.len() as u64) {
        Ok(magic) if magic == MAGIC => {}
        Err(error) if error.kind() != ErrorKind::Serialisation => return Err(error),
        _ => return Err(bad_archive(&[b"input doesn't look like a Nix archive"])),
    }
    reader.object(0)
}

struct Reader<'a, R, V> {
    input: &'a mut R,
    visitor: &'a mut V,
    path: Vec<u8>,
    /// What contents pass through; not on the stack, since directories are read recursively.
    buffer: Vec<u8>,
}

impl<R: Read, V: NarVisitor> Reader<'_, R, V> {
    fn object(&mut self, depth: usize) -> Result<()> {
        if depth >= MAX_DEPTH {
            let depth = MAX_DEPTH.to_string();
            return Err(bad_archive(&[b"NAR directory nesting exceeds maximum depth of ", depth.as_bytes()]));
        }
        self.expect(b"(")?;
        self.expect(b"type")?;
        match &*self.tag()? {
            b"regular" => self.regular(),
            b"directory" => self.directory(depth),
            b"symlink" => self.symlink(),
            kind => Err(bad_archive(&[b"unknown file type '", kind, b"'"])),
        }
    }

    fn regular(&mut self) -> Result<()> {
        let mut tag = self.tag()?;
        let executable = tag == b"executable";
        if executable {
            // The marker's value is empty, and Nix reads no longer one.
            self.string(0)?;
            tag = self.tag()?;
        }
        if tag != b"contents" {
            return Err(bad_archive(&[b"expected tag 'contents', got '", &tag, b"'"]));
        }
        let size = self.number()?;
        self.visitor.regular(&self.path, executable, size)?;
        self.content(size)?;
        self.padding(size)?;
        self.expect(b")")
    }

    fn content(&mut self, size: u64) -> Result<()> {
        let mut left = size;
        while left > 0 {
            let want = usize::try_from(left).unwrap_or(usize::MAX).min(self.buffer.len());
            let Some(piece) = self.buffer.get_mut(..want) else { break };
            fill(self.input, piece)?;
            self.visitor.content(piece)?;
            left -= want as u64;
        }
        Ok(())
    }

    fn directory(&mut self, depth: usize) -> Result<()> {
        self.visitor.directory(&self.path)?;
        let mut previous: Vec<u8> = Vec::new();
        loop {
            match &*self.tag()? {
                b")" => return Ok(()),
                b"entry" => {}
                tag => return Err(bad_archive(&[b"expected tag 'entry' or ')', got '", tag, b"'"])),
            }
            self.expect(b"(")?;
            self.expect(b"name")?;
            let name = self.string(MAX_NAME)?;
            check_entry(&name, &previous)?;
            self.expect(b"node")?;
            let parent = self.path.len();
            if parent > 0 {
                self.path.push(b'/');
            }
            self.path.extend_from_slice(&name);
            self.object(depth + 1)?;
            self.path.truncate(parent);
            self.expect(b")")?;
            previous = name;
        }
    }

    fn symlink(&mut self) -> Result<()> {
        self.expect(b"target")?;
        let target = self.string(MAX_TARGET)?;
        if target.is_empty() || target.contains(&0) {
            return Err(bad_archive(&[b"NAR contains invalid symlink target"]));
        }
        self.visitor.symlink(&self.path, &target)?;
        self.expect(b")")
    }

    fn tag(&mut self) -> Result<Vec<u8>> {
        self.string(MAX_TAG)
    }

    fn expect(&mut self, expected: &[u8]) -> Result<()> {
        let tag = self.tag()?;
        if tag == expected {
            return Ok(());
        }
        Err(bad_archive(&[b"expected tag '", expected, b"', got '", &tag, b"'"]))
    }

    fn string(&mut self, max: u64) -> Result<Vec<u8>> {
        let len = self.number()?;
        if len > max {
            return Err(serialisation(&[b"string is too long"]));
        }
        let mut text = vec![0; usize::try_from(len).unwrap_or(0)];
        fill(self.input, &mut text)?;
        self.padding(len)?;
        Ok(text)
    }

    fn number(&mut self) -> Result<u64> {
        let mut bytes = [0; 8];
        fill(self.input, &mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn padding(&mut self, len: u64) -> Result<()> {
        let mut zeros = [0; 8];
        let zeros = zeros.get_mut(..(len.wrapping_neg() % 8) as usize).unwrap_or_default();
        fill(self.input, zeros)?;
        if zeros.iter().any(|&byte| byte != 0) {
            return Err(serialisation(&[b"non-zero padding"]));
        }
        Ok(())
    }
}

/// Checks that `name` may be an entry's and comes after `previous`.
fn check_entry(name: &[u8], previous: &[u8]) -> Result<()> {
    if matches!(name, b"" | b"." | b"..") || name.contains(&b'/') || name.contains(&0) {
        return Err(bad_archive(&[b"NAR contains invalid file name '", name, b"'"]));
    }
    if name <= previous {
        return Err(bad_archive(&[b"NAR directory is not sorted"]));
    }
    Ok(())
}

fn fill(input: &mut impl Read, buffer: &mut [u8]) -> Result<()> {
    input.read_exact(buffer).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => Error::new(ErrorKind::EndOfFile, &[b"unexpected end-of-file"]),
        _ => Error::new(ErrorKind::System, &[b"reading from file: ", error.to_string().as_bytes()]),
    })
}

fn bad_archive(parts: &[&[u8]]) -> Error {
    serialisation(&[b"bad archive: ", &parts.concat()])
}

fn serialisation(parts: &[&[u8]]) -> Error {
    Error::new(ErrorKind::Serialisation, parts)
}
