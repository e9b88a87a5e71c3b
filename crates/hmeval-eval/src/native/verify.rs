//! `HMEVAL_NATIVE=verify`: both versions of a function run, and their results are compared, as deep as the evaluation looks.
//!
//! What a result holds unevaluated cannot be compared at once: computing it could fail, or never end. It becomes a thunk
//! that computes both sides when it is needed, and compares these in turn.

use super::Call;
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, List, Value, View};

impl<'h> Evaluator<'h> {
    /// Compares the native result of a call with that of the interpreter.
    #[cold]
    pub(super) fn verify_call(
        &self,
        call: &Call<'_, 'h>,
        given: &[Value<'h>],
        native: Value<'h>,
    ) -> Result<'h, Value<'h>> {
        let number = super::forms::number_of(call.link.native);
        let interpreted = self.paused(|| self.interpret_call(call.closure, given, call.pos))?;
        self.verified(native, interpreted, number)
    }

    /// The failure of a call that failed natively: that of the interpreter, which has to fail too.
    #[cold]
    pub(super) fn verify_failure(&self, call: &Call<'_, 'h>, given: &[Value<'h>]) -> Result<'h, Value<'h>> {
        let interpreted = self.paused(|| self.interpret_call(call.closure, given, call.pos))?;
        Err(self.fails(interpreted, super::forms::number_of(call.link.native)))
    }

    #[cold]
    fn fails(&self, interpreted: Value<'h>, number: u32) -> crate::Error<'h> {
        let name = super::forms::native_name(number).unwrap_or("a function");
        let mut message =
            format!("HMEVAL_NATIVE=verify: '{name}' fails natively, interpreted it answers ").into_bytes();
        message.extend_from_slice(&self.print_for_error(interpreted));
        self.error(ErrorKind::Eval, message)
    }

    /// Computes the interpreter's side. That nothing in it runs natively keeps the effort for calls in calls in bounds.
    fn paused<T>(&self, compute: impl FnOnce() -> T) -> T {
        let before = self.native_paused.replace(true);
        let result = compute();
        self.native_paused.set(before);
        result
    }

    /// One of two evaluated values, of which the parts are compared when they are needed.
    fn verified(&self, native: Value<'h>, interpreted: Value<'h>, number: u32) -> Result<'h, Value<'h>> {
        if native.same(interpreted) {
            return Ok(native);
        }
        match (native.view(), interpreted.view()) {
            (View::List(left), View::List(right)) if left.len() == right.len() => {
                let (left, right) = (left.items(), right.items());
                let pair = |index: usize| self.pair(left[index], right[index], number);
                Ok(Value::list(List::new(self.heap, left.len(), pair)))
            }
            (View::Attrs(left), View::Attrs(right)) => {
                let (keys, values) = left.flat(self.heap);
                let (other_keys, others) = right.flat(self.heap);
                let same = keys.as_slice().len() == other_keys.as_slice().len()
                    && keys
                        .as_slice()
                        .iter()
                        .zip(other_keys.as_slice())
                        .all(|(a, b)| a.name == b.name && a.pos == b.pos);
                if !same {
                    return Err(self.differs(native, interpreted, number));
                }
                let pair = |index: usize| self.pair(values[index], others[index], number);
                Ok(Value::attrs(Attrs::new(self.heap, keys, pair)))
            }
            // Two functions cannot be compared but by what they answer, which their own calls see to.
            (
                View::Closure(_) | View::Builtin(_) | View::Partial(..),
                View::Closure(_) | View::Builtin(_) | View::Partial(..),
            ) => Ok(interpreted),
            (View::Attrs(_), _) | (_, View::Attrs(_)) => Err(self.differs(native, interpreted, number)),
            _ => {
                let context =
                    |value: Value<'h>| self.contexts.sorted(value.as_str().and_then(|str| str.context));
                if self.equal(native, interpreted, hmeval_diag::Pos::NONE)?
                    && context(native) == context(interpreted)
                {
                    Ok(native)
                } else {
                    Err(self.differs(native, interpreted, number))
                }
            }
        }
    }

    fn pair(&self, native: Value<'h>, interpreted: Value<'h>, number: u32) -> Value<'h> {
        if native.same(interpreted) {
            return native;
        }
        self.later(both, self.heap.slice(&[native, interpreted]), number)
    }

    #[cold]
    fn differs(&self, native: Value<'h>, interpreted: Value<'h>, number: u32) -> crate::Error<'h> {
        let name = super::forms::native_name(number).unwrap_or("a function");
        let mut message = format!("HMEVAL_NATIVE=verify: '{name}' answers natively ").into_bytes();
        message.extend_from_slice(&self.print_for_error(native));
        message.extend_from_slice(b", interpreted ");
        message.extend_from_slice(&self.print_for_error(interpreted));
        self.error(ErrorKind::Eval, message)
    }
}

/// The thunk of a part.
fn both<'h>(ev: &Evaluator<'h>, sides: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let [native, interpreted] = *sides else { return Ok(Value::NULL) };
    let native = ev.force(native, hmeval_diag::Pos::NONE);
    let interpreted = ev.paused(|| ev.force(interpreted, hmeval_diag::Pos::NONE))?;
    match native {
        Ok(native) => ev.verified(native, interpreted, number),
        Err(_) => Err(ev.fails(interpreted, number)),
    }
}
