//! A client of the Nix daemon: its worker protocol, as far as it takes to add objects to a store and build.
//!
//! The protocol runs over a socket or over the standard streams of `nix-daemon --stdio`; here it is over anything to read
//! from and write to. Versions 1.33 to 1.37 are spoken (Nix 2.4 and later; newer daemons speak older versions). Used by
//! the command line to build what activation needs. Source: `libstore/worker-protocol.hh`, `remote-store.cc`.

mod messages;
mod wire;

use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, BufReader, BufWriter, Read, Write};

use crate::{StoreDir, StorePath};
use wire::{read_list, read_number, read_text, write_bytes, write_list, write_number};

const MAGIC_OF_CLIENT: u64 = 0x6e69_7863;
const MAGIC_OF_DAEMON: u64 = 0x6478_696f;
/// The version that is asked for: 1.37.
const NEWEST: u64 = 0x125;
/// The oldest version that is understood: 1.33.
const OLDEST: u64 = 0x121;
/// From this version on the daemon says whether it trusts the client.
const TELLS_TRUST: u64 = 0x123;
/// How much of an object is sent at once.
const CHUNK: usize = 64 << 10;

/// Operations (`WorkerProto::Op`).
mod op {
    pub(super) const ADD_TO_STORE: u64 = 7;
    pub(super) const BUILD_PATHS: u64 = 9;
    pub(super) const SET_OPTIONS: u64 = 19;
    pub(super) const QUERY_VALID_PATHS: u64 = 31;
}

/// Why the daemon did not do something.
#[derive(Debug)]
pub enum DaemonError {
    /// It cannot be talked to.
    Connection(io::Error),
    /// What it was asked for failed; its own message.
    Work(String),
}

impl From<io::Error> for DaemonError {
    fn from(error: io::Error) -> Self {
        DaemonError::Connection(error)
    }
}

impl fmt::Display for DaemonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DaemonError::Connection(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                f.write_str("the Nix daemon has hung up")
            }
            DaemonError::Connection(error) => write!(f, "cannot talk to the Nix daemon: {error}"),
            DaemonError::Work(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for DaemonError {}

/// What the daemon tells while it works.
#[derive(Clone, Copy, Debug)]
pub enum News<'a> {
    /// A message for people.
    Message(&'a str),
    /// It begins something: "building '…'".
    Activity(&'a str),
    /// A line that a builder wrote.
    LogLine(&'a str),
}

/// How an object is named by its content, in the protocol's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// A text with references: derivations and the files of `builtins.toFile`.
    Text,
    /// The archive of a tree.
    Archive,
    /// The content of a file.
    Flat,
}

impl Method {
    fn word(self) -> &'static [u8] {
        match self {
            Method::Text => b"text:sha256",
            Method::Archive => b"fixed:r:sha256",
            Method::Flat => b"fixed:sha256",
        }
    }
}

/// A connection.
pub struct Daemon<R: Read, W: Write> {
    from: BufReader<R>,
    to: BufWriter<W>,
    store: StoreDir,
}

impl<R: Read, W: Write> Daemon<R, W> {
    /// Says hello.
    ///
    /// # Errors
    /// If there is no daemon at the other end, or one that is too old.
    pub fn connect(from: R, to: W, store: StoreDir) -> Result<Self, DaemonError> {
        let mut daemon = Daemon { from: BufReader::new(from), to: BufWriter::new(to), store };
        let to = &mut daemon.to;
        write_number(to, MAGIC_OF_CLIENT)?;
        write_number(to, NEWEST)?;
        to.flush()?;
        if read_number(&mut daemon.from)? != MAGIC_OF_DAEMON {
            return Err(io::Error::other("this is no Nix daemon").into());
        }
        let version = read_number(&mut daemon.from)?.min(NEWEST);
        if version < OLDEST {
            return Err(io::Error::other("it is older than Nix 2.4").into());
        }
        // What was the affinity to a processor, and reserved space.
        write_number(&mut daemon.to, 0)?;
        write_number(&mut daemon.to, 0)?;
        daemon.to.flush()?;
        let _nix_version = read_text(&mut daemon.from)?;
        if version >= TELLS_TRUST {
            let _trust = read_number(&mut daemon.from)?;
        }
        daemon.done(&mut |_| {})?;
        daemon.set_options()?;
        Ok(daemon)
    }

    fn done(&mut self, news: &mut dyn FnMut(News<'_>)) -> Result<(), DaemonError> {
        self.to.flush()?;
        messages::until_done(&mut self.from, news)
    }

    /// The daemon's own settings hold, but for what the protocol wants to be told.
    fn set_options(&mut self) -> Result<(), DaemonError> {
        /// `lvlInfo`
        const VERBOSITY: u64 = 3;
        let to = &mut self.to;
        write_number(to, op::SET_OPTIONS)?;
        // keepFailed, keepGoing, tryFallback, verbosity, maxBuildJobs, maxSilentTime, useBuildHook, verboseBuild (as a
        // level), two that are obsolete, buildCores (0: all), useSubstitutes, and no others by name.
        for value in [0, 0, 0, VERBOSITY, 1, 0, 1, 7, 0, 0, 0, 1, 0] {
            write_number(to, value)?;
        }
        self.done(&mut |_| {})
    }

    /// Which of these are in the store.
    ///
    /// # Errors
    /// Those of the daemon.
    pub fn valid(&mut self, paths: &BTreeSet<StorePath>) -> Result<BTreeSet<StorePath>, DaemonError> {
        let printed: Vec<Vec<u8>> = paths.iter().map(|path| self.store.print(path)).collect();
        write_number(&mut self.to, op::QUERY_VALID_PATHS)?;
        write_list(&mut self.to, &printed)?;
        // Do not look for them elsewhere.
        write_number(&mut self.to, 0)?;
        self.done(&mut |_| {})?;
        let found = read_list(&mut self.from)?;
        found.iter().map(|path| self.parse(path)).collect()
    }

    fn parse(&self, path: &[u8]) -> Result<StorePath, DaemonError> {
        self.store.parse(path).map_err(|error| io::Error::other(error.to_string()).into())
    }

    /// Adds an object; `write` writes its content: the text, or the archive. The result is the path that it gets.
    ///
    /// # Errors
    /// Those of the daemon, and of `write`.
    pub fn add(
        &mut self,
        name: &str,
        method: Method,
        references: &BTreeSet<StorePath>,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<StorePath, DaemonError> {
        let references: Vec<Vec<u8>> = references.iter().map(|path| self.store.print(path)).collect();
        let to = &mut self.to;
        write_number(to, op::ADD_TO_STORE)?;
        write_bytes(to, name.as_bytes())?;
        write_bytes(to, method.word())?;
        write_list(to, &references)?;
        // Repair nothing.
        write_number(to, 0)?;
        let mut frames = BufWriter::with_capacity(CHUNK, Frames(&mut *to));
        write(&mut frames)?;
        frames.flush()?;
        drop(frames);
        write_number(to, 0)?;
        self.done(&mut |_| {})?;
        let from = &mut self.from;
        let path = wire::read_bytes(from)?;
        // The deriver, the archive's hash, the references; time, size and trust; signatures and the content's address.
        let (_, _, _) = (wire::read_bytes(from)?, wire::read_bytes(from)?, read_list(from)?);
        let (_, _, _) = (read_number(from)?, read_number(from)?, read_number(from)?);
        let (_, _) = (read_list(from)?, wire::read_bytes(from)?);
        self.parse(&path)
    }

    /// Builds outputs of derivations, or fetches what is already built elsewhere.
    ///
    /// # Errors
    /// If something cannot be built: the daemon's message, with the end of the log.
    pub fn build(
        &mut self,
        wanted: &[(StorePath, &str)],
        news: &mut dyn FnMut(News<'_>),
    ) -> Result<(), DaemonError> {
        let name = |(drv, output): &(StorePath, &str)| {
            let mut text = self.store.print(drv);
            text.push(b'!');
            text.extend_from_slice(output.as_bytes());
            text
        };
        let wanted: Vec<Vec<u8>> = wanted.iter().map(name).collect();
        write_number(&mut self.to, op::BUILD_PATHS)?;
        write_list(&mut self.to, &wanted)?;
        // As usual: neither repaired nor checked.
        write_number(&mut self.to, 0)?;
        self.done(news)?;
        read_number(&mut self.from)?;
        Ok(())
    }
}

/// Content in frames: each with its length in front.
struct Frames<W>(W);

impl<W: Write> Write for Frames<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A length of zero would end it.
        if !bytes.is_empty() {
            write_number(&mut self.0, bytes.len() as u64)?;
            self.0.write_all(bytes)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
