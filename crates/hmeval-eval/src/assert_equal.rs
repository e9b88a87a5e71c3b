//! `assert a == b`: where the two differ.
//!
//! It must go the way of `equality`, for it runs after that found a difference.

use hmeval_diag::Pos;

use crate::error::{Error, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, List, Value, View};
use crate::print::type_name;
use crate::symbol::known;

impl<'h> Evaluator<'h> {
    /// Fails where two values are not equal, and tells where they differ.
    pub fn assert_equal(&self, left: Value<'h>, right: Value<'h>, pos: Pos) -> Result<'h, ()> {
        self.enter(pos)?;
        let result = self.assert_equal_in(left, right, pos);
        self.leave();
        result
    }

    /// The same for elements, which are equal where they are one and the same.
    fn assert_equal_elements(&self, left: Value<'h>, right: Value<'h>, pos: Pos) -> Result<'h, ()> {
        if left.same(right) {
            return self.force(left, pos).map(|_| ());
        }
        self.assert_equal(left, right, pos)
    }

    fn assert_equal_in(&self, left: Value<'h>, right: Value<'h>, pos: Pos) -> Result<'h, ()> {
        let left = self.force(left, pos)?;
        let right = self.force(right, pos)?;
        let number = |value: Value<'h>| matches!(value.view(), View::Int(_) | View::Float(_));
        if number(left) && number(right) {
            return match self.equal_operands(left, right, pos)? {
                true => Ok(()),
                false => Err(self.differ_by_type(left, right, "with")),
            };
        }
        if type_name(left) != type_name(right) {
            return Err(self.differ_by_type(left, right, "of"));
        }
        match (left.view(), right.view()) {
            (View::List(a), View::List(b)) => self.assert_equal_lists((left, a), (right, b), pos),
            (View::Attrs(a), View::Attrs(b)) => self.assert_equal_attrs((left, a), (right, b), pos),
            (View::Closure(_) | View::Builtin(_) | View::Partial(..), _) => {
                let message =
                    "distinct functions and immediate comparisons of identical functions compare as unequal";
                Err(self.error(ErrorKind::Assertion, message))
            }
            _ if self.equal_operands(left, right, pos)? => Ok(()),
            (View::Bool(_), _) => Err(self.differ("boolean", left, right)),
            (View::Str(_), _) => Err(self.differ("string", left, right)),
            _ => Err(self.differ("path", left, right)),
        }
    }

    #[cold]
    fn differ(&self, name: &str, left: Value<'h>, right: Value<'h>) -> Error<'h> {
        let (a, b) = (self.print_for_error(left), self.print_for_error(right));
        let name = name.as_bytes();
        let message = [name, b" '", &a, b"' is not equal to ", name, b" '", &b, b"'"].concat();
        self.error(ErrorKind::Assertion, message)
    }

    #[cold]
    fn differ_by_type(&self, left: Value<'h>, right: Value<'h>, word: &str) -> Error<'h> {
        let one = |value| {
            let (name, shown) = (self.describe_type(value), self.print_for_error(value));
            [&name[..], b" ", word.as_bytes(), b" value '", &shown, b"'"].concat()
        };
        let message = [&one(left)[..], b" is not equal to ", &one(right)].concat();
        self.error(ErrorKind::Assertion, message)
    }

    fn assert_equal_lists(
        &self,
        (left, a): (Value<'h>, List<'h>),
        (right, b): (Value<'h>, List<'h>),
        pos: Pos,
    ) -> Result<'h, ()> {
        if a.len() != b.len() {
            let start = format!("list of size '{}' is not equal to list of size '{}', ", a.len(), b.len());
            let (left, right) = (self.print_for_error(left), self.print_for_error(right));
            let message =
                [start.as_bytes(), b"left hand side is '", &left, b"', right hand side is '", &right, b"'"]
                    .concat();
            return Err(self.error(ErrorKind::Assertion, message));
        }
        for (index, (a, b)) in a.items().iter().zip(b.items()).enumerate() {
            self.assert_equal_elements(*a, *b, pos)
                .map_err(|error| self.frame(error, pos, format!("while comparing list element {index}")))?;
        }
        Ok(())
    }

    fn assert_equal_attrs(
        &self,
        (left, a): (Value<'h>, Attrs<'h>),
        (right, b): (Value<'h>, Attrs<'h>),
        pos: Pos,
    ) -> Result<'h, ()> {
        if self.is_derivation(left)? && self.is_derivation(right)? {
            let paths = (a.value(known::OUT_PATH), b.value(known::OUT_PATH));
            if let (Some(a), Some(b)) = paths {
                let text = "while comparing a derivation by its 'outPath' attribute";
                return self.assert_equal_elements(a, b, pos).map_err(|error| self.frame(error, pos, text));
            }
        }
        if a.len() != b.len() {
            let (left, right) = (self.print_for_error(left), self.print_for_error(right));
            let message = [
                b"attribute names of attribute set '",
                &left[..],
                b"' differs from attribute set '",
                &right,
                b"'",
            ];
            return Err(self.error(ErrorKind::Assertion, message.concat()));
        }
        for ((i, x), (j, y)) in a.iter(self.heap).zip(b.iter(self.heap)) {
            if i.name != j.name {
                let (left, right) = (self.print_for_error(left), self.print_for_error(right));
                let message = if b.get(i.name).is_none() {
                    let name = &self.shown_name(i.name)[..];
                    [
                        b"attribute name '",
                        name,
                        b"' is contained in '",
                        &left,
                        b"', but not in '",
                        &right,
                        b"'",
                    ]
                    .concat()
                } else {
                    let name = &self.shown_name(j.name)[..];
                    [
                        b"attribute name '",
                        name,
                        b"' is missing in '",
                        &left,
                        b"', but is contained in '",
                        &right,
                        b"'",
                    ]
                    .concat()
                };
                return Err(self.error(ErrorKind::Assertion, message));
            }
            self.assert_equal_elements(x, y, pos).map_err(|error| {
                let mut error = error;
                if j.pos.is_some() {
                    error = self.frame(error, j.pos, "where right hand side is");
                }
                if i.pos.is_some() {
                    error = self.frame(error, i.pos, "where left hand side is");
                }
                self.frame(
                    error,
                    pos,
                    [b"while comparing attribute '", &self.shown_name(i.name)[..], b"'"].concat(),
                )
            })?;
        }
        Ok(())
    }
}
