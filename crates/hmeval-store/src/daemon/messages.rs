//! What the daemon says while it works: log lines, activities, and whether it worked out.

use std::io::{self, Read};

use super::wire::{read_bytes, read_number, read_text};
use super::{DaemonError, News};

/// Codes of messages (`STDERR_*` in `worker-protocol.hh`).
mod code {
    pub(super) const NEXT: u64 = 0x6f6c_6d67;
    pub(super) const LAST: u64 = 0x616c_7473;
    pub(super) const ERROR: u64 = 0x6378_7470;
    pub(super) const START: u64 = 0x5354_5254;
    pub(super) const STOP: u64 = 0x5354_4f50;
    pub(super) const RESULT: u64 = 0x5253_4c54;
}

/// The result of an activity that is a line of a build's log (`resBuildLogLine`).
const BUILD_LOG_LINE: u64 = 101;

/// Reads messages until the work is done.
///
/// # Errors
/// What went wrong with the work, or with reading.
pub(super) fn until_done(from: &mut impl Read, news: &mut dyn FnMut(News<'_>)) -> Result<(), DaemonError> {
    loop {
        match read_number(from)? {
            code::LAST => return Ok(()),
            code::NEXT => news(News::Message(read_text(from)?.trim_end())),
            code::ERROR => return Err(DaemonError::Work(error(from)?)),
            code::START => {
                let _activity = read_number(from)?;
                let (_level, _kind) = (read_number(from)?, read_number(from)?);
                let text = read_text(from)?;
                fields(from)?;
                let _parent = read_number(from)?;
                if !text.is_empty() {
                    news(News::Activity(&text));
                }
            }
            code::STOP => drop(read_number(from)?),
            code::RESULT => {
                let _activity = read_number(from)?;
                let kind = read_number(from)?;
                let texts = fields(from)?;
                if let (BUILD_LOG_LINE, Some(line)) = (kind, texts.first()) {
                    news(News::LogLine(line));
                }
            }
            other => return Err(io::Error::other(format!("unknown message {other:#x} of the daemon")).into()),
        }
    }
}

/// The texts among the fields of an activity.
fn fields(from: &mut impl Read) -> Result<Vec<String>, DaemonError> {
    let mut texts = Vec::new();
    for _ in 0..read_number(from)? {
        match read_number(from)? {
            0 => drop(read_number(from)?),
            1 => texts.push(read_text(from)?),
            other => return Err(io::Error::other(format!("unknown field {other} of the daemon")).into()),
        }
    }
    Ok(texts)
}

/// An error with its trace.
fn error(from: &mut impl Read) -> Result<String, DaemonError> {
    let (_kind, _level, _name) = (read_bytes(from)?, read_number(from)?, read_bytes(from)?);
    let text = read_text(from)?;
    let _position = read_number(from)?;
    for _ in 0..read_number(from)? {
        let (_position, _trace) = (read_number(from)?, read_text(from)?);
    }
    Ok(text)
}
