//! The order of values: `<`, `sort`, keys of `genericClosure`.

use hmeval_diag::Pos;

use crate::error::{Error, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{List, Value, View};
use crate::print::type_name;

impl<'h> Evaluator<'h> {
    /// Whether `left` comes before `right`; both are evaluated. `what` becomes a frame where they have no order.
    pub fn less(&self, left: Value<'h>, right: Value<'h>, what: &str) -> Result<'h, bool> {
        self.less_in(left, right)
            .map_err(|error| if what.is_empty() { error } else { self.frame(error, Pos::NONE, what) })
    }

    fn less_in(&self, left: Value<'h>, right: Value<'h>) -> Result<'h, bool> {
        let left = self.force(left, Pos::NONE)?;
        let right = self.force(right, Pos::NONE)?;
        Ok(match (left.view(), right.view()) {
            (View::Int(a), View::Int(b)) => a < b,
            (View::Float(a), View::Float(b)) => a < b,
            #[allow(clippy::cast_precision_loss, reason = "as in Nix, which converts to double")]
            (View::Int(a), View::Float(b)) => (a as f64) < b,
            #[allow(clippy::cast_precision_loss, reason = "as in Nix, which converts to double")]
            (View::Float(a), View::Int(b)) => a < b as f64,
            (View::Str(a), View::Str(b)) => a.bytes < b.bytes,
            (View::Path(a), View::Path(b)) => a < b,
            (View::List(a), View::List(b)) => self.less_lists(a, b)?,
            _ => return Err(self.no_order(left, right)),
        })
    }

    fn less_lists(&self, left: List<'h>, right: List<'h>) -> Result<'h, bool> {
        for (a, b) in left.items().iter().zip(right.items()) {
            if !self.equal(*a, *b, Pos::NONE)? {
                self.enter(Pos::NONE)?;
                let result = self.less(*a, *b, "while comparing two list elements");
                self.leave();
                return result;
            }
        }
        Ok(left.len() < right.len())
    }

    #[cold]
    fn no_order(&self, left: Value<'h>, right: Value<'h>) -> Error<'h> {
        let mut message =
            [b"cannot compare ", &self.describe_type(left)[..], b" with ", &self.describe_type(right)]
                .concat();
        let (a, b) = (self.print_for_error(left), self.print_for_error(right));
        if type_name(left) == type_name(right) {
            message.extend_from_slice(b"; values of that type are incomparable (values are ");
            message.extend_from_slice(&[&a[..], b" and ", &b, b")"].concat());
        } else {
            message.extend_from_slice(&[b"; values are ", &a[..], b" and ", &b].concat());
        }
        self.error(ErrorKind::Eval, message)
    }
}
