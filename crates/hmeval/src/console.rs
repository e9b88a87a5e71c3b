//! The streams of a run, and how talkative and colourful it is on them.

use std::cell::{Cell, RefCell};
use std::ffi::OsString;
use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::process::{Environment, Process, Terminal};
use crate::style::Style;

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set or TERM is `dumb`
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The streams of a run. Shared by the command and by the world of its evaluation, which writes messages.
pub(crate) struct Console<'a> {
    stdin: RefCell<&'a mut (dyn Read + Send)>,
    stdout: RefCell<&'a mut (dyn Write + Send)>,
    stderr: RefCell<&'a mut (dyn Write + Send)>,
    /// Which of them are terminals.
    pub(crate) terminal: Terminal,
    /// Environment variables and the current folder.
    pub(crate) environment: Environment,
    color: Cell<ColorChoice>,
    /// Nix's verbosity: 0 only errors, 1 warnings, 3 the usual, more with `-v`.
    verbosity: Cell<u8>,
    /// Whether warnings of the evaluation are left out.
    holds_warnings: Cell<bool>,
    /// The warnings of the evaluation that were shown, as it wrote them but for colours.
    warned: RefCell<Vec<Vec<u8>>>,
    /// What was written to standard output and to standard error, in bytes, and how much of that is still to be left out
    /// because it is written a second time.
    written: [Cell<usize>; 2],
    repeated: [Cell<usize>; 2],
    /// Whether anything was read from standard input.
    has_read: Cell<bool>,
    /// Standard input, once it was read.
    input: RefCell<Option<Vec<u8>>>,
    /// The command line of the run.
    pub(crate) arguments: Vec<OsString>,
    /// What was written, if it is kept, and not too much.
    kept: RefCell<Option<Written>>,
}

/// One of the two streams that are written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

/// What was written, in pieces.
pub(crate) type Written = Vec<(Stream, ByteBuf)>;

/// Output of which more was written is not kept.
const MAX_KEPT: usize = 16 << 20;

impl<'a> Console<'a> {
    /// The console of a process.
    pub(crate) fn new(process: Process<'a>) -> Self {
        Console {
            stdin: RefCell::new(process.stdin),
            stdout: RefCell::new(process.stdout),
            stderr: RefCell::new(process.stderr),
            terminal: process.terminal,
            environment: process.environment,
            color: Cell::default(),
            verbosity: Cell::new(3),
            holds_warnings: Cell::default(),
            warned: RefCell::default(),
            written: Default::default(),
            repeated: Default::default(),
            has_read: Cell::new(false),
            input: RefCell::default(),
            arguments: Vec::new(),
            kept: RefCell::default(),
        }
    }

    /// Whether the program goes by the name `nix` in this run.
    pub(crate) fn is_called_nix(&self) -> bool {
        let name = self.arguments.first().and_then(|name| std::path::Path::new(name).file_name());
        name.is_some_and(|name| name == "nix")
    }

    /// Decides about colours and verbosity.
    pub(crate) fn configure(&self, color: ColorChoice, verbosity: u8) {
        self.color.set(color);
        self.verbosity.set(verbosity);
    }

    /// How talkative the run is, as Nix counts it.
    pub(crate) fn verbosity(&self) -> u8 {
        self.verbosity.get()
    }

    /// Whether `-v` was given.
    pub(crate) fn is_talkative(&self) -> bool {
        self.verbosity() > 3
    }

    /// Leaves out warnings of the evaluation, or no longer.
    pub(crate) fn hold_warnings(&self, hold: bool) {
        self.holds_warnings.set(hold);
    }

    /// Whether warnings of the evaluation are left out.
    pub(crate) fn holds_warnings(&self) -> bool {
        self.holds_warnings.get()
    }

    /// Shows what the evaluation says; warnings are remembered, so that nobody says them again.
    pub(crate) fn message(&self, text: &[u8]) {
        self.err_line(text);
        let plain = without_colors(text);
        if [&b"trace: warning: "[..], b"evaluation warning: "].iter().any(|begin| plain.starts_with(begin)) {
            self.warned.borrow_mut().push(plain);
        }
    }

    /// Whether the evaluation has shown a warning of a configuration already: module systems do that by themselves where
    /// they are asked for a whole configuration.
    pub(crate) fn has_warned(&self, text: &str) -> bool {
        let forms =
            [[b"trace: warning: ", text.as_bytes()].concat(), hmeval_eval::render::warning(text.as_bytes())];
        self.warned
            .borrow()
            .iter()
            .any(|shown| forms.iter().any(|form| form.trim_ascii_end() == shown.trim_ascii_end()))
    }

    /// The style of standard output.
    pub(crate) fn stdout_style(&self) -> Style {
        self.style(self.terminal.stdout)
    }

    /// The style of standard error.
    pub(crate) fn stderr_style(&self) -> Style {
        self.style(self.terminal.stderr)
    }

    fn style(&self, terminal: bool) -> Style {
        let plain = || {
            self.environment.non_empty("NO_COLOR").is_some()
                || self.environment.var("TERM") == Some(&b"dumb"[..])
        };
        Style::new(match self.color.get() {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => terminal && !plain(),
        })
    }

    /// Writes to standard output.
    pub(crate) fn out(&self, text: &[u8]) -> io::Result<()> {
        self.write(Stream::Out, text)
    }

    /// Writes to one of the streams; to standard error behind all of standard output so far.
    fn write(&self, stream: Stream, text: &[u8]) -> io::Result<()> {
        let text = self.fresh(stream, text);
        self.keep(stream, text);
        match stream {
            Stream::Out => self.stdout.borrow_mut().write_all(text),
            Stream::Err => {
                let _ = self.stdout.borrow_mut().flush();
                let mut stderr = self.stderr.borrow_mut();
                stderr.write_all(text).and_then(|()| stderr.flush())
            }
        }
    }

    /// From here on, what is written is kept as well.
    pub(crate) fn keep_output(&self) {
        *self.kept.borrow_mut() = Some(Vec::new());
    }

    /// What was written since [`Console::keep_output`]; nothing if that was too much.
    pub(crate) fn kept_output(&self) -> Option<Written> {
        self.kept.borrow_mut().take()
    }

    fn keep(&self, stream: Stream, text: &[u8]) {
        let mut kept = self.kept.borrow_mut();
        let Some(parts) = kept.as_mut() else { return };
        match parts.last_mut() {
            Some((last, part)) if *last == stream => part.extend_from_slice(text),
            _ => parts.push((stream, ByteBuf::from(text))),
        }
        if parts.iter().map(|part| part.1.len()).sum::<usize>() > MAX_KEPT {
            *kept = None;
        }
    }

    /// Whether anything was read from standard input.
    pub(crate) fn has_read_input(&self) -> bool {
        self.has_read.get()
    }

    /// Writes a line to standard output.
    pub(crate) fn out_line(&self, text: &[u8]) -> io::Result<()> {
        self.out(text)?;
        self.out(b"\n")
    }

    /// From here on the same is written again as was written so far: that is left out.
    pub(crate) fn start_again(&self) {
        for (repeated, written) in self.repeated.iter().zip(&self.written) {
            repeated.set(written.get());
        }
    }

    /// The part of a text that was not written before.
    fn fresh<'t>(&self, stream: Stream, text: &'t [u8]) -> &'t [u8] {
        let stream = stream as usize;
        let old = self.repeated[stream].get().min(text.len());
        self.repeated[stream].set(self.repeated[stream].get() - old);
        self.written[stream].set(self.written[stream].get().saturating_add(text.len() - old));
        &text[old..]
    }

    /// Hands on what was written to standard output.
    pub(crate) fn flush(&self) -> io::Result<()> {
        self.stdout.borrow_mut().flush()
    }

    /// Writes to standard error.
    pub(crate) fn err(&self, text: &[u8]) {
        // Where standard error is closed there is nobody to tell.
        let _ = self.write(Stream::Err, text);
    }

    /// Writes a line to standard error.
    pub(crate) fn err_line(&self, text: &[u8]) {
        self.err(&[text, b"\n"].concat());
    }

    /// A line for people who did not ask for quiet.
    pub(crate) fn note(&self, text: &[u8]) {
        if self.verbosity.get() >= 2 {
            self.err_line(text);
        }
    }

    /// All of standard input; the same again if it is asked for again.
    pub(crate) fn read_to_end(&self) -> io::Result<Vec<u8>> {
        self.has_read.set(true);
        let mut input = self.input.borrow_mut();
        if let Some(text) = &*input {
            return Ok(text.clone());
        }
        let mut text = Vec::new();
        self.stdin.borrow_mut().read_to_end(&mut text)?;
        *input = Some(text.clone());
        Ok(text)
    }

    /// A line of standard input without its end; `None` behind the last one.
    pub(crate) fn read_line(&self) -> io::Result<Option<Vec<u8>>> {
        self.has_read.set(true);
        let mut line = Vec::new();
        let mut byte = [0];
        let mut stdin = self.stdin.borrow_mut();
        loop {
            match stdin.read(&mut byte)? {
                0 if line.is_empty() => return Ok(None),
                0 => return Ok(Some(line)),
                _ if byte[0] == b'\n' => return Ok(Some(line)),
                _ => line.push(byte[0]),
            }
        }
    }
}

/// A text without what sets colours (`ESC [ … m`).
fn without_colors(text: &[u8]) -> Vec<u8> {
    let mut parts = text.split(|byte| *byte == 0x1b);
    let mut plain = parts.next().unwrap_or_default().to_vec();
    for part in parts {
        let parameters =
            part.iter().skip(1).take_while(|byte| byte.is_ascii_digit() || **byte == b';').count();
        match part.get(1 + parameters) {
            Some(b'm') if part.starts_with(b"[") => plain.extend_from_slice(&part[2 + parameters..]),
            _ => plain.extend_from_slice(part),
        }
    }
    plain
}
