//! Options as nixpkgs' options.json: an object from names to fields.
//!
//! A field that cannot be evaluated is `{"_error": "MESSAGE"}`.

use hmeval_diag::Pos;
use hmeval_eval::string::ContextBuilder;
use hmeval_eval::{Error, Value, View};

use super::entry::{Entry, Example, Reader};
use crate::json_text::{list, string, strings};

/// The object with all options.
pub(super) fn document<'h>(reader: &Reader<'_, 'h>, entries: &[&Entry<'h>]) -> Vec<u8> {
    let mut out = b"{".to_vec();
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        string(&mut out, &entry.name);
        out.push(b':');
        fields(reader, &mut out, entry);
    }
    out.push(b'}');
    out
}

fn fields<'h>(reader: &Reader<'_, 'h>, out: &mut Vec<u8>, entry: &Entry<'h>) {
    out.extend_from_slice(b"{\"declarations\":");
    match reader.declarations(entry) {
        Ok(files) => list(out, &files, |out, file| declaration(reader, out, *file)),
        Err(failed) => error(out, failed),
    }
    example(reader, out, "default", reader.default(entry));
    out.extend_from_slice(b",\"description\":");
    result(reader, out, reader.description(entry));
    example(reader, out, "example", reader.example(entry));
    out.extend_from_slice(b",\"loc\":");
    strings(out, &entry.loc);
    out.extend_from_slice(b",\"readOnly\":");
    result(reader, out, reader.read_only(entry));
    if let Some(packages) = reader.related_packages(entry).transpose() {
        out.extend_from_slice(b",\"relatedPackages\":");
        result(reader, out, packages);
    }
    out.extend_from_slice(b",\"type\":");
    result(reader, out, reader.type_description(entry));
    out.push(b'}');
}

/// A file. Paths stay where they are: documentation does not copy sources to the store.
fn declaration<'h>(reader: &Reader<'_, 'h>, out: &mut Vec<u8>, file: Value<'h>) {
    match file.view() {
        View::Path(path) => string(out, path),
        _ => value(reader, out, file),
    }
}

fn example<'h>(
    reader: &Reader<'_, 'h>,
    out: &mut Vec<u8>,
    name: &str,
    example: Result<Option<Example<'h>>, Error<'h>>,
) {
    let Some(example) = example.transpose() else { return };
    out.extend_from_slice(format!(",\"{name}\":").as_bytes());
    match example {
        Ok(Example::Written(written)) => value(reader, out, Value::attrs(written)),
        Ok(Example::Rendered(text)) => {
            out.extend_from_slice(b"{\"_type\":\"literalExpression\",\"text\":");
            string(out, &text);
            out.push(b'}');
        }
        Err(failed) => error(out, failed),
    }
}

fn result<'h>(reader: &Reader<'_, 'h>, out: &mut Vec<u8>, result: Result<Value<'h>, Error<'h>>) {
    match result {
        Ok(found) => value(reader, out, found),
        Err(failed) => error(out, failed),
    }
}

fn value<'h>(reader: &Reader<'_, 'h>, out: &mut Vec<u8>, value: Value<'h>) {
    let mut context = ContextBuilder::new();
    match hmeval_eval::json::to_json(reader.ev, value, Pos::NONE, &mut context, true, true) {
        Ok(json) => out.extend_from_slice(&json),
        Err(failed) => error(out, failed),
    }
}

fn error(out: &mut Vec<u8>, error: Error<'_>) {
    out.extend_from_slice(b"{\"_error\":");
    string(out, error.data().message);
    out.push(b'}');
}
