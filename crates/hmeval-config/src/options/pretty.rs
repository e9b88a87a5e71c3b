//! Values as documentation shows them (nixpkgs `lib.generators.toPretty` with `allowPrettyValues`).
//!
//! Defaults and examples that are no text yet are rendered so. The same is done by the library in Nix; here a value that
//! fails does not take all other options with it.

use std::cell::OnceCell;

use hmeval_diag::Pos;
use hmeval_eval::coerce::Coerce;
use hmeval_eval::heap::Attrs;
use hmeval_eval::string::ContextBuilder;
use hmeval_eval::symbol::known;
use hmeval_eval::{Error, ErrorKind, Evaluator, Value, View};

use super::dialect::Dialect;
use super::names::identifier;

/// The arguments that a function, or a set that is one, can be called with.
const ARGUMENTS: &str = "let go = f: if f ? __functor then f.__functionArgs or (go (f.__functor f)) \
                         else builtins.functionArgs f; in go";

/// Renders values.
pub struct Pretty<'e, 'h> {
    ev: &'e Evaluator<'h>,
    dialect: Dialect,
    arguments: OnceCell<Value<'h>>,
}

impl<'e, 'h> Pretty<'e, 'h> {
    /// A renderer.
    pub fn new(ev: &'e Evaluator<'h>, dialect: Dialect) -> Self {
        Pretty { ev, dialect, arguments: OnceCell::new() }
    }

    /// A value as text.
    ///
    /// # Errors
    /// Those of evaluating it with everything in it.
    pub fn render(&self, value: Value<'h>) -> Result<Vec<u8>, Error<'h>> {
        let value = self.ev.force(value, Pos::NONE)?;
        if let Some(own) = self.own_form(value)? {
            let text = own.as_str().map(|text| text.bytes.to_vec());
            return text
                .ok_or_else(|| self.ev.error(ErrorKind::Thrown, "literalExpression expects a string."));
        }
        let mut out = Vec::new();
        self.value(&mut out, value, 0)?;
        Ok(out)
    }

    fn value(&self, out: &mut Vec<u8>, value: Value<'h>, indent: usize) -> Result<(), Error<'h>> {
        self.ev.enter(Pos::NONE)?;
        let result = self.level(out, value, indent);
        self.ev.leave();
        result
    }

    fn level(&self, out: &mut Vec<u8>, value: Value<'h>, indent: usize) -> Result<(), Error<'h>> {
        let value = self.ev.force(value, Pos::NONE)?;
        match value.view() {
            View::Null => out.extend_from_slice(b"null"),
            View::Bool(b) => out.extend_from_slice(if b { b"true" } else { b"false" }),
            View::Int(n) => out.extend_from_slice(n.to_string().as_bytes()),
            View::Float(n) => hmeval_formats::float::to_json(out, n),
            View::Path(path) => out.extend_from_slice(path),
            View::Str(text) => string(out, text.bytes, indent),
            View::List(list) => self.list(out, list.items(), indent)?,
            View::Attrs(attrs) => self.attrs(out, value, attrs, indent)?,
            View::Closure(_) | View::Builtin(_) | View::Partial(..) => self.function(out, value)?,
            View::Thunk(_) => {}
        }
        Ok(())
    }

    fn list(&self, out: &mut Vec<u8>, items: &[Value<'h>], indent: usize) -> Result<(), Error<'h>> {
        out.push(b'[');
        for item in items {
            new_line(out, indent + 2);
            self.value(out, *item, indent + 2)?;
        }
        close(out, items.is_empty(), indent, b']');
        Ok(())
    }

    fn attrs(
        &self,
        out: &mut Vec<u8>,
        value: Value<'h>,
        attrs: Attrs<'h>,
        indent: usize,
    ) -> Result<(), Error<'h>> {
        if self.is_function(value)? {
            return self.function(out, value);
        }
        if let Some(own) = self.own_form(value)? {
            out.extend_from_slice(self.text(own)?);
            return Ok(());
        }
        if self.ev.is_derivation(value)? {
            let name = attrs.value(known::NAME).map_or(Ok(&b"???"[..]), |name| self.text(name))?;
            out.extend_from_slice(&[b"<derivation ", name, b">"].concat());
            return Ok(());
        }
        out.push(b'{');
        for (key, item) in self.ev.sorted_attrs(attrs) {
            new_line(out, indent + 2);
            identifier(out, self.ev.text(key.name), self.dialect);
            out.extend_from_slice(b" = ");
            self.value(out, item, indent + 2)?;
            out.push(b';');
        }
        close(out, attrs.is_empty(), indent, b'}');
        Ok(())
    }

    /// What a set with `__pretty` and `val` says that it looks like.
    fn own_form(&self, value: Value<'h>) -> Result<Option<Value<'h>>, Error<'h>> {
        let Some(attrs) = value.as_attrs() else { return Ok(None) };
        let get = |name: &[u8]| attrs.value(self.ev.symbols.intern(name));
        let (Some(pretty), Some(val)) = (get(b"__pretty"), get(b"val")) else { return Ok(None) };
        if self.is_function(value)? {
            return Ok(None);
        }
        self.ev.call(pretty, &[val], Pos::NONE).map(Some)
    }

    fn text(&self, value: Value<'h>) -> Result<&'h [u8], Error<'h>> {
        let what = "while rendering a value";
        self.ev.coerce(Pos::NONE, value, &mut ContextBuilder::new(), what, Coerce::INTERPOLATION)
    }

    /// Whether a value can be called (nixpkgs `lib.isFunction`).
    fn is_function(&self, value: Value<'h>) -> Result<bool, Error<'h>> {
        let mut value = value;
        loop {
            self.ev.check_memory(0)?;
            match value.view() {
                View::Closure(_) | View::Builtin(_) | View::Partial(..) => return Ok(true),
                View::Attrs(attrs) => match attrs.value(known::FUNCTOR) {
                    Some(functor) => value = self.ev.call(functor, &[value], Pos::NONE)?,
                    None => return Ok(false),
                },
                _ => return Ok(false),
            }
        }
    }

    fn function(&self, out: &mut Vec<u8>, function: Value<'h>) -> Result<(), Error<'h>> {
        let arguments = match self.arguments.get() {
            Some(known) => *known,
            None => {
                let evaluated = self.ev.eval_internal("arguments of a function", ARGUMENTS)?;
                *self.arguments.get_or_init(|| evaluated)
            }
        };
        let arguments = self.ev.call(arguments, &[function], Pos::NONE)?;
        let arguments = self.ev.force_attrs(arguments, Pos::NONE, "while rendering a function")?;
        if arguments.is_empty() {
            out.extend_from_slice(b"<function>");
            return Ok(());
        }
        let mut shown = Vec::new();
        for (key, optional) in self.ev.sorted_attrs(arguments) {
            let optional = self.ev.force_bool(optional, Pos::NONE, "while rendering a function")?;
            let mark: &[u8] = if optional { b"?" } else { b"" };
            shown.push([self.ev.text(key.name), mark].concat());
        }
        out.extend_from_slice(&[b"<function, args: {", &shown.join(&b", "[..])[..], b"}>"].concat());
        Ok(())
    }
}

fn new_line(out: &mut Vec<u8>, indent: usize) {
    out.push(b'\n');
    out.resize(out.len() + indent, b' ');
}

fn close(out: &mut Vec<u8>, empty: bool, indent: usize, bracket: u8) {
    if empty {
        out.push(b' ');
    } else {
        new_line(out, indent);
    }
    out.push(bracket);
}

/// A string: between `''` if it has several lines.
fn string(out: &mut Vec<u8>, text: &[u8], indent: usize) {
    if !text.contains(&b'\n') {
        out.push(b'"');
        escaped(out, text, &[(b"\\", b"\\\\"), (b"\"", b"\\\""), (b"${", b"\\${")]);
        out.push(b'"');
        return;
    }
    out.extend_from_slice(b"''");
    let mut lines = text.split(|byte| *byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        let last = lines.peek().is_none();
        new_line(out, if last && line.is_empty() { indent } else { indent + 2 });
        escaped(out, line, &[(b"${", b"''${"), (b"''", b"'''")]);
    }
    out.extend_from_slice(b"''");
}

/// Text with some parts replaced, from left to right.
fn escaped(out: &mut Vec<u8>, text: &[u8], replacements: &[(&[u8], &[u8])]) {
    let mut rest = text;
    while let Some((&byte, tail)) = rest.split_first() {
        let hit = replacements.iter().find_map(|(from, to)| Some((to, rest.strip_prefix(*from)?)));
        match hit {
            Some((to, behind)) => {
                out.extend_from_slice(to);
                rest = behind;
            }
            None => {
                out.push(byte);
                rest = tail;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut out = Vec::new();
        string(&mut out, text.as_bytes(), 2);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn strings_of_one_line() {
        assert_eq!(shown("a\"\\${b}$c"), "\"a\\\"\\\\\\${b}$c\"");
    }

    #[test]
    fn strings_of_several_lines() {
        assert_eq!(shown("a\n\n''${b\n"), "''\n    a\n    \n    '''''${b\n  ''");
        assert_eq!(shown("a\nb"), "''\n    a\n    b''");
    }
}
