//! Equality of values.
//!
//! Nix compares what two *places* hold: one and the same place is equal to itself whatever it holds (so a list that holds
//! a function equals itself), while two functions never are equal. A place is a thunk or an element here.

use hmeval_diag::Pos;

use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, List, Value, View};
use crate::symbol::known;

impl<'h> Evaluator<'h> {
    /// `left == right` for operands, which are two places even if they hold the same.
    pub fn equal_operands(&self, left: Value<'h>, right: Value<'h>, pos: Pos) -> Result<'h, bool> {
        self.enter(pos)?;
        let result = self.equal_in(left, right, pos);
        self.leave();
        result
    }

    /// Whether two elements are equal.
    pub fn equal(&self, left: Value<'h>, right: Value<'h>, pos: Pos) -> Result<'h, bool> {
        if left.same(right) {
            // The same place; but what it holds must still be computed, for it may fail.
            self.force(left, pos)?;
            return Ok(true);
        }
        self.equal_operands(left, right, pos)
    }

    fn equal_in(&self, left: Value<'h>, right: Value<'h>, pos: Pos) -> Result<'h, bool> {
        let left = self.force(left, pos)?;
        let right = self.force(right, pos)?;
        Ok(match (left.view(), right.view()) {
            (View::Int(a), View::Int(b)) => a == b,
            #[allow(clippy::cast_precision_loss, reason = "as in Nix, which converts to double")]
            (View::Int(a), View::Float(b)) => a as f64 == b,
            #[allow(clippy::cast_precision_loss, reason = "as in Nix, which converts to double")]
            (View::Float(a), View::Int(b)) => a == b as f64,
            (View::Float(a), View::Float(b)) => a == b,
            (View::Bool(a), View::Bool(b)) => a == b,
            (View::Null, View::Null) => true,
            (View::Str(a), View::Str(b)) => a.bytes == b.bytes,
            (View::Path(a), View::Path(b)) => a == b,
            (View::List(a), View::List(b)) => self.equal_lists(a, b, pos)?,
            (View::Attrs(a), View::Attrs(b)) => self.equal_attrs((left, a), (right, b), pos)?,
            _ => false,
        })
    }

    fn equal_lists(&self, left: List<'h>, right: List<'h>, pos: Pos) -> Result<'h, bool> {
        if left.len() != right.len() {
            return Ok(false);
        }
        for (a, b) in left.items().iter().zip(right.items()) {
            if !self.equal(*a, *b, pos)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn equal_attrs(
        &self,
        (left, left_attrs): (Value<'h>, Attrs<'h>),
        (right, right_attrs): (Value<'h>, Attrs<'h>),
        pos: Pos,
    ) -> Result<'h, bool> {
        // Derivations are compared by their output paths.
        if self.is_derivation(left)? && self.is_derivation(right)? {
            let paths = (left_attrs.value(known::OUT_PATH), right_attrs.value(known::OUT_PATH));
            if let (Some(a), Some(b)) = paths {
                return self.equal(a, b, pos);
            }
        }
        if left_attrs.len() != right_attrs.len() {
            return Ok(false);
        }
        for ((a, left), (b, right)) in left_attrs.iter(self.heap).zip(right_attrs.iter(self.heap)) {
            if a.name != b.name || !self.equal(left, right, pos)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether a value is a set with `type = "derivation"`.
    pub fn is_derivation(&self, value: Value<'h>) -> Result<'h, bool> {
        let Some(attrs) = value.as_attrs() else { return Ok(false) };
        let Some((kind, pos)) = attrs.get(known::TYPE) else { return Ok(false) };
        let kind = self.force(kind, pos)?;
        Ok(kind.as_str().is_some_and(|str| str.bytes == b"derivation"))
    }
}
