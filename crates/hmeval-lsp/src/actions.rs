//! Changes that mend what is wrong: here those that the text alone shows, in `mend` those for what the evaluation found.

use std::collections::HashMap;
use std::ops::Range;

use hmeval_config::check::record::Record;
use hmeval_ide::answer::{Answer, Meant, Unbound as Name};
use hmeval_ide::document::{Document, is_global};
use hmeval_syntax::editor::{self, Caller, Formals, NameKind, Unbound, Undefined};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, TextEdit, Uri,
    WorkspaceEdit,
};

use rustc_hash::FxHashMap;

use crate::ask::{Now, Pending};
use crate::convert::{offset, path_of, range};
use crate::modules::as_option;
use crate::server::{Glanced, Server};

/// `textDocument/codeAction`
pub(crate) fn actions(server: &Server, params: CodeActionParams) -> Now<Option<CodeActionResponse>> {
    let Some(maker) = Maker::of(server, &params) else { return Now::Reply(None) };
    let names = maker.unbound().into_iter().map(|free| maker.question(free)).collect::<Vec<_>>();
    if names.is_empty() {
        return Now::Reply(Some(maker.all(&FxHashMap::default())));
    }
    let file = maker.document.path.clone();
    Now::Later(file.clone(), Pending::Actions(Box::new(params), file, names))
}

/// The changes, once it is known what names may mean that nothing binds.
pub(crate) fn with_meanings(
    server: &Server,
    params: &CodeActionParams,
    names: &[Name],
    answer: Answer,
) -> Option<CodeActionResponse> {
    let is_open = |function: &Formals| function.open && function.caller != Caller::Flake;
    let functions = names.iter().map(|unbound| unbound.function.as_ref().is_some_and(is_open));
    let names = names.iter().map(|unbound| unbound.name.clone());
    let meanings = match answer {
        Answer::Unbound(meanings) => names.zip(meanings).collect(),
        // Without an evaluation, those are known that every module gets.
        _ => names
            .zip(functions)
            .map(|(name, open)| {
                let is_argument = open && is_standard(&name);
                (name, Meant { is_argument, ..Meant::default() })
            })
            .collect(),
    };
    Some(Maker::of(server, params)?.all(&meanings))
}

fn is_standard(name: &str) -> bool {
    matches!(name, "config" | "lib" | "options" | "pkgs")
}

fn touches(left: &Range<usize>, right: &Range<usize>) -> bool {
    left.start <= right.end && right.start <= left.end
}

/// Makes changes of a document.
pub(crate) struct Maker<'a> {
    pub(crate) server: &'a Server,
    pub(crate) document: &'a Document,
    uri: Uri,
    /// What the changes have to be about.
    wanted: Range<usize>,
}

impl<'a> Maker<'a> {
    /// What makes the changes that a client asks for.
    fn of(server: &'a Server, params: &CodeActionParams) -> Option<Self> {
        let document = server.documents.get(&path_of(&params.text_document.uri)?)?;
        let units = server.client.units;
        let wanted = offset(document, params.range.start, units)..offset(document, params.range.end, units);
        Some(Maker { server, document, uri: params.text_document.uri.clone(), wanted })
    }

    /// All changes. `meanings` are those of the names that nothing binds.
    fn all(&self, meanings: &FxHashMap<String, Meant>) -> CodeActionResponse {
        let mut found = Vec::new();
        for (record, at) in self.records().filter(|(_, at)| touches(at, &self.wanted)) {
            self.of_record(record, &at, &mut found);
        }
        self.of_glimpses(&mut found);
        self.of_grammar(&mut found);
        for free in self.unbound() {
            self.of_undefined(free, meanings.get(&free.text), &mut found);
        }
        for name in self.document.unused() {
            if let [at] = &name.bound[..]
                && touches(at, &self.wanted)
            {
                found.extend(match name.kind {
                    NameKind::Formal(_) => self.remove_formal(at, &name.text),
                    NameKind::Let => self.remove_binding(at, &name.text),
                    NameKind::Argument | NameKind::Recursive => None,
                });
            }
        }
        // The text and the evaluation may know the same change; one that breaks the text mends nothing.
        let mut offered: Vec<CodeAction> = Vec::new();
        for action in found {
            let is_new = offered.iter().all(|known| known.edit != action.edit);
            if is_new && self.keeps_syntax(&action) {
                offered.push(action);
            }
        }
        offered.into_iter().map(CodeActionOrCommand::CodeAction).collect()
    }

    /// Whether a text that follows the grammar does so after a change: a name may be taken in its set.
    fn keeps_syntax(&self, action: &CodeAction) -> bool {
        let changes = action.edit.as_ref().and_then(|edit| edit.changes.as_ref());
        let Some(edits) = changes.and_then(|changes| changes.get(&self.uri)) else { return true };
        let units = self.server.client.units;
        let place = |edit: &TextEdit| {
            let at = |position| offset(self.document, position, units);
            at(edit.range.start)..at(edit.range.end)
        };
        let mut edits: Vec<_> = edits.iter().map(|edit| (place(edit), &edit.new_text)).collect();
        edits.sort_by_key(|(at, _)| std::cmp::Reverse(at.start));
        let mut changed = self.document.text.to_string();
        for (at, new) in edits {
            if changed.get(at.clone()).is_none() {
                return true;
            }
            changed.replace_range(at, new);
        }
        let errors = |text: &str| {
            hmeval_syntax::parse(text.as_bytes(), &hmeval_syntax::Options::default()).errors.len()
        };
        errors(&changed) <= errors(&self.document.text)
    }

    /// What the evaluation found in the document, and where that is now.
    fn records(&self) -> impl Iterator<Item = (&'a Record, Range<usize>)> {
        let (server, document, units) = (self.server, self.document, self.server.client.units);
        server.records(&document.path).iter().filter_map(move |record| {
            let at = server.place(record.region.as_ref()?, Some(document))?;
            Some((record, offset(document, at.start, units)..offset(document, at.end, units)))
        })
    }

    fn of_glimpses(&self, found: &mut Vec<CodeAction>) {
        let is_newest =
            |(path, version): &Glanced| (path, *version) == (&self.document.path, self.document.version);
        let glance = self.server.glance.iter().filter(|(glanced, _)| is_newest(glanced));
        let glimpses = glance.flat_map(|(_, glance)| &glance.glimpses);
        for glimpse in glimpses.filter(|glimpse| touches(&glimpse.range, &self.wanted)) {
            for name in &glimpse.suggestions {
                let action = self.rename_option(&glimpse.range, name);
                let is_new = |action: &CodeAction| found.iter().all(|known| known.edit != action.edit);
                found.extend(action.filter(is_new));
            }
        }
    }

    fn of_grammar(&self, found: &mut Vec<CodeAction>) {
        for error in self.document.tree.errors() {
            let repair = error.repair.as_ref().filter(|_| touches(&error.range, &self.wanted));
            if let Some(editor::Repair { title, range, text }) = repair {
                found.push(self.action(title.clone(), vec![(range.clone(), text.clone())], true));
                return;
            }
        }
    }

    /// The names that nothing binds. Below a `with` only the evaluation knows.
    fn unbound(&self) -> Vec<&'a Undefined> {
        if !self.document.tree.errors().is_empty() {
            return Vec::new();
        }
        let free = self.document.names.free.iter();
        let touched = free.filter(|free| touches(&free.range, &self.wanted) && !is_global(&free.text));
        let is_told = |free: &Undefined| {
            self.records().any(|(record, at)| {
                at.start == free.range.start && record.message.starts_with("undefined variable")
            })
        };
        touched.filter(|free| !free.under_with || is_told(free)).collect()
    }

    /// What has to be known of a name that nothing binds.
    fn question(&self, free: &Undefined) -> Name {
        let binding = self.document.tree.bindings().into_iter().find(|binding| binding.value == free.range);
        Name {
            name: free.text.clone(),
            option: binding.map(|binding| as_option(&binding.path)),
            function: self.document.tree.function_around(free.range.start),
        }
    }

    /// A change of some pieces of the document.
    pub(crate) fn action(
        &self,
        title: String,
        edits: Vec<(Range<usize>, String)>,
        preferred: bool,
    ) -> CodeAction {
        let edits = edits.into_iter().map(|(at, new_text)| TextEdit {
            range: range(self.document, &at, self.server.client.units),
            new_text,
        });
        let changes = HashMap::from([(self.uri.clone(), edits.collect())]);
        make(title, changes, preferred)
    }

    /// What can be done about a variable that nothing binds.
    fn of_undefined(&self, free: &Undefined, meant: Option<&Meant>, found: &mut Vec<CodeAction>) {
        let name = &free.text;
        let change = |to: String, edits| self.action(format!("Change to `{to}`"), edits, true);
        let here = |to: &str| vec![(free.range.clone(), to.to_owned())];
        found.extend(self.document.near(free).into_iter().map(|near| change(near.clone(), here(&near))));
        let value = meant.and_then(|meant| value_meant(name, &meant.values));
        found.extend(value.map(|value| change(value.clone(), here(&value))));
        let is_passed = meant.is_some_and(|meant| meant.is_argument);
        let argument = self.argument_added(name, free.range.start);
        let add = |edit| self.action(format!("Add `{name}` to the arguments"), vec![edit], found.is_empty());
        let added = argument.filter(|_| is_passed).map(add);
        found.extend(added);
        for set in meant.map(|meant| &meant.sets[..]).unwrap_or_default() {
            let attribute = format!("{set}.{name}");
            let edits = self.in_scope(set, free.range.start);
            let takes_more = meant.is_some_and(|meant| meant.is_module);
            let edits = edits.filter(|edits| edits.is_empty() || takes_more);
            let edits = edits.map(|edits| [edits, here(&attribute)].concat());
            found.extend(edits.map(|edits| change(attribute, edits)));
        }
    }

    /// A name that is added to the pattern of the function around an offset.
    pub(crate) fn argument_added(&self, name: &str, offset: usize) -> Option<(Range<usize>, String)> {
        let (at, others) = self.document.tree.pattern_around(offset)?;
        // A pattern without names has no comma behind its brace, unless something follows.
        let rest = self.document.text.get(at..)?.trim_start();
        let text = match others {
            true => format!(", {name}"),
            false if rest.starts_with('}') => format!(" {name} "),
            false => format!(" {name},"),
        };
        Some((at..at, text))
    }

    /// A name of a pattern, with its comma.
    fn remove_formal(&self, at: &Range<usize>, name: &str) -> Option<CodeAction> {
        let text = &self.document.text;
        let (before, behind) = (text.get(..at.start)?, text.get(at.end..)?);
        let edit = match behind.trim_start().strip_prefix(',') {
            Some(rest) => at.start..text.len() - rest.trim_start().len(),
            None if behind.trim_start().starts_with('?') => return None,
            None => {
                let front = before.trim_end().strip_suffix(',').map(str::trim_end);
                front.map_or(at.start, str::len)..at.end
            }
        };
        Some(self.action(format!("Remove `{name}`"), vec![(edit, String::new())], true))
    }

    fn remove_binding(&self, at: &Range<usize>, name: &str) -> Option<CodeAction> {
        let edit = match self.document.tree.binding_of(at.start)? {
            Unbound::Statement(statement) => self.whole_line(statement)?,
            Unbound::Inherited(at) | Unbound::Let(at) => at,
        };
        Some(self.action(format!("Remove `{name}`"), vec![(edit, String::new())], false))
    }

    /// A binding with its `;`, and with its line if nothing else is on it.
    pub(crate) fn whole_line(&self, at: Range<usize>) -> Option<Range<usize>> {
        let text = &self.document.text;
        let mut end = at.end;
        let behind = text.get(end..)?;
        let gap = behind.len() - behind.trim_start().len();
        if behind.trim_start().starts_with(';') {
            end += gap + 1;
        }
        let line_start = text.get(..at.start)?.rfind('\n').map_or(0, |newline| newline + 1);
        let alone = text.get(line_start..at.start)?.trim().is_empty();
        let rest = text.get(end..)?;
        match rest.find('\n') {
            Some(newline) if alone && rest.get(..newline)?.trim().is_empty() => {
                Some(line_start..end + newline + 1)
            }
            _ => Some(at.start..end),
        }
    }
}

/// The value that is meant by a word that stands in its place: a choice without its quotes, another word for `true`.
fn value_meant(word: &str, values: &[String]) -> Option<String> {
    let has = |value: &str| values.iter().find(|known| *known == value).cloned();
    let truth = match &word.to_lowercase()[..] {
        "true" | "yes" | "on" | "enable" | "enabled" => "true",
        "false" | "no" | "off" | "disable" | "disabled" => "false",
        _ => "",
    };
    has(&format!("\"{word}\"")).or_else(|| has(truth))
}

/// A quick fix.
pub(crate) fn make(title: String, changes: HashMap<Uri, Vec<TextEdit>>, preferred: bool) -> CodeAction {
    CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        edit: Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }),
        is_preferred: Some(preferred),
        ..CodeAction::default()
    }
}
