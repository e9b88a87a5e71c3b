//! The fixture format: many small named cases in a file, each with its outcome below it.
//!
//! ```text
//! #--- add-floats
//! 1.5 + 2
//! #= 3.5
//!
//! #--- add-string-to-number since=2.34
//! 1 + "a"
//! #! cannot add a string to an integer
//! ```
//!
//! After the name come attributes, then flags for the command. Attributes: one of `strict` (the default), `lazy`, `json`,
//! `xml`, `raw`, `parse`, `trace` (see [`Mode`]); `crlf` (lines of the code end in CR LF); `since=2.34` (an older Nix answers
//! differently and is not asked). Outcome lines: `#=` a line of standard output, `#~` a line of standard error before it,
//! `#!` the error. All of them are written by `cargo xtask fixtures --update`, from the answers of a real Nix.
//!
//! Cases run in the folder `fixtures/eval`, whose own path is shown as `/pwd` and that of the checkout as `/checkout`.

use std::path::{Path, PathBuf};

use crate::oracle::{Oracle, Version};
use crate::program::{End, Output, Program};

/// How a case is evaluated and printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// `--eval --strict`
    Strict,
    /// `--eval`: shows what is forced and what is not.
    Lazy,
    /// `--eval --strict --json`
    Json,
    /// `--eval --strict --xml --no-location`
    Xml,
    /// `--eval --raw`
    Raw,
    /// `--parse`
    Parse,
    /// `--eval --strict --show-trace`, with the whole standard error as the outcome.
    Trace,
}

impl Mode {
    const ALL: [(&'static str, Mode, &'static [&'static str]); 7] = [
        ("strict", Mode::Strict, &["--eval", "--strict"]),
        ("lazy", Mode::Lazy, &["--eval"]),
        ("json", Mode::Json, &["--eval", "--strict", "--json"]),
        ("xml", Mode::Xml, &["--eval", "--strict", "--xml", "--no-location"]),
        ("raw", Mode::Raw, &["--eval", "--raw"]),
        ("parse", Mode::Parse, &["--parse"]),
        ("trace", Mode::Trace, &["--eval", "--strict", "--show-trace"]),
    ];

    fn flags(self) -> &'static [&'static str] {
        Mode::ALL.iter().find(|(_, mode, _)| *mode == self).map_or(&[], |(_, _, flags)| flags)
    }
}

/// A case.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name, which no other case has.
    pub name: String,
    /// How it is evaluated.
    pub mode: Mode,
    /// Whether its lines end in CR LF.
    crlf: bool,
    /// The first version of Nix that answers so; `None` if all that were asked do.
    pub since: Option<Version>,
    /// Further flags for the command.
    flags: Vec<String>,
    code: Vec<u8>,
    /// The outcome lines.
    pub expected: Vec<Vec<u8>>,
}

/// A file of cases.
#[derive(Clone, Debug)]
pub struct File {
    /// Where it lies.
    pub path: PathBuf,
    /// What stands before the first case.
    preamble: Vec<u8>,
    /// Its cases.
    pub cases: Vec<Case>,
}

/// The folder of the language fixtures.
pub fn folder() -> PathBuf {
    crate::root().join("fixtures/eval")
}

impl File {
    /// Reads all fixture files, without those in `files/`, which cases import.
    ///
    /// # Errors
    /// If a file cannot be read, is written wrongly, or a name occurs twice.
    pub fn load_all() -> Result<Vec<File>, String> {
        let folder = folder();
        let mut names = std::collections::BTreeSet::new();
        let mut files = Vec::new();
        for path in crate::files_below(&folder, "nix") {
            if path.starts_with(folder.join("files")) {
                continue;
            }
            let text = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            let file = File::parse(&path, &text)?;
            if let Some(twice) = file.cases.iter().find(|case| !names.insert(case.name.clone())) {
                return Err(format!("{}: a second case {}", path.display(), twice.name));
            }
            files.push(file);
        }
        Ok(files)
    }

    /// Reads the text of a fixture file.
    ///
    /// # Errors
    /// If a header is wrong.
    pub fn parse(path: &Path, text: &[u8]) -> Result<File, String> {
        let mut file = File { path: path.to_owned(), preamble: Vec::new(), cases: Vec::new() };
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            let bare = line.strip_suffix(b"\n").unwrap_or(line);
            match (bare.strip_prefix(b"#--- "), file.cases.last_mut()) {
                (Some(header), _) => {
                    file.cases.push(Case::from_header(&String::from_utf8_lossy(header), path)?);
                }
                (None, None) => file.preamble.extend(line),
                (None, Some(case)) if is_outcome(bare) => case.expected.push(bare.to_vec()),
                (None, Some(case)) if case.expected.is_empty() => case.code.extend(line),
                (None, Some(_)) if bare.is_empty() => {}
                (None, Some(case)) => {
                    return Err(format!("{}: {}: text after the outcome", path.display(), case.name));
                }
            }
        }
        for case in &mut file.cases {
            case.code.truncate(case.code.trim_ascii_end().len());
        }
        Ok(file)
    }

    /// The text of the file.
    pub fn render(&self) -> Vec<u8> {
        let mut text = self.preamble.clone();
        for (index, case) in self.cases.iter().enumerate() {
            if index > 0 {
                text.push(b'\n');
            }
            case.render(&mut text);
        }
        text
    }
}

/// Whether a line belongs to the outcome of a case.
fn is_outcome(line: &[u8]) -> bool {
    [b"#=", b"#~", b"#!"]
        .iter()
        .any(|mark| line.starts_with(*mark) && matches!(line.get(2), None | Some(b' ')))
}

impl Case {
    fn from_header(header: &str, path: &Path) -> Result<Case, String> {
        let mut words = header.split_whitespace().peekable();
        let name = words.next().unwrap_or_default().to_owned();
        let mut case = Case {
            name,
            mode: Mode::Strict,
            crlf: false,
            since: None,
            flags: Vec::new(),
            code: Vec::new(),
            expected: Vec::new(),
        };
        while let Some(word) = words.next_if(|word| !word.starts_with('-')) {
            if let Some((_, mode, _)) = Mode::ALL.iter().find(|(name, _, _)| *name == word) {
                case.mode = *mode;
            } else if word == "crlf" {
                case.crlf = true;
            } else if let Some(version) = word.strip_prefix("since=").and_then(Version::parse) {
                case.since = Some(version);
            } else {
                return Err(format!("{}: {}: unknown attribute {word}", path.display(), case.name));
            }
        }
        case.flags = words.map(str::to_owned).collect();
        Ok(case)
    }

    fn render(&self, text: &mut Vec<u8>) {
        text.extend(format!("#--- {}", self.name).bytes());
        for (name, mode, _) in Mode::ALL {
            if mode == self.mode && mode != Mode::Strict {
                text.extend(format!(" {name}").bytes());
            }
        }
        if self.crlf {
            text.extend(b" crlf");
        }
        if let Some(version) = self.since {
            text.extend(format!(" since={version}").bytes());
        }
        for flag in &self.flags {
            text.extend(format!(" {flag}").bytes());
        }
        text.push(b'\n');
        for part in std::iter::once(&self.code).chain(&self.expected) {
            text.extend(part);
            text.push(b'\n');
        }
    }

    /// Runs the case on a program and gives the outcome lines.
    ///
    /// # Errors
    /// If the process cannot be started.
    pub fn observe(&self, program: &Program) -> Result<Vec<Vec<u8>>, String> {
        let folder = folder();
        let mut args = self.mode.flags().to_vec();
        args.extend(self.flags.iter().map(String::as_str));
        args.push("-");
        let code = if self.crlf { replace(&self.code, b"\n", b"\r\n") } else { self.code.clone() };
        let output = program.run(&args, &code, &folder).map_err(|error| error.to_string())?;
        Ok(outcome(self.mode, &output))
    }

    /// Whether the program answers as expected.
    ///
    /// # Errors
    /// What was expected, and what came.
    pub fn check(&self, program: &Program) -> Result<(), String> {
        let found = self.observe(program)?;
        if found == self.expected {
            return Ok(());
        }
        let show = |lines: &[Vec<u8>]| String::from_utf8_lossy(&lines.join(&b'\n')).into_owned();
        Err(format!("expected:\n{}\nfound:\n{}", show(&self.expected), show(&found)))
    }

    /// Whether this oracle is to be asked.
    pub fn concerns(&self, oracle: &Oracle) -> bool {
        self.since.is_none_or(|since| oracle.version >= since)
    }
}

/// The outcome lines for what a process wrote.
fn outcome(mode: Mode, output: &Output) -> Vec<Vec<u8>> {
    let (stdout, stderr) = (portable(&output.stdout), portable(&output.stderr));
    match output.end {
        End::Exit(0) => [marked(b"#~", lines(&stderr)), marked(b"#=", lines(&stdout))].concat(),
        End::Exit(1) if mode == Mode::Trace => marked(b"#!", lines(&stderr)),
        End::Exit(1) => marked(b"#!", message(&stderr)),
        other => vec![format!("ended by {other:?}").into_bytes()],
    }
}

/// The message of an error: the first line of the last `error:` block, and the suggestion, if there is one.
///
/// Frames and positions around it are left out: they differ from version to version much more than the message.
pub fn message(stderr: &[u8]) -> Vec<&[u8]> {
    let lines = lines(stderr);
    let start = |line: &&&[u8]| {
        line.trim_ascii_start().strip_prefix(b"error:").is_some_and(|rest| !rest.trim_ascii().is_empty())
    };
    let last = lines.iter().rfind(start).copied().unwrap_or_default();
    let mut message = vec![last.trim_ascii_start().strip_prefix(b"error: ").unwrap_or(last)];
    message.extend(lines.iter().map(|line| line.trim_ascii()).find(|line| line.starts_with(b"Did you mean")));
    message
}

/// The text without what is different on every machine: where the checkout lies.
fn portable(text: &[u8]) -> Vec<u8> {
    let text = replace(text, folder().as_os_str().as_encoded_bytes(), b"/pwd");
    replace(&text, crate::root().as_os_str().as_encoded_bytes(), b"/checkout")
}

fn lines(text: &[u8]) -> Vec<&[u8]> {
    match text.strip_suffix(b"\n").unwrap_or(text) {
        b"" => Vec::new(),
        text => text.split(|byte| *byte == b'\n').collect(),
    }
}

fn marked(mark: &[u8], lines: Vec<&[u8]>) -> Vec<Vec<u8>> {
    let join = |line: &[u8]| if line.is_empty() { mark.to_vec() } else { [mark, line].join(&b' ') };
    lines.into_iter().map(join).collect()
}

/// `text` with every `from` replaced.
pub fn replace(text: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut result = Vec::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        match rest.strip_prefix(from) {
            Some(after) if !from.is_empty() => {
                result.extend(to);
                rest = after;
            }
            _ => {
                result.push(rest[0]);
                rest = &rest[1..];
            }
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Numbers.\n\n#--- one since=2.34 --arg x 1\nx\n#= 1\n\n#--- two lazy crlf\n[\n 1 ]\n#~ trace: a\n#! wrong\n";

    #[test]
    fn a_file_renders_as_it_was_read() {
        let file = File::parse(Path::new("x.nix"), TEXT.as_bytes()).unwrap();
        assert_eq!(file.cases.len(), 2);
        assert_eq!(file.cases[0].flags, ["--arg", "x", "1"]);
        assert_eq!(file.cases[1].mode, Mode::Lazy);
        assert_eq!(file.cases[1].expected.len(), 2);
        assert_eq!(String::from_utf8(file.render()).unwrap(), TEXT);
    }

    #[test]
    fn a_wrong_header_is_refused() {
        assert!(File::parse(Path::new("x.nix"), b"#--- a lzay\n1\n").is_err());
        assert!(File::parse(Path::new("x.nix"), b"#--- a\n1\n#= 1\n2\n").is_err());
    }

    #[test]
    fn the_message_is_the_innermost_error() {
        let stderr = b"error:\n       \xe2\x80\xa6 while\n\n       error: attribute 'foo' missing\n       at x\n       Did you mean floor?\n";
        assert_eq!(message(stderr), [&b"attribute 'foo' missing"[..], b"Did you mean floor?"]);
        assert_eq!(message(b"error: a\n       b\n"), [&b"a"[..]]);
    }

    #[test]
    fn comments_of_the_code_are_no_outcome() {
        assert!(is_outcome(b"#= 1") && is_outcome(b"#!") && is_outcome(b"#~ x"));
        assert!(!is_outcome(b"#!/bin/sh") && !is_outcome(b"# = 1") && !is_outcome(b"#== x"));
    }
}
