//! Changes that mend what is wrong.

use std::collections::HashMap;
use std::ops::Range;

use hmeval_config::check::record::Record;
use hmeval_ide::document::{Document, is_global};
use hmeval_syntax::editor::Undefined;
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, TextEdit, Uri,
    WorkspaceEdit,
};

use crate::convert::{offset, path_of, range, uri_of};
use crate::server::Server;

/// `textDocument/codeAction`
pub(crate) fn actions(server: &Server, params: CodeActionParams) -> Option<CodeActionResponse> {
    let path = path_of(&params.text_document.uri)?;
    let document = server.documents.get(&path)?;
    let units = server.client.units;
    let wanted = offset(document, params.range.start, units)..offset(document, params.range.end, units);
    let maker = Maker { server, document, uri: params.text_document.uri };
    let mut found = Vec::new();
    for record in server.records(&path) {
        let Some(at) = record.region.as_ref().and_then(|region| server.place(region, Some(document))) else {
            continue;
        };
        let at = offset(document, at.start, units)..offset(document, at.end, units);
        if touches(&at, &wanted) {
            maker.of_record(record, &at, &mut found);
        }
    }
    let glance = server
        .glance
        .iter()
        .filter(|((path, version), _)| (path, *version) == (&document.path, document.version));
    let glimpses = glance.flat_map(|(_, glance)| &glance.glimpses);
    for glimpse in glimpses.filter(|glimpse| touches(&glimpse.range, &wanted)) {
        for name in &glimpse.suggestions {
            let action = maker.rename_option(&glimpse.range, name);
            found.extend(
                action.filter(|action| found.iter().all(|known: &CodeAction| known.edit != action.edit)),
            );
        }
    }
    for free in document.names.free.iter().filter(|free| !free.under_with && !is_global(&free.text)) {
        if touches(&free.range, &wanted) {
            found.extend(maker.add_argument(free));
        }
    }
    for name in document.names.bound.iter().filter(|name| name.uses.is_empty()) {
        if let [at] = &name.bound[..]
            && touches(at, &wanted)
        {
            found.extend(maker.remove_binding(at, &name.text));
        }
    }
    Some(found.into_iter().map(CodeActionOrCommand::CodeAction).collect())
}

fn touches(left: &Range<usize>, right: &Range<usize>) -> bool {
    left.start <= right.end && right.start <= left.end
}

struct Maker<'a> {
    server: &'a Server,
    document: &'a Document,
    uri: Uri,
}

impl Maker<'_> {
    fn action(&self, title: String, edits: Vec<(Range<usize>, String)>, preferred: bool) -> CodeAction {
        let edits = edits.into_iter().map(|(at, new_text)| TextEdit {
            range: range(self.document, &at, self.server.client.units),
            new_text,
        });
        let changes = HashMap::from([(self.uri.clone(), edits.collect())]);
        make(title, changes, preferred)
    }

    fn of_record(&self, record: &Record, at: &Range<usize>, found: &mut Vec<CodeAction>) {
        found.extend(self.fix(record));
        if record.code == "unknown-option" && record.fix.is_none() {
            for name in &record.suggestions {
                found.extend(self.rename_option(at, name));
            }
        }
        if matches!(record.code, "conflict") {
            for (title, function) in [("win", "mkForce"), ("may lose", "mkDefault")] {
                found.extend(self.wrap(at, title, function));
            }
        }
        if matches!(
            record.code,
            "silent-override"
                | "dead-assignment"
                | "inactive-assignment"
                | "pinned-default"
                | "duplicate-definition"
                | "unused-setting"
        ) {
            found.extend(self.remove_definition(at));
        }
    }

    /// The change that the check itself knows.
    #[expect(
        clippy::mutable_key_type,
        reason = "the protocol's types are like that; addresses are not changed"
    )]
    fn fix(&self, record: &Record) -> Option<CodeAction> {
        let fix = record.fix.as_ref()?;
        let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
        for edit in &fix.edits {
            let file = edit.region.file.as_ref()?.as_bytes();
            let range = self.server.place(&edit.region, self.server.documents.get(file))?;
            let uri = self.server.saved_uris.get(file).cloned().or_else(|| uri_of(file))?;
            changes.entry(uri).or_default().push(TextEdit { range, new_text: edit.new_text.clone() });
        }
        Some(make(fix.title.clone(), changes, true))
    }

    /// Another name for an option, written into the binding around the place.
    fn rename_option(&self, at: &Range<usize>, name: &str) -> Option<CodeAction> {
        let bindings = self.document.tree.bindings();
        let binding =
            bindings.iter().find(|binding| binding.names.iter().any(|part| part.start == at.start))?;
        let wanted = names_of(name);
        let outer: Vec<&String> =
            binding.path.iter().take(binding.outer).filter(|name| *name != "config").collect();
        let rest = wanted.get(outer.len()..)?;
        let fits = outer.iter().zip(&wanted).all(|(left, right)| *left == right);
        let (first, last) = (binding.names.first()?, binding.names.last()?);
        let fits = fits && !rest.is_empty();
        let written: Vec<String> = rest.iter().map(|part| quoted(part)).collect();
        fits.then(|| {
            self.action(format!("Change to `{name}`"), vec![(first.start..last.end, written.join("."))], true)
        })
    }

    /// A priority around the value of the binding at a place.
    fn wrap(&self, at: &Range<usize>, title: &str, function: &str) -> Option<CodeAction> {
        let bindings = self.document.tree.bindings();
        let inside = |range: &Range<usize>| range.start <= at.start && at.end <= range.end;
        let binding = bindings
            .iter()
            .filter(|binding| inside(&binding.value) || binding.names.iter().any(inside))
            .min_by_key(|binding| binding.value.len())?;
        let lib = self.document.names.visible_at(at.start).iter().any(|name| name.text == "lib");
        let function =
            if lib { format!("lib.{function}") } else { format!("(import <nixpkgs/lib>).{function}") };
        let value = self.document.text.get(binding.value.clone())?;
        let is_simple =
            value.starts_with(['"', '[', '{', '(']) || value.chars().all(|c| c.is_alphanumeric() || c == '.');
        let argument = if is_simple { value.to_owned() } else { format!("({value})") };
        let title = format!("Let this definition {title} (`{function}`)");
        Some(self.action(title, vec![(binding.value.clone(), format!("{function} {argument}"))], false))
    }

    fn remove_definition(&self, at: &Range<usize>) -> Option<CodeAction> {
        let bindings = self.document.tree.bindings();
        let inside = |range: &Range<usize>| range.start <= at.start && at.start < range.end;
        let binding = bindings.iter().find(|binding| binding.names.iter().any(inside))?;
        let edit = self.whole_line(binding.names.first()?.start..binding.value.end)?;
        Some(self.action("Remove this definition".to_owned(), vec![(edit, String::new())], false))
    }

    /// The name added to the pattern of the function around it.
    fn add_argument(&self, free: &Undefined) -> Option<CodeAction> {
        let (at, others) = free.pattern?;
        let text = if others { format!(", {}", free.text) } else { format!(" {},", free.text) };
        // A pattern without names has no comma behind its brace, unless something follows.
        let rest = self.document.text.get(at..)?.trim_start();
        let text = if !others && rest.starts_with('}') { format!(" {} ", free.text) } else { text };
        let title = format!("Add `{}` to the arguments", free.text);
        Some(self.action(title, vec![(at..at, text)], true))
    }

    fn remove_binding(&self, at: &Range<usize>, name: &str) -> Option<CodeAction> {
        let end = self.document.tree.around(at.start).into_iter().find(|around| {
            around.start == at.start
                && self.document.text.get(around.clone()).is_some_and(|text| text.ends_with(';'))
        })?;
        let edit = self.whole_line(at.start..end.end)?;
        Some(self.action(format!("Remove `{name}`"), vec![(edit, String::new())], false))
    }

    /// A binding with its `;`, and with its line if nothing else is on it.
    fn whole_line(&self, at: Range<usize>) -> Option<Range<usize>> {
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

fn make(title: String, changes: HashMap<Uri, Vec<TextEdit>>, preferred: bool) -> CodeAction {
    CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        edit: Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }),
        is_preferred: Some(preferred),
        ..CodeAction::default()
    }
}

/// The names of a written option path.
fn names_of(path: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut quoted = false;
    for character in path.chars() {
        match character {
            '"' => quoted = !quoted,
            '.' if !quoted => names.push(String::new()),
            _ => names.last_mut().into_iter().for_each(|name| name.push(character)),
        }
    }
    names
}

/// A name as it is written in a path.
fn quoted(name: &str) -> String {
    let mut out = Vec::new();
    hmeval_eval::print::attribute_name(&mut out, name.as_bytes());
    String::from_utf8_lossy(&out).into_owned()
}
