//! To and from other formats: JSON, TOML, XML.

mod json_reader;

use hmeval_diag::Pos;
use hmeval_formats::json::ReadError;
use hmeval_formats::toml::{self, Timestamps, Toml};

use super::{Builtin, builtin};
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{AttrsBuilder, List, Value};
use crate::json::to_json;
use crate::string::ContextBuilder;
use crate::symbol::known;
use crate::xml::to_xml;

/// Rows of this file.
pub static TABLE: &[Builtin] = &[
    builtin!(
        "toJSON",
        ["e"],
        "*e* as JSON text. Paths are copied to the store; sets with `__toString` or `outPath` become what these are; \
         functions cannot be converted.",
        to_json_text
    ),
    builtin!("fromJSON", ["e"], "The value that the JSON text *e* stands for.", from_json),
    Builtin {
        global: true,
        ..builtin!("fromTOML", ["e"], "The set that the TOML text *e* stands for.", from_toml)
    },
    builtin!(
        "toXML",
        ["e"],
        "*e* as an XML document. What cannot be represented becomes `<unevaluated />`.",
        to_xml_text
    ),
];

fn to_json_text<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let mut context = ContextBuilder::new();
    let text = to_json(ev, args[0], Pos::NONE, &mut context, true, true)?;
    Ok(Value::string_in(ev.heap, ev.heap.bytes(&text), context.finish(ev.heap)))
}

fn to_xml_text<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let mut context = ContextBuilder::new();
    let text = to_xml(ev, args[0], true, false, &mut context)?;
    Ok(Value::string_in(ev.heap, ev.heap.bytes(&text), context.finish(ev.heap)))
}

fn from_json<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.fromJSON";
    let text = ev.force_str_no_context(args[0], Pos::NONE, what)?;
    json_reader::read(ev, text).map_err(|error| match error {
        ReadError::Syntax(message) => {
            ev.frame(ev.error(ErrorKind::Eval, message), Pos::NONE, "while decoding a JSON string")
        }
        ReadError::Unrepresentable(message) => ev.error(ErrorKind::Eval, message),
        ReadError::Builder(never) => match never {},
    })
}

fn from_toml<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the argument passed to builtins.fromTOML";
    let text = ev.force_str_no_context(args[0], Pos::NONE, what)?;
    let accept = ev.settings.has_feature("parse-toml-timestamps");
    let timestamps = if accept { Timestamps::Accept } else { Timestamps::Refuse };
    let table = toml::parse(text, timestamps)
        .map_err(|error| ev.error(ErrorKind::Eval, [b"while parsing TOML: ", error.message()].concat()))?;
    Ok(toml_table(ev, &table))
}

/// A TOML table as a set. The parser limits the depth of tables and arrays in each other.
fn toml_table<'h>(ev: &Evaluator<'h>, table: &toml::Table) -> Value<'h> {
    let mut attrs = AttrsBuilder::new(table.len(), Pos::NONE);
    for (key, item) in table {
        attrs.insert(ev.symbols.intern(key), Pos::NONE, toml_value(ev, item));
    }
    Value::attrs(attrs.finish(ev.heap))
}

fn toml_value<'h>(ev: &Evaluator<'h>, value: &Toml) -> Value<'h> {
    match value {
        Toml::Bool(b) => Value::bool(*b),
        Toml::Int(n) => ev.int(*n),
        Toml::Float(n) => Value::float(ev.heap, *n),
        Toml::String(text) => ev.string(text),
        Toml::Timestamp(text) => {
            let mut attrs = AttrsBuilder::new(2, Pos::NONE);
            attrs.insert(ev.symbols.intern_static(b"_type"), Pos::NONE, ev.string("timestamp"));
            attrs.insert(known::VALUE, Pos::NONE, ev.string(text));
            Value::attrs(attrs.finish(ev.heap))
        }
        Toml::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| toml_value(ev, item)).collect();
            Value::list(List::from_slice(ev.heap, &items))
        }
        Toml::Table(table) => toml_table(ev, table),
    }
}

#[cfg(test)]
mod tests {
    use crate::builtins::strings::testing::{assert_answers, assert_failures};

    #[test]
    fn json_is_read() {
        assert_answers(&[
            (r#"builtins.fromJSON "{\"b\":[1,{}],\"a\":1,\"a\":null}""#, "{ a = null; b = [ 1 { } ]; }"),
            (r#"builtins.fromJSON "[-1, 1.5, true, \"x\\u0041\"]""#, r#"[ -1 1.5 true "xA" ]"#),
        ]);
        assert_failures(&[(
            r#"builtins.fromJSON "[1""#,
            "[json.exception.parse_error.101] parse error at line 1, column 3: syntax error while parsing array - \
             unexpected end of input; expected ']'",
        )]);
    }

    #[test]
    fn toml_is_read() {
        let toml = r#"fromTOML "x = 1\n[t]\ny = [1.5, true]\n[[l]]\n[[l]]\nz = 'q'""#;
        let set = r#"{ l = [ { } { z = "q"; } ]; t = { y = [ 1.5 true ]; }; x = 1; }"#;
        assert_answers(&[(toml, set)]);
        let message = "while parsing TOML: Dates and times are not supported";
        assert_failures(&[(r#"fromTOML "x = 2020-01-01""#, message)]);
    }
}
