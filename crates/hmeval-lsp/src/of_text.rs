//! What is wrong in a text by itself, without any evaluation: its grammar, its variables.

use std::ops::Range;

use hmeval_config::check::rule;
use hmeval_ide::document::{Document, is_global};
use hmeval_syntax::editor::NameKind;
use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString,
};

use crate::convert::{range, uri_of};
use crate::diagnostics::meant;
use crate::server::Server;

/// A mistake of the grammar.
const SYNTAX: &str = "syntax";
/// A variable that nothing binds.
const UNDEFINED: &str = "undefined-variable";
/// A variable that nothing uses.
const UNUSED: &str = "unused";
/// A variable that hides another one.
const SHADOWING: &str = "shadowing";

/// What the manual of Nix says of variables.
const SCOPE: &str = "https://nix.dev/manual/nix/latest/language/scope.html";

impl Server {
    /// Mistakes that need no evaluation.
    pub(crate) fn of_text(&self, document: &Document) -> Vec<Diagnostic> {
        let one = |at: &Range<usize>, severity, code: &str, message: String| {
            let rule = rule::rule(code).map_or_else(|| SCOPE.to_owned(), rule::Rule::link);
            Diagnostic {
                range: range(document, at, self.client.units),
                severity: Some(severity),
                code: Some(NumberOrString::String(code.to_owned())),
                code_description: rule.parse().ok().map(|href| CodeDescription { href }),
                source: Some("hmeval".to_owned()),
                message,
                ..Diagnostic::default()
            }
        };
        let errors = document.tree.errors();
        let syntax = |error: &hmeval_syntax::editor::TextError| {
            one(&error.range, DiagnosticSeverity::ERROR, SYNTAX, error.message.clone())
        };
        let mut found: Vec<Diagnostic> = errors.iter().map(syntax).collect();
        if !found.is_empty() {
            // What is lost of the text may bind, use and hide variables.
            return found;
        }
        for free in document.names.free.iter().filter(|free| !free.under_with && !is_global(&free.text)) {
            let mut message = format!("undefined variable '{}'", free.text);
            message.push_str(&meant(&document.near(free)));
            found.push(one(&free.range, DiagnosticSeverity::ERROR, UNDEFINED, message));
        }
        for name in document.unused().filter(|name| !name.text.starts_with('_')) {
            let what = match name.kind {
                NameKind::Let => "unused binding",
                NameKind::Formal(true) => "unused argument",
                _ => continue,
            };
            found.extend(name.bound.iter().map(|at| {
                let message = format!("{what} '{}'", name.text);
                let tags = Some(vec![DiagnosticTag::UNNECESSARY]);
                Diagnostic { tags, ..one(at, DiagnosticSeverity::HINT, UNUSED, message) }
            }));
        }
        // Arguments are often called the same as others; what `inherit` takes is mostly the same.
        let bound = document.names.bound.iter().filter(|name| name.kind == NameKind::Let && !name.inherited);
        for (name, hidden) in bound.filter_map(|name| Some((name, name.hides.as_ref()?))) {
            let Some(at) = name.bound.first() else { continue };
            let message = format!("'{}' hides another variable of this name", name.text);
            let related = uri_of(&document.path).map(|uri| DiagnosticRelatedInformation {
                location: Location { uri, range: range(document, hidden, self.client.units) },
                message: "the hidden one".to_owned(),
            });
            let related_information = related.map(|related| vec![related]);
            found.push(Diagnostic {
                related_information,
                ..one(at, DiagnosticSeverity::HINT, SHADOWING, message)
            });
        }
        found
    }
}
