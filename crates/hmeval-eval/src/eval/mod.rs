//! Evaluation of expressions: a flat dispatch over the nodes of the intermediate representation.
//!
//! [`Evaluator::eval`] yields an evaluated value (never a thunk). [`Evaluator::delay`] yields what an expression stands
//! for without evaluating it: a thunk, or the value itself where it is at hand; exactly where Nix does so, for a value
//! that is printed without being forced shows it.

mod apply;
#[cfg(test)]
pub(crate) use apply::MAX_ARITY;
mod attrs;
mod concat;
mod deep;
mod operators;
mod select;

use hmeval_diag::Pos;
use hmeval_syntax::ir::{Expr, ExprId};

use crate::code::Code;
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Closure, Env, List, Thunk, Value};
use crate::stats::Stats;
use crate::symbol::Symbol;

impl<'h> Evaluator<'h> {
    /// Evaluates an expression.
    pub fn eval(&self, code: &'h Code<'h>, id: ExprId, env: Env<'h>) -> Result<'h, Value<'h>> {
        let (mut id, mut env) = (id, env);
        // `let`, `with`, `if` and `assert` go on with their body in this loop.
        loop {
            match *code.expr(id) {
                Expr::Local { level, slot } => {
                    let value = self.local(env, level, slot);
                    return match value.as_thunk() {
                        None => Ok(value.needed()),
                        Some(_) => self.force(value, code.pos_of(id)),
                    };
                }
                Expr::Select { len, subject, path, default } => {
                    return self.eval_select(code, id, env, (subject, path, len, default));
                }
                Expr::Apply { fun, args } => return self.eval_apply(code, id, env, fun, args),
                Expr::If { cond, yes, no } => {
                    let what = "while evaluating a branch condition";
                    id = if self.eval_bool(code, cond, env, code.pos_of(id), what)? { yes } else { no };
                }
                Expr::Lambda(number) => return Ok(self.closure(code, number, env)),
                Expr::Attrs(number) => return self.eval_attrs(code, number, env),
                Expr::Let { attrs, body } => {
                    env = self.bind_let(code, attrs, env)?;
                    id = body;
                }
                Expr::With { attrs, body, .. } => {
                    let inner = self.env(Some(env), 1, code.pos_of(id))?;
                    inner.slots()[0].set(self.delay(code, attrs, env));
                    env = inner;
                    id = body;
                }
                Expr::Assert { cond, body } => {
                    self.eval_assert(code, id, cond, env)?;
                    id = body;
                }
                Expr::Str(string) => return Ok(code.str_value(self.heap, string)),
                Expr::Int(n) => return Ok(self.int(n)),
                Expr::Float(n) => return Ok(Value::float(self.heap, n)),
                Expr::Path(kind, string) => return Ok(code.path_value(self.heap, kind, string)),
                Expr::Global(number) => return self.force(self.globals.get(number), code.pos_of(id)),
                Expr::WithVar { name, level, with } => {
                    let value = self.lookup_with(code, id, code.symbol(name), level, with, env)?;
                    return self.force(value, code.pos_of(id));
                }
                Expr::HasAttr { len, subject, path } => {
                    return self.eval_has_attr(code, id, env, subject, path, len);
                }
                Expr::List(items) => {
                    let items = code.list(items);
                    let list = List::new(self.heap, items.len(), |index| self.delay(code, items[index], env));
                    return Ok(Value::list(list));
                }
                Expr::Not(operand) => {
                    let value = self.eval(code, operand, env);
                    if let Some(b) = value.ok().and_then(Value::as_bool) {
                        return Ok(Value::bool(!b));
                    }
                    let pos = code.node_pos(operand);
                    let what = "in the argument of the not operator";
                    return self.expect_bool(value, pos, what).map(|b| Value::bool(!b));
                }
                Expr::Binary(op, left, right) => return self.eval_binary(code, id, env, op, left, right),
                Expr::Concat { force_string, parts } => {
                    return self.eval_concat(code, id, env, force_string, parts);
                }
                Expr::CurPos => return Ok(self.position_value(code.pos_of(id))),
                Expr::InheritFrom(slot) => {
                    return self.force(self.local(env, 0, slot), code.pos_of(id));
                }
                Expr::Var(_) | Expr::Error => return Err(self.broken_code(code, id)),
            }
        }
    }

    /// What an expression stands for, without evaluating it (Nix: `maybeThunk`).
    #[inline]
    pub fn delay(&self, code: &'h Code<'h>, id: ExprId, env: Env<'h>) -> Value<'h> {
        match *code.expr(id) {
            Expr::Local { level, slot } => {
                let value = self.local(env, level, slot);
                // Not set yet: a variable of the `let` or `rec` that is just being made.
                if value.is_unset() { self.thunk(code, id, env) } else { value }
            }
            Expr::Str(string) => code.str_value(self.heap, string),
            Expr::Int(n) => self.int(n),
            Expr::Float(n) => Value::float(self.heap, n),
            Expr::Path(kind, string) => code.path_value(self.heap, kind, string),
            Expr::Global(number) => self.globals.get(number),
            Expr::List(items) if items.len == 0 => Value::list(List::empty()),
            _ => self.thunk(code, id, env),
        }
    }

    /// Like [`Evaluator::delay`], for values that are not elements: functions need no thunk there.
    #[inline]
    pub(crate) fn delay_hidden(&self, code: &'h Code<'h>, id: ExprId, env: Env<'h>) -> Value<'h> {
        match *code.expr(id) {
            Expr::Lambda(number) => {
                let function = code.function(self.heap, number);
                Value::closure(self.heap.alloc_cell(Closure::not_needed_yet(function, env)))
            }
            _ => self.delay(code, id, env),
        }
    }

    #[inline]
    fn thunk(&self, code: &'h Code<'h>, id: ExprId, env: Env<'h>) -> Value<'h> {
        Stats::count(&self.stats.thunks);
        Value::thunk(self.heap.alloc_cell(Thunk::delayed(code.file, id, env)))
    }

    #[inline]
    fn closure(&self, code: &'h Code<'h>, lambda: u32, env: Env<'h>) -> Value<'h> {
        Value::closure(self.heap.alloc_cell(Closure::new(code.function(self.heap, lambda), env)))
    }

    #[inline]
    fn local(&self, env: Env<'h>, level: u32, slot: u32) -> Value<'h> {
        // `bind` only makes places that are there.
        env.get(level, slot).unwrap_or(Value::NULL)
    }

    /// A new environment.
    #[inline]
    pub(crate) fn env(&self, up: Option<Env<'h>>, len: usize, pos: Pos) -> Result<'h, Env<'h>> {
        Env::new(self.heap, up, len).ok_or_else(|| {
            let message = format!("a scope with {len} variables is not supported (at most {})", Env::MAX_LEN);
            self.error_at(ErrorKind::Unsupported, pos, message)
        })
    }

    /// The loaded file with this number.
    #[inline]
    pub fn code(&self, file: u32) -> &'h Code<'h> {
        self.codes.borrow()[file as usize]
    }

    /// Evaluates to a boolean; whatever fails gets the frame `what`.
    #[inline]
    fn eval_bool(
        &self,
        code: &'h Code<'h>,
        id: ExprId,
        env: Env<'h>,
        pos: Pos,
        what: &str,
    ) -> Result<'h, bool> {
        let value = self.eval(code, id, env);
        match value.ok().and_then(Value::as_bool) {
            Some(b) => Ok(b),
            None => self.expect_bool(value, pos, what),
        }
    }

    #[cold]
    fn expect_bool(&self, value: Result<'h, Value<'h>>, pos: Pos, what: &str) -> Result<'h, bool> {
        let found =
            value.and_then(|value| value.as_bool().ok_or_else(|| self.wrong_type("a Boolean", value, pos)));
        found.map_err(|error| self.frame(error, pos, what))
    }

    /// A variable that comes from a `with`, evaluated or not.
    fn lookup_with(
        &self,
        code: &'h Code<'h>,
        id: ExprId,
        name: Symbol,
        level: u32,
        with: ExprId,
        env: Env<'h>,
    ) -> Result<'h, Value<'h>> {
        let (mut level, mut with, mut env) = (level, with, env);
        loop {
            env = env.ancestor(level).unwrap_or(env);
            let scope = self.local(env, 0, 0);
            let what = "while evaluating the first subexpression of a with expression";
            let attrs = self.force_attrs(scope, code.pos_of(with), what)?;
            if let Some(value) = attrs.value(name) {
                return Ok(value);
            }
            match *code.expr(with) {
                Expr::With { outer, outer_level, .. } if outer.is_some() => {
                    with = outer;
                    level = u32::from(outer_level);
                }
                _ => return Err(self.undefined_variable(name, code.pos_of(id))),
            }
        }
    }

    #[cold]
    fn undefined_variable(&self, name: Symbol, pos: Pos) -> crate::Error<'h> {
        let message = [b"undefined variable '", &self.shown_name(name)[..], b"'"].concat();
        self.error_at(ErrorKind::Missing, pos, message)
    }

    #[cold]
    fn broken_code(&self, code: &'h Code<'h>, id: ExprId) -> crate::Error<'h> {
        self.error_at(ErrorKind::Parse, code.pos_of(id), "this part of the file could not be parsed")
    }
}
