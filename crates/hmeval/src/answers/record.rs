//! An answer on disk: what it depends on, and what was printed.
//!
//! A record has a checksum, is put in place by renaming, and counts as none if it is damaged. All records together
//! have a bounded size: the oldest go.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use hmeval_eval::Settings;
use hmeval_flake::Sources;
use serde::{Deserialize, Serialize};

use super::fact::{digest, told_now};
use super::trace::Fact;
use crate::console::{Console, Stream, Written};
use crate::session::{report_output, source_settings};
use crate::status::Status;
use crate::world::RealWorld;

/// Bytes of all records.
const MAX_TOTAL: u64 = 64 << 20;
/// Bytes of one.
const MAX_RECORD: usize = 16 << 20;
/// Bytes of a checksum.
const CHECKSUM: usize = 32;

/// One answer.
#[derive(Serialize, Deserialize)]
pub(crate) struct Record {
    /// What it depends on.
    pub(crate) facts: Vec<Fact>,
    /// What was printed, and where.
    pub(crate) output: Written,
}

impl Record {
    /// The record in a file, if there is one that is whole.
    pub(crate) fn read(file: &Path) -> Option<Self> {
        let bytes = fs::read(file).ok()?;
        let (checksum, body) = bytes.split_at_checked(CHECKSUM)?;
        (digest(body)?.as_slice() == checksum).then(|| postcard::from_bytes(body).ok())?
    }

    /// Whether all that the answer depends on is as it was.
    pub(crate) fn holds(&self, console: &Console<'_>, settings: &Settings) -> bool {
        let world = RealWorld::new(console, false, None);
        let sources = Sources::new(source_settings(console, settings));
        self.facts.iter().all(|(question, subject, told)| {
            told_now(&world, &sources, *question, subject).is_some_and(|now| now == *told)
        })
    }

    /// Prints the answer.
    pub(crate) fn replay(&self, console: &Console<'_>) -> Status {
        for (stream, text) in &self.output {
            match stream {
                Stream::Err => console.err(text),
                Stream::Out => {
                    if let Err(error) = console.out(text) {
                        return report_output(console, &error);
                    }
                }
            }
        }
        match console.flush() {
            Ok(()) => Status::Done,
            Err(error) => report_output(console, &error),
        }
    }

    /// Writes the record, and makes room for it.
    pub(crate) fn write(&self, file: &Path) -> io::Result<()> {
        static COUNTER: AtomicU64 = AtomicU64::new(0);
        let body = postcard::to_allocvec(self).map_err(io::Error::other)?;
        let (Some(dir), Some(checksum), true) = (file.parent(), digest(&body), body.len() <= MAX_RECORD)
        else {
            return Ok(());
        };
        // What a configuration says is its owner's business.
        fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
        make_room(dir, body.len() as u64)?;
        let unique = format!("{}-{}.new", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
        let new = dir.join(unique);
        let written = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&new)
            .and_then(|mut out| out.write_all(&checksum).and_then(|()| out.write_all(&body)))
            .and_then(|()| fs::rename(&new, file));
        if written.is_err() {
            // It would go as the oldest some day; sooner is better, if it can be.
            let _ = fs::remove_file(&new);
        }
        written
    }
}

/// Removes the oldest records until `more` bytes fit.
fn make_room(dir: &Path, more: u64) -> io::Result<()> {
    let mut records: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        // Another process may have removed it.
        let Ok(metadata) = entry.metadata() else { continue };
        records.push((metadata.modified()?, metadata.len(), entry.path()));
    }
    let mut total = records.iter().map(|record| record.1).sum::<u64>().saturating_add(more);
    records.sort_unstable();
    for (_, size, file) in records {
        if total <= MAX_TOTAL {
            break;
        }
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => total = total.saturating_sub(size),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_record_counts_as_none() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("sub/record");
        let record = Record { facts: Vec::new(), output: vec![(Stream::Out, b"1\n".to_vec().into())] };
        record.write(&file).unwrap();
        assert_eq!(Record::read(&file).unwrap().output, record.output);
        let intact = fs::read(&file).unwrap();
        for at in 0..intact.len() {
            let mut damaged = intact.clone();
            damaged[at] ^= 1;
            fs::write(&file, &damaged).unwrap();
            assert!(Record::read(&file).is_none(), "byte {at}");
            fs::write(&file, &intact[..at]).unwrap();
            assert!(Record::read(&file).is_none(), "cut at {at}");
        }
    }

    #[test]
    fn the_oldest_records_make_room() {
        let dir = tempfile::tempdir().unwrap();
        let output = vec![(Stream::Out, vec![b'x'; 15 << 20].into())];
        let record = Record { facts: Vec::new(), output };
        for number in 0..6 {
            record.write(&dir.path().join(number.to_string())).unwrap();
        }
        let kept: u64 =
            fs::read_dir(dir.path()).unwrap().map(|it| it.unwrap().metadata().unwrap().len()).sum();
        assert!(kept <= MAX_TOTAL, "{kept} bytes");
        assert!(dir.path().join("5").exists());
        assert!(!dir.path().join("0").exists());
    }
}
