//! Functions, and what begins like one.

use super::{Operand, Parser, Res};
use crate::error::{ErrorKind, SyntaxError};
use crate::ir::{Expr, ExprId, Formal, Lambda, Offset, Range, Sym};
use crate::symbol_order;
use crate::token::{Token, TokenKind};

/// A function's head: all but its body.
struct Head {
    start: Offset,
    doc: (u32, u32),
    /// The name for the whole argument. Nix numbers it only when it has seen the body.
    arg: Option<Token>,
    pattern: Option<Pattern>,
}

struct Pattern {
    formals: Range,
    ellipsis: bool,
}

impl Parser<'_> {
    /// At an identifier: `x: …`, `x@{ … }: …`, or an expression that begins with a variable.
    pub(super) fn function_or_variable(&mut self) -> Res<ExprId> {
        let start = self.token.start;
        let doc = self.lexer.doc;
        let name = self.token;
        self.advance();
        match self.token.kind {
            TokenKind::Colon => self.body(Head { start, doc, arg: Some(name), pattern: None }),
            TokenKind::At => {
                self.advance();
                self.expect(TokenKind::LBrace)?;
                let pattern = Some(self.pattern()?);
                self.body(Head { start, doc, arg: Some(name), pattern })
            }
            _ => {
                let id = self.variable_at(name.start, name.end);
                self.expr_from(Operand { id, start })
            }
        }
    }

    fn intern_slice(&mut self, start: u32, end: u32) -> Sym {
        let src = self.lexer.src;
        self.intern(&src[start as usize..end as usize])
    }

    #[inline]
    fn variable_at(&mut self, start: u32, end: u32) -> ExprId {
        let src = self.lexer.src;
        let name = &src[start as usize..end as usize];
        if name == b"__curPos" {
            return self.add(Expr::CurPos, start);
        }
        let sym = self.intern(name);
        self.add(Expr::Var(sym), start)
    }

    /// At `{`: a function with a pattern, or an expression that begins with a set.
    pub(super) fn pattern_or_set(&mut self) -> Res<ExprId> {
        let start = self.token.start;
        let doc = self.lexer.doc;
        self.advance();
        match self.token.kind {
            TokenKind::Ellipsis => self.pattern_function(start, doc),
            TokenKind::RBrace => {
                self.advance();
                if matches!(self.token.kind, TokenKind::Colon | TokenKind::At) {
                    let formals = Range { start: self.ir.formals.len() as u32, len: 0 };
                    return self.behind_pattern(start, doc, Pattern { formals, ellipsis: false });
                }
                let mark = self.sets.begin(&mut self.ir);
                let attrs = self.sets.finish(&mut self.ir, mark);
                let id = self.close_set(attrs, start, false);
                self.expr_from(Operand { id, start })
            }
            TokenKind::Id => {
                let name = self.token;
                let doc_of_name = self.lexer.doc;
                self.advance();
                if matches!(self.token.kind, TokenKind::Comma | TokenKind::Question | TokenKind::RBrace) {
                    return self.pattern_function_from(start, doc, name);
                }
                let mark = self.sets.begin(&mut self.ir);
                let first = self.intern_slice(name.start, name.end);
                self.first_binding(first, name.start, doc_of_name)?;
                self.bindings()?;
                let id = self.set_end(mark, start, false)?;
                self.expr_from(Operand { id, start })
            }
            _ => {
                let mark = self.sets.begin(&mut self.ir);
                self.bindings()?;
                let id = self.set_end(mark, start, false)?;
                self.expr_from(Operand { id, start })
            }
        }
    }

    fn pattern_function(&mut self, start: Offset, doc: (u32, u32)) -> Res<ExprId> {
        let pattern = self.pattern()?;
        self.behind_pattern(start, doc, pattern)
    }

    fn pattern_function_from(&mut self, start: Offset, doc: (u32, u32), first: Token) -> Res<ExprId> {
        let base = self.formal_stack.len();
        self.formal(first)?;
        let pattern = self.more_formals(base)?;
        self.behind_pattern(start, doc, pattern)
    }

    fn behind_pattern(&mut self, start: Offset, doc: (u32, u32), pattern: Pattern) -> Res<ExprId> {
        let mut arg = None;
        if self.token.kind == TokenKind::At {
            self.advance();
            if self.token.kind != TokenKind::Id {
                return self.unexpected();
            }
            arg = Some(self.token);
            self.advance();
        }
        self.body(Head { start, doc, arg, pattern: Some(pattern) })
    }

    /// A pattern behind its `{`.
    fn pattern(&mut self) -> Res<Pattern> {
        let base = self.formal_stack.len();
        match self.token.kind {
            TokenKind::RBrace => {
                self.advance();
                Ok(self.close_pattern(base, false))
            }
            TokenKind::Ellipsis => self.ellipsis(base),
            TokenKind::Id => {
                let first = self.token;
                self.advance();
                self.formal(first)?;
                self.more_formals(base)
            }
            _ => self.unexpected(),
        }
    }

    /// The rest of a pattern behind its first name.
    fn more_formals(&mut self, base: usize) -> Res<Pattern> {
        loop {
            match self.token.kind {
                TokenKind::RBrace => break,
                TokenKind::Comma => self.advance(),
                _ => return self.unexpected(),
            }
            match self.token.kind {
                TokenKind::RBrace => break,
                TokenKind::Ellipsis => return self.ellipsis(base),
                TokenKind::Id => {
                    let name = self.token;
                    self.advance();
                    self.formal(name)?;
                }
                _ => return self.unexpected(),
            }
        }
        self.advance();
        Ok(self.close_pattern(base, false))
    }

    /// `... }`
    fn ellipsis(&mut self, base: usize) -> Res<Pattern> {
        self.advance();
        self.expect(TokenKind::RBrace)?;
        Ok(self.close_pattern(base, true))
    }

    /// One name of a pattern, behind the name itself, which Nix numbers after those of its default.
    fn formal(&mut self, name: Token) -> Res<()> {
        let mut default = ExprId::NONE;
        if self.token.kind == TokenKind::Question {
            self.advance();
            default = self.expr()?;
        }
        let pos = name.start;
        let name = self.intern_slice(name.start, name.end);
        self.formal_stack.push(Formal { name, pos, default });
        Ok(())
    }

    fn close_pattern(&mut self, base: usize, ellipsis: bool) -> Pattern {
        let formals =
            Range { start: self.ir.formals.len() as u32, len: (self.formal_stack.len() - base) as u32 };
        self.ir.formals.extend_from_slice(&self.formal_stack[base..]);
        self.formal_stack.truncate(base);
        Pattern { formals, ellipsis }
    }

    /// A function from its colon on.
    fn body(&mut self, head: Head) -> Res<ExprId> {
        self.expect(TokenKind::Colon)?;
        let body = self.expr()?;
        let (formals, ellipsis, has_formals) = match head.pattern {
            Some(pattern) => (pattern.formals, pattern.ellipsis, true),
            None => (Range::default(), false, false),
        };
        let arg = head.arg.map_or(Sym::NONE, |name| self.intern_slice(name.start, name.end));
        if has_formals {
            self.check_formals(formals, arg, head.start)?;
        }
        let lambda = Lambda {
            pos: head.start,
            arg,
            has_formals,
            ellipsis,
            formals,
            body,
            name: Sym::NONE,
            doc: u32::MAX,
        };
        let number = self.ir.lambdas.len() as u32;
        self.ir.lambdas.push(lambda);
        let id = self.add(Expr::Lambda(number), head.start);
        self.document(id, head.doc);
        Ok(id)
    }

    /// Gives a function (and functions that it returns directly) a documentation comment, up to one that has its own:
    /// the innermost wins (RFC 145).
    pub(super) fn document(&mut self, mut id: ExprId, doc: (u32, u32)) {
        if doc.1 == 0 {
            return;
        }
        let number = self.ir.docs.len() as u32;
        let mut used = false;
        while let Expr::Lambda(lambda) = self.expr_at(id) {
            let lambda = &mut self.ir.lambdas[lambda as usize];
            if lambda.doc != u32::MAX {
                break;
            }
            lambda.doc = number;
            used = true;
            id = lambda.body;
        }
        if used {
            self.ir.docs.push(Range { start: doc.0, len: doc.1 - doc.0 });
        }
    }

    /// Names a function (and functions that it returns directly) after what it is bound to.
    pub(super) fn set_name(&mut self, mut id: ExprId, name: Sym) {
        while let Expr::Lambda(lambda) = self.expr_at(id) {
            let lambda = &mut self.ir.lambdas[lambda as usize];
            lambda.name = name;
            id = lambda.body;
        }
    }

    /// Refuses names that occur twice in a pattern.
    fn check_formals(&mut self, formals: Range, arg: Sym, start: Offset) -> Res<()> {
        self.seen_formals.resize(self.ir.symbols.len(), 0);
        self.pattern_count += 1;
        let mut twice = false;
        for formal in &self.ir.formals[formals.idx()] {
            let seen = &mut self.seen_formals[formal.name.0 as usize];
            twice |= *seen == self.pattern_count;
            *seen = self.pattern_count;
        }
        if twice {
            return self.duplicate_formal(formals);
        }
        if arg.is_some() && self.seen_formals[arg.0 as usize] == self.pattern_count {
            return self.duplicate_name(arg, start);
        }
        Ok(())
    }

    /// Nix reports the smallest name that occurs twice, at its second place.
    #[cold]
    fn duplicate_formal(&mut self, formals: Range) -> Res<()> {
        let ir = &self.ir;
        let mut sorted: Vec<_> = ir.formals[formals.idx()]
            .iter()
            .map(|formal| (symbol_order::rank(ir, formal.name), formal.pos))
            .collect();
        sorted.sort_unstable();
        let twice =
            sorted.windows(2).find(|pair| pair[0].0 == pair[1].0).map(|pair| (pair[1].0.1, pair[1].1));
        let Some((name, pos)) = twice else { return Ok(()) };
        self.duplicate_name(name, pos)
    }

    #[cold]
    fn duplicate_name(&mut self, name: Sym, pos: Offset) -> Res<()> {
        let shown = crate::show::identifier(self.ir.symbol(name));
        let message = format!("duplicate formal function argument '{}'", String::from_utf8_lossy(&shown));
        let pos = pos as usize;
        self.fail(Box::new(SyntaxError::new(ErrorKind::Duplicate, message, pos, pos + 1)))
    }
}
