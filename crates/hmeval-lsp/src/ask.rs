//! Questions that need an evaluated configuration, and the replies that are made of the answers.

use hmeval_ide::answer::{Answer, OptionInfo, Question};
use hmeval_ide::document::Document;
use hmeval_ide::rename::{Renaming, name_at};
use hmeval_syntax::editor::Place;
use lsp_types as lsp;
use serde_json::Value;

use crate::complete::{self, Completion};
use crate::convert::{location, range};
use crate::server::Server;
use crate::{hover, inputs, rename, symbols, syntax};

/// A request that waits for an answer.
pub(crate) enum Pending {
    /// What is shown for an option at a place.
    Hover(Vec<String>, lsp::Range),
    /// What is shown for a variable or an attribute: what the text says, where it stands, what it is.
    Value(String, lsp::Range, (String, Vec<String>)),
    /// Where an option is defined (`false`) or declared (`true`).
    Goto(Vec<String>, bool),
    /// What can be written.
    Completion(Completion),
    /// What is known of a proposed package: its set and its path there.
    Package(String, Vec<String>, Box<lsp::CompletionItem>),
    /// The number of definitions of an option, above its first one.
    Lens(Vec<String>, Box<lsp::CodeLens>),
    /// What is shown for an input of the flake, where its name stands, and what the text says of it.
    Input(String, lsp::Range, Option<String>),
    /// Where an input of the flake is written, and where the text binds it.
    GotoInput(String, Option<Vec<lsp::Location>>),
    /// The names that are like a word, of files in a folder.
    Symbols(String, Vec<u8>),
    /// Whether an option can be renamed; if so, this is the reply.
    PrepareRename(lsp::PrepareRenameResponse, Box<Renaming>),
    /// The changes that rename an option.
    Rename(Box<Renaming>),
}

impl Pending {
    /// What is asked.
    pub(crate) fn question(&self) -> Question {
        match self {
            Pending::Hover(path, _) | Pending::Goto(path, _) | Pending::Lens(path, _) => {
                Question::Option(path.clone())
            }
            Pending::Completion(completion) => completion.question(),
            Pending::Input(name, ..) | Pending::GotoInput(name, _) => Question::Input(name.clone()),
            Pending::Symbols(_, folder) => Question::Symbols(folder.clone()),
            Pending::Value(_, _, (base, path)) => Question::Value(base.clone(), path.clone()),
            Pending::Package(base, path, _) => Question::Package(base.clone(), path.clone()),
            Pending::PrepareRename(_, renaming) | Pending::Rename(renaming) => {
                Question::Rename(renaming.clone())
            }
        }
    }

    /// The reply that an answer makes.
    ///
    /// # Errors
    /// If what was asked for cannot be done, with the reason.
    pub(crate) fn reply(self, server: &Server, answer: Answer) -> Result<Value, String> {
        Ok(match (self, answer) {
            (Pending::PrepareRename(prepared, _), answer) => return rename::prepared(answer, &prepared),
            (Pending::Rename(_), answer) => return rename::renamed(server, answer),
            (Pending::Hover(_, range), Answer::Option(info)) => json(lsp::Hover {
                contents: lsp::HoverContents::Markup(markdown(hover::about(&info))),
                range: Some(range),
            }),
            (Pending::Value(text, range, _), answer) => json(hover::with_value(text, range, answer)),
            (Pending::Goto(_, declaration), Answer::Option(info)) => json(goto(server, &info, declaration)),
            (Pending::Completion(completion), Answer::Items(items)) => json(completion.list(items)),
            (Pending::Input(name, range, known), answer) => json(inputs::about(&name, range, known, answer)),
            (Pending::GotoInput(_, known), answer) => json(inputs::place(server, known, answer)),
            (Pending::Symbols(query, _), answer) => json(symbols::found(server, &query, answer)),
            (Pending::Completion(completion), _) => json(completion.list(Vec::new())),
            (Pending::Package(_, _, item), Answer::Items(found)) => json(match found.first() {
                Some(package) => complete::with_package(*item, package),
                None => *item,
            }),
            (Pending::Package(_, _, item), _) => json(*item),
            (Pending::Lens(_, lens), Answer::Option(info)) => json(counted(*lens, &info)),
            (Pending::Lens(_, lens), _) => json(*lens),
            _ => Value::Null,
        })
    }
}

/// A reply.
pub(crate) fn json(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

/// Text of people.
pub(crate) fn markdown(value: String) -> lsp::MarkupContent {
    lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value }
}

/// The option path of a binding: modules may have their options in `config`.
pub(crate) fn as_option(path: &[String]) -> Vec<String> {
    match path {
        [first, rest @ ..] if first == "config" && !rest.is_empty() => rest.to_vec(),
        path => path.to_vec(),
    }
}

/// The option whose name is at an offset: in a binding, behind `config.` or a variable that is bound to something there; and
/// where the name stands.
pub(crate) fn option_at(document: &Document, offset: usize) -> Option<(Vec<String>, std::ops::Range<usize>)> {
    let covers = |range: &std::ops::Range<usize>| range.start <= offset && offset <= range.end;
    for binding in document.tree.bindings() {
        if let Some(index) = binding.names.iter().position(covers) {
            let path = binding.path.get(..=binding.outer + index)?;
            return Some((as_option(path), binding.names.get(index)?.clone()));
        }
    }
    for reference in document.tree.references() {
        if let Some(index) = reference.ranges.iter().position(covers).filter(|_| reference.base == "config") {
            return Some((reference.names.get(..=index)?.to_vec(), reference.ranges.get(index)?.clone()));
        }
    }
    name_at(document, offset).map(|name| (name.path, name.at))
}

/// Whether a question has an answer at once, or waits for the worker.
pub(crate) enum Now<T> {
    /// This is the answer.
    Reply(T),
    /// It waits.
    Later(Pending),
    /// It cannot be done, for this reason.
    Refused(String),
}

/// `textDocument/definition` and `textDocument/declaration`
pub(crate) fn go(
    server: &Server,
    params: &lsp::GotoDefinitionParams,
    declaration: bool,
) -> Now<Option<lsp::GotoDefinitionResponse>> {
    let Some((document, offset)) = syntax::at(server, &params.text_document_position_params) else {
        return Now::Reply(None);
    };
    if let Some((name, _)) = inputs::input_at(document, offset) {
        let bound = syntax::variable_definition(server, document, offset);
        return Now::Later(Pending::GotoInput(name, bound));
    }
    if let Some(found) = syntax::variable_definition(server, document, offset) {
        return Now::Reply(Some(lsp::GotoDefinitionResponse::Array(found)));
    }
    let link =
        document.tree.links().into_iter().find(|link| link.range.start <= offset && offset <= link.range.end);
    if let Some(link) = link {
        let file = syntax::linked(document, &link.text);
        let uri = crate::convert::uri_of(&file);
        let found = uri.map(|uri| lsp::Location { uri, range: lsp::Range::default() });
        return Now::Reply(found.map(lsp::GotoDefinitionResponse::Scalar));
    }
    match option_at(document, offset) {
        Some((path, _)) => Now::Later(Pending::Goto(path, declaration)),
        None => Now::Reply(None),
    }
}

/// `textDocument/completion`
pub(crate) fn completion(
    server: &Server,
    params: &lsp::CompletionParams,
) -> Now<Option<lsp::CompletionResponse>> {
    let Some((document, offset)) = syntax::at(server, &params.text_document_position) else {
        return Now::Reply(None);
    };
    let Some(context) = hmeval_syntax::editor::context(&document.text, offset) else {
        return Now::Reply(None);
    };
    if matches!(context.place, Place::Text | Place::Path(_)) {
        return Now::Reply(None);
    }
    let at = range(document, &context.range, server.client.units);
    Now::Later(Pending::Completion(Completion::new(document, context, at, offset, server.client.snippets)))
}

/// `textDocument/codeLens`: above the options that the text sets.
pub(crate) fn lenses(server: &Server, params: &lsp::CodeLensParams) -> Option<Vec<lsp::CodeLens>> {
    let document = syntax::document(server, &params.text_document.uri)?;
    let lens = |binding: hmeval_syntax::editor::Binding| {
        let at = range(document, binding.names.first()?, server.client.units);
        let data = serde_json::to_value(as_option(&binding.path)).ok();
        Some(lsp::CodeLens { range: at, command: None, data })
    };
    Some(document.tree.bindings().into_iter().filter_map(lens).collect())
}

/// `codeLens/resolve`
pub(crate) fn lens(lens: lsp::CodeLens) -> Now<lsp::CodeLens> {
    let path = lens.data.clone().and_then(|data| serde_json::from_value(data).ok());
    match path {
        Some(path) => Now::Later(Pending::Lens(path, Box::new(lens))),
        None => Now::Reply(lens),
    }
}

fn counted(lens: lsp::CodeLens, info: &OptionInfo) -> lsp::CodeLens {
    let count = info.definitions.iter().filter(|definition| definition.fate != "pruned").count();
    let value = match &info.value {
        Some(Ok(value)) if count > 1 => format!("{count} definitions: {value}"),
        Some(Ok(value)) => value.clone(),
        Some(Err(_)) => "fails".to_owned(),
        None => format!("{count} definitions"),
    };
    let command = lsp::Command { title: value, command: String::new(), arguments: None };
    lsp::CodeLens { command: Some(command), ..lens }
}

fn goto(server: &Server, info: &OptionInfo, declaration: bool) -> Option<lsp::GotoDefinitionResponse> {
    let definitions = info.definitions.iter().map(|definition| &definition.location);
    let places: Vec<_> = match declaration {
        true => info.declarations.iter().collect(),
        false => definitions.chain(&info.declarations).collect(),
    };
    let place = |at: &&hmeval_ide::answer::Location| {
        location(at, server.documents.get(&at.file), server.client.units)
    };
    Some(lsp::GotoDefinitionResponse::Array(places.iter().filter_map(place).collect()))
}
