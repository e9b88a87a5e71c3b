//! `workspace/symbol`: what the files of the configuration bind, those that are open as they are in the editor.

use hmeval_config::configuration::show_path;
use hmeval_ide::answer::{Answer, FileSymbols};
use hmeval_ide::lines::LineIndex;
use lsp_types as lsp;

use crate::ask::{Now, Pending};
use crate::complete::is_subsequence;
use crate::convert::{range_in, uri_of};
use crate::server::Server;

/// Symbols that are sent at once.
const MOST: usize = 500;

/// `workspace/symbol`
pub(crate) fn symbols(
    server: &Server,
    params: lsp::WorkspaceSymbolParams,
) -> Now<Option<lsp::WorkspaceSymbolResponse>> {
    match &server.focus {
        Some(focus) => Now::Later(Pending::Symbols(params.query, server.folder(focus))),
        // Nothing is evaluated before a text is open.
        None => Now::Reply(Some(lsp::WorkspaceSymbolResponse::Flat(Vec::new()))),
    }
}

/// The symbols that are like a word, best first.
pub(crate) fn found(server: &Server, query: &str, answer: Answer) -> lsp::WorkspaceSymbolResponse {
    let word = query.to_lowercase();
    let mut found = Vec::new();
    for document in server.documents.values() {
        let (path, text) = (document.path.clone(), document.text.clone());
        let file = FileSymbols::of(path, text, &document.tree, usize::MAX);
        of_file(server, &file, &word, &mut found);
    }
    if let Answer::Symbols(files) = answer {
        let closed = files.iter().filter(|file| !server.documents.contains_key(&file.file));
        closed.for_each(|file| of_file(server, file, &word, &mut found));
    }
    found.sort_by(|(left, one), (right, other)| left.cmp(right).then_with(|| one.name.cmp(&other.name)));
    found.truncate(MOST);
    lsp::WorkspaceSymbolResponse::Flat(found.into_iter().map(|(_, symbol)| symbol).collect())
}

/// How far a symbol is from a word: the smallest is the best.
type Distance = (bool, usize);

fn of_file(
    server: &Server,
    file: &FileSymbols,
    word: &str,
    found: &mut Vec<(Distance, lsp::SymbolInformation)>,
) {
    let uri = server.saved_uris.get(&file.file).cloned().or_else(|| uri_of(&file.file));
    let (Some(uri), lines) = (uri, LineIndex::new(&file.text)) else { return };
    for (path, at) in &file.names {
        let (container, path) = named(path);
        let name = String::from_utf8_lossy(&show_path(path)).into_owned();
        let lower = name.to_lowercase();
        if !is_subsequence(word, &lower) {
            continue;
        }
        let range = range_in(&file.text, &lines, at, server.client.units);
        let distance = (!lower.contains(word), name.len());
        #[expect(deprecated, reason = "the protocol's type has the field")]
        let symbol = lsp::SymbolInformation {
            name,
            kind: lsp::SymbolKind::PROPERTY,
            tags: None,
            deprecated: None,
            location: lsp::Location { uri: uri.clone(), range },
            container_name: container,
        };
        found.push((distance, symbol));
    }
}

/// The path of an option, without the attribute of the module that it is in; which one this is, if it declares the option.
fn named(path: &[String]) -> (Option<String>, &[String]) {
    match path {
        [first, rest @ ..] if first == "options" && !rest.is_empty() => (Some(first.clone()), rest),
        [first, rest @ ..] if first == "config" && !rest.is_empty() => (None, rest),
        path => (None, path),
    }
}
