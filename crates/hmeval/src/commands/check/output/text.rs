//! Diagnostics for people, and a summary.

use std::io;

use hmeval_diag::Pos;
use hmeval_eval::Evaluator;

use super::super::diagnostic::{Diagnostic, Severity};
use crate::console::Console;
use crate::diagnose;
use crate::style::Ink;
use hmeval_config::check::DID_YOU_MEAN;

/// Prints diagnostics for people on standard output, and a summary on standard error.
pub(super) fn print(ev: &Evaluator<'_>, console: &Console<'_>, found: &[Diagnostic]) -> io::Result<()> {
    let style = console.stdout_style();
    let talkative = console.is_talkative();
    let shown = found.iter().filter(|diagnostic| talkative || diagnostic.severity != Severity::Info);
    for diagnostic in shown {
        console.out_line(&report(diagnostic, |report| report.render(ev, style)))?;
        console.out_line(b"")?;
    }
    summary(console, found, talkative);
    Ok(())
}

fn report<T>(diagnostic: &Diagnostic, use_report: impl FnOnce(&diagnose::Report<'_>) -> T) -> T {
    let (ink, name) = match diagnostic.severity {
        Severity::Error => (Ink::Error, "error"),
        Severity::Warning => (Ink::Warning, "warning"),
        Severity::Info => (Ink::Frame, "info"),
    };
    let related: Vec<(Pos, &str)> =
        diagnostic.related.iter().map(|related| (related.pos, &related.message[..])).collect();
    // A fix that takes the first suggestion says nothing new.
    let fix = diagnostic.fix.iter().filter(|_| diagnostic.suggestions.is_empty());
    let help: Vec<String> = diagnostic.help.iter().cloned().chain(fix.map(|fix| fix.title.clone())).collect();
    use_report(&diagnose::Report {
        ink,
        head: format!("{name}[{}]", diagnostic.code),
        message: without_suggestions(&diagnostic.message),
        pos: diagnostic.pos,
        suggestions: &diagnostic.suggestions,
        related: &related,
        notes: &diagnostic.notes,
        help: &help,
    })
}

/// A message without the suggestions that newer module systems make in it: they are shown in one way for all.
fn without_suggestions(message: &[u8]) -> &[u8] {
    let end = message.windows(DID_YOU_MEAN.len()).position(|window| window == DID_YOU_MEAN);
    message[..end.unwrap_or(message.len())].trim_ascii_end()
}

fn summary(console: &Console<'_>, found: &[Diagnostic], talkative: bool) {
    let count = |severity| found.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let noun = |count, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    if infos > 0 && !talkative {
        let (values, verb) = (noun(infos, "value"), if infos == 1 { "fails" } else { "fail" });
        let text =
            format!("{values} that the configuration does not set and does not need {verb}; -v shows what");
        console.note(text.as_bytes());
    }
    console.note(format!("{}, {}", noun(errors, "error"), noun(warnings, "warning")).as_bytes());
}
