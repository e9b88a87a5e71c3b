//! Renaming: of variables from the text alone, of options with what the evaluation knows of the whole configuration.

use std::collections::HashMap;
use std::ops::Range;

use hmeval_ide::answer::Answer;
use hmeval_ide::document::Document;
use hmeval_ide::lines::LineIndex;
use hmeval_ide::rename::{FileEdits, NameAt, Renaming, edits, name_at};
use hmeval_syntax::editor::{Name, Written};
use lsp_types as lsp;
use serde_json::Value;

use crate::ask::{Now, Pending, json};
use crate::convert::{range, range_in, uri_of};
use crate::server::Server;
use crate::syntax::{at, places};

/// The variable at an offset, if it can get another name: not what an `inherit` binds to an attribute of the same name,
/// and not the names of a pattern, by which callers pass arguments. An `inherit` that only uses it becomes a binding.
fn variable(document: &Document, offset: usize) -> Option<&Name> {
    use hmeval_syntax::editor::NameKind::{Argument, Let};
    document.names.at(offset).filter(|name| matches!(name.kind, Let | Argument) && !name.inherited)
}

/// `textDocument/prepareRename`
pub(crate) fn prepare(
    server: &Server,
    params: &lsp::TextDocumentPositionParams,
) -> Now<Option<lsp::PrepareRenameResponse>> {
    let Some((document, offset)) = at(server, params) else { return Now::Reply(None) };
    let units = server.client.units;
    if let Some(name) = variable(document, offset) {
        let here = places(name).into_iter().find(|at| at.start <= offset && offset <= at.end);
        let here = here.map(|at| lsp::PrepareRenameResponse::Range(range(document, &at, units)));
        return Now::Reply(here);
    }
    let Some(name) = name_at(document, offset) else { return Now::Reply(None) };
    let prepared = lsp::PrepareRenameResponse::RangeWithPlaceholder {
        range: range(document, &name.at, units),
        placeholder: name.path.last().cloned().unwrap_or_default(),
    };
    let renaming = Box::new(renaming(server, document, name, None));
    Now::Later(document.path.clone(), Pending::PrepareRename(prepared, renaming))
}

fn renaming(server: &Server, document: &Document, name: NameAt, new: Option<String>) -> Renaming {
    Renaming { path: name.path, new, texts: server.texts(), root: server.folder(&document.path) }
}

/// `textDocument/rename`
pub(crate) fn rename(server: &Server, params: &lsp::RenameParams) -> Now<Option<lsp::WorkspaceEdit>> {
    let Some((document, offset)) = at(server, &params.text_document_position) else {
        return Now::Reply(None);
    };
    if let Some(name) = variable(document, offset) {
        return match of_variable(server, document, name, &params.new_name) {
            Ok(edit) => Now::Reply(Some(edit)),
            Err(reason) => Now::Refused(reason),
        };
    }
    match name_at(document, offset) {
        Some(name) => {
            let renaming = renaming(server, document, name, Some(params.new_name.clone()));
            Now::Later(document.path.clone(), Pending::Rename(Box::new(renaming)))
        }
        None => Now::Refused("this is no variable or option that can get another name".to_owned()),
    }
}

/// The reply to whether an option can be renamed.
///
/// # Errors
/// If it cannot, with the reason.
pub(crate) fn prepared(answer: Answer, prepared: &lsp::PrepareRenameResponse) -> Result<Value, String> {
    changes(answer).map(|_| json(prepared))
}

/// The reply with the changes that rename an option.
///
/// # Errors
/// If it cannot be renamed, with the reason.
pub(crate) fn renamed(server: &Server, answer: Answer) -> Result<Value, String> {
    let files = changes(answer)?.into_iter().filter_map(|changes| in_file(server, changes));
    Ok(json(edit(server, files.collect())))
}

fn changes(answer: Answer) -> Result<Vec<FileEdits>, String> {
    match answer {
        Answer::Rename(result) => result,
        _ => Err("the configuration of this file cannot be evaluated".to_owned()),
    }
}

/// The changes of a file, for its version if it is open.
struct Changes {
    uri: lsp::Uri,
    version: Option<i32>,
    edits: Vec<lsp::TextEdit>,
}

fn in_file(server: &Server, changes: FileEdits) -> Option<Changes> {
    let FileEdits { file, text, edits } = changes;
    let uri = server.saved_uris.get(&file).cloned().or_else(|| uri_of(&file))?;
    let lines = LineIndex::new(&text);
    let edit = |(at, new_text): (Range<usize>, String)| lsp::TextEdit {
        range: range_in(&text, &lines, &at, server.client.units),
        new_text,
    };
    let version = server.documents.get(&file).map(|document| document.version);
    Some(Changes { uri, version, edits: edits.into_iter().map(edit).collect() })
}

/// Changes in the form that the client takes.
fn edit(server: &Server, files: Vec<Changes>) -> lsp::WorkspaceEdit {
    if !server.client.document_changes {
        let changes = files.into_iter().map(|file| (file.uri, file.edits)).collect();
        return lsp::WorkspaceEdit { changes: Some(changes), ..lsp::WorkspaceEdit::default() };
    }
    let files = files.into_iter().map(|Changes { uri, version, edits }| lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(lsp::OneOf::Left).collect(),
    });
    let changes = Some(lsp::DocumentChanges::Edits(files.collect()));
    lsp::WorkspaceEdit { document_changes: changes, ..lsp::WorkspaceEdit::default() }
}

fn of_variable(
    server: &Server,
    document: &Document,
    name: &Name,
    new: &str,
) -> Result<lsp::WorkspaceEdit, String> {
    if !is_name(new) {
        return Err(format!("'{new}' is no name of a variable"));
    }
    let taken = |at: &Range<usize>| {
        let clash = |other: &&Name| other.text == new;
        document.names.visible_at(at.start).iter().any(clash)
    };
    let inner = |other: &Name| {
        let overlaps = other.visible.start < name.visible.end && name.visible.start < other.visible.end;
        other.text == new && overlaps
    };
    let is_free =
        !document.names.free.iter().any(|free| free.text == new && name.visible.contains(&free.range.start));
    if places(name).iter().any(taken) || document.names.bound.iter().any(inner) || !is_free {
        return Err(format!("'{new}' is the name of something else here"));
    }
    let written = places(name).into_iter().map(|at| match document.tree.inherit_of(at.start) {
        Some(inherited) => Written::Inherited(inherited),
        None => Written::Name(at),
    });
    let edit = |(at, new_text): (Range<usize>, String)| lsp::TextEdit {
        range: range(document, &at, server.client.units),
        new_text,
    };
    let edits = edits(&document.text, &written.collect::<Vec<_>>(), new).into_iter().map(edit).collect();
    let uri = server.saved_uris.get(&document.path).cloned().or_else(|| uri_of(&document.path));
    let changes = uri.map(|uri| HashMap::from([(uri, edits)]));
    Ok(lsp::WorkspaceEdit { changes, ..lsp::WorkspaceEdit::default() })
}

fn is_name(text: &str) -> bool {
    const KEYWORDS: [&str; 10] =
        ["if", "then", "else", "assert", "with", "let", "in", "rec", "inherit", "or"];
    let mut characters = text.chars();
    let starts = characters.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
    let goes_on = characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '\''));
    starts && goes_on && !KEYWORDS.contains(&text)
}
