//! Inputs of flakes: which one is under the cursor, and what is told of it.

use std::ops::Range;

use hmeval_ide::answer::{Answer, InputInfo};
use hmeval_ide::document::Document;
use hmeval_ide::lines::LineIndex;
use hmeval_syntax::editor::NameKind;
use lsp_types as lsp;

use crate::convert::{range_in, uri_of};
use crate::hover;
use crate::server::Server;

/// The input that is named at an offset, and where: behind `inputs.`, or in the pattern of the function in `flake.nix`.
pub(crate) fn input_at(document: &Document, offset: usize) -> Option<(String, Range<usize>)> {
    let covers = |at: &&Range<usize>| at.start <= offset && offset <= at.end;
    for reference in document.tree.references().into_iter().filter(|reference| reference.base == "inputs") {
        if let (Some(name), Some(at)) = (reference.names.first(), reference.ranges.first().filter(covers)) {
            return Some((name.clone(), at.clone()));
        }
    }
    let name = document.names.at(offset).filter(|_| document.path.ends_with(b"/flake.nix"))?;
    let at = name.bound.iter().find(covers)?.clone();
    let is_input = matches!(name.kind, NameKind::Formal(_)) && name.text != "self";
    is_input.then(|| (name.text.clone(), at))
}

/// What is told of an input; what the text says where it is none.
pub(crate) fn about(
    name: &str,
    range: lsp::Range,
    known: Option<String>,
    answer: Answer,
) -> Option<lsp::Hover> {
    let Answer::Input(info) = answer else {
        let is_value = matches!(answer, Answer::Value(_));
        let text = known.or_else(|| is_value.then(|| format!("**inputs.{name}**")))?;
        return hover::with_value(text, range, answer);
    };
    let InputInfo { locked, .. } = *info;
    let locked = locked.filter(|locked| !locked.is_empty());
    let told = locked.map(|locked| format!("\n\nlocked: {}", locked.replace('\'', "`"))).unwrap_or_default();
    Some(hover::shown(format!("**inputs.{name}**: an input of the flake{told}"), range))
}

/// Where an input is written; where the variable is bound if it is none.
pub(crate) fn place(
    server: &Server,
    known: Option<Vec<lsp::Location>>,
    answer: Answer,
) -> Option<lsp::GotoDefinitionResponse> {
    let Answer::Input(info) = answer else { return known.map(lsp::GotoDefinitionResponse::Array) };
    let InputInfo { file, text, at, .. } = *info;
    let uri = server.saved_uris.get(&file).cloned().or_else(|| uri_of(&file))?;
    let range = range_in(&text, &LineIndex::new(&text), &at?, server.client.units);
    Some(lsp::GotoDefinitionResponse::Scalar(lsp::Location { uri, range }))
}
