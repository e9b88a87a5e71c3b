//! Coercion: from values to strings and paths, as interpolation and builtins do it.

use hmeval_diag::Pos;

use crate::error::{Error, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Value, View};
use crate::string::ContextBuilder;
use crate::symbol::known;

/// How far a coercion goes.
#[derive(Clone, Copy, Debug)]
pub struct Coerce {
    /// Also numbers, booleans, null and lists (`toString`, attributes of derivations).
    pub more: bool,
    /// Paths are copied to the store, and the string refers to the copy.
    pub to_store: bool,
    /// Paths lose a slash at their end.
    pub canonical: bool,
}

impl Coerce {
    /// What interpolation does.
    pub const INTERPOLATION: Coerce = Coerce { more: false, to_store: true, canonical: true };
    /// What attributes of derivations go through.
    pub const DERIVATION: Coerce = Coerce { more: true, to_store: true, canonical: true };
    /// What `toString` does.
    pub const TO_STRING: Coerce = Coerce { more: true, to_store: false, canonical: true };
    /// Only what is a string or a path already (or says that it is one).
    pub const PLAIN: Coerce = Coerce { more: false, to_store: false, canonical: true };
}

impl<'h> Evaluator<'h> {
    /// The text of a value; what it refers to is added to `context`. `what` becomes a frame where it cannot be done.
    pub fn coerce(
        &self,
        pos: Pos,
        value: Value<'h>,
        context: &mut ContextBuilder<'h>,
        what: &str,
        how: Coerce,
    ) -> Result<'h, &'h [u8]> {
        self.enter(pos)?;
        let result = self.coerce_in(pos, value, context, what, how);
        self.leave();
        result
    }

    fn coerce_in(
        &self,
        pos: Pos,
        value: Value<'h>,
        context: &mut ContextBuilder<'h>,
        what: &str,
        how: Coerce,
    ) -> Result<'h, &'h [u8]> {
        let value = self.force(value, pos)?;
        match value.view() {
            View::Str(str) => {
                context.add(str.context);
                Ok(str.bytes)
            }
            View::Path(path) => self.coerce_path(path, context, how),
            View::Attrs(_) => self.coerce_attrs(pos, value, context, what, how),
            View::Bool(true) if how.more => Ok(b"1"),
            View::Bool(false) | View::Null if how.more => Ok(b""),
            View::Int(n) if how.more => Ok(self.heap.bytes(n.to_string().as_bytes())),
            View::Float(n) if how.more => {
                let mut out = Vec::new();
                hmeval_formats::float::to_fixed(&mut out, n);
                Ok(self.heap.bytes(&out))
            }
            View::List(list) if how.more => {
                let mut out = Vec::new();
                let items = list.items();
                for (index, item) in items.iter().enumerate() {
                    let text = self
                        .coerce(pos, *item, context, "while evaluating one element of the list", how)
                        .map_err(|error| self.frame(error, pos, what))?;
                    out.extend_from_slice(text);
                    // An empty list in a list brings no second space.
                    let empty_list = self.force(*item, pos)?.as_list().is_some_and(|list| list.is_empty());
                    if index + 1 < items.len() && !empty_list {
                        out.push(b' ');
                    }
                }
                Ok(self.heap.bytes(&out))
            }
            _ => Err(self.cannot_coerce(value, pos, what)),
        }
    }

    fn coerce_path(
        &self,
        path: &'h [u8],
        context: &mut ContextBuilder<'h>,
        how: Coerce,
    ) -> Result<'h, &'h [u8]> {
        if how.to_store {
            let trimmed = trim_slash(path);
            return self.copy_to_store(trimmed, context);
        }
        let path = crate::corepkgs::inside(path).unwrap_or(path);
        Ok(if how.canonical { trim_slash(path) } else { path })
    }

    /// A set stands for the result of its `__toString`, or for its `outPath`.
    fn coerce_attrs(
        &self,
        pos: Pos,
        value: Value<'h>,
        context: &mut ContextBuilder<'h>,
        what: &str,
        how: Coerce,
    ) -> Result<'h, &'h [u8]> {
        let Some(attrs) = value.as_attrs() else { return Err(self.cannot_coerce(value, pos, what)) };
        if let Some((function, _)) = attrs.get(known::TO_STRING) {
            let result = self.call(function, &[value], pos)?;
            let what = "while evaluating the result of the `__toString` attribute";
            return self.coerce(pos, result, context, what, Coerce { canonical: true, ..how });
        }
        match attrs.get(known::OUT_PATH) {
            Some((path, _)) => self.coerce(pos, path, context, what, how),
            None => Err(self.cannot_coerce(value, pos, what)),
        }
    }

    #[cold]
    fn cannot_coerce(&self, value: Value<'h>, pos: Pos, what: &str) -> Error<'h> {
        let mut message = b"cannot coerce ".to_vec();
        message.extend_from_slice(&self.describe_type(value));
        message.extend_from_slice(b" to a string: ");
        message.extend_from_slice(&self.print_for_error(value));
        self.frame(self.error(ErrorKind::Type, message), pos, what)
    }

    /// The absolute path that a value denotes: a path, or a string (or what stands for one) that is an absolute path.
    pub fn coerce_to_path(
        &self,
        pos: Pos,
        value: Value<'h>,
        context: &mut ContextBuilder<'h>,
        what: &str,
    ) -> Result<'h, &'h [u8]> {
        let mut value = value;
        loop {
            value = self.force(value, pos).map_err(|error| self.frame(error, pos, what))?;
            self.check_stack(pos)?;
            value = match value.view() {
                View::Path(path) => return Ok(trim_slash(path)),
                View::Attrs(attrs) => match attrs.get(known::TO_STRING) {
                    Some((function, _)) => self.call(function, &[value], pos)?,
                    None => break,
                },
                _ => break,
            };
        }
        let text = self.coerce(pos, value, context, what, Coerce::PLAIN)?;
        if text.first() != Some(&b'/') {
            let message = [b"string '", text, b"' doesn't represent an absolute path"].concat();
            return Err(self.frame(self.error(ErrorKind::Eval, message), pos, what));
        }
        Ok(self.heap.bytes(&crate::path::canonical(text)))
    }

    /// A string value of coerced text.
    pub fn coerced_value(
        &self,
        pos: Pos,
        value: Value<'h>,
        what: &str,
        how: Coerce,
    ) -> Result<'h, Value<'h>> {
        let forced = self.force(value, pos)?;
        if forced.as_str().is_some() {
            return Ok(forced);
        }
        let mut context = ContextBuilder::new();
        let text = self.coerce(pos, forced, &mut context, what, how)?;
        Ok(Value::string_in(self.heap, text, context.finish(self.heap)))
    }
}

fn trim_slash(path: &[u8]) -> &[u8] {
    match path {
        [rest @ .., b'/'] if !rest.is_empty() => rest,
        _ => path,
    }
}
