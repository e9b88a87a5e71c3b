//! The thunk: a value to be computed when it is first needed, and then kept.
//!
//! Two words. The first tells the state (in its highest byte) and what is to be computed; the second holds the
//! environment, then the result.

use std::cell::Cell;

use super::{Env, Value};
use crate::error::Error;
use crate::symbol::Symbol;
use hmeval_syntax::ir::ExprId;

const STATE_SHIFT: u32 = 56;
const PAYLOAD_MASK: usize = (1 << STATE_SHIFT) - 1;

const FORCED: usize = 1;
const DELAYED: usize = 2;
const BLACKHOLE: usize = 3;
const CALL: usize = 4;
const CALL_PAIR: usize = 5;
const FAILED: usize = 6;
const BLACKHOLE_CALL: usize = 7;
const CALL2: usize = 8;
const NATIVE: usize = 9;
const SELECT: usize = 10;

/// A value that is computed when it is first needed.
pub struct Thunk<'h> {
    /// State in the highest byte; below it the expression (file and number) or the function.
    head: Cell<*const ()>,
    /// Environment, argument, result or error.
    body: Cell<*const ()>,
    heap: std::marker::PhantomData<Cell<&'h ()>>,
}

const _: () = assert!(size_of::<Thunk<'static>>() == 16);

/// A native computation, which thunks share that differ in a number only.
#[derive(Clone, Copy)]
pub struct Later<'h> {
    /// The code.
    pub run: NativeThunk<'h>,
    /// What it is given.
    pub args: &'h [Value<'h>],
}

/// The function of a [`Later`]: its arguments, and the number of the thunk.
pub type NativeThunk<'h> = fn(&crate::Evaluator<'h>, &'h [Value<'h>], u32) -> Result<Value<'h>, Error<'h>>;

/// The state of a [`Thunk`].
#[derive(Clone, Copy)]
pub enum ThunkState<'h> {
    /// Computed.
    Forced(Value<'h>),
    /// An expression to be evaluated in an environment.
    Delayed {
        /// Number of the file.
        file: u32,
        /// The expression.
        expr: ExprId,
        /// Where its variables are.
        env: Env<'h>,
    },
    /// A function to be called.
    Call(Value<'h>, Value<'h>),
    /// A function to be called with two arguments: function, first, second.
    Call2(&'h [Value<'h>; 2], Value<'h>),
    /// A function applied to an argument, where the function is no pointer (and the call will fail).
    CallPair(&'h [Value<'h>; 2]),
    /// A native computation with the number of this thunk.
    Native(&'h Later<'h>, u32),
    /// An attribute of a value.
    Select(Value<'h>, Symbol),
    /// Being computed; where it is an expression, which.
    Blackhole(Option<(u32, ExprId)>),
    /// The computation failed, and always will.
    Failed(Error<'h>),
}

impl<'h> Thunk<'h> {
    #[inline]
    fn new(state: usize, payload: *const (), body: *const ()) -> Self {
        Thunk {
            head: Cell::new(payload.map_addr(|addr| (addr & PAYLOAD_MASK) | state << STATE_SHIFT)),
            body: Cell::new(body),
            heap: std::marker::PhantomData,
        }
    }

    /// An expression to be evaluated. `file` must be below 2^24.
    #[inline]
    pub fn delayed(file: u32, expr: ExprId, env: Env<'h>) -> Self {
        debug_assert!(file < 1 << 24);
        let payload = std::ptr::without_provenance((file as usize) << 32 | expr.0 as usize);
        Thunk::new(DELAYED, payload, env.into_raw())
    }

    /// A computed value.
    pub fn forced(value: Value<'h>) -> Self {
        Thunk::new(FORCED, std::ptr::null(), value.into_raw())
    }

    /// A call of `fun`, which must be a pointer (a function or a thunk).
    #[inline]
    pub fn call(fun: Value<'h>, arg: Value<'h>) -> Option<Self> {
        let raw = fun.into_raw();
        if raw.addr() & !PAYLOAD_MASK != 0 {
            return None;
        }
        Some(Thunk::new(CALL, raw, arg.into_raw()))
    }

    /// A call of a function with two arguments; the function and the first of them are shared with other thunks.
    pub fn call2(fun_and_first: &'h [Value<'h>; 2], second: Value<'h>) -> Self {
        Thunk::new(CALL2, std::ptr::from_ref(fun_and_first).cast(), second.into_raw())
    }

    /// A native computation. `number` tells the thunks apart that share it.
    #[inline]
    pub fn native(later: &'h Later<'h>, number: u32) -> Self {
        let number = std::ptr::without_provenance(number as usize);
        Thunk::new(NATIVE, std::ptr::from_ref(later).cast(), number)
    }

    /// A call of anything: a function and its argument.
    pub fn call_pair(pair: &'h [Value<'h>; 2]) -> Self {
        Thunk::new(CALL_PAIR, std::ptr::null(), std::ptr::from_ref(pair).cast())
    }

    /// An attribute of a value.
    #[inline]
    pub fn select(value: Value<'h>, name: Symbol) -> Self {
        Thunk::new(SELECT, std::ptr::without_provenance(name.0 as usize), value.into_raw())
    }

    /// The result, if it was computed.
    #[inline]
    pub fn value(&self) -> Option<Value<'h>> {
        if self.head.get().addr() >> STATE_SHIFT == FORCED {
            // SAFETY: in state FORCED the body is a raw value of this heap (`set`, `forced`).
            Some(unsafe { Value::from_raw(self.body.get()) })
        } else {
            None
        }
    }

    /// The state.
    pub fn state(&self) -> ThunkState<'h> {
        let head = self.head.get();
        let body = self.body.get();
        let payload = head.addr() & PAYLOAD_MASK;
        let expr = ((payload >> 32) as u32, ExprId(payload as u32));
        match head.addr() >> STATE_SHIFT {
            // SAFETY: each state is set together with a body of its type by the functions above and below; all of
            // them are of this heap.
            FORCED => ThunkState::Forced(unsafe { Value::from_raw(body) }),
            DELAYED => {
                // SAFETY: as above.
                let env = unsafe { Env::from_raw(body) };
                ThunkState::Delayed { file: expr.0, expr: expr.1, env }
            }
            BLACKHOLE => ThunkState::Blackhole(Some(expr)),
            BLACKHOLE_CALL => ThunkState::Blackhole(None),
            CALL => {
                let head = head.map_addr(|addr| addr & PAYLOAD_MASK);
                // SAFETY: as above; the function's highest byte is zero, so that masking gave it back.
                ThunkState::Call(unsafe { Value::from_raw(head) }, unsafe { Value::from_raw(body) })
            }
            CALL2 => {
                let head = head.map_addr(|addr| addr & PAYLOAD_MASK);
                // SAFETY: as above; the pointer's highest byte was zero, so that masking gave it back.
                ThunkState::Call2(unsafe { &*head.cast() }, unsafe { Value::from_raw(body) })
            }
            NATIVE => {
                let head = head.map_addr(|addr| addr & PAYLOAD_MASK);
                // SAFETY: as above; the pointer's highest byte was zero, so that masking gave it back.
                ThunkState::Native(unsafe { &*head.cast() }, body.addr() as u32)
            }
            // SAFETY: as above.
            CALL_PAIR => ThunkState::CallPair(unsafe { &*body.cast() }),
            // SAFETY: as above.
            SELECT => ThunkState::Select(unsafe { Value::from_raw(body) }, Symbol(payload as u32)),
            // SAFETY: as above.
            _ => ThunkState::Failed(Error::from_node(unsafe { &*body.cast() })),
        }
    }

    /// Marks it as being computed. An expression can still be named by [`ThunkState::Blackhole`].
    #[inline]
    pub fn enter(&self) {
        let head = self.head.get();
        let state = if head.addr() >> STATE_SHIFT == DELAYED { BLACKHOLE } else { BLACKHOLE_CALL };
        self.head.set(head.map_addr(|addr| (addr & PAYLOAD_MASK) | state << STATE_SHIFT));
    }

    /// Keeps the result.
    #[inline]
    pub fn set(&self, value: Value<'h>) {
        self.head.set(std::ptr::without_provenance(FORCED << STATE_SHIFT));
        self.body.set(value.into_raw());
    }

    /// Keeps the failure.
    pub fn fail(&self, error: Error<'h>) {
        self.head.set(std::ptr::without_provenance(FAILED << STATE_SHIFT));
        self.body.set(std::ptr::from_ref(error.node()).cast());
    }

    /// Makes it delayed again: for a computation that was interrupted and could go otherwise next time.
    pub fn restore(&self, state: ThunkState<'h>) {
        let fresh = match state {
            ThunkState::Delayed { file, expr, env } => Thunk::delayed(file, expr, env),
            ThunkState::Call(fun, arg) => match Thunk::call(fun, arg) {
                Some(thunk) => thunk,
                None => return,
            },
            ThunkState::Call2(pair, second) => Thunk::call2(pair, second),
            ThunkState::Native(later, number) => Thunk::native(later, number),
            ThunkState::CallPair(pair) => Thunk::call_pair(pair),
            ThunkState::Select(value, name) => Thunk::select(value, name),
            ThunkState::Forced(_) | ThunkState::Blackhole(_) | ThunkState::Failed(_) => return,
        };
        self.head.set(fresh.head.get());
        self.body.set(fresh.body.get());
    }
}
