//! What is wrong, published: mistakes of the grammar and of variables at once, the rest when it was evaluated.

use std::collections::BTreeSet;

use hmeval_config::check::record::{Record, Region};
use hmeval_config::check::rule;
use hmeval_config::configuration::show_path;
use hmeval_ide::answer::Glimpse;
use hmeval_ide::document::Document;
use hmeval_ide::lines::LineIndex;
use hmeval_ide::shift::shifted;
use lsp_server::{Message, Notification};
use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString,
    PublishDiagnosticsParams,
};

use crate::convert::{range, range_in, uri_of};
use crate::modules::as_option;
use crate::server::Server;

/// Diagnostics of one file, at most.
const MOST: usize = 200;

impl Server {
    /// Publishes what is wrong in all files.
    pub(crate) fn publish_all(&mut self) {
        let mut files: BTreeSet<Vec<u8>> =
            self.documents.keys().chain(self.published.keys()).cloned().collect();
        files.extend(self.found_files().filter(|file| self.is_own(file)).cloned());
        for file in files {
            self.publish(&file);
        }
    }

    /// Publishes what is wrong in a file, if that is something else than was published.
    pub(crate) fn publish(&mut self, file: &[u8]) {
        let found = self.diagnostics(file);
        let known = self.published.get(file).map(Vec::as_slice).unwrap_or_default();
        let document = self.documents.get(file);
        // An editor takes diagnostics of another version for old ones.
        if known == found && document.is_none() {
            return;
        }
        let Some(uri) = self.saved_uris.get(file).cloned().or_else(|| uri_of(file)) else { return };
        let version = document.map(|document| document.version);
        let params = PublishDiagnosticsParams { uri, diagnostics: found.clone(), version };
        self.send(Message::Notification(Notification::new(
            "textDocument/publishDiagnostics".to_owned(),
            params,
        )));
        if found.is_empty() {
            self.published.remove(file);
        } else {
            self.published.insert(file.to_vec(), found);
        }
    }

    fn diagnostics(&self, file: &[u8]) -> Vec<Diagnostic> {
        let document = self.documents.get(file);
        let mut found = document.map(|document| self.of_text(document)).unwrap_or_default();
        let is_broken = document.is_some_and(|document| !document.tree.errors().is_empty());
        for record in self.records(file) {
            // The tree has all mistakes of the grammar, evaluation knows the first.
            let known = matches!(record.code, "syntax") && is_broken;
            if let Some(diagnostic) = self.of_record(record, document).filter(|_| !known) {
                let same = |other: &Diagnostic| {
                    other.range == diagnostic.range && other.severity == diagnostic.severity
                };
                if !found.iter().any(same) {
                    found.push(diagnostic);
                }
            }
        }
        for glimpse in document.map(|document| self.glimpses_of(document)).unwrap_or_default() {
            if !found
                .iter()
                .any(|other| other.range.start == glimpse.range.start && other.severity == glimpse.severity)
            {
                found.push(glimpse);
            }
        }
        found.extend(self.conflicts_with(file));
        let explained = found.iter().any(|known| known.severity == Some(DiagnosticSeverity::ERROR));
        if self.focus.as_deref() == Some(file) && !explained {
            found.extend(self.elsewhere(file));
        }
        found.truncate(MOST);
        found
    }

    /// Conflicts that are told in other files, at what this one says.
    fn conflicts_with(&self, file: &[u8]) -> Vec<Diagnostic> {
        let document = self.documents.get(file);
        let is_here = |region: &Region| region.file.as_ref().is_some_and(|name| name.as_bytes() == file);
        let all = self.report_of(file).into_iter().flat_map(|report| report.findings.values().flatten());
        let conflicts = all.filter(|record| record.code == "conflict");
        let elsewhere =
            conflicts.filter(|record| record.region.as_ref().is_some_and(|region| !is_here(region)));
        let told = elsewhere.filter_map(|record| {
            let here = record.related.iter().find(|related| is_here(&related.region))?;
            let mut mirrored = record.clone();
            let other = mirrored.region.replace(here.region.clone())?;
            for related in &mut mirrored.related {
                if is_here(&related.region) && related.region == here.region {
                    related.region = other.clone();
                }
            }
            self.of_record(&mirrored, document)
        });
        told.collect()
    }

    /// What was seen at once in a text that is not evaluated yet.
    fn glimpses_of(&self, document: &Document) -> Vec<Diagnostic> {
        let Some(((path, version), glance)) = &self.glance else { return Vec::new() };
        let evaluated = self.report_of(&document.path).and_then(|report| report.texts.get(&document.path));
        if *path != document.path || *version != document.version || evaluated == Some(&document.text) {
            return Vec::new();
        }
        let diagnostic = |glimpse: &Glimpse| {
            let mut message = glimpse.message.clone();
            message.push_str(&meant(&glimpse.suggestions));
            Diagnostic {
                range: range(document, &glimpse.range, self.client.units),
                severity: Some(DiagnosticSeverity::ERROR),
                code: Some(NumberOrString::String(glimpse.code.to_owned())),
                source: Some("hmeval".to_owned()),
                message,
                ..Diagnostic::default()
            }
        };
        glance.glimpses.iter().map(diagnostic).collect()
    }

    /// Whether a file is one that the user looks at: open, or in the open folder.
    pub(crate) fn is_own(&self, file: &[u8]) -> bool {
        self.documents.contains_key(file) || self.client.root_of(file).is_some()
    }

    /// Errors that no file of the user is the place of, told in the text that is looked at: where it has to do with them, or
    /// at its beginning. Libraries have values that fail and that nobody needs, so that these are no errors of the text; what
    /// makes the whole configuration fail is one, and what names the text.
    fn elsewhere(&self, file: &[u8]) -> Vec<Diagnostic> {
        let Some(report) = &self.report else { return Vec::new() };
        let records =
            report.findings.iter().filter(|(file, _)| !self.is_own(file)).flat_map(|(_, records)| records);
        let errors = records.filter(|record| record.severity == "error");
        let name = String::from_utf8_lossy(file).into_owned();
        let severity = |record: &Record| match report.has_failed || record.message.contains(&name) {
            true => DiagnosticSeverity::ERROR,
            false => DiagnosticSeverity::INFORMATION,
        };
        let told = errors.map(|record| Diagnostic {
            severity: Some(severity(record)),
            ..self.diagnostic(record, self.place_here(record, file).unwrap_or_default())
        });
        told.collect()
    }

    /// Where a file has to do with an error that is elsewhere: where the error leads to, else where the file defines the
    /// option.
    fn place_here(&self, record: &Record, file: &[u8]) -> Option<lsp_types::Range> {
        let document = self.documents.get(file)?;
        let mut related = record.related.iter().map(|related| &related.region);
        let here = related.find(|region| region.file.as_ref().is_some_and(|name| name.as_bytes() == file));
        if let Some(region) = here {
            return self.place(region, Some(document));
        }
        // What the module system says of an option without its path has that in its words.
        let is_named = |path: &[String]| {
            let shown = String::from_utf8_lossy(&show_path(path)).into_owned();
            record.option.is_empty() && record.message.contains(&format!("`{shown}'"))
        };
        let is_about = |path: &[String]| !record.option.is_empty() && record.option.starts_with(path);
        let bindings = document.tree.bindings().into_iter();
        let defining = bindings.filter(|binding| {
            let path = as_option(&binding.path);
            is_about(&path) || is_named(&path)
        });
        let nearest = defining.max_by_key(|binding| binding.path.len())?;
        Some(range(document, nearest.names.last()?, self.client.units))
    }

    /// What the last evaluation found in a file.
    pub(crate) fn records(&self, file: &[u8]) -> &[Record] {
        let findings = self.report_of(file).and_then(|report| report.findings.get(file));
        findings.map(Vec::as_slice).unwrap_or_default()
    }

    /// The offsets of a region in the text that is open now; in the evaluated one, if the file is not open.
    pub(crate) fn place(&self, region: &Region, document: Option<&Document>) -> Option<lsp_types::Range> {
        let (from, to) = ((region.line, region.column), (region.end_line, region.end_column));
        let file = region.file.as_ref()?.as_bytes();
        let evaluated = self.report_of(file).and_then(|report| report.texts.get(file));
        let units = self.client.units;
        match (document, evaluated) {
            (Some(document), Some(old)) => {
                let lines = LineIndex::new(old);
                let at = shifted(old, &document.text, &lines.between(old, from, to))?;
                Some(range(document, &at, units))
            }
            // Opened since: the text that was evaluated is that of the disk, which an editor opens unchanged.
            (Some(document), None) => {
                Some(range(document, &document.lines.between(&document.text, from, to), units))
            }
            (None, Some(old)) => {
                let lines = LineIndex::new(old);
                Some(range_in(old, &lines, &lines.between(old, from, to), units))
            }
            // Nobody looks at it: columns of characters are those of the client unless there are emoji in front.
            (None, None) => {
                let point = |line: u32, column: u32| lsp_types::Position {
                    line: line.saturating_sub(1),
                    character: column.saturating_sub(1),
                };
                Some(lsp_types::Range { start: point(from.0, from.1), end: point(to.0, to.1) })
            }
        }
    }

    fn of_record(&self, record: &Record, document: Option<&Document>) -> Option<Diagnostic> {
        Some(self.diagnostic(record, self.place(record.region.as_ref()?, document)?))
    }

    fn diagnostic(&self, record: &Record, range: lsp_types::Range) -> Diagnostic {
        let severity = match record.severity {
            "error" => DiagnosticSeverity::ERROR,
            "warning" => DiagnosticSeverity::WARNING,
            _ => DiagnosticSeverity::INFORMATION,
        };
        let mut message = record.message.clone();
        message.push_str(&meant(&record.suggestions));
        for line in record.notes.iter().map(|note| format!("\nnote: {note}")) {
            message.push_str(&line);
        }
        for line in record.help.iter().map(|help| format!("\nhelp: {help}")) {
            message.push_str(&line);
        }
        let related = record.related.iter().filter_map(|related| {
            let file = related.region.file.as_ref()?.as_bytes();
            let range = self.place(&related.region, self.documents.get(file))?;
            let location = Location { uri: uri_of(file)?, range };
            Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
        });
        let link = rule::rule(record.code).and_then(|rule| rule.link().parse().ok());
        Diagnostic {
            range,
            severity: Some(severity),
            code: Some(NumberOrString::String(record.code.to_owned())),
            code_description: link.map(|href| CodeDescription { href }),
            source: Some("hmeval".to_owned()),
            message,
            related_information: Some(related.collect()),
            tags: None,
            data: None,
        }
    }
}

/// What may have been meant, on a line of its own.
pub(crate) fn meant(suggestions: &[String]) -> String {
    match suggestions {
        [] => String::new(),
        names => format!("\ndid you mean {}?", names.join(" or ")),
    }
}

/// `textDocument/inlayHint`: what the last evaluation knows of definitions that do not count.
pub(crate) fn hints(
    server: &Server,
    params: &lsp_types::InlayHintParams,
) -> Option<Vec<lsp_types::InlayHint>> {
    let path = crate::convert::path_of(&params.text_document.uri)?;
    let document = server.documents.get(&path)?;
    let mut found = Vec::new();
    for record in server
        .records(&path)
        .iter()
        .filter(|record| matches!(record.code, "silent-override" | "dead-assignment"))
    {
        let Some(at) = record.region.as_ref().and_then(|region| server.place(region, Some(document))) else {
            continue;
        };
        if at.start.line < params.range.start.line || at.start.line > params.range.end.line {
            continue;
        }
        found.push(lsp_types::InlayHint {
            position: at.end,
            label: lsp_types::InlayHintLabel::String("overridden".to_owned()),
            kind: None,
            text_edits: None,
            tooltip: Some(lsp_types::InlayHintTooltip::String(record.message.clone())),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
    }
    Some(found)
}
