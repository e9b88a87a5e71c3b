//! Diagnostics for people and for programs.

use std::io;

use hmeval_eval::Evaluator;

use super::diagnostic::{DID_YOU_MEAN, Diagnostic, Severity};
use crate::console::Console;
use crate::diagnose::{self, Place};
use crate::json_text::{list, string, strings};
use crate::style::Ink;

/// Prints diagnostics for people, and a summary.
pub(super) fn text(ev: &Evaluator<'_>, console: &Console<'_>, found: &[Diagnostic]) -> io::Result<()> {
    let style = console.stdout_style();
    let talkative = console.verbosity() > 3;
    let shown = found.iter().filter(|diagnostic| talkative || diagnostic.severity != Severity::Info);
    for diagnostic in shown {
        let (ink, name) = match diagnostic.severity {
            Severity::Error => (Ink::Error, "error"),
            Severity::Warning => (Ink::Warning, "warning"),
            Severity::Info => (Ink::Frame, "info"),
        };
        // Newer module systems make suggestions in their messages.
        let told = diagnostic.message.windows(DID_YOU_MEAN.len()).any(|window| window == DID_YOU_MEAN);
        let also = |pos| format!("also defined at {}", String::from_utf8_lossy(&ev.show_pos(pos)));
        let notes: Vec<String> =
            diagnostic.notes.iter().cloned().chain(diagnostic.related.iter().map(|pos| also(*pos))).collect();
        let report = diagnose::Report {
            ink,
            head: format!("{name}[{}]", diagnostic.code),
            message: &diagnostic.message,
            pos: diagnostic.pos,
            suggestions: if told { &[] } else { &diagnostic.suggestions },
            notes: &notes,
        };
        console.out_line(&report.render(ev, style))?;
        console.out_line(b"")?;
    }
    let count = |severity| found.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    if infos > 0 && !talkative {
        let text = format!(
            "{infos} values that the configuration does not set and does not need fail; -v shows them"
        );
        console.note(text.as_bytes());
    }
    let noun = |count, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    console.note(format!("{}, {}", noun(errors, "error"), noun(warnings, "warning")).as_bytes());
    Ok(())
}

/// All diagnostics as one JSON document.
pub(super) fn json(ev: &Evaluator<'_>, found: &[Diagnostic]) -> Vec<u8> {
    let mut out = b"{\"diagnostics\":[".to_vec();
    for (index, diagnostic) in found.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        one(ev, &mut out, diagnostic);
    }
    out.extend_from_slice(b"]}");
    out
}

fn one(ev: &Evaluator<'_>, out: &mut Vec<u8>, diagnostic: &Diagnostic) {
    out.extend_from_slice(
        format!("{{\"severity\":\"{}\",\"code\":\"{}\"", diagnostic.severity.name(), diagnostic.code)
            .as_bytes(),
    );
    out.extend_from_slice(b",\"message\":");
    string(out, &diagnostic.message);
    out.extend_from_slice(b",\"notes\":");
    strings(out, &diagnostic.notes);
    if let Some(place) = Place::of(ev, diagnostic.pos) {
        if let Some(file) = &place.file {
            out.extend_from_slice(b",\"file\":");
            string(out, file);
        }
        let (end_line, end_column) = place.end;
        let numbers = format!(
            ",\"line\":{},\"column\":{},\"endLine\":{end_line},\"endColumn\":{end_column}",
            place.line, place.column
        );
        out.extend_from_slice(numbers.as_bytes());
    }
    out.extend_from_slice(b",\"option\":");
    strings(out, &diagnostic.option);
    out.extend_from_slice(b",\"suggestions\":");
    strings(out, &diagnostic.suggestions);
    out.extend_from_slice(b",\"related\":");
    let places: Vec<Place> = diagnostic.related.iter().filter_map(|pos| Place::of(ev, *pos)).collect();
    list(out, &places, |out, place| {
        out.extend_from_slice(b"{\"file\":");
        string(out, place.file.as_deref().unwrap_or_default());
        out.extend_from_slice(format!(",\"line\":{},\"column\":{}", place.line, place.column).as_bytes());
        out.extend_from_slice(b",\"message\":\"also defined here\"}");
    });
    out.push(b'}');
}
