//! Values as JSON: `builtins.toJSON`, `--json`, and the attributes of derivations with `__structuredAttrs`.
//!
//! Nix builds the whole document before it writes it, so that a string that is not UTF-8 is only found out after
//! everything was evaluated. Here the text is written at once, and such a string is remembered until the end.

use hmeval_diag::Pos;
use hmeval_formats::json::{Utf8Error, write_string};

use crate::coerce::Coerce;
use crate::error::{Error, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, Value, View};
use crate::string::ContextBuilder;
use crate::symbol::known;

/// The value as one line of JSON (Nix: `printValueAsJSON`). What its strings refer to is added to `context`; `pos` is
/// where the value is needed.
///
/// With `copy_to_store`, paths become those of their copies in the store. Without `strict`, nothing is forced but what
/// sets need to become strings.
///
/// # Errors
/// Those of evaluating; functions (and, without `strict`, what is not evaluated) cannot be converted; strings must be
/// UTF-8.
pub fn to_json<'h>(
    ev: &Evaluator<'h>,
    value: Value<'h>,
    pos: Pos,
    context: &mut ContextBuilder<'h>,
    copy_to_store: bool,
    strict: bool,
) -> Result<'h, Vec<u8>> {
    let json = to_json_unchecked(ev, value, pos, context, copy_to_store, strict)?;
    match json.invalid {
        None => Ok(json.text),
        Some(invalid) => Err(ev.error(ErrorKind::Eval, format!("JSON serialization error: {invalid}"))),
    }
}

/// A value as JSON that is only usable if all its strings are UTF-8.
pub struct UncheckedJson {
    /// The text.
    pub text: Vec<u8>,
    /// The first string that is not UTF-8.
    pub invalid: Option<Utf8Error>,
}

/// As [`to_json`], for a part of a document: Nix complains of strings that are not UTF-8 when it writes the whole.
///
/// # Errors
/// As [`to_json`], except for the strings.
pub fn to_json_unchecked<'h>(
    ev: &Evaluator<'h>,
    value: Value<'h>,
    pos: Pos,
    context: &mut ContextBuilder<'h>,
    copy_to_store: bool,
    strict: bool,
) -> Result<'h, UncheckedJson> {
    let mut printer = Printer { ev, context, copy_to_store, strict, out: Vec::new(), invalid: None };
    printer.print(value, pos)?;
    Ok(UncheckedJson { text: printer.out, invalid: printer.invalid })
}

struct Printer<'e, 'c, 'h> {
    ev: &'e Evaluator<'h>,
    context: &'c mut ContextBuilder<'h>,
    copy_to_store: bool,
    strict: bool,
    out: Vec<u8>,
    invalid: Option<Utf8Error>,
}

impl<'h> Printer<'_, '_, 'h> {
    fn print(&mut self, value: Value<'h>, pos: Pos) -> Result<'h, ()> {
        self.ev.enter(pos)?;
        let result = self.print_level(value, pos);
        self.ev.leave();
        result
    }

    fn print_level(&mut self, value: Value<'h>, pos: Pos) -> Result<'h, ()> {
        let value = if self.strict { self.ev.force(value, pos)? } else { self.ev.settled(value) };
        match value.view() {
            View::Null => self.out.extend_from_slice(b"null"),
            View::Bool(b) => self.out.extend_from_slice(if b { b"true" } else { b"false" }),
            View::Int(n) => self.out.extend_from_slice(n.to_string().as_bytes()),
            View::Float(n) => hmeval_formats::float::to_json(&mut self.out, n),
            View::Str(str) => {
                self.context.add(str.context);
                self.string(str.bytes);
            }
            View::Path(path) => {
                let text = if self.copy_to_store { self.ev.copy_to_store(path, self.context)? } else { path };
                self.string(text);
            }
            View::List(list) => self.list(list.items(), pos)?,
            View::Attrs(attrs) => self.attrs(value, attrs, pos)?,
            View::Closure(_) | View::Builtin(_) | View::Partial(..) | View::Thunk(_) => {
                return Err(self.cannot_convert(value, pos));
            }
        }
        Ok(())
    }

    fn string(&mut self, text: &[u8]) {
        if let Err(error) = write_string(&mut self.out, text) {
            self.invalid.get_or_insert(error);
        }
    }

    fn list(&mut self, items: &[Value<'h>], pos: Pos) -> Result<'h, ()> {
        self.out.push(b'[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            self.print(*item, pos).map_err(|error| {
                self.ev.frame(error, pos, format!("while evaluating list element at index {index}"))
            })?;
        }
        self.out.push(b']');
        Ok(())
    }

    /// A set is what its `__toString` returns, or its `outPath`, or an object.
    fn attrs(&mut self, value: Value<'h>, attrs: Attrs<'h>, pos: Pos) -> Result<'h, ()> {
        if let Some((function, _)) = attrs.get(known::TO_STRING) {
            let result = self.ev.call(function, &[value], pos)?;
            let what = "while evaluating the result of the `__toString` attribute";
            let text = self.ev.coerce(pos, result, self.context, what, Coerce::PLAIN)?;
            self.string(text);
            return Ok(());
        }
        if let Some((path, at)) = attrs.get(known::OUT_PATH) {
            return self.print(path, at);
        }
        self.object(attrs)
    }

    fn object(&mut self, attrs: Attrs<'h>) -> Result<'h, ()> {
        self.out.push(b'{');
        for (index, (key, item)) in self.ev.sorted_attrs(attrs).into_iter().enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            let name = self.ev.text(key.name);
            self.string(name);
            self.out.push(b':');
            self.print(item, key.pos).map_err(|error| {
                self.ev.frame(
                    error,
                    key.pos,
                    [b"while evaluating attribute '", &self.ev.shown_name(key.name)[..], b"'"].concat(),
                )
            })?;
        }
        self.out.push(b'}');
        Ok(())
    }

    #[cold]
    fn cannot_convert(&self, value: Value<'h>, pos: Pos) -> Error<'h> {
        let message = [b"cannot convert ", &self.ev.describe_type(value)[..], b" to JSON"].concat();
        self.ev.error_at(ErrorKind::Type, self.ev.value_pos_or(value, pos), message)
    }
}

impl<'h> Evaluator<'h> {
    /// The value itself where it was computed already, without computing it.
    pub(crate) fn settled(&self, value: Value<'h>) -> Value<'h> {
        value.known().unwrap_or(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtins::strings::testing::with_value;

    fn json(expression: &str, strict: bool) -> std::result::Result<String, String> {
        let text = with_value(expression, |ev, value| {
            to_json(ev, value, Pos::NONE, &mut ContextBuilder::new(), false, strict)
        })?;
        Ok(String::from_utf8(text).unwrap())
    }

    #[test]
    fn attributes_are_sorted_and_sets_can_be_strings() {
        let expression = r#"{ b = [ 1 (-2) 1.5 null true ]; a."x\"" = { __toString = self: self.v; v = "s"; outPath = 1; }; c.outPath.outPath = /p; }"#;
        let expected = r#"{"a":{"x\"":"s"},"b":[1,-2,1.5,null,true],"c":"/p"}"#;
        assert_eq!(json(expression, true).as_deref(), Ok(expected));
    }

    #[test]
    fn only_strict_conversion_evaluates() {
        assert_eq!(json("[ 1 (1 + 1) ]", true).as_deref(), Ok("[1,2]"));
        assert_eq!(json("[ 1 (1 + 1) ]", false).unwrap_err(), "cannot convert a thunk to JSON");
    }

    #[test]
    fn what_cannot_be_converted_fails() {
        assert_eq!(json("[ (x: x) ]", true).unwrap_err(), "cannot convert a function to JSON");
        assert_eq!(json("map", true).unwrap_err(), "cannot convert the built-in function 'map' to JSON");
        let message = json("let a = [ a ]; in a", true).unwrap_err();
        assert_eq!(message, "stack overflow; max-call-depth exceeded");
    }

    #[test]
    fn strings_that_are_not_utf8_fail_after_everything_else() {
        let cut = |rest| format!(r#"[ (builtins.substring 0 1 "é") {rest} ]"#);
        let message = "JSON serialization error: [json.exception.type_error.316] incomplete UTF-8 string; last byte: 0xC3";
        assert_eq!(json(&cut("1"), true).unwrap_err(), message);
        assert_eq!(json(&cut("(throw \"later\")"), true).unwrap_err(), "later");
    }
}
