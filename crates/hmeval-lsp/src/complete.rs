//! What can be written: from the text, from the language, from the configuration.

use std::ops::Range;

use hmeval_eval::builtins::{self, Builtin};
use hmeval_ide::answer::{Item, ItemKind, Question};
use hmeval_ide::document::Document;
use hmeval_syntax::editor::{Context, NameKind, Place};
use lsp_types as lsp;

use crate::ask::{Now, Pending, as_option, markdown};

/// Proposals that are sent at once; the rest comes with more letters.
const MOST: usize = 500;

/// A completion that waits for what the configuration knows.
pub(crate) struct Completion {
    question: Question,
    /// What can be proposed without it.
    known: Vec<Item>,
    word: String,
    range: lsp::Range,
    place: Place,
    has_value: bool,
    snippets: bool,
}

impl Completion {
    /// What can be written at an offset of a document.
    pub(crate) fn new(
        document: &Document,
        context: Context,
        range: lsp::Range,
        offset: usize,
        snippets: bool,
    ) -> Self {
        let mut known = Vec::new();
        let question = match &context.place {
            Place::Key(path) => Question::Keys(as_option(path)),
            Place::Attribute(base, path) if base == "builtins" && path.is_empty() => {
                known.extend(builtins::all().map(builtin_item));
                Question::Keys(vec![String::new()])
            }
            Place::Attribute(base, path) => Question::Members(base.clone(), path.clone()),
            Place::Value(path) => {
                known.extend(variables(document, offset));
                Question::Values(as_option(path))
            }
            Place::Path(_) | Place::Text => Question::Keys(vec![String::new()]),
        };
        let Context { place, word, has_value, .. } = context;
        Completion { question, known, word, range, place, has_value, snippets }
    }

    /// What the configuration is asked.
    pub(crate) fn question(&self) -> Question {
        self.question.clone()
    }

    /// The proposals.
    pub(crate) fn list(self, items: Vec<Item>) -> lsp::CompletionList {
        let word = self.word.to_lowercase();
        let fits = |item: &Item| is_subsequence(&word, &item.label.to_lowercase());
        let all = items.iter().map(|item| (item, "0")).chain(self.known.iter().map(|item| (item, "1")));
        let mut fitting: Vec<_> = all.filter(|(item, _)| fits(item)).collect();
        // What begins with the word comes first, also among those that are sent.
        fitting.sort_by_key(|(item, group)| (*group, !item.label.to_lowercase().starts_with(&word)));
        let is_incomplete = fitting.len() > MOST;
        fitting.truncate(MOST);
        let items = fitting.into_iter().map(|(item, group)| self.proposal(item, group)).collect();
        lsp::CompletionList { is_incomplete, items }
    }

    fn proposal(&self, item: &Item, group: &str) -> lsp::CompletionItem {
        let is_snippet = self.snippets && matches!(self.place, Place::Key(_)) && !self.has_value;
        let new_text = match item.kind {
            ItemKind::Option if is_snippet => {
                format!("{} = {};", escaped(&item.label), stand_in(&item.detail))
            }
            _ => item.label.clone(),
        };
        let as_snippet = is_snippet && item.kind == ItemKind::Option;
        lsp::CompletionItem {
            label: item.label.clone(),
            kind: Some(kind(item.kind)),
            detail: (!item.detail.is_empty()).then(|| item.detail.clone()),
            documentation: (!item.documentation.is_empty())
                .then(|| lsp::Documentation::MarkupContent(markdown(item.documentation.clone()))),
            sort_text: Some(format!("{group}{}", item.label)),
            insert_text_format: as_snippet.then_some(lsp::InsertTextFormat::SNIPPET),
            data: self.package(item),
            text_edit: Some(lsp::CompletionTextEdit::Edit(lsp::TextEdit { range: self.range, new_text })),
            ..lsp::CompletionItem::default()
        }
    }
}

impl Completion {
    /// What is asked of a proposal that may be a package, when a client wants to know more: its set and its path there.
    fn package(&self, item: &Item) -> Option<serde_json::Value> {
        match &self.place {
            Place::Attribute(base, path)
                if item.kind == ItemKind::Attribute
                    && !matches!(&base[..], "config" | "options" | "lib" | "builtins" | "inputs") =>
            {
                let path: Vec<&String> = path.iter().chain([&item.label]).collect();
                serde_json::to_value((base, path)).ok()
            }
            _ => None,
        }
    }
}

/// `completionItem/resolve`: the version and the description of a package.
pub(crate) fn resolve(item: lsp::CompletionItem) -> Now<lsp::CompletionItem> {
    let package = item.data.clone().and_then(|data| serde_json::from_value(data).ok());
    match package {
        Some((base, path)) => Now::Later(Pending::Package(base, path, Box::new(item))),
        None => Now::Reply(item),
    }
}

/// A proposal with what is known of its package.
pub(crate) fn with_package(item: lsp::CompletionItem, package: &Item) -> lsp::CompletionItem {
    let documentation = lsp::Documentation::MarkupContent(markdown(package.documentation.clone()));
    lsp::CompletionItem {
        detail: Some(package.detail.clone()),
        documentation: (!package.documentation.is_empty()).then_some(documentation),
        ..item
    }
}

/// What stands for a value of a type until somebody writes it.
fn stand_in(type_name: &str) -> &'static str {
    match type_name {
        "boolean" => "${1|true,false|}",
        "string" | "strings concatenated with \"\\n\"" | "single-line string" => "\"$1\"",
        name if name.starts_with("list of") => "[ $1 ]",
        name if name.starts_with("attribute set") || name.starts_with("submodule") => "{ $1 }",
        name if name.starts_with("lazy attribute set") => "{ $1 }",
        _ => "$1",
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// Whether the letters of a word are in a text, in their order.
pub(crate) fn is_subsequence(word: &str, text: &str) -> bool {
    let mut characters = text.chars();
    word.chars().all(|wanted| characters.any(|character| character == wanted))
}

fn kind(kind: ItemKind) -> lsp::CompletionItemKind {
    match kind {
        ItemKind::Option => lsp::CompletionItemKind::PROPERTY,
        ItemKind::Section => lsp::CompletionItemKind::MODULE,
        ItemKind::Name | ItemKind::Attribute => lsp::CompletionItemKind::FIELD,
        ItemKind::Value => lsp::CompletionItemKind::VALUE,
        ItemKind::Function => lsp::CompletionItemKind::FUNCTION,
        ItemKind::Variable => lsp::CompletionItemKind::VARIABLE,
    }
}

/// The variables that are visible, then those of the language.
fn variables(document: &Document, offset: usize) -> Vec<Item> {
    let bound = document.names.visible_at(offset).into_iter().map(|name| Item {
        label: name.text.clone(),
        kind: ItemKind::Variable,
        detail: match name.kind {
            NameKind::Let => "let",
            NameKind::Formal(_) | NameKind::Argument => "argument",
            NameKind::Recursive => "rec",
        }
        .to_owned(),
        documentation: String::new(),
    });
    let global = builtins::all().filter(|builtin| builtin.global).map(builtin_item);
    let words = ["builtins", "true", "false", "null", "let", "with", "if", "inherit"];
    let words = words.map(|word| Item {
        label: word.to_owned(),
        kind: ItemKind::Value,
        detail: String::new(),
        documentation: String::new(),
    });
    bound.chain(global).chain(words).collect()
}

fn builtin_item(builtin: &Builtin) -> Item {
    Item {
        label: builtin.name.to_owned(),
        kind: ItemKind::Function,
        detail: builtin.params.join(" "),
        documentation: builtin.doc.to_owned(),
    }
}

/// The documentation of the builtin at an offset, and where its name stands.
pub(crate) fn builtin_at(document: &Document, offset: usize) -> Option<(String, Range<usize>)> {
    let covers = |range: &Range<usize>| range.start <= offset && offset <= range.end;
    let text = |builtin: &Builtin| {
        format!("**builtins.{}** {}\n\n{}", builtin.name, builtin.params.join(" "), builtin.doc)
    };
    for reference in document.tree.references().into_iter().filter(|reference| reference.base == "builtins") {
        if let (Some(name), Some(at)) =
            (reference.names.first(), reference.ranges.first().filter(|at| covers(at)))
        {
            let builtin = builtins::all().find(|builtin| builtin.name == name)?;
            return Some((text(builtin), at.clone()));
        }
    }
    let free = document.names.free.iter().find(|free| covers(&free.range))?;
    let builtin = builtins::all().find(|builtin| builtin.global && builtin.name == free.text)?;
    Some((text(builtin), free.range.clone()))
}
