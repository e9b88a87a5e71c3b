//! Expressions that reach as far right as possible: functions, `let`, `with`, `assert`, `if`, and pipes.

use super::{Operand, Parser, Res};
use crate::error::{ErrorKind, SyntaxError};
use crate::ir::{Expr, ExprId};
use crate::token::TokenKind;

impl Parser<'_> {
    /// Any expression.
    pub(super) fn expr(&mut self) -> Res<ExprId> {
        self.enter()?;
        let expr = match self.token.kind {
            TokenKind::Id => self.function_or_variable(),
            TokenKind::LBrace => self.pattern_or_set(),
            TokenKind::Let => self.let_in(),
            TokenKind::If => self.if_else(),
            TokenKind::With => self.with(),
            TokenKind::Assert => self.assert(),
            _ => {
                let left = self.operation(0)?;
                self.pipes(left)
            }
        }?;
        self.leave();
        Ok(expr)
    }

    /// The rest of an expression whose first operand begins with `head`, a simple expression.
    #[inline]
    pub(super) fn expr_from(&mut self, head: Operand) -> Res<ExprId> {
        let left = self.operation_from(head, 0)?;
        self.pipes(left)
    }

    /// `|>` and `<|` behind their first operand, if there are any.
    #[inline]
    fn pipes(&mut self, left: Operand) -> Res<ExprId> {
        match self.token.kind {
            TokenKind::PipeInto => self.pipe_into(left),
            TokenKind::PipeFrom => self.pipe_from(left),
            TokenKind::Invalid => self.unexpected(),
            _ => Ok(left.id),
        }
    }

    fn pipe_into(&mut self, mut left: Operand) -> Res<ExprId> {
        while self.token.kind == TokenKind::PipeInto {
            let pos = self.token.start;
            self.advance();
            let function = self.operation(0)?;
            left.id = self.call(function.id, left.id, pos);
        }
        if self.token.kind == TokenKind::PipeFrom {
            return self.unexpected();
        }
        Ok(left.id)
    }

    fn pipe_from(&mut self, left: Operand) -> Res<ExprId> {
        let base = self.part_stack.len();
        let mut last = left.id;
        while self.token.kind == TokenKind::PipeFrom {
            self.part_stack.push((last, self.token.start));
            self.advance();
            last = self.operation(0)?.id;
        }
        if self.token.kind == TokenKind::PipeInto {
            return self.unexpected();
        }
        while self.part_stack.len() > base {
            let Some((function, pos)) = self.part_stack.pop() else { break };
            last = self.call(function, last, pos);
        }
        Ok(last)
    }

    fn if_else(&mut self) -> Res<ExprId> {
        let pos = self.token.start;
        self.advance();
        let cond = self.expr()?;
        self.expect(TokenKind::Then)?;
        let yes = self.expr()?;
        self.expect(TokenKind::Else)?;
        let no = self.expr()?;
        Ok(self.add(Expr::If { cond, yes, no }, pos))
    }

    fn with(&mut self) -> Res<ExprId> {
        let pos = self.token.start;
        self.advance();
        let attrs = self.expr()?;
        self.expect(TokenKind::Semi)?;
        let body = self.expr()?;
        Ok(self.add(Expr::With { attrs, body, outer_level: 0, outer: ExprId::NONE }, pos))
    }

    fn assert(&mut self) -> Res<ExprId> {
        let pos = self.token.start;
        self.advance();
        let cond = self.expr()?;
        self.expect(TokenKind::Semi)?;
        let body = self.expr()?;
        Ok(self.add(Expr::Assert { cond, body }, pos))
    }

    /// `let … in body`, or an expression that begins with the old `let { … }`.
    fn let_in(&mut self) -> Res<ExprId> {
        let start = self.token.start;
        self.advance();
        if self.token.kind == TokenKind::LBrace {
            let head = self.let_set(start)?;
            return self.expr_from(Operand { id: head, start });
        }
        let mark = self.sets.begin(&mut self.ir);
        self.bindings()?;
        if self.token.kind != TokenKind::In {
            return self.unexpected();
        }
        let attrs = self.sets.finish(&mut self.ir, mark);
        self.advance();
        let body = self.expr()?;
        if self.ir.attrs[attrs as usize].dynamic.len > 0 {
            let (start, end) = (start as usize, start as usize + 3);
            let message = "dynamic attributes not allowed in let";
            return self.fail(Box::new(SyntaxError::new(ErrorKind::DynamicName, message, start, end)));
        }
        Ok(self.add(Expr::Let { attrs, body }, start))
    }
}
