//! A buffer before a sink: an archive is made of many tiny texts, and of contents read straight into the buffer.

use std::io::{self, Read, Write};

/// How much is gathered before it goes to the sink, and read from a file at once.
const BUFFER_SIZE: usize = 64 * 1024;

/// What has not gone to the sink yet.
pub(super) struct Gather<'a, W> {
    sink: &'a mut W,
    bytes: Box<[u8]>,
    used: usize,
}

impl<'a, W: Write> Gather<'a, W> {
    pub(super) fn new(sink: &'a mut W) -> Self {
        Self { sink, bytes: vec![0; BUFFER_SIZE].into(), used: 0 }
    }

    /// Adds `data`.
    pub(super) fn put(&mut self, mut data: &[u8]) -> io::Result<()> {
        while !data.is_empty() {
            let copied = self.room()?.write(data)?;
            self.used += copied;
            data = data.get(copied..).unwrap_or_default();
        }
        Ok(())
    }

    /// Adds up to `max` bytes of `content` and tells how many. The outer error is the sink's, the inner one that
    /// of `content`.
    pub(super) fn read(&mut self, content: &mut impl Read, max: u64) -> io::Result<io::Result<u64>> {
        let room = self.room()?;
        let want = usize::try_from(max).unwrap_or(usize::MAX).min(room.len());
        let read = loop {
            match content.read(room.get_mut(..want).unwrap_or_default()) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Ok(Err(error)),
                Ok(read) => break read,
            }
        };
        // A reader that claims more than it was given room for is no reason to go out of bounds.
        let read = read.min(want);
        self.used += read;
        Ok(Ok(read as u64))
    }

    /// The unused part of the buffer, which is never empty.
    fn room(&mut self) -> io::Result<&mut [u8]> {
        if self.used >= self.bytes.len() {
            self.flush()?;
        }
        Ok(self.bytes.get_mut(self.used..).unwrap_or_default())
    }

    /// Hands all that was gathered to the sink.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.sink.write_all(self.bytes.get(..self.used).unwrap_or_default())?;
        self.used = 0;
        Ok(())
    }
}
