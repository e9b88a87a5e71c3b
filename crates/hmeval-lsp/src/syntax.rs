//! Answers from a text alone.

use std::ops::Range;

use hmeval_ide::document::Document;
use hmeval_syntax::editor::{Name, Symbol, SymbolKind};
use lsp_types as lsp;

use crate::convert::{offset, path_of, range, token_type, uri_of};
use crate::server::Server;

/// The document that an address names, if it is open.
pub(crate) fn document<'s>(server: &'s Server, uri: &lsp::Uri) -> Option<&'s Document> {
    server.documents.get(&path_of(uri)?)
}

/// The document and the offset that a position means.
pub(crate) fn at<'s>(
    server: &'s Server,
    at: &lsp::TextDocumentPositionParams,
) -> Option<(&'s Document, usize)> {
    let document = document(server, &at.text_document.uri)?;
    Some((document, offset(document, at.position, server.client.units)))
}

/// The binding that begins at an offset, with its `;`.
pub(crate) fn binding_from(document: &Document, start: usize) -> Option<Range<usize>> {
    let is_binding = |around: &Range<usize>| {
        around.start == start && document.text.get(around.clone()).is_some_and(|text| text.ends_with(';'))
    };
    document.tree.around(start).into_iter().find(is_binding)
}

/// Levels that an answer has in each other, at most: clients read only so many.
const DEEPEST: usize = 40;
/// Words that get a colour, at most.
const MOST_WORDS: usize = 50_000;

/// `textDocument/documentSymbol`
pub(crate) fn symbols(
    server: &Server,
    params: lsp::DocumentSymbolParams,
) -> Option<lsp::DocumentSymbolResponse> {
    let document = document(server, &params.text_document.uri)?;
    let symbols = document.tree.symbols();
    Some(lsp::DocumentSymbolResponse::Nested(
        symbols.iter().map(|symbol| nested(server, document, symbol, DEEPEST)).collect(),
    ))
}

fn nested(server: &Server, document: &Document, symbol: &Symbol, levels: usize) -> lsp::DocumentSymbol {
    let units = server.client.units;
    let inside = levels.checked_sub(1).map(|levels| (levels, symbol.children.iter()));
    let children: Vec<_> = inside
        .into_iter()
        .flat_map(|(levels, children)| children.map(move |child| nested(server, document, child, levels)))
        .collect();
    #[expect(deprecated, reason = "the protocol's type has the field")]
    lsp::DocumentSymbol {
        name: symbol.name.clone(),
        detail: None,
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: range(document, &symbol.range, units),
        selection_range: range(document, &symbol.names, units),
        children: (!children.is_empty()).then_some(children),
    }
}

fn kind(kind: SymbolKind) -> lsp::SymbolKind {
    match kind {
        SymbolKind::Set => lsp::SymbolKind::NAMESPACE,
        SymbolKind::Function => lsp::SymbolKind::FUNCTION,
        SymbolKind::List => lsp::SymbolKind::ARRAY,
        SymbolKind::Text => lsp::SymbolKind::STRING,
        SymbolKind::Value => lsp::SymbolKind::PROPERTY,
    }
}

/// `textDocument/foldingRange`
pub(crate) fn folds(server: &Server, params: lsp::FoldingRangeParams) -> Option<Vec<lsp::FoldingRange>> {
    let document = document(server, &params.text_document.uri)?;
    let folds = document.tree.folds().into_iter().map(|(at, comment)| {
        let at = range(document, &at, server.client.units);
        let kind = comment.then_some(lsp::FoldingRangeKind::Comment);
        lsp::FoldingRange {
            start_line: at.start.line,
            end_line: at.end.line,
            kind,
            ..lsp::FoldingRange::default()
        }
    });
    let mut folds: Vec<_> = folds.filter(|fold| fold.start_line < fold.end_line).collect();
    folds.dedup_by_key(|fold| (fold.start_line, fold.end_line));
    Some(folds)
}

/// `textDocument/selectionRange`
pub(crate) fn selections(
    server: &Server,
    params: lsp::SelectionRangeParams,
) -> Option<Vec<lsp::SelectionRange>> {
    let document = document(server, &params.text_document.uri)?;
    let units = server.client.units;
    let chain = |position| {
        let at = offset(document, position, units);
        let nothing = range(document, &(at..at), units);
        let around = document.tree.around(at).into_iter().take(DEEPEST);
        let outermost = around.collect::<Vec<_>>().into_iter().rev().fold(
            None,
            |parent: Option<lsp::SelectionRange>, at| {
                Some(lsp::SelectionRange { range: range(document, &at, units), parent: parent.map(Box::new) })
            },
        );
        outermost.unwrap_or(lsp::SelectionRange { range: nothing, parent: None })
    };
    Some(params.positions.into_iter().map(chain).collect())
}

/// `textDocument/semanticTokens/full`. A word of several lines has no place in the protocol's numbers.
pub(crate) fn tokens(
    server: &Server,
    params: lsp::SemanticTokensParams,
) -> Option<lsp::SemanticTokensResult> {
    let document = document(server, &params.text_document.uri)?;
    let mut data = Vec::new();
    let (mut line, mut column) = (0, 0);
    for span in document.tree.words(&document.names).into_iter().take(MOST_WORDS) {
        let at = range(document, &span.range, server.client.units);
        if at.start.line != at.end.line {
            continue;
        }
        let delta_line = at.start.line - line;
        let delta_start = if delta_line == 0 { at.start.character - column } else { at.start.character };
        (line, column) = (at.start.line, at.start.character);
        data.push(lsp::SemanticToken {
            delta_line,
            delta_start,
            length: at.end.character - at.start.character,
            token_type: token_type(span.class),
            token_modifiers_bitset: 0,
        });
    }
    Some(lsp::SemanticTokens { result_id: None, data }.into())
}

/// The file that a path literal of a document names.
pub(crate) fn linked(document: &Document, text: &str) -> Vec<u8> {
    hmeval_eval::path::join(hmeval_eval::path::parent(&document.path), text.as_bytes())
}

/// `textDocument/documentLink`
pub(crate) fn links(server: &Server, params: lsp::DocumentLinkParams) -> Option<Vec<lsp::DocumentLink>> {
    let document = document(server, &params.text_document.uri)?;
    let links = document.tree.links().into_iter().map(|link| lsp::DocumentLink {
        range: range(document, &link.range, server.client.units),
        target: uri_of(&linked(document, &link.text)),
        tooltip: None,
        data: None,
    });
    Some(links.collect())
}

/// Where a variable is bound.
pub(crate) fn variable_definition(
    server: &Server,
    document: &Document,
    offset: usize,
) -> Option<Vec<lsp::Location>> {
    let name = document.names.at(offset)?;
    locations(server, document, &name.bound)
}

fn locations(server: &Server, document: &Document, at: &[Range<usize>]) -> Option<Vec<lsp::Location>> {
    let uri = uri_of(&document.path)?;
    let place = |at: &Range<usize>| lsp::Location {
        uri: uri.clone(),
        range: range(document, at, server.client.units),
    };
    Some(at.iter().map(place).collect())
}

/// All places of a variable.
pub(crate) fn places(name: &Name) -> Vec<Range<usize>> {
    let mut all: Vec<_> = name.bound.iter().chain(&name.uses).cloned().collect();
    all.sort_by_key(|at| at.start);
    all.dedup();
    all
}

/// The uses of the variable at an offset, and where it is bound if that is wanted.
pub(crate) fn variable_references(
    server: &Server,
    document: &Document,
    offset: usize,
    declarations: bool,
) -> Option<Vec<lsp::Location>> {
    let name = document.names.at(offset)?;
    let at = if declarations { places(name) } else { name.uses.clone() };
    locations(server, document, &at)
}

/// `textDocument/documentHighlight`
pub(crate) fn highlights(
    server: &Server,
    params: lsp::DocumentHighlightParams,
) -> Option<Vec<lsp::DocumentHighlight>> {
    let (document, offset) = at(server, &params.text_document_position_params)?;
    let name = document.names.at(offset)?;
    let highlight = |at: Range<usize>| {
        let kind = match name.bound.contains(&at) {
            true => lsp::DocumentHighlightKind::WRITE,
            false => lsp::DocumentHighlightKind::READ,
        };
        lsp::DocumentHighlight { range: range(document, &at, server.client.units), kind: Some(kind) }
    };
    Some(places(name).into_iter().map(highlight).collect())
}
