//! `a + b`, interpolated strings, interpolated paths.

use hmeval_diag::Pos;
use hmeval_syntax::ir::{ExprId, Range};

use crate::code::Code;
use crate::coerce::Coerce;
use crate::error::{Error, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Env, Value, View};
use crate::string::ContextBuilder;

impl<'h> Evaluator<'h> {
    pub(super) fn eval_concat(
        &self,
        code: &'h Code<'h>,
        id: ExprId,
        env: Env<'h>,
        force_string: bool,
        range: Range,
    ) -> Result<'h, Value<'h>> {
        let parts = code.list(range);
        let Some((&first, rest)) = parts.split_first() else { return Ok(self.string("")) };
        if force_string {
            return self.concat_strings(code, env, range, None);
        }
        let value = self.eval(code, first, env)?;
        match value.view() {
            View::Int(n) => self.add_ints(code, env, n, rest, range.start + 1),
            View::Float(n) => self.add_floats(code, env, n, rest, range.start + 1),
            View::Path(_) => self.concat_path(code, id, env, value, range),
            _ => self.concat_strings(code, env, range, Some(value)),
        }
    }

    fn add_ints(
        &self,
        code: &'h Code<'h>,
        env: Env<'h>,
        first: i64,
        rest: &[ExprId],
        index: u32,
    ) -> Result<'h, Value<'h>> {
        let mut sum = first;
        for (number, part) in rest.iter().enumerate() {
            let value = self.eval(code, *part, env)?;
            let pos = || code.part_pos(index + number as u32);
            match value.view() {
                View::Int(n) => {
                    sum = sum.checked_add(n).ok_or_else(|| {
                        let message = format!("integer overflow in adding {sum} + {n}");
                        self.error_at(ErrorKind::Eval, pos(), message)
                    })?;
                }
                View::Float(n) => {
                    #[allow(clippy::cast_precision_loss, reason = "as in Nix, which converts to double")]
                    let sum = sum as f64 + n;
                    return self.add_floats(code, env, sum, &rest[number + 1..], index + number as u32 + 1);
                }
                _ => return Err(self.cannot_add(value, "an integer", pos())),
            }
        }
        Ok(self.int(sum))
    }

    fn add_floats(
        &self,
        code: &'h Code<'h>,
        env: Env<'h>,
        first: f64,
        rest: &[ExprId],
        index: u32,
    ) -> Result<'h, Value<'h>> {
        let mut sum = first;
        for (number, part) in rest.iter().enumerate() {
            let value = self.eval(code, *part, env)?;
            match value.view() {
                #[allow(clippy::cast_precision_loss, reason = "as in Nix, which converts to double")]
                View::Int(n) => sum += n as f64,
                View::Float(n) => sum += n,
                _ => return Err(self.cannot_add(value, "a float", code.part_pos(index + number as u32))),
            }
        }
        Ok(Value::float(self.heap, sum))
    }

    #[cold]
    fn cannot_add(&self, value: Value<'h>, to: &str, pos: Pos) -> Error<'h> {
        let message = [b"cannot add ", &self.describe_type(value)[..], b" to ", to.as_bytes()].concat();
        self.error_at(ErrorKind::Eval, pos, message)
    }

    /// Parts of a string; `first` is the first one, if it was evaluated already.
    fn concat_strings(
        &self,
        code: &'h Code<'h>,
        env: Env<'h>,
        range: Range,
        first: Option<Value<'h>>,
    ) -> Result<'h, Value<'h>> {
        let parts = code.list(range);
        // With `+`, something that is no string decides about the copying of later paths.
        let to_store = first.is_none_or(|value| value.as_str().is_some());
        let mut context = ContextBuilder::new();
        let mut small = [&[][..]; 8];
        let mut large = Vec::new();
        let texts: &mut [&'h [u8]] = if parts.len() <= small.len() {
            &mut small[..parts.len()]
        } else {
            large.resize(parts.len(), &[][..]);
            &mut large
        };
        let mut size = 0;
        for (index, part) in parts.iter().enumerate() {
            let value = match first {
                Some(value) if index == 0 => value,
                _ => self.eval(code, *part, env)?,
            };
            let text = match value.as_str() {
                Some(str) => {
                    context.add(str.context);
                    str.bytes
                }
                None => {
                    let pos = code.part_pos(range.start + index as u32);
                    let how = Coerce { more: false, to_store, canonical: index > 0 || first.is_none() };
                    self.coerce(pos, value, &mut context, "while evaluating a path segment", how)?
                }
            };
            size += text.len();
            texts[index] = text;
        }
        if let (None, [text]) = (first, &*texts) {
            return Ok(Value::string_in(self.heap, text, context.finish(self.heap)));
        }
        self.check_size(size)?;
        Ok(Value::string_in(self.heap, self.heap.concat(texts, size), context.finish(self.heap)))
    }

    fn concat_path(
        &self,
        code: &'h Code<'h>,
        id: ExprId,
        env: Env<'h>,
        first: Value<'h>,
        range: Range,
    ) -> Result<'h, Value<'h>> {
        let mut context = ContextBuilder::new();
        let mut path = Vec::new();
        for (index, part) in code.list(range).iter().enumerate() {
            let value = match index {
                0 => first,
                _ => self.eval(code, *part, env)?,
            };
            let pos = code.part_pos(range.start + index as u32);
            let how = Coerce { more: false, to_store: false, canonical: index > 0 };
            path.extend_from_slice(self.coerce(
                pos,
                value,
                &mut context,
                "while evaluating a path segment",
                how,
            )?);
        }
        if !context.is_empty() {
            let message = "a string that refers to a store path cannot be appended to a path";
            return Err(self.error_at(ErrorKind::Eval, code.pos_of(id), message));
        }
        let path = crate::path::canonical(&path);
        Ok(Value::path(self.heap, self.heap.bytes(&path)))
    }
}
