//! Path literals.

use super::{Parser, Res};
use crate::error::LintKind;
use crate::ir::{Expr, ExprId, Offset, PathKind};
use crate::pieces::{self, PathPiece};
use crate::token::TokenKind;

impl Parser<'_> {
    /// A path, from its first token on.
    pub(super) fn path(&mut self) -> Res<ExprId> {
        let src = self.lexer.src;
        let (start, end) = (self.token.start, self.token.end as usize);
        let literal = self.text();
        let (kind, text, lint) = match (self.token.kind, literal.first()) {
            (TokenKind::HomePath, _) => {
                (PathKind::Home, literal.get(1..).unwrap_or_default(), Some(LintKind::HomePath))
            }
            (_, Some(b'/')) => (PathKind::Absolute, literal, Some(LintKind::AbsolutePath)),
            (_, Some(b'.')) => (PathKind::Relative, literal, None),
            _ => (PathKind::Relative, literal, Some(LintKind::ShortPath)),
        };
        if let Some(lint) = lint {
            self.lint(lint);
        }
        let text_id = self.add_string(text);
        let id = self.add(Expr::Path(kind, text_id), start);
        match pieces::path_piece(src, end) {
            PathPiece::Close if literal.ends_with(b"/") => self.trailing_slash(end, start as usize),
            PathPiece::Close => {
                if is_likely_import(text) {
                    self.ir.imports.push((kind, text_id));
                }
                self.resume(end);
                Ok(id)
            }
            PathPiece::Interpolation => self.interpolated_path(id, start, end),
            PathPiece::Text { .. } => self.unexpected(),
        }
    }

    fn interpolated_path(&mut self, first: ExprId, start: Offset, end: usize) -> Res<ExprId> {
        let src = self.lexer.src;
        let base = self.part_stack.len();
        self.part_stack.push((first, start));
        let mut pos = end;
        let mut last_text = None;
        loop {
            match pieces::path_piece(src, pos) {
                PathPiece::Interpolation => {
                    let (id, end) = self.interpolation(pos)?;
                    self.part_stack.push((id, pos as Offset));
                    last_text = None;
                    pos = end;
                }
                PathPiece::Text { end } => {
                    let text = self.add_string(&src[pos..end]);
                    let id = self.add(Expr::Str(text), pos as Offset);
                    self.part_stack.push((id, pos as Offset));
                    last_text = Some(pos);
                    pos = end;
                }
                PathPiece::Close => break,
            }
        }
        if let Some(text) = last_text.filter(|text| src[*text..pos].ends_with(b"/")) {
            return self.trailing_slash(pos, text);
        }
        let id = self.close_concat(base, false, start);
        self.resume(pos);
        Ok(id)
    }

    /// Nix reports the byte behind the slash, or, if there is none, the last part of the path.
    #[cold]
    fn trailing_slash<T>(&mut self, end: usize, last_part: usize) -> Res<T> {
        let pos = if end < self.lexer.src.len() { end } else { last_part };
        self.fail(pieces::trailing_slash(pos))
    }
}

/// Whether a path looks like something to import: a Nix file, or what may be a folder.
fn is_likely_import(text: &[u8]) -> bool {
    let name = text.rsplit(|c| *c == b'/').next().unwrap_or_default();
    name.ends_with(b".nix") || matches!(name, b"." | b"..") || !name.contains(&b'.')
}
