//! `workspace/symbol`: what the files of the configuration bind, those that are open as they are in the editor.

use std::collections::BTreeMap;
use std::ops::Range;

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
        Some(focus) => Now::Later(focus.clone(), Pending::Symbols(params.query, server.folder(focus))),
        // Nothing is evaluated before a text is open.
        None => Now::Reply(Some(lsp::WorkspaceSymbolResponse::Flat(Vec::new()))),
    }
}

/// The symbols that are like a word, best first.
pub(crate) fn found(server: &Server, query: &str, answer: Answer) -> lsp::WorkspaceSymbolResponse {
    let word = query.to_lowercase();
    let open = server.documents.values().map(|document| {
        FileSymbols::of(document.path.clone(), document.text.clone(), &document.tree, usize::MAX)
    });
    let open: Vec<FileSymbols> = open.collect();
    let closed = match &answer {
        Answer::Symbols(files) => &files[..],
        _ => &[],
    };
    let closed = closed.iter().filter(|file| !server.documents.contains_key(&file.file));
    let mut found: Vec<Found<'_>> = open.iter().chain(closed).flat_map(|file| of_file(file, &word)).collect();
    found.sort_by(|one, other| (one.distance, &one.name).cmp(&(other.distance, &other.name)));
    found.truncate(MOST);
    // Only what is sent is looked for in the lines of its file.
    let mut lines: BTreeMap<&[u8], LineIndex> = BTreeMap::new();
    let shown = found.into_iter().filter_map(|found| {
        let FileSymbols { file, text, .. } = found.file;
        let lines = lines.entry(file).or_insert_with(|| LineIndex::new(text));
        let uri = server.saved_uris.get(file).cloned().or_else(|| uri_of(file))?;
        #[expect(deprecated, reason = "the protocol's type has the field")]
        Some(lsp::SymbolInformation {
            name: found.name,
            kind: lsp::SymbolKind::PROPERTY,
            tags: None,
            deprecated: None,
            location: lsp::Location { uri, range: range_in(text, lines, found.at, server.client.units) },
            container_name: found.container,
        })
    });
    lsp::WorkspaceSymbolResponse::Flat(shown.collect())
}

/// A symbol that is like a word.
struct Found<'f> {
    file: &'f FileSymbols,
    at: &'f Range<usize>,
    name: String,
    container: Option<String>,
    /// How far it is from the word: the smallest is the best.
    distance: (bool, usize),
}

fn of_file<'f>(file: &'f FileSymbols, word: &str) -> Vec<Found<'f>> {
    let like = |(path, at): &'f (Vec<String>, Range<usize>)| {
        let (container, path) = named(path);
        let name = String::from_utf8_lossy(&show_path(path)).into_owned();
        let lower = name.to_lowercase();
        let distance = (!lower.contains(word), name.len());
        is_subsequence(word, &lower).then_some(Found { file, at, name, container, distance })
    };
    file.names.iter().filter_map(like).collect()
}

/// The path of an option, without the attribute of the module that it is in; which one this is, if it declares the option.
fn named(path: &[String]) -> (Option<String>, &[String]) {
    match path {
        [first, rest @ ..] if first == "options" && !rest.is_empty() => (Some(first.clone()), rest),
        [first, rest @ ..] if first == "config" && !rest.is_empty() => (None, rest),
        path => (None, path),
    }
}
