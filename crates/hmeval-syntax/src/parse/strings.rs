//! String literals of both kinds.

use super::indentation::{IndKind, IndPart};
use super::{Parser, Res};
use crate::ir::{AttrName, Expr, ExprId, Offset};
use crate::pieces::{self, IndPiece, StringPiece};
use crate::token::{Token, TokenKind};

/// What a `"string"` turned out to be.
enum Body {
    /// Constant, and the text between these positions as it is.
    Plain(usize, usize),
    /// Constant, and now the end of [`crate::ir::Ir::bytes`], from this index on.
    Unescaped(usize),
    /// Interpolated.
    Interpolated(ExprId),
}

impl Parser<'_> {
    /// A `"string"` as an expression.
    pub(super) fn string(&mut self) -> Res<ExprId> {
        let pos = self.token.start;
        let text = match self.string_body()? {
            Body::Plain(start, end) => {
                let src = self.lexer.src;
                self.add_string(&src[start..end])
            }
            Body::Unescaped(start) => self.string_from(start),
            Body::Interpolated(id) => return Ok(id),
        };
        Ok(self.add(Expr::Str(text), pos))
    }

    /// A `"string"` as a name of an attribute path.
    pub(super) fn string_name(&mut self) -> Res<AttrName> {
        Ok(AttrName::Static(match self.string_body()? {
            Body::Plain(start, end) => {
                let src = self.lexer.src;
                self.intern(&src[start..end])
            }
            Body::Unescaped(start) => {
                let text = self.ir.bytes.split_off(start);
                self.intern(&text)
            }
            Body::Interpolated(id) => return Ok(AttrName::Dynamic(id)),
        }))
    }

    /// A `"string"` from its opening quote on, and behind its closing one.
    #[inline]
    fn string_body(&mut self) -> Res<Body> {
        let src = self.lexer.src;
        let start = self.token.end as usize;
        match pieces::string_piece(src, start) {
            StringPiece::Close => {
                self.resume(start + 1);
                Ok(Body::Plain(start, start))
            }
            StringPiece::Text { end, plain } if pieces::string_piece(src, end) == StringPiece::Close => {
                let body = if plain {
                    Body::Plain(start, end)
                } else {
                    let first = self.ir.bytes.len();
                    self.unescape(start, end)?;
                    Body::Unescaped(first)
                };
                self.resume(end + 1);
                Ok(body)
            }
            _ => self.interpolated_string(start).map(Body::Interpolated),
        }
    }

    fn interpolated_string(&mut self, start: usize) -> Res<ExprId> {
        let src = self.lexer.src;
        let base = self.part_stack.len();
        let mut pos = start;
        loop {
            match pieces::string_piece(src, pos) {
                StringPiece::Text { end, .. } => {
                    let first = self.ir.bytes.len();
                    self.unescape(pos, end)?;
                    let text = self.string_from(first);
                    let id = self.add(Expr::Str(text), pos as Offset);
                    self.part_stack.push((id, pos as Offset));
                    pos = end;
                }
                StringPiece::Interpolation => {
                    let (id, end) = self.interpolation(pos)?;
                    self.part_stack.push((id, pos as Offset));
                    pos = end;
                }
                StringPiece::Close => break,
                StringPiece::End { end } => return self.unexpected_end(end),
            }
        }
        let id = self.close_concat(base, true, start as Offset);
        self.resume(pos + 1);
        Ok(id)
    }

    /// `${expr}` in a string or path: the expression and the position behind it. The current token stays the brace.
    pub(super) fn interpolation(&mut self, pos: usize) -> Res<(ExprId, usize)> {
        self.resume(pos + 2);
        let id = self.expr()?;
        if self.token.kind != TokenKind::RBrace {
            return self.unexpected();
        }
        Ok((id, self.token.end as usize))
    }

    /// Goes on with the token at or behind `pos`.
    #[inline]
    pub(super) fn resume(&mut self, pos: usize) {
        self.lexer.pos = pos;
        self.advance();
    }

    fn unexpected_end<T>(&mut self, pos: usize) -> Res<T> {
        self.token = Token { kind: TokenKind::End, start: pos as Offset, end: pos as Offset };
        self.unexpected()
    }

    fn unescape(&mut self, start: usize, end: usize) -> Res<()> {
        match pieces::unescape(self.lexer.src, start, end, &mut self.ir.bytes) {
            Ok(()) => Ok(()),
            Err(error) => self.fail(error),
        }
    }

    /// An `''indented string''`.
    pub(super) fn ind_string(&mut self) -> Res<ExprId> {
        let src = self.lexer.src;
        let base = self.ind_stack.len();
        let start = self.token.start;
        let mut pos = self.token.end as usize;
        loop {
            let (kind, end) = match pieces::ind_piece(src, pos) {
                IndPiece::Text { end } => {
                    if let Err(error) = pieces::check_ind_text(src, pos, end) {
                        return self.fail(error);
                    }
                    (IndKind::Text(pos, end), end)
                }
                IndPiece::Byte { byte, end } => (IndKind::Byte(byte), end),
                IndPiece::Quotes { end } => (IndKind::Quotes, end),
                IndPiece::Interpolation => {
                    let (id, end) = self.interpolation(pos)?;
                    (IndKind::Expr(id), end)
                }
                IndPiece::Close => break,
                IndPiece::End => return self.unexpected_end(pos),
            };
            self.ind_stack.push(IndPart { pos: pos as Offset, kind });
            pos = end;
        }
        let id = self.strip_indentation(base, start);
        self.resume(pos + 2);
        Ok(id)
    }
}
