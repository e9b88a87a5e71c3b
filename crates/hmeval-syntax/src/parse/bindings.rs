//! What stands in the braces of a set or between `let` and `in`, and attribute paths.

use super::attrs::Mark;
use super::{Parser, Res};
use crate::error::{ErrorKind, SyntaxError};
use crate::ir::{AttrDef, AttrKind, AttrName, Expr, ExprId, Offset, Sym};
use crate::token::TokenKind;

impl Parser<'_> {
    /// All bindings up to something that is none.
    pub(super) fn bindings(&mut self) -> Res<()> {
        loop {
            match self.token.kind {
                TokenKind::Id | TokenKind::OrKw | TokenKind::Quote | TokenKind::DollarCurly => {
                    let (pos, doc) = (self.token.start, self.lexer.doc);
                    let base = self.path_stack.len();
                    let first = self.attr_name()?;
                    self.path_stack.push(first);
                    self.binding(base, pos, doc)?;
                }
                TokenKind::Inherit => self.inherit()?,
                _ => return Ok(()),
            }
        }
    }

    /// The first binding of a set, behind its first name.
    pub(super) fn first_binding(&mut self, name: Sym, pos: Offset, doc: (u32, u32)) -> Res<()> {
        let base = self.path_stack.len();
        self.path_stack.push(AttrName::Static(name));
        self.binding(base, pos, doc)
    }

    /// The end of a set literal.
    pub(super) fn set_end(&mut self, mark: Mark, start: Offset, recursive: bool) -> Res<ExprId> {
        if self.token.kind != TokenKind::RBrace {
            return self.unexpected();
        }
        let attrs = self.sets.finish(&mut self.ir, mark);
        self.advance();
        Ok(self.close_set(attrs, start, recursive))
    }

    /// The node of a finished set.
    pub(super) fn close_set(&mut self, attrs: u32, start: Offset, recursive: bool) -> ExprId {
        let set = &mut self.ir.attrs[attrs as usize];
        set.recursive = recursive;
        set.pos = start;
        self.add(Expr::Attrs(attrs), start)
    }

    /// `a.b.c = value;` behind its first name, which lies at `base` on the path stack.
    #[inline]
    fn binding(&mut self, base: usize, pos: Offset, doc: (u32, u32)) -> Res<()> {
        self.more_names()?;
        self.expect(TokenKind::Assign)?;
        let value = self.expr()?;
        if self.token.kind != TokenKind::Semi {
            return self.unexpected();
        }
        if let Err(error) = self.sets.add(&mut self.ir, &self.path_stack[base..], value, pos) {
            return self.fail(error);
        }
        if matches!(self.expr_at(value), Expr::Lambda(_)) {
            if let Some(&AttrName::Static(name)) = self.path_stack.last() {
                self.set_name(value, name);
            }
            self.document(value, doc);
        }
        self.path_stack.truncate(base);
        self.advance();
        Ok(())
    }

    /// `inherit a b;` or `inherit (source) a b;`
    fn inherit(&mut self) -> Res<()> {
        self.advance();
        let mut source = None;
        if self.token.kind == TokenKind::LParen {
            self.advance();
            let pos = self.token.start;
            let expr = self.expr()?;
            self.expect(TokenKind::RParen)?;
            source = Some((expr, pos));
        }
        let base = self.name_stack.len();
        self.inherited_names()?;
        if self.token.kind != TokenKind::Semi {
            return self.unexpected();
        }
        let number = source.map(|(expr, pos)| (self.sets.add_source(expr), pos));
        for index in base..self.name_stack.len() {
            let (name, pos) = self.name_stack[index];
            let (value, kind) = match number {
                None => (self.add(Expr::Var(name), pos), AttrKind::Inherited),
                Some((number, from)) => {
                    (self.select_from_source(name, pos, number, from), AttrKind::InheritedFrom)
                }
            };
            if let Err(error) = self.sets.add_inherited(&mut self.ir, AttrDef { name, value, pos, kind }) {
                return self.fail(error);
            }
        }
        self.name_stack.truncate(base);
        self.advance();
        Ok(())
    }

    fn select_from_source(&mut self, name: Sym, pos: Offset, number: u32, source_pos: Offset) -> ExprId {
        let subject = self.add(Expr::InheritFrom(number), source_pos);
        let path = self.ir.path_parts.len() as u32;
        self.ir.path_parts.push(AttrName::Static(name));
        self.add(Expr::Select { len: 1, subject, path, default: ExprId::NONE }, pos)
    }

    fn inherited_names(&mut self) -> Res<()> {
        while matches!(
            self.token.kind,
            TokenKind::Id | TokenKind::OrKw | TokenKind::Quote | TokenKind::DollarCurly
        ) {
            let token = self.token;
            match self.attr_name()? {
                AttrName::Static(name) => self.name_stack.push((name, token.start)),
                AttrName::Dynamic(_) => {
                    let (start, end) = (token.start as usize, token.end as usize);
                    let message = "dynamic attributes not allowed in inherit";
                    return self.fail(Box::new(SyntaxError::new(
                        ErrorKind::DynamicName,
                        message,
                        start,
                        end,
                    )));
                }
            }
        }
        Ok(())
    }

    /// `a.b.c` of a selection or test: where it lies in the tree's paths, and its length.
    #[inline]
    pub(super) fn attr_path(&mut self) -> Res<(u32, u16)> {
        let base = self.path_stack.len();
        let first = self.attr_name()?;
        let path;
        let len = if self.token.kind == TokenKind::Dot {
            self.path_stack.push(first);
            self.more_names()?;
            path = self.ir.path_parts.len() as u32;
            self.ir.path_parts.extend_from_slice(&self.path_stack[base..]);
            let len = self.path_stack.len() - base;
            self.path_stack.truncate(base);
            len
        } else {
            path = self.ir.path_parts.len() as u32;
            self.ir.path_parts.push(first);
            1
        };
        match u16::try_from(len) {
            Ok(len) => Ok((path, len)),
            Err(_) => {
                let at = self.token.start as usize;
                let message = "an attribute path has more than 65535 names";
                self.fail(Box::new(SyntaxError::new(ErrorKind::TooLarge, message, at, at)))
            }
        }
    }

    /// `.b.c`, onto the path stack.
    #[inline]
    fn more_names(&mut self) -> Res<()> {
        while self.token.kind == TokenKind::Dot {
            self.advance();
            let name = self.attr_name()?;
            self.path_stack.push(name);
        }
        Ok(())
    }

    /// One name of an attribute path.
    #[inline]
    fn attr_name(&mut self) -> Res<AttrName> {
        match self.token.kind {
            TokenKind::Id | TokenKind::OrKw => {
                let sym = self.intern_token();
                self.advance();
                Ok(AttrName::Static(sym))
            }
            TokenKind::Quote => self.string_name(),
            TokenKind::DollarCurly => {
                self.advance();
                let expr = self.expr()?;
                self.expect(TokenKind::RBrace)?;
                Ok(self.computed_name(expr))
            }
            _ => self.unexpected(),
        }
    }

    /// `${expr}` as a name: no computed one if it is a constant string.
    fn computed_name(&mut self, expr: ExprId) -> AttrName {
        match self.expr_at(expr) {
            Expr::Str(text) => {
                let text = self.ir.string(text).to_vec();
                AttrName::Static(self.intern(&text))
            }
            _ => AttrName::Dynamic(expr),
        }
    }
}
