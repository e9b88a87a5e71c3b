//! Operators with two operands, `assert`.

use hmeval_diag::Pos;
use hmeval_syntax::ir::{BinaryOp, Expr, ExprId};

use crate::builtins;
use crate::code::Code;
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, Env, List, Value, View};

impl<'h> Evaluator<'h> {
    pub(super) fn eval_binary(
        &self,
        code: &'h Code<'h>,
        id: ExprId,
        env: Env<'h>,
        op: BinaryOp,
        left: ExprId,
        right: ExprId,
    ) -> Result<'h, Value<'h>> {
        let pos = code.pos_of(id);
        match op {
            BinaryOp::And => Ok(Value::bool(
                self.eval_bool(code, left, env, pos, "in the left operand of the AND (&&) operator")?
                    && self.eval_bool(
                        code,
                        right,
                        env,
                        pos,
                        "in the right operand of the AND (&&) operator",
                    )?,
            )),
            BinaryOp::Or => Ok(Value::bool(
                self.eval_bool(code, left, env, pos, "in the left operand of the OR (||) operator")?
                    || self.eval_bool(
                        code,
                        right,
                        env,
                        pos,
                        "in the right operand of the OR (||) operator",
                    )?,
            )),
            BinaryOp::Impl => Ok(Value::bool(
                !self.eval_bool(code, left, env, pos, "in the left operand of the IMPL (->) operator")?
                    || self.eval_bool(
                        code,
                        right,
                        env,
                        pos,
                        "in the right operand of the IMPL (->) operator",
                    )?,
            )),
            BinaryOp::Eq => {
                let (left, right) = (self.eval(code, left, env)?, self.eval(code, right, env)?);
                Ok(Value::bool(self.equal_operands(left, right, Pos::NONE)?))
            }
            BinaryOp::Neq => {
                let (left, right) = (self.eval(code, left, env)?, self.eval(code, right, env)?);
                Ok(Value::bool(!self.equal_operands(left, right, Pos::NONE)?))
            }
            BinaryOp::Update => {
                // The right side first, as in Nix since 2.31.
                let right = self.eval_operand_attrs(
                    code,
                    right,
                    env,
                    "in the right operand of the update (//) operator",
                )?;
                let left = self.eval_operand_attrs(
                    code,
                    left,
                    env,
                    "in the left operand of the update (//) operator",
                )?;
                Ok(Value::attrs(left.update(self.heap, right)))
            }
            BinaryOp::ConcatLists => self.eval_concat_lists(code, id, env, left, right),
            BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Less => {
                self.eval_arithmetic(code, id, env, op, left, right)
            }
        }
    }

    fn eval_operand_attrs(
        &self,
        code: &'h Code<'h>,
        id: ExprId,
        env: Env<'h>,
        what: &str,
    ) -> Result<'h, Attrs<'h>> {
        if let Expr::Binary(BinaryOp::Update, left, right) = *code.expr(id) {
            // Operands of a chain are asked one by one, from the right, and get no frame for the chain.
            let right = self.eval_operand_attrs(
                code,
                right,
                env,
                "in the right operand of the update (//) operator",
            )?;
            let left =
                self.eval_operand_attrs(code, left, env, "in the left operand of the update (//) operator")?;
            return Ok(left.update(self.heap, right));
        }
        let inner = || {
            let value = self.eval(code, id, env)?;
            value.as_attrs().ok_or_else(|| self.wrong_type("a set", value, Pos::NONE))
        };
        inner().map_err(|error| self.frame(error, code.node_pos(id), what))
    }

    fn eval_concat_lists(
        &self,
        code: &'h Code<'h>,
        id: ExprId,
        env: Env<'h>,
        left: ExprId,
        right: ExprId,
    ) -> Result<'h, Value<'h>> {
        let (left, right) = (self.eval(code, left, env)?, self.eval(code, right, env)?);
        let what = "while evaluating one of the elements to concatenate";
        let pos = code.pos_of(id);
        let (first, second) = (self.force_list(left, pos, what)?, self.force_list(right, pos, what)?);
        if second.is_empty() {
            return Ok(left);
        }
        if first.is_empty() {
            return Ok(right);
        }
        let (first, second) = (first.items(), second.items());
        self.check_size((first.len() + second.len()) * size_of::<Value<'h>>())?;
        let list = List::new(self.heap, first.len() + second.len(), |index| {
            if index < first.len() { first[index] } else { second[index - first.len()] }
        });
        Ok(Value::list(list))
    }

    /// `-`, `*`, `/`, `<`: calls of builtins in Nix, with the frames of such calls where something fails.
    fn eval_arithmetic(
        &self,
        code: &'h Code<'h>,
        id: ExprId,
        env: Env<'h>,
        op: BinaryOp,
        left: ExprId,
        right: ExprId,
    ) -> Result<'h, Value<'h>> {
        let pos = code.pos_of(id);
        self.enter(pos)?;
        let (left, failed) = self.operand(code, left, env);
        // The builtins look at their first operand first: what it fails with comes before anything of the second.
        let right = if failed { self.delay(code, right, env) } else { self.operand(code, right, env).0 };
        self.leave();
        if let (View::Int(a), View::Int(b)) = (self.settled(left).view(), self.settled(right).view()) {
            let result = match op {
                BinaryOp::Sub => a.checked_sub(b),
                BinaryOp::Mul => a.checked_mul(b),
                BinaryOp::Div => a.checked_div(b),
                _ => return Ok(Value::bool(a < b)),
            };
            if let Some(result) = result {
                return Ok(self.int(result));
            }
        }
        let builtin = match op {
            BinaryOp::Sub => &builtins::numbers::SUB,
            BinaryOp::Mul => &builtins::numbers::MUL,
            BinaryOp::Div => &builtins::numbers::DIV,
            _ => &builtins::numbers::LESS_THAN,
        };
        self.call(self.globals.builtin_value(self.heap, builtin), &[left, right], pos)
    }

    /// An argument as a builtin finds it that evaluates it before anything else: evaluated, or, if that failed (then the
    /// answer is true), as a thunk that fails the same way.
    #[inline]
    pub(super) fn operand(&self, code: &'h Code<'h>, id: ExprId, env: Env<'h>) -> (Value<'h>, bool) {
        if let Expr::Local { .. } = code.expr(id) {
            // A variable is its own thunk, and the builtin does not know where it stands.
            let value = self.delay(code, id, env);
            return match self.force(value, Pos::NONE) {
                Ok(_) => (value, false),
                // Not the variable once more: it does not keep the failure that a limit caused, and would be computed twice
                // on each level of a deep recursion.
                Err(error) => (self.delay_failure(error), true),
            };
        }
        match self.eval(code, id, env) {
            Ok(value) => (value, false),
            Err(error) => (self.delay_failure(error), true),
        }
    }

    pub(super) fn eval_assert(
        &self,
        code: &'h Code<'h>,
        id: ExprId,
        cond: ExprId,
        env: Env<'h>,
    ) -> Result<'h, ()> {
        let pos = code.pos_of(id);
        if self.eval_bool(code, cond, env, pos, "in the condition of the assert statement")? {
            return Ok(());
        }
        let shown = self.show_expr(code, cond);
        if let Expr::Binary(BinaryOp::Eq, left, right) = *code.expr(cond) {
            let left = self.eval(code, left, env)?;
            let right = self.eval(code, right, env)?;
            self.assert_equal(left, right, Pos::NONE).map_err(|error| {
                if error.data().kind != ErrorKind::Assertion {
                    return error;
                }
                let text = [b"while evaluating the condition of the assertion '", &shown[..], b"'"].concat();
                self.frame(error, pos, text)
            })?;
        }
        let message = [b"assertion '", &shown[..], b"' failed"].concat();
        Err(self.error_at(ErrorKind::Assertion, pos, message))
    }
}
