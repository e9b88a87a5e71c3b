//! Questions that need an evaluated configuration, and the replies that are made of the answers.

use hmeval_ide::answer::{Answer, Location, OptionInfo, Question, Unbound};
use hmeval_ide::document::{Document, is_global};
use hmeval_ide::rename::{Renaming, name_at};
use hmeval_syntax::editor::Place;
use lsp_types as lsp;
use serde_json::Value;

use crate::complete::{self, Completion};
use crate::convert::{location, path_of, range};
use crate::modules::{as_option, is_elsewhere};
use crate::references::{self, References};
use crate::server::Server;
use crate::{actions, hover, inputs, rename, symbols, syntax};

/// A request that waits for an answer.
pub(crate) enum Pending {
    /// What is shown for an option at a place.
    Hover(Vec<String>, lsp::Range),
    /// What is shown for a variable or an attribute: what the text says, where it stands, which attributes it can be.
    Value(String, lsp::Range, Vec<(String, Vec<String>)>),
    /// Where a variable or an attribute is written that can be these attributes.
    GotoValue(Vec<(String, Vec<String>)>),
    /// Where an option is defined (`false`) or declared (`true`).
    Goto(Vec<String>, bool),
    /// What can be written.
    Completion(Box<Completion>),
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
    /// The changes that mend what is wrong in a file, where these names in it are bound by nothing.
    Actions(Box<lsp::CodeActionParams>, Vec<u8>, Vec<Unbound>),
    /// Where the name of an option is written.
    References(Box<References>),
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
            Pending::Value(_, _, paths) | Pending::GotoValue(paths) => Question::Value(paths.clone()),
            Pending::References(wanted) => Question::Symbols(wanted.folder.clone()),
            Pending::Actions(_, file, names) => Question::Unbound(file.clone(), names.clone()),
            Pending::Package(base, path, _) => Question::Package(base.clone(), path.clone()),
            Pending::PrepareRename(_, renaming) | Pending::Rename(renaming) => {
                Question::Rename(renaming.clone())
            }
        }
    }

    /// Whether somebody has asked for it and waits, so that another configuration is evaluated for it.
    pub(crate) fn is_awaited(&self) -> bool {
        !matches!(
            self,
            Pending::Lens(..) | Pending::Package(..) | Pending::Symbols(..) | Pending::Actions(..)
        )
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
            (Pending::GotoValue(_), Answer::Value(info)) => json(place(server, info.location.as_ref())),
            (Pending::Goto(_, declaration), Answer::Option(info)) => json(goto(server, &info, declaration)),
            (Pending::Completion(completion), Answer::Items(items)) => json(completion.list(items)),
            (Pending::Input(name, range, known), answer) => json(inputs::about(&name, range, known, answer)),
            (Pending::GotoInput(_, known), answer) => json(inputs::place(server, known, answer)),
            (Pending::Symbols(query, _), answer) => json(symbols::found(server, &query, answer)),
            (Pending::Actions(params, _, names), answer) => {
                json(actions::with_meanings(server, &params, &names, answer))
            }
            (Pending::References(wanted), answer) => json(references::found(server, &wanted, &answer)),
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

/// The option whose name is at an offset: in a binding, behind `config.` or a variable that is bound to something there; and
/// where the name stands.
pub(crate) fn option_at(
    server: &Server,
    document: &Document,
    offset: usize,
) -> Option<(Vec<String>, std::ops::Range<usize>)> {
    if document.tree.path_of_set(offset).is_some_and(|path| is_elsewhere(server, &path)) {
        return None;
    }
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

/// A variable, and the names that are selected from it.
type Selected = (String, Vec<String>);

/// The attributes that the name at an offset can be, if it is none of the variables of the text, and where it stands: behind
/// `lib.` or another argument, below a `with`.
pub(crate) fn value_at(
    document: &Document,
    offset: usize,
) -> Option<(Vec<Selected>, std::ops::Range<usize>)> {
    if let Some(meaning) = document.tree.meaning(&document.names, offset) {
        let path = meaning.path.filter(|(_, names)| !names.is_empty())?;
        return Some((vec![path], meaning.at));
    }
    let covers = |range: &std::ops::Range<usize>| range.start <= offset && offset <= range.end;
    let free = document.names.free.iter().find(|free| covers(&free.range))?;
    let opened = document.tree.opened_at(&document.names, free.range.start);
    let named = |(base, path): (String, Vec<String>)| (base, [path, vec![free.text.clone()]].concat());
    let paths: Vec<_> = opened.into_iter().map(named).collect();
    (!paths.is_empty() && !is_global(&free.text)).then(|| (paths, free.range.clone()))
}

/// Whether a question has an answer at once, or waits for the worker.
pub(crate) enum Now<T> {
    /// This is the answer.
    Reply(T),
    /// It waits for the configuration of this file.
    Later(Vec<u8>, Pending),
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
        return Now::Later(document.path.clone(), Pending::GotoInput(name, bound));
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
    if let Some((path, _)) = option_at(server, document, offset) {
        return Now::Later(document.path.clone(), Pending::Goto(path, declaration));
    }
    match value_at(document, offset) {
        Some((paths, _)) => Now::Later(document.path.clone(), Pending::GotoValue(paths)),
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
    let typed = params.context.as_ref().and_then(|context| context.trigger_character.as_deref());
    // Some characters begin only sometimes what can be proposed: a quote may be that at the end.
    let is_it = match (&context.place, typed) {
        (Place::Text, _) => false,
        (place, Some("\"")) => context.in_quotes && !matches!(place, Place::Attribute(..)),
        (place, Some("/")) => matches!(place, Place::Path(_)),
        _ => true,
    };
    if !is_it {
        return Now::Reply(None);
    }
    if let Place::Key(path) | Place::Value(path) | Place::Quoted(path) = &context.place
        && is_elsewhere(server, path)
    {
        return Now::Reply(None);
    }
    let at = range(document, &context.range, server.client.units);
    let completion = Completion::new(document, context, at, offset, server.client.snippets);
    Now::Later(document.path.clone(), Pending::Completion(Box::new(completion)))
}

/// `textDocument/codeLens`: above the options that the text sets.
pub(crate) fn lenses(server: &Server, params: &lsp::CodeLensParams) -> Option<Vec<lsp::CodeLens>> {
    let document = syntax::document(server, &params.text_document.uri)?;
    let lens = |binding: hmeval_syntax::editor::Binding| {
        let at = range(document, binding.names.first()?, server.client.units);
        let data = serde_json::to_value((&params.text_document.uri, as_option(&binding.path))).ok();
        Some(lsp::CodeLens { range: at, command: None, data })
    };
    let bindings = document.tree.bindings().into_iter();
    Some(bindings.filter(|binding| !is_elsewhere(server, &binding.path)).filter_map(lens).collect())
}

/// `codeLens/resolve`
pub(crate) fn lens(lens: lsp::CodeLens) -> Now<lsp::CodeLens> {
    let data = lens.data.clone().and_then(|data| serde_json::from_value::<(lsp::Uri, _)>(data).ok());
    match data.and_then(|(uri, path)| Some((path_of(&uri)?, path))) {
        Some((file, path)) => Now::Later(file, Pending::Lens(path, Box::new(lens))),
        None => Now::Reply(lens),
    }
}

fn counted(lens: lsp::CodeLens, info: &OptionInfo) -> lsp::CodeLens {
    let count = info.definitions.iter().filter(|one| !one.is_default && one.fate != "pruned").count();
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
    // Defaults, and what is left out by a condition, say nothing that counts.
    let definitions = info.definitions.iter();
    let mut definitions: Vec<_> =
        definitions.filter(|definition| !definition.is_default && definition.fate != "pruned").collect();
    definitions.sort_by_key(|one| (!server.is_own(&one.location.file), one.fate == "overridden"));
    let definitions = definitions.into_iter().map(|definition| &definition.location);
    let places: Vec<_> = match declaration {
        true => info.declarations.iter().collect(),
        false => definitions.chain(&info.declarations).collect(),
    };
    let places = places.into_iter().filter_map(|at| place(server, Some(at)));
    Some(lsp::GotoDefinitionResponse::Array(places.collect()))
}

fn place(server: &Server, at: Option<&Location>) -> Option<lsp::Location> {
    location(at?, server.documents.get(&at?.file), server.client.units)
}
