//! Operators, by precedence climbing.

use super::{Operand, Parser, Res};
use crate::ir::{BinaryOp, Expr, ExprId, Offset, Range};
use crate::token::TokenKind;

/// On which side an operator groups with itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    /// Not at all.
    None,
}

/// Level of operands of `!`: above `!`, below `+`.
const NOT_OPERAND: u8 = 8;
/// Level of operands of the sign `-`: above all operators.
const NEGATE_OPERAND: u8 = 13;

/// How tightly an operator binds (from 1) and how it groups, if the token is one.
#[inline]
fn precedence(kind: TokenKind) -> Option<(u8, Side)> {
    Some(match kind {
        TokenKind::Impl => (1, Side::Right),
        TokenKind::Or => (2, Side::Left),
        TokenKind::And => (3, Side::Left),
        TokenKind::Eq | TokenKind::Neq => (4, Side::None),
        TokenKind::Less | TokenKind::Greater | TokenKind::Leq | TokenKind::Geq => (5, Side::None),
        TokenKind::Update => (6, Side::Right),
        TokenKind::Plus | TokenKind::Minus => (8, Side::Left),
        TokenKind::Star | TokenKind::Slash => (9, Side::Left),
        TokenKind::Concat => (10, Side::Right),
        TokenKind::Question => (11, Side::Left),
        _ => return None,
    })
}

impl Parser<'_> {
    /// An operation whose operators all have at least the given level.
    pub(super) fn operation(&mut self, level: u8) -> Res<Operand> {
        let start = self.token.start;
        match self.token.kind {
            TokenKind::Not => {
                let operand = self.prefixed(NOT_OPERAND)?;
                let id = self.add(Expr::Not(operand.id), start);
                self.operators(Operand { id, start }, level)
            }
            TokenKind::Minus => {
                let operand = self.prefixed(NEGATE_OPERAND)?;
                let zero = self.add(Expr::Int(0), start);
                let id = self.add(Expr::Binary(BinaryOp::Sub, zero, operand.id), start);
                self.operators(Operand { id, start }, level)
            }
            _ => {
                let head = self.simple()?;
                self.operation_from(Operand { id: head, start }, level)
            }
        }
    }

    /// An operation that begins with `head`, a simple expression.
    #[inline]
    pub(super) fn operation_from(&mut self, head: Operand, level: u8) -> Res<Operand> {
        let function = self.select_from(head)?;
        // As a function, or in parentheses, `f or` keeps its meaning.
        self.cursed_or = ExprId::NONE;
        let left = self.application(Operand { id: function, start: head.start })?;
        self.operators(left, level)
    }

    /// The operand of a prefix operator.
    fn prefixed(&mut self, level: u8) -> Res<Operand> {
        self.enter()?;
        self.advance();
        let operand = self.operation(level)?;
        self.leave();
        Ok(operand)
    }

    /// All operators of at least the given level behind `left`, with their right operands.
    #[inline]
    fn operators(&mut self, mut left: Operand, level: u8) -> Res<Operand> {
        while let Some((own, side)) = precedence(self.token.kind) {
            if own < level {
                break;
            }
            left = self.operator(left, own, side)?;
        }
        Ok(left)
    }

    fn operator(&mut self, left: Operand, own: u8, side: Side) -> Res<Operand> {
        let (kind, pos) = (self.token.kind, self.token.start);
        self.enter()?;
        self.advance();
        let id = if kind == TokenKind::Question {
            let (path, len) = self.attr_path()?;
            self.add(Expr::HasAttr { len, subject: left.id, path }, left.start)
        } else {
            let right = self.operation(if side == Side::Right { own } else { own + 1 })?;
            self.binary(kind, left, right, pos)
        };
        self.leave();
        if side == Side::None && precedence(self.token.kind).is_some_and(|(next, _)| next == own) {
            return self.unexpected();
        }
        Ok(Operand { id, start: left.start })
    }

    fn binary(&mut self, kind: TokenKind, left: Operand, right: Operand, pos: Offset) -> ExprId {
        let (l, r) = (left.id, right.id);
        let op = match kind {
            TokenKind::Plus => return self.plus(left, right, pos),
            TokenKind::Leq => {
                let greater = self.add(Expr::Binary(BinaryOp::Less, r, l), pos);
                return self.add(Expr::Not(greater), pos);
            }
            TokenKind::Geq => {
                let less = self.add(Expr::Binary(BinaryOp::Less, l, r), pos);
                return self.add(Expr::Not(less), pos);
            }
            TokenKind::Greater => return self.add(Expr::Binary(BinaryOp::Less, r, l), pos),
            TokenKind::Less => BinaryOp::Less,
            TokenKind::Impl => BinaryOp::Impl,
            TokenKind::Or => BinaryOp::Or,
            TokenKind::And => BinaryOp::And,
            TokenKind::Eq => BinaryOp::Eq,
            TokenKind::Neq => BinaryOp::Neq,
            TokenKind::Update => BinaryOp::Update,
            TokenKind::Minus => BinaryOp::Sub,
            TokenKind::Star => BinaryOp::Mul,
            TokenKind::Slash => BinaryOp::Div,
            _ => BinaryOp::ConcatLists,
        };
        self.add(Expr::Binary(op, l, r), pos)
    }

    fn plus(&mut self, left: Operand, right: Operand, pos: Offset) -> ExprId {
        let start = self.ir.lists.len() as u32;
        self.ir.lists.extend_from_slice(&[left.id, right.id]);
        self.ir.part_pos.extend_from_slice(&[(start, left.start), (start + 1, right.start)]);
        self.add(Expr::Concat { force_string: false, parts: Range { start, len: 2 } }, pos)
    }
}
