//! Writing archives into a sink, or straight into a hash.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use super::gather::Gather;
use super::source::{Kind, NarSource};
use super::{MAGIC, MAX_DEPTH};
use crate::error::{Error, ErrorKind};
use crate::hash::{Hash, HashAlgo};
use crate::hasher::Hasher;

/// Why an archive could not be made. `E` is the error of the filter.
#[derive(Debug)]
pub enum NarError<E> {
    /// The source could not be read.
    Source {
        /// What could not be read.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The sink took no more.
    Sink(io::Error),
    /// The tree has no archive; the error has Nix's text.
    Invalid(Error),
    /// The filter failed.
    Filter(E),
}

/// Writes the archive of the tree at `root` into `sink`. Of the objects below `root`, those that `filter` refuses
/// are left out; it is asked in the order of the archive, for a directory before what is in it.
///
/// # Errors
/// If the source cannot be read, `sink` or `filter` fails, or the tree is too deep or has an unsupported object.
pub fn write_nar<S: NarSource, W: Write, E>(
    source: &S,
    root: &Path,
    sink: &mut W,
    filter: impl FnMut(&Path, Kind) -> Result<bool, E>,
) -> Result<(), NarError<E>> {
    let mut writer = Writer {
        source,
        out: Gather::new(sink),
        filter,
        path: root.to_path_buf(),
        unused: std::marker::PhantomData,
    };
    writer.token(MAGIC)?;
    let kind = source.kind(root).map_err(|error| writer.source_error(error))?;
    writer.object(kind, 0)?;
    writer.out.flush().map_err(NarError::Sink)
}

/// The hash of the archive of the tree at `root`, and the archive's length. As [`write_nar`] otherwise.
///
/// # Errors
/// As [`write_nar`].
pub fn hash_nar<S: NarSource, E>(
    source: &S,
    root: &Path,
    algo: HashAlgo,
    filter: impl FnMut(&Path, Kind) -> Result<bool, E>,
) -> Result<(Hash, u64), NarError<E>> {
    let mut sink = Counting { hasher: Hasher::new(algo), len: 0 };
    write_nar(source, root, &mut sink, filter)?;
    Ok((sink.hasher.finish(), sink.len))
}

/// The hash of the content of the regular file at `path`, and its length.
///
/// # Errors
/// If the file cannot be read.
pub fn hash_file<S: NarSource>(source: &S, path: &Path, algo: HashAlgo) -> io::Result<(Hash, u64)> {
    let mut sink = Counting { hasher: Hasher::new(algo), len: 0 };
    let mut content = source.open(path)?.content;
    let mut out = Gather::new(&mut sink);
    while out.read(&mut content, u64::MAX)?? > 0 {}
    out.flush()?;
    Ok((sink.hasher.finish(), sink.len))
}

/// A sink that hashes and counts.
struct Counting {
    hasher: Hasher,
    len: u64,
}

impl Write for Counting {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        self.hasher.update(data);
        self.len += data.len() as u64;
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Writer<'a, S, W, F, E> {
    source: &'a S,
    out: Gather<'a, W>,
    filter: F,
    /// Where in the source the writer is.
    path: PathBuf,
    unused: std::marker::PhantomData<E>,
}

impl<S, W, F, E> Writer<'_, S, W, F, E>
where
    S: NarSource,
    W: Write,
    F: FnMut(&Path, Kind) -> Result<bool, E>,
{
    fn object(&mut self, kind: Kind, depth: usize) -> Result<(), NarError<E>> {
        if depth >= MAX_DEPTH {
            let limit = format!("' exceeds maximum NAR directory depth of {MAX_DEPTH}");
            return Err(self.invalid(b"path '", limit.as_bytes()));
        }
        self.token(b"(")?;
        self.token(b"type")?;
        match kind {
            Kind::Regular => self.regular()?,
            Kind::Directory => self.directory(depth)?,
            Kind::Symlink => {
                let target = self.source.read_link(&self.path).map_err(|error| self.source_error(error))?;
                self.token(b"symlink")?;
                self.token(b"target")?;
                self.token(&target)?;
            }
            Kind::Unsupported => return Err(self.invalid(b"file '", b"' has an unsupported type")),
        }
        self.token(b")")
    }

    fn directory(&mut self, depth: usize) -> Result<(), NarError<E>> {
        self.token(b"directory")?;
        let mut entries = self.source.list(&self.path).map_err(|error| self.source_error(error))?;
        entries.sort_unstable_by(|(name, _), (other, _)| name.cmp(other));
        for (name, kind) in entries {
            self.path.push(OsStr::from_bytes(&name));
            if (self.filter)(&self.path, kind).map_err(NarError::Filter)? {
                self.token(b"entry")?;
                self.token(b"(")?;
                self.token(b"name")?;
                self.token(&name)?;
                self.token(b"node")?;
                self.object(kind, depth + 1)?;
                self.token(b")")?;
            }
            self.path.pop();
        }
        Ok(())
    }

    fn regular(&mut self) -> Result<(), NarError<E>> {
        let mut file = self.source.open(&self.path).map_err(|error| self.source_error(error))?;
        self.token(b"regular")?;
        if file.executable {
            self.token(b"executable")?;
            self.token(b"")?;
        }
        self.token(b"contents")?;
        self.put(&file.size.to_le_bytes())?;
        self.content(&mut file.content, file.size)?;
        self.pad(file.size)
    }

    fn content(&mut self, content: &mut S::Content, size: u64) -> Result<(), NarError<E>> {
        let mut left = size;
        while left > 0 {
            let read = self.out.read(content, left).map_err(NarError::Sink)?;
            match read.map_err(|error| self.source_error(error))? {
                0 => {
                    let message: &[u8] = b"unexpected end-of-file";
                    return Err(NarError::Invalid(Error::new(ErrorKind::EndOfFile, &[message])));
                }
                read => left -= read,
            }
        }
        Ok(())
    }

    /// Writes a text: its length, itself, and zeros up to a multiple of eight.
    fn token(&mut self, text: &[u8]) -> Result<(), NarError<E>> {
        let len = text.len() as u64;
        self.put(&len.to_le_bytes())?;
        self.put(text)?;
        self.pad(len)
    }

    fn pad(&mut self, len: u64) -> Result<(), NarError<E>> {
        let zeros = (len.wrapping_neg() % 8) as usize;
        self.put([0; 8].get(..zeros).unwrap_or_default())
    }

    fn put(&mut self, data: &[u8]) -> Result<(), NarError<E>> {
        self.out.put(data).map_err(NarError::Sink)
    }

    fn source_error(&self, error: io::Error) -> NarError<E> {
        NarError::Source { path: self.path.clone(), error }
    }

    fn invalid(&self, before: &[u8], after: &[u8]) -> NarError<E> {
        let path = self.path.as_os_str().as_bytes();
        NarError::Invalid(Error::new(ErrorKind::Other, &[before, path, after]))
    }
}
