//! References of options: in the open texts, and in the other files of the configuration.

use hmeval_ide::answer::Answer;
use hmeval_ide::document::Document;
use hmeval_ide::rename::{name_at, places_of};
use lsp_types as lsp;

use crate::ask::{Now, Pending};
use crate::convert::{range, uri_of};
use crate::server::Server;
use crate::syntax::{at, variable_references};

/// What is looked for.
pub(crate) struct References {
    /// The path up to the name.
    path: Vec<String>,
    /// Whether declarations are wanted.
    declarations: bool,
    /// The folder that the files are in.
    pub(crate) folder: Vec<u8>,
}

/// `textDocument/references`
pub(crate) fn references(server: &Server, params: &lsp::ReferenceParams) -> Now<Option<Vec<lsp::Location>>> {
    let Some((document, offset)) = at(server, &params.text_document_position) else {
        return Now::Reply(None);
    };
    let declarations = params.context.include_declaration;
    if let Some(found) = variable_references(server, document, offset, declarations) {
        return Now::Reply(Some(found));
    }
    match name_at(document, offset) {
        Some(name) => {
            let folder = server.folder(&document.path);
            let wanted = References { path: name.path, declarations, folder };
            Now::Later(document.path.clone(), Pending::References(Box::new(wanted)))
        }
        None => Now::Reply(None),
    }
}

/// The places of the name; without an evaluation those in the open texts.
pub(crate) fn found(server: &Server, wanted: &References, answer: &Answer) -> Vec<lsp::Location> {
    let files = match answer {
        Answer::Symbols(files) => &files[..],
        _ => &[],
    };
    let name = wanted.path.last().map(String::as_str).unwrap_or_default();
    let closed = files.iter().filter(|file| !server.documents.contains_key(&file.file));
    let closed = closed.filter(|file| file.text.contains(name));
    let closed: Vec<Document> =
        closed.map(|file| Document::new(file.file.clone(), file.text.clone(), 0)).collect();
    let mut found = Vec::new();
    for document in server.documents.values().chain(&closed) {
        let uri = server.saved_uris.get(&document.path).cloned().or_else(|| uri_of(&document.path));
        let Some(uri) = uri else { continue };
        let places = places_of(document, &wanted.path).into_iter();
        let places = places.filter(|place| wanted.declarations || !place.declares);
        found.extend(places.map(|place| lsp::Location {
            uri: uri.clone(),
            range: range(document, &place.at, server.client.units),
        }));
    }
    found
}
