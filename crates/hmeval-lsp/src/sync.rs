//! Texts that the client opens, changes and closes.

use std::sync::Arc;

use hmeval_ide::document::Document;
use hmeval_ide::lines::LineIndex;
use lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, TextDocumentContentChangeEvent,
};

use crate::convert::{line_column, path_of};
use crate::server::Server;

/// `textDocument/didOpen`
pub(crate) fn open(server: &mut Server, params: DidOpenTextDocumentParams) {
    let document = params.text_document;
    let Some(path) = path_of(&document.uri) else { return };
    server.saved_uris.insert(path.clone(), document.uri);
    let document = Document::new(path, Arc::from(document.text), document.version);
    take(server, document);
}

/// `textDocument/didChange`
pub(crate) fn change(server: &mut Server, params: DidChangeTextDocumentParams) {
    let Some(path) = path_of(&params.text_document.uri) else { return };
    let Some(document) = server.documents.get(&path) else { return };
    let mut text = document.text.to_string();
    for change in params.content_changes {
        apply(&mut text, change, server);
    }
    let document = document.changed(Arc::from(text), params.text_document.version);
    take(server, document);
}

/// One change. Positions are those of the text after the changes before.
fn apply(text: &mut String, change: TextDocumentContentChangeEvent, server: &Server) {
    match change.range {
        None => *text = change.text,
        Some(range) => {
            let lines = LineIndex::new(text);
            let (from, to) = (line_column(range.start), line_column(range.end));
            let range = lines.range(text, from, to, server.client.units);
            text.replace_range(range, &change.text);
        }
    }
}

fn take(server: &mut Server, document: Document) {
    let path = document.path.clone();
    let evaluated = Arc::clone(document.to_evaluate());
    let old = server.documents.insert(path.clone(), document);
    let old_focus = server.focus.replace(path.clone());
    server.publish(&path);
    // In the middle of a word there is nothing new to evaluate.
    let is_old = old.is_some_and(|old| *old.to_evaluate() == evaluated);
    if !is_old || old_focus.as_ref() != Some(&path) {
        server.texts_changed();
    }
    server.glance(&path);
}

/// `textDocument/didClose`: from now on the file is what lies on the disk.
pub(crate) fn close(server: &mut Server, params: DidCloseTextDocumentParams) {
    let Some(path) = path_of(&params.text_document.uri) else { return };
    server.documents.remove(&path);
    if server.focus.as_ref() == Some(&path) {
        server.focus = server.documents.keys().next().cloned();
    }
    server.publish(&path);
    server.texts_changed();
}

/// `textDocument/didSave`: files that are not open may have changed too.
pub(crate) fn save(server: &mut Server, params: DidSaveTextDocumentParams) {
    if let Some(path) = path_of(&params.text_document.uri).filter(|path| server.documents.contains_key(path))
    {
        server.focus = Some(path);
    }
    server.texts_changed();
}
