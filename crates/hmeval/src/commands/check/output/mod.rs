//! The forms in which diagnostics are printed.
//!
//! `hmeval_config::check::record` gathers what programs read of a diagnostic; `json`, `sarif` and `github` write it, `text` is for people.

mod github;
mod json;

mod sarif;
mod text;

use std::io;

use hmeval_eval::Evaluator;

use super::diagnostic::{Diagnostic, Severity};
use super::rule::{self, Level, Levels};
use crate::console::Console;
use hmeval_config::check::record::Record;

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

impl Format {
    /// Prints diagnostics.
    pub(super) fn print(
        self,
        ev: &Evaluator<'_>,
        console: &Console<'_>,
        found: &[Diagnostic],
    ) -> io::Result<()> {
        let records = || found.iter().map(|diagnostic| Record::of(ev, diagnostic)).collect::<Vec<_>>();
        match self {
            Format::Text => text::print(ev, console, found),
            Format::Json => console.out_line(&json::document(records())?),
            Format::Sarif => console.out_line(&sarif::document(&records())?),
            Format::Github => {
                // Annotations are few, and for what a person has to look at.
                let told: Vec<_> =
                    records().into_iter().filter(|record| record.severity != Severity::Info.name()).collect();
                told.iter().try_for_each(|record| console.out_line(github::line(record, console).as_bytes()))
            }
        }
    }
}

/// Prints the rules with their levels.
pub(super) fn rules(console: &Console<'_>, levels: &Levels) -> io::Result<()> {
    let width = rule::RULES.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
    for rule in rule::RULES {
        let level = if rule.lint { levels.of(rule) } else { Level::Error };
        console.out_line(format!("{:width$}  {:5}  {}", rule.code, level.name(), rule.summary).as_bytes())?;
    }
    Ok(())
}

/// Prints what a rule means.
pub(super) fn explain(console: &Console<'_>, rule: &rule::Rule) -> io::Result<()> {
    let choice = match rule.lint {
        true => format!("Level: {} (--lint {}=off|warn|error)", rule.level.name(), rule.code),
        false => "Always an error.".to_owned(),
    };
    let text = format!("{}: {}\n\n{}\n\n{choice}\nSee {}", rule.code, rule.summary, rule.help, rule.link());
    console.out_line(text.as_bytes())
}
