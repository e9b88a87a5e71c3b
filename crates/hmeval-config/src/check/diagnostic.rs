//! One thing that is wrong, and what is known of it.

use hmeval_diag::Pos;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The configuration cannot be used.
    Error,
    /// It can, but should be changed.
    Warning,
    /// No mistake of the configuration: a value that its modules did not set, that fails, and that nothing needs.
    Info,
}

impl Severity {
    /// Its name in all formats.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What sort of thing it is: a code of `rule`.
    pub code: &'static str,
    /// What it is.
    pub message: Vec<u8>,
    /// More about it.
    pub notes: Vec<String>,
    /// The way out.
    pub help: Vec<String>,
    /// Where it is, as good as that is known.
    pub pos: Pos,
    /// The option that it is about.
    pub option: Vec<Vec<u8>>,
    /// What may have been meant, best first.
    pub suggestions: Vec<Vec<u8>>,
    /// Other places that it is about.
    pub related: Vec<Related>,
    /// A change that mends it for sure.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Whether it is about the whole value at its place, not about the first token there.
    pub fn is_about_value(&self) -> bool {
        matches!(self.code, "type" | "duplicate-element")
    }
}

/// Another place that a diagnostic is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub pos: Pos,
    /// What is there.
    pub message: String,
}

/// A change of the sources that mends a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// The pieces of text to replace, none overlapping.
    pub edits: Vec<Edit>,
}

/// A piece of text to replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Its first byte.
    pub start: Pos,
    /// The byte behind its last.
    pub end: Pos,
    /// What to put there.
    pub text: String,
}

impl Diagnostic {
    /// A diagnostic without a place.
    pub fn new(severity: Severity, code: &'static str, message: impl AsRef<[u8]>) -> Self {
        Diagnostic {
            severity,
            code,
            message: message.as_ref().trim_ascii().to_vec(),
            notes: Vec::new(),
            help: Vec::new(),
            pos: Pos::NONE,
            option: Vec::new(),
            suggestions: Vec::new(),
            related: Vec::new(),
            fix: None,
        }
    }
}
