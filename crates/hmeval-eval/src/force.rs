//! Forcing: from a delayed value to an evaluated one, and to one of the type that is needed.
//!
//! The messages and frames are those of Nix's `forceValue`, `forceAttrs`, `forceInt`, ….

use hmeval_diag::Pos;

use crate::error::{Error, ErrorKind, FROM_CALL_SITE, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, Later, List, NativeThunk, Thunk, ThunkState, Value, View};
use crate::string::Str;
use crate::symbol::Symbol;

impl<'h> Evaluator<'h> {
    /// The value itself. `pos` is where it is needed.
    #[inline]
    pub fn force(&self, value: Value<'h>, pos: Pos) -> Result<'h, Value<'h>> {
        match value.as_thunk() {
            None => Ok(value.needed()),
            Some(thunk) => match thunk.value() {
                Some(value) => Ok(value),
                None => self.force_thunk(thunk, pos),
            },
        }
    }

    /// Computes a thunk that was not computed before.
    #[inline(never)]
    fn force_thunk(&self, thunk: &'h Thunk<'h>, pos: Pos) -> Result<'h, Value<'h>> {
        let state = thunk.state();
        // As in Nix, only expressions are marked while they are evaluated: a delayed call (an element of `map f list`,
        // say) that needs itself goes on until the stack is too deep.
        if !matches!(state, ThunkState::Call(..) | ThunkState::Call2(..)) {
            thunk.enter();
        }
        let result = match state {
            ThunkState::Delayed { file, expr, env } => {
                let code = self.code(file);
                self.check_stack(code.pos_of(expr)).and_then(|()| self.eval(code, expr, env))
            }
            ThunkState::Call(fun, arg) => self.check_stack(pos).and_then(|()| self.call(fun, &[arg], pos)),
            ThunkState::Call2(&[fun, first], second) => {
                self.check_stack(pos).and_then(|()| self.call(fun, &[first, second], pos))
            }
            ThunkState::Native(later, number) => {
                let value = self.check_stack(pos).and_then(|()| (later.run)(self, later.args, number));
                value.map_err(|error| self.needed_at(error, pos))
            }
            ThunkState::Select(value, name) => {
                self.check_stack(pos).and_then(|()| self.force_selected(value, name, pos))
            }
            ThunkState::CallPair(&[fun, arg]) => {
                self.check_stack(pos).and_then(|()| self.call(fun, &[arg], pos))
            }
            ThunkState::Forced(value) => return Ok(value),
            ThunkState::Failed(error) => {
                thunk.fail(error);
                return Err(error.again(self.heap));
            }
            ThunkState::Blackhole(_) => {
                self.begin_cycle(thunk);
                return Err(self.infinite_recursion(pos));
            }
        };
        match result {
            Ok(value) => {
                thunk.set(value);
                Ok(value)
            }
            Err(mut error) => {
                if error.data().kind == ErrorKind::InfiniteRecursion {
                    error = self.extend_cycle(error, thunk, state);
                }
                if error.data().kind.is_transient() || self.forgets_failures() {
                    thunk.restore(state);
                } else {
                    thunk.fail(error);
                }
                Err(error)
            }
        }
    }

    fn force_selected(&self, value: Value<'h>, name: Symbol, pos: Pos) -> Result<'h, Value<'h>> {
        let attrs = self.force_attrs(value, pos, "while selecting an attribute")?;
        match attrs.get(name) {
            Some((value, at)) => self.force(value, at),
            None => Err(self.missing_attribute(attrs, name, pos)),
        }
    }

    /// The error of native code with the place that needed its value: where a call is written, calls have such a frame.
    #[cold]
    fn needed_at(&self, error: Error<'h>, pos: Pos) -> Error<'h> {
        if self.settings.observe && pos.is_some() { self.frame(error, pos, FROM_CALL_SITE) } else { error }
    }

    #[cold]
    fn infinite_recursion(&self, pos: Pos) -> Error<'h> {
        self.error_at(ErrorKind::InfiniteRecursion, pos, "infinite recursion encountered")
    }

    /// A value that applies `fun` to `arg` when it is needed.
    #[inline]
    pub fn delay_call(&self, fun: Value<'h>, arg: Value<'h>) -> Value<'h> {
        let thunk = match Thunk::call(fun, arg) {
            Some(thunk) => thunk,
            None => Thunk::call_pair(self.heap.alloc([fun, arg])),
        };
        Value::thunk(self.heap.alloc_cell(thunk))
    }

    /// A value that applies `fun` to two arguments when it is needed.
    pub fn delay_call2(&self, fun: Value<'h>, first: Value<'h>, second: Value<'h>) -> Value<'h> {
        let pair = self.heap.alloc([fun, first]);
        Value::thunk(self.heap.alloc_cell(Thunk::call2(pair, second)))
    }

    /// An attribute of a value, selected when it is needed.
    #[inline]
    pub fn delay_select(&self, value: Value<'h>, name: Symbol) -> Value<'h> {
        Value::thunk(self.heap.alloc_cell(Thunk::select(value, name)))
    }

    /// A value that native code computes when it is needed.
    pub fn later(&self, run: NativeThunk<'h>, args: &'h [Value<'h>], number: u32) -> Value<'h> {
        self.later_of(self.heap.alloc(Later { run, args }), number)
    }

    /// A value that native code computes when it is needed, as one of several.
    #[inline]
    pub fn later_of(&self, later: &'h Later<'h>, number: u32) -> Value<'h> {
        Value::thunk(self.heap.alloc_cell(Thunk::native(later, number)))
    }

    /// A value that fails with `error` when it is needed.
    pub fn delay_failure(&self, error: Error<'h>) -> Value<'h> {
        let thunk = Thunk::forced(Value::NULL);
        thunk.fail(error);
        Value::thunk(self.heap.alloc_cell(thunk))
    }

    /// An attribute set. The frame with `what` is only added where the type is wrong.
    #[inline]
    pub fn force_attrs(&self, value: Value<'h>, pos: Pos, what: &str) -> Result<'h, Attrs<'h>> {
        let value = self.force(value, pos)?;
        match value.as_attrs() {
            Some(attrs) => Ok(attrs),
            None => Err(self.frame(self.wrong_type("a set", value, Pos::NONE), pos, what)),
        }
    }

    /// A list. The frame with `what` is only added where the type is wrong.
    #[inline]
    pub fn force_list(&self, value: Value<'h>, pos: Pos, what: &str) -> Result<'h, List<'h>> {
        let value = self.force(value, pos)?;
        match value.as_list() {
            Some(list) => Ok(list),
            None => Err(self.frame(self.wrong_type("a list", value, Pos::NONE), pos, what)),
        }
    }

    /// A function, or a set that is called like one.
    pub fn force_function(&self, value: Value<'h>, pos: Pos, what: &str) -> Result<'h, Value<'h>> {
        let inner = || {
            let value = self.force(value, pos)?;
            let callable = match value.view() {
                View::Closure(_) | View::Builtin(_) | View::Partial(..) => true,
                View::Attrs(attrs) => attrs.get(crate::symbol::known::FUNCTOR).is_some(),
                _ => false,
            };
            if callable { Ok(value) } else { Err(self.wrong_type("a function", value, pos)) }
        };
        inner().map_err(|error| self.frame(error, pos, what))
    }

    /// An integer.
    #[inline]
    pub fn force_int(&self, value: Value<'h>, pos: Pos, what: &str) -> Result<'h, i64> {
        if let View::Int(n) = value.view() {
            return Ok(n);
        }
        let inner = || {
            let value = self.force(value, pos)?;
            match value.view() {
                View::Int(n) => Ok(n),
                _ => Err(self.wrong_type("an integer", value, pos)),
            }
        };
        inner().map_err(|error| self.frame(error, pos, what))
    }

    /// A number, as a float.
    pub fn force_float(&self, value: Value<'h>, pos: Pos, what: &str) -> Result<'h, f64> {
        let inner = || {
            let value = self.force(value, pos)?;
            match value.view() {
                #[allow(clippy::cast_precision_loss, reason = "as in Nix, which converts to double")]
                View::Int(n) => Ok(n as f64),
                View::Float(n) => Ok(n),
                _ => Err(self.wrong_type("a float", value, pos)),
            }
        };
        inner().map_err(|error| self.frame(error, pos, what))
    }

    /// A boolean.
    #[inline]
    pub fn force_bool(&self, value: Value<'h>, pos: Pos, what: &str) -> Result<'h, bool> {
        if let Some(b) = value.as_bool() {
            return Ok(b);
        }
        let inner = || {
            let value = self.force(value, pos)?;
            value.as_bool().ok_or_else(|| self.wrong_type("a Boolean", value, pos))
        };
        inner().map_err(|error| self.frame(error, pos, what))
    }

    /// A string with its context.
    #[inline]
    pub fn force_str(&self, value: Value<'h>, pos: Pos, what: &str) -> Result<'h, &'h Str<'h>> {
        if let Some(str) = value.as_str() {
            return Ok(str);
        }
        let inner = || {
            let value = self.force(value, pos)?;
            value.as_str().ok_or_else(|| self.wrong_type("a string", value, pos))
        };
        inner().map_err(|error| self.frame(error, pos, what))
    }

    /// A string that refers to nothing in the store.
    pub fn force_str_no_context(&self, value: Value<'h>, pos: Pos, what: &str) -> Result<'h, &'h [u8]> {
        let str = self.force_str(value, pos, what)?;
        if str.context.is_none() {
            return Ok(str.bytes);
        }
        let first = self.contexts.sorted(str.context).into_iter().next();
        let shown = first.map(|element| self.display_context_element(&element)).unwrap_or_default();
        let message = [
            b"the string '",
            str.bytes,
            b"' is not allowed to refer to a store path (such as '",
            &shown,
            b"')",
        ]
        .concat();
        Err(self.frame(self.error(ErrorKind::Eval, message), pos, what))
    }

    /// "expected X but found Y: …"
    #[cold]
    pub fn wrong_type(&self, expected: &str, found: Value<'h>, pos: Pos) -> Error<'h> {
        let mut message = format!("expected {expected} but found ").into_bytes();
        message.extend_from_slice(&self.describe_type(found));
        message.extend_from_slice(b": ");
        message.extend_from_slice(&self.print_for_error(found));
        self.error_at(ErrorKind::Type, pos, message)
    }
}
