//! Application of functions, and what binds tighter: selection.

use super::{Operand, Parser, Res};
use crate::error::OrWarning;
use crate::ir::{BinaryOp, Expr, ExprId, Offset, Range};
use crate::token::TokenKind;

/// Whether a simple expression can begin with such a token.
#[inline]
pub(super) fn begins_simple(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Id
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Quote
            | TokenKind::IndOpen
            | TokenKind::Path
            | TokenKind::HomePath
            | TokenKind::SearchPath
            | TokenKind::Uri
            | TokenKind::LParen
            | TokenKind::Let
            | TokenKind::Rec
            | TokenKind::LBrace
            | TokenKind::LBracket
    )
}

impl Parser<'_> {
    /// All arguments behind a function.
    #[inline]
    pub(super) fn application(&mut self, function: Operand) -> Res<Operand> {
        if !begins_simple(self.token.kind) {
            if self.token.kind == TokenKind::Invalid {
                return self.unexpected();
            }
            return Ok(function);
        }
        let base = self.list_stack.len();
        let known = self.reopen_call(function.id);
        while begins_simple(self.token.kind) {
            let argument = self.select()?;
            self.list_stack.push(argument);
        }
        if self.token.kind == TokenKind::Invalid {
            return self.unexpected();
        }
        let args = self.close_list(base);
        let id = self.close_call(function.id, args, known, function.start);
        Ok(Operand { id, start: function.start })
    }

    /// Applies `function` to one more argument, as `|>` and `<|` do.
    pub(super) fn call(&mut self, function: ExprId, argument: ExprId, pos: Offset) -> ExprId {
        let base = self.list_stack.len();
        let known = self.reopen_call(function);
        self.list_stack.push(argument);
        let args = self.close_list(base);
        self.close_call(function, args, known, pos)
    }

    /// If `function` is a call itself (in parentheses, say), moves its arguments to the list stack: it will get more of them.
    fn reopen_call(&mut self, function: ExprId) -> bool {
        let Expr::Apply { args, .. } = self.expr_at(function) else { return false };
        self.list_stack.extend_from_slice(&self.ir.lists[args.idx()]);
        if args.idx().end == self.ir.lists.len() {
            self.ir.lists.truncate(args.start as usize);
        }
        true
    }

    fn close_call(&mut self, function: ExprId, args: Range, known: bool, pos: Offset) -> ExprId {
        if known {
            if let Expr::Apply { args: known_args, .. } = &mut self.ir.exprs[function.0 as usize] {
                *known_args = args;
            }
            return function;
        }
        // Operators that Nix turns into calls of `__sub` etc. get the argument as one more, so their position counts.
        let is_call = matches!(
            self.expr_at(function),
            Expr::Binary(BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Less, ..)
        );
        let pos = if is_call { self.ir.pos[function.0 as usize] } else { pos };
        self.add(Expr::Apply { fun: function, args }, pos)
    }

    /// A simple expression with selections, as argument, list element or default.
    #[inline]
    pub(super) fn select(&mut self) -> Res<ExprId> {
        let start = self.token.start;
        let head = self.simple()?;
        let id = self.select_from(Operand { id: head, start })?;
        if id == self.cursed_or {
            let warning = OrWarning { start: self.ir.pos[id.0 as usize], end: self.cursed_or_end };
            self.or_warnings.push(warning);
        }
        Ok(id)
    }

    /// What may follow a simple expression: `.path`, `.path or default`, or `or` as an argument.
    #[inline]
    pub(super) fn select_from(&mut self, head: Operand) -> Res<ExprId> {
        match self.token.kind {
            TokenKind::Dot => self.selection(head),
            TokenKind::OrKw => Ok(self.or_argument(head)),
            _ => Ok(head.id),
        }
    }

    fn selection(&mut self, head: Operand) -> Res<ExprId> {
        self.advance();
        let (path, len) = self.attr_path()?;
        let mut default = ExprId::NONE;
        if self.token.kind == TokenKind::OrKw {
            self.enter()?;
            self.advance();
            default = self.select()?;
            self.leave();
        }
        Ok(self.add(Expr::Select { len, subject: head.id, path, default }, head.start))
    }

    /// `f or`: a call with the variable `or`, for the sake of old code.
    #[cold]
    fn or_argument(&mut self, head: Operand) -> ExprId {
        let sym = self.intern(b"or");
        let variable = self.add(Expr::Var(sym), head.start);
        let start = self.ir.lists.len() as u32;
        self.ir.lists.push(variable);
        let id = self.add(Expr::Apply { fun: head.id, args: Range { start, len: 1 } }, head.start);
        self.cursed_or = id;
        self.cursed_or_end = self.token.end;
        self.advance();
        id
    }
}
