//! The options as the script of the page reads them: JSON in which types and files are written once.
//!
//! An option is `[name, type, description, default, example, files, flags, related]`; types and files are numbers of
//! entries in `types` and `files`.

use hmeval_eval::{Error, Value, View};
use rustc_hash::FxHashMap;

use super::super::entry::{Entry, Example, Reader};
use super::super::text::{error_text, shown_file};
use crate::json_text::{string, strings};

/// Flag: modules cannot set it.
const READ_ONLY: u8 = 1;
/// Flag: the default is markdown.
const DEFAULT_IS_MARKDOWN: u8 = 2;
/// Flag: the example is markdown.
const EXAMPLE_IS_MARKDOWN: u8 = 4;

/// Texts that are often the same, in the order in which they came.
#[derive(Default)]
struct Table {
    numbers: FxHashMap<String, usize>,
    texts: Vec<String>,
}

impl Table {
    fn number(&mut self, text: String) -> usize {
        if let Some(number) = self.numbers.get(&text) {
            return *number;
        }
        let number = self.texts.len();
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        number
    }
}

/// The data, for an element of the page: no `<` is in them, with which that element could end.
pub(super) fn of<'h>(reader: &Reader<'_, 'h>, entries: &[&Entry<'h>]) -> Vec<u8> {
    let (mut types, mut files) = (Table::default(), Table::default());
    let mut rows = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        rows.extend_from_slice(if index > 0 { b",\n" } else { b"" });
        row(reader, &mut rows, entry, &mut types, &mut files);
    }
    let mut out = b"{\"types\":".to_vec();
    strings(&mut out, &types.texts);
    out.extend_from_slice(b",\"files\":");
    strings(&mut out, &files.texts);
    out.extend_from_slice(b",\"options\":[");
    out.extend_from_slice(&rows);
    out.extend_from_slice(b"]}");
    without_angles(&out)
}

fn row<'h>(
    reader: &Reader<'_, 'h>,
    out: &mut Vec<u8>,
    entry: &Entry<'h>,
    types: &mut Table,
    files: &mut Table,
) {
    let shown = |text: Result<Option<Vec<u8>>, Error<'h>>| match text {
        Ok(text) => text.map(|text| String::from_utf8_lossy(&text).into_owned()),
        Err(error) => Some(error_text(error)),
    };
    let kind = reader.type_description(entry).and_then(|kind| reader.text_of(kind));
    let description = reader.description(entry).and_then(|text| reader.text_of(text));
    let read_only = matches!(reader.read_only(entry).map(Value::view), Ok(View::Bool(true)));
    let mut flags = if read_only { READ_ONLY } else { 0 };
    let mut example = |example: Result<Option<Example<'h>>, Error<'h>>, flag: u8| {
        let example = match example {
            Ok(example) => example?,
            Err(error) => return Some(error_text(error)),
        };
        flags |= if is_markdown(reader, &example) { flag } else { 0 };
        shown(reader.example_text(&example).map(Some))
    };
    let default_text = example(reader.default(entry), DEFAULT_IS_MARKDOWN);
    let example_text = example(reader.example(entry), EXAMPLE_IS_MARKDOWN);
    let declared: Vec<String> = match reader.declarations(entry) {
        Ok(list) => list.iter().map(|file| files.number(shown_file(*file)).to_string()).collect(),
        Err(error) => vec![files.number(error_text(error)).to_string()],
    };
    let related = reader.related_packages(entry).and_then(|found| match found {
        Some(text) if text.as_str().is_some() => reader.text_of(text),
        _ => Ok(None),
    });
    out.push(b'[');
    string(out, &entry.name);
    let kind = types.number(shown(kind).unwrap_or_default());
    out.extend_from_slice(format!(",{kind},").as_bytes());
    text(out, shown(description));
    out.push(b',');
    text(out, default_text);
    out.push(b',');
    text(out, example_text);
    out.extend_from_slice(format!(",[{}],{flags},", declared.join(",")).as_bytes());
    text(out, shown(related));
    out.push(b']');
}

fn is_markdown<'h>(reader: &Reader<'_, 'h>, example: &Example<'h>) -> bool {
    let Example::Written(attrs) = example else { return false };
    let kind = reader.forced(*attrs, "_type").ok().flatten().and_then(Value::as_str);
    kind.is_some_and(|kind| kind.bytes == b"literalMD")
}

fn text(out: &mut Vec<u8>, text: Option<String>) {
    match text {
        Some(text) => string(out, text.as_bytes()),
        None => out.extend_from_slice(b"null"),
    }
}

/// JSON with its `<` escaped; they only stand in strings.
fn without_angles(json: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len());
    for &byte in json {
        match byte {
            b'<' => out.extend_from_slice(b"\\u003c"),
            _ => out.push(byte),
        }
    }
    out
}
