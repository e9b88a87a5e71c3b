//! What can be written: from the text, from the language, from the configuration.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use hmeval_eval::builtins::{self, Builtin};
use hmeval_eval::path::{join, parent};
use hmeval_ide::answer::{Item, ItemKind, Question};
use hmeval_ide::document::Document;
use hmeval_syntax::editor::{Caller, Context, Formals, NameKind, Place};
use lsp_types as lsp;

use crate::ask::{Now, Pending, markdown};
use crate::complete_flake;
use crate::convert::{path_of, uri_of};
use crate::modules::as_option;
use crate::syntax::linked;

/// Proposals that are sent at once; the rest comes with more letters.
const MOST: usize = 500;

/// A completion that waits for what the configuration knows.
pub(crate) struct Completion {
    question: Question,
    /// The file.
    file: Vec<u8>,
    /// What can be proposed without it.
    known: Vec<Item>,
    word: String,
    range: lsp::Range,
    place: Place,
    has_value: bool,
    in_quotes: bool,
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
        let of_flake = complete_flake::items(document, &context.place);
        let is_of_flake = of_flake.is_some();
        known.extend(of_flake.into_iter().flatten());
        let question = match &context.place {
            // The configuration knows no more of it.
            _ if is_of_flake => Question::Keys(vec![String::new()]),
            Place::Key(path) => Question::Keys(as_option(path)),
            Place::Attribute(base, path) if base == "builtins" && path.is_empty() => {
                known.extend(builtins::all().map(builtin_item));
                Question::Keys(vec![String::new()])
            }
            Place::Attribute(base, path) => Question::Members(base.clone(), path.clone()),
            Place::Value(path) => {
                known.extend(variables(document, offset));
                Question::Words(as_option(path), context.opened.clone())
            }
            Place::Quoted(path) => Question::Values(as_option(path)),
            Place::Formal(function, _) => {
                known.extend(flake_names(document, function));
                Question::Formals(document.path.clone(), function.clone())
            }
            Place::Path(folder) => Question::Files(linked(document, folder)),
            Place::Text => Question::Keys(vec![String::new()]),
        };
        let Context { place, word, has_value, in_quotes, .. } = context;
        let file = document.path.clone();
        Completion { question, file, known, word, range, place, has_value, in_quotes, snippets }
    }

    /// What the configuration is asked.
    pub(crate) fn question(&self) -> Question {
        self.question.clone()
    }

    /// The proposals.
    pub(crate) fn list(self, items: Vec<Item>) -> lsp::CompletionList {
        let items: Vec<Item> = items.into_iter().filter_map(|item| self.fitting(item)).collect();
        let known: Vec<Item> = self.known.iter().cloned().filter_map(|item| self.fitting(item)).collect();
        let word = self.word.to_lowercase();
        let fits = |item: &Item| is_subsequence(&word, &item.label.to_lowercase());
        // What a `with` opens is hidden by all other variables, and is much more.
        let group = |item: &Item| if item.of.is_some() { "1" } else { "0" };
        let values: BTreeSet<&str> =
            items.iter().filter(|item| item.of.is_none()).map(|item| &item.label[..]).collect();
        let known = known.iter().filter(|item| !values.contains(&item.label[..]));
        let known = known.map(|item| (item, "1"));
        let all = known.chain(items.iter().map(|item| (item, group(item))));
        let mut fitting: Vec<_> = all.filter(|(item, _)| fits(item)).collect();
        // What begins with the word comes first, also among those that are sent.
        fitting.sort_by_key(|(item, group)| (*group, !item.label.to_lowercase().starts_with(&word)));
        let is_incomplete = fitting.len() > MOST;
        fitting.truncate(MOST);
        let items = fitting.into_iter().map(|(item, group)| self.proposal(item, group)).collect();
        lsp::CompletionList { is_incomplete, items }
    }

    /// What is known as it can be written here, if it can.
    fn fitting(&self, item: Item) -> Option<Item> {
        match &self.place {
            // In the quotes that are there, only texts.
            Place::Quoted(_) => {
                let text = item.label.strip_prefix('"')?.strip_suffix('"')?;
                let label = Some(text).filter(|text| !text.contains('\\'))?.to_owned();
                Some(Item { label, ..item })
            }
            // A name is taken once.
            Place::Formal(function, _) => (!function.names.contains(&item.label)).then_some(item),
            // Hidden files have to be asked for, and a file does not name itself.
            Place::Path(folder) => {
                let is_shown = !item.label.starts_with('.') || self.word.starts_with('.');
                let path = join(parent(&self.file), &[folder.as_bytes(), item.label.as_bytes()].concat());
                (is_shown && path != self.file).then_some(item)
            }
            _ => Some(item),
        }
    }

    fn proposal(&self, item: &Item, group: &str) -> lsp::CompletionItem {
        let is_snippet = self.snippets && matches!(self.place, Place::Key(_)) && !self.has_value;
        let new_text = match item.kind {
            ItemKind::Option if is_snippet => {
                format!("{} = {};", escaped(&item.label), stand_in(&item.detail))
            }
            // Whoever goes into a folder goes on typing.
            ItemKind::Folder => format!("{}/", item.label),
            _ if matches!(self.place, Place::Formal(_, true)) => format!("{},", item.label),
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
            // The quotes of a name are replaced with it.
            filter_text: (self.in_quotes && !matches!(self.place, Place::Quoted(_)))
                .then(|| format!("\"{}", item.label.trim_matches('"'))),
            data: self.package(item),
            text_edit: Some(lsp::CompletionTextEdit::Edit(lsp::TextEdit { range: self.range, new_text })),
            ..lsp::CompletionItem::default()
        }
    }
}

impl Completion {
    /// What is asked of a proposal that may be a package, when a client wants to know more: its set and its path there.
    fn package(&self, item: &Item) -> Option<serde_json::Value> {
        let of = match (&self.place, &item.of) {
            (Place::Attribute(base, path), _) => Some((base, path)),
            (_, Some(of)) => Some((&of.0, &of.1)),
            _ => None,
        };
        match of {
            Some((base, path))
                if item.kind == ItemKind::Attribute
                    && !matches!(&base[..], "config" | "options" | "lib" | "builtins" | "inputs") =>
            {
                let path: Vec<&String> = path.iter().chain([&item.label]).collect();
                serde_json::to_value((uri_of(&self.file)?, base, path)).ok()
            }
            _ => None,
        }
    }
}

/// `completionItem/resolve`: the version and the description of a package.
pub(crate) fn resolve(item: lsp::CompletionItem) -> Now<lsp::CompletionItem> {
    let data = item.data.clone().and_then(|data| serde_json::from_value::<(lsp::Uri, _, _)>(data).ok());
    match data.and_then(|(uri, base, path)| Some((path_of(&uri)?, base, path))) {
        Some((file, base, path)) => Now::Later(file, Pending::Package(base, path, Box::new(item))),
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
        ItemKind::File => lsp::CompletionItemKind::FILE,
        ItemKind::Folder => lsp::CompletionItemKind::FOLDER,
    }
}

/// The variables that are visible, then those of the language.
fn variables(document: &Document, offset: usize) -> Vec<Item> {
    let bound = document.names.visible_at(offset).into_iter().map(|name| Item {
        detail: match name.kind {
            NameKind::Let => "let",
            NameKind::Formal(_) | NameKind::Argument => "argument",
            NameKind::Recursive => "rec",
        }
        .to_owned(),
        ..Item::new(name.text.clone(), ItemKind::Variable)
    });
    let global = builtins::all().filter(|builtin| builtin.global).map(builtin_item);
    let words = ["builtins", "true", "false", "null", "let", "with", "if", "inherit"];
    let words = words.map(|word| Item::new(word.to_owned(), ItemKind::Value));
    bound.chain(global).chain(words).collect()
}

/// What the function in a `flake.nix` gets: the inputs that the text has, and the flake itself.
fn flake_names(document: &Document, function: &Formals) -> Vec<Item> {
    if function.caller != Caller::Flake || !document.path.ends_with(b"/flake.nix") {
        return Vec::new();
    }
    let bindings = document.tree.bindings().into_iter();
    let inputs = bindings.filter_map(|binding| match &binding.path[..] {
        [inputs, input, ..] if inputs == "inputs" => Some(input.clone()),
        _ => None,
    });
    let item = |(name, detail): (String, &str)| Item {
        detail: detail.to_owned(),
        ..Item::new(name, ItemKind::Variable)
    };
    let named: BTreeMap<String, &str> = inputs.map(|input| (input, "an input of the flake")).collect();
    named.into_iter().chain([("self".to_owned(), "the flake itself")]).map(item).collect()
}

fn builtin_item(builtin: &Builtin) -> Item {
    Item {
        detail: builtin.params.join(" "),
        documentation: builtin.doc.to_owned(),
        ..Item::new(builtin.name.to_owned(), ItemKind::Function)
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
