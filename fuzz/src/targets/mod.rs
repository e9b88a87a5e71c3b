//! The targets, one a file.

pub mod drv;
pub mod evaluator;
pub mod json;
pub mod nar;
pub mod parser;
pub mod toml;

/// A target.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name; its corpus lies in `corpus/NAME`.
    pub name: &'static str,
    /// Takes an input.
    pub run: fn(&[u8]),
    /// Pieces that the mutator puts into inputs.
    pub words: &'static [&'static str],
}

/// All targets.
pub const ALL: &[Target] = &[
    Target { name: "parser", run: parser::run, words: parser::WORDS },
    Target { name: "evaluator", run: evaluator::run, words: evaluator::WORDS },
    Target { name: "nar", run: nar::run, words: nar::WORDS },
    Target { name: "drv", run: drv::run, words: drv::WORDS },
    Target { name: "json", run: json::run, words: json::WORDS },
    Target { name: "toml", run: toml::run, words: toml::WORDS },
];
