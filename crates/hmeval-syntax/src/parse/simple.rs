//! Simple expressions: variables, literals, and everything in brackets.

use super::apply::begins_simple;
use super::{Parser, Res};
use crate::error::LintKind;
use crate::ir::{AttrName, Expr, ExprId, Offset, Range};
use crate::lexer::{parse_float, parse_int};
use crate::token::TokenKind;

impl Parser<'_> {
    /// A simple expression.
    pub(super) fn simple(&mut self) -> Res<ExprId> {
        let start = self.token.start;
        match self.token.kind {
            TokenKind::Id => Ok(self.variable()),
            TokenKind::Quote => self.string(),
            TokenKind::LBrace => self.set(start, false),
            TokenKind::LBracket => self.list(),
            TokenKind::LParen => self.parenthesized(),
            TokenKind::IndOpen => self.ind_string(),
            TokenKind::Path | TokenKind::HomePath => self.path(),
            TokenKind::Int => {
                let value = parse_int(self.text()).unwrap_or_default();
                Ok(self.literal(Expr::Int(value)))
            }
            TokenKind::Float => {
                let value = parse_float(self.text()).unwrap_or_default();
                Ok(self.literal(Expr::Float(value)))
            }
            TokenKind::Rec => {
                self.advance();
                self.set(start, true)
            }
            TokenKind::Let => {
                self.advance();
                self.let_set(start)
            }
            TokenKind::SearchPath => Ok(self.search_path()),
            TokenKind::Uri => {
                self.lint(LintKind::Url);
                let text = self.add_string(self.text());
                Ok(self.literal(Expr::Str(text)))
            }
            _ => self.unexpected(),
        }
    }

    /// A node for the current token, behind which it goes on.
    #[inline]
    fn literal(&mut self, expr: Expr) -> ExprId {
        let id = self.add(expr, self.token.start);
        self.advance();
        id
    }

    #[inline]
    pub(super) fn variable(&mut self) -> ExprId {
        if self.text() == b"__curPos" {
            return self.literal(Expr::CurPos);
        }
        let sym = self.intern_token();
        self.literal(Expr::Var(sym))
    }

    fn parenthesized(&mut self) -> Res<ExprId> {
        self.advance();
        let inner = self.expr()?;
        self.expect(TokenKind::RParen)?;
        Ok(inner)
    }

    fn list(&mut self) -> Res<ExprId> {
        let pos = self.token.start;
        self.enter()?;
        self.advance();
        let base = self.list_stack.len();
        while begins_simple(self.token.kind) {
            let element = self.select()?;
            self.list_stack.push(element);
        }
        self.expect(TokenKind::RBracket)?;
        self.leave();
        let elements = self.close_list(base);
        Ok(self.add(Expr::List(elements), pos))
    }

    /// `{ … }` from its brace on, where no function can stand; `start` is where the expression begins.
    fn set(&mut self, start: Offset, recursive: bool) -> Res<ExprId> {
        self.enter()?;
        self.expect(TokenKind::LBrace)?;
        let id = self.set_rest(start, recursive)?;
        self.leave();
        Ok(id)
    }

    /// `{ … }` behind its brace.
    fn set_rest(&mut self, start: Offset, recursive: bool) -> Res<ExprId> {
        let mark = self.sets.begin(&mut self.ir);
        self.bindings()?;
        self.set_end(mark, start, recursive)
    }

    /// `let { …; body = …; }` behind `let`, which is `(rec { … }).body`.
    pub(super) fn let_set(&mut self, start: Offset) -> Res<ExprId> {
        let subject = self.set(start, true)?;
        let body = self.intern(b"body");
        let path = self.ir.path_parts.len() as u32;
        self.ir.path_parts.push(AttrName::Static(body));
        Ok(self.add(Expr::Select { len: 1, subject, path, default: ExprId::NONE }, start))
    }

    /// `<a/b>` is `__findFile __nixPath "a/b"`.
    fn search_path(&mut self) -> ExprId {
        let pos = self.token.start;
        let text = self.text();
        let name = self.add_string(text.get(1..text.len() - 1).unwrap_or_default());
        let find_file = self.intern(b"__findFile");
        let nix_path = self.intern(b"__nixPath");
        let fun = self.add(Expr::Var(find_file), pos);
        let nix_path = self.add(Expr::Var(nix_path), pos);
        let name = self.add(Expr::Str(name), pos);
        let start = self.ir.lists.len() as u32;
        self.ir.lists.extend_from_slice(&[nix_path, name]);
        self.literal(Expr::Apply { fun, args: Range { start, len: 2 } })
    }
}
