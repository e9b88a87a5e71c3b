//! Changes that mend what is wrong: here those that the text alone shows, in `mend` those for what the evaluation found.

use std::collections::HashMap;
use std::ops::Range;

use hmeval_ide::document::{Document, is_global};
use hmeval_syntax::editor::{self, NameKind, Undefined};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, TextEdit, Uri,
    WorkspaceEdit,
};

use crate::convert::{offset, path_of, range};
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
    for error in document.tree.errors() {
        let repair = touches(&error.range, &wanted).then(|| editor::repair(&document.text, &error.range));
        if let Some(editor::Repair { title, range, text }) = repair.flatten() {
            found.push(maker.action(title, vec![(range, text)], true));
            break;
        }
    }
    for free in document.names.free.iter().filter(|free| !free.under_with && !is_global(&free.text)) {
        if touches(&free.range, &wanted) {
            maker.of_undefined(free, &mut found);
        }
    }
    for name in document.names.bound.iter().filter(|name| name.uses.is_empty()) {
        if let [at] = &name.bound[..]
            && touches(at, &wanted)
        {
            found.extend(match name.kind {
                NameKind::Formal(_) => maker.remove_formal(at, &name.text),
                _ => maker.remove_binding(at, &name.text),
            });
        }
    }
    Some(found.into_iter().map(CodeActionOrCommand::CodeAction).collect())
}

fn touches(left: &Range<usize>, right: &Range<usize>) -> bool {
    left.start <= right.end && right.start <= left.end
}

/// Makes changes of a document.
pub(crate) struct Maker<'a> {
    pub(crate) server: &'a Server,
    pub(crate) document: &'a Document,
    uri: Uri,
}

impl Maker<'_> {
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
    fn of_undefined(&self, free: &Undefined, found: &mut Vec<CodeAction>) {
        for name in self.document.near(free) {
            let title = format!("Change to `{name}`");
            found.push(self.action(title, vec![(free.range.clone(), name)], true));
        }
        if let Some(edit) = self.argument_added(&free.text, free.range.start) {
            let title = format!("Add `{}` to the arguments", free.text);
            found.push(self.action(title, vec![edit], found.is_empty()));
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
        let end = crate::syntax::binding_from(self.document, at.start)?;
        let edit = self.whole_line(at.start..end.end)?;
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
