//! Changes that mend what the evaluation found to be wrong.

use std::collections::HashMap;
use std::ops::Range;

use hmeval_config::check::record::Record;
use hmeval_ide::document::MODULE_KEYS;
use hmeval_syntax::editor::Binding;
use lsp_types::{CodeAction, TextEdit, Uri};

use crate::actions::{Maker, make};
use crate::convert::uri_of;

/// What a definition can be removed for: it is wrong, or says nothing. Where another change is offered too, that comes first.
const REMOVABLE: [&str; 12] = [
    "type",
    "unknown-option",
    "removed-option",
    "read-only",
    "infinite-recursion",
    "conflict",
    "silent-override",
    "dead-assignment",
    "inactive-assignment",
    "pinned-default",
    "duplicate-definition",
    "unused-setting",
];

/// Characters of a text in a title.
const LONGEST_TITLE: usize = 60;

impl Maker<'_> {
    /// The changes for a mistake at a place, best first.
    pub(crate) fn of_record(&self, record: &Record, at: &Range<usize>, found: &mut Vec<CodeAction>) {
        found.extend(self.fix(record));
        match record.code {
            "unknown-option" if record.fix.is_none() => {
                found.extend(record.suggestions.iter().filter_map(|name| self.rename_option(at, name)));
            }
            "type" => {
                found.extend(self.suggested(record, at));
                found.extend(self.package(record, at));
                found.extend(self.as_list_of_type(record, at));
            }
            "evaluation" => {
                found.extend(self.suggested(record, at));
                found.extend(self.as_list(record, at));
                found.extend(self.below_config(record));
            }
            "missing-value" => found.extend(self.default_for(at)),
            "conflict" => {
                for (title, function) in [("win", "mkForce"), ("may lose", "mkDefault")] {
                    found.extend(self.wrap(at, title, function));
                }
            }
            _ => {}
        }
        if REMOVABLE.contains(&record.code) || record.message.contains("' already defined at ") {
            found.extend(self.remove_definition(at));
        }
    }

    /// The names that may have been meant, in the place of the one that is there.
    fn suggested(&self, record: &Record, at: &Range<usize>) -> Vec<CodeAction> {
        let change = |name: &String| {
            self.action(format!("Change to `{name}`"), vec![(at.clone(), name.clone())], true)
        };
        record.suggestions.iter().map(change).collect()
    }

    /// `"git"` where `pkgs.git` belongs.
    fn package(&self, record: &Record, at: &Range<usize>) -> Option<CodeAction> {
        let written = self.document.text.get(at.clone())?.strip_prefix('"')?.strip_suffix('"')?;
        let is_name = written.starts_with(|c: char| c.is_ascii_alphabetic())
            && written.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        if !is_name
            || !record.message.contains("is not of type `package'") && !record.message.contains("or package'")
        {
            return None;
        }
        let package = format!("pkgs.{written}");
        let mut edits = self.in_scope("pkgs", at.start)?;
        edits.push((at.clone(), package.clone()));
        Some(self.action(format!("Write `{package}`"), edits, true))
    }

    /// A package where a list of them belongs.
    fn as_list(&self, record: &Record, at: &Range<usize>) -> Option<CodeAction> {
        let is_it = record.message.starts_with("expected a list but found a set")
            && record.message.contains("type = \"derivation\"");
        let range =
            is_it.then(|| hmeval_syntax::expression_range(&self.document.text, at.start)).flatten()?;
        let list = format!("[ {} ]", self.document.text.get(range.clone())?);
        Some(self.action(format!("Write `{list}`"), vec![(range, list)], true))
    }

    /// Something that is not written out where a list of it belongs: a package. Literals would not do as elements either, or
    /// the check knows it.
    fn as_list_of_type(&self, record: &Record, at: &Range<usize>) -> Option<CodeAction> {
        let (_, kind) = record.message.split_once("is not of type `")?;
        let is_it = kind.starts_with("list of ") && record.fix.is_none();
        let bindings = self.document.tree.bindings();
        let binding = bindings.iter().find(|binding| is_it && binding.value.start == at.start)?;
        let value = self.document.text.get(binding.value.clone())?;
        let starts_name = |c: char| c.is_ascii_alphabetic() || c == '_';
        let is_path = value.starts_with(starts_name)
            && value.chars().all(|c| c.is_ascii_alphanumeric() || "._-'\"".contains(c));
        let is_simple = value.starts_with('{') || is_path && !matches!(value, "true" | "false" | "null");
        let list = format!("[ {value} ]");
        is_simple.then(|| {
            self.action(format!("Write `{}`", shortened(&list)), vec![(binding.value.clone(), list)], true)
        })
    }

    /// Settings beside `options` or `config`.
    fn below_config(&self, record: &Record) -> Option<CodeAction> {
        record.message.contains("has an unsupported attribute").then_some(())?;
        let bindings = self.document.tree.bindings();
        let is_setting = |name: &String| !MODULE_KEYS.contains(&name.as_str());
        let settings = bindings
            .iter()
            .filter(|binding| binding.outer == 0 && binding.path.first().is_some_and(is_setting));
        let starts = settings.filter_map(|binding| Some(binding.names.first()?.start));
        let edits: Vec<_> = starts.map(|start| (start..start, "config.".to_owned())).collect();
        (!edits.is_empty()).then(|| self.action("Move the settings into `config`".to_owned(), edits, true))
    }

    /// A default for an option that this text declares.
    fn default_for(&self, at: &Range<usize>) -> Option<CodeAction> {
        let bindings = self.document.tree.bindings();
        let is_it = |binding: &&Binding| binding.names.iter().any(|name| name.start == at.start);
        let declared = bindings.iter().find(is_it)?.value.clone();
        let text = self.document.text.get(declared.clone())?;
        let brace = text.find("mkOption {").map(|found| found + "mkOption {".len())?;
        let (_, kind) = text.split_once("types.")?;
        let name: String = kind.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        let value = match &name[..] {
            "str" | "string" | "lines" | "nonEmptyStr" | "singleLineStr" => "\"\"",
            "bool" => "false",
            "int" | "ints" | "number" | "float" | "port" => "0",
            "listOf" => "[ ]",
            "attrs" | "attrsOf" | "lazyAttrsOf" | "submodule" => "{ }",
            "nullOr" => "null",
            _ => return None,
        };
        let at = declared.start + brace;
        let title = format!("Give it the default `{value}`");
        Some(self.action(title, vec![(at..at, format!(" default = {value};"))], false))
    }

    /// What makes a name visible at an offset that modules get as an argument; nothing to do where it is.
    pub(crate) fn in_scope(&self, name: &str, offset: usize) -> Option<Vec<(Range<usize>, String)>> {
        if self.document.names.visible_at(offset).iter().any(|known| known.text == name) {
            return Some(Vec::new());
        }
        let edit = self.argument_added(name, offset).or_else(|| {
            let start = self.document.tree.start_of_plain_module()?;
            Some((start..start, format!("{{ {name}, ... }}:\n")))
        });
        Some(vec![edit?])
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
    pub(crate) fn rename_option(&self, at: &Range<usize>, name: &str) -> Option<CodeAction> {
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
        let mut edits = self.in_scope("lib", at.start)?;
        let function = format!("lib.{function}");
        let value = self.document.text.get(binding.value.clone())?;
        let is_simple =
            value.starts_with(['"', '[', '{', '(']) || value.chars().all(|c| c.is_alphanumeric() || c == '.');
        let argument = if is_simple { value.to_owned() } else { format!("({value})") };
        let title = format!("Let this definition {title} (`{function}`)");
        edits.push((binding.value.clone(), format!("{function} {argument}")));
        Some(self.action(title, edits, false))
    }

    fn remove_definition(&self, at: &Range<usize>) -> Option<CodeAction> {
        let bindings = self.document.tree.bindings();
        let inside = |range: &Range<usize>| range.start <= at.start && at.start < range.end;
        let named = bindings.iter().find(|binding| binding.names.iter().any(inside));
        // A value that is wrong as a whole goes with its name.
        let valued =
            || bindings.iter().filter(|binding| inside(&binding.value)).min_by_key(|one| one.value.len());
        let binding = named.or_else(valued)?;
        let edit = self.whole_line(binding.names.first()?.start..binding.value.end)?;
        Some(self.action("Remove this definition".to_owned(), vec![(edit, String::new())], false))
    }
}

/// A text for a title.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST_TITLE) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
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
