//! A text as the stream of tokens that Nix's lexer makes of it, with its stack of states.

use crate::error::SyntaxError;
use crate::lexer::Lexer;
use crate::pieces::{self, IndPiece, PathPiece, StringPiece};
use crate::token::TokenKind;

/// A token and its place.
#[derive(Clone, Copy)]
pub(super) struct Lexeme {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What the lexer is in.
#[derive(Clone, Copy)]
pub(super) enum Mode {
    Code,
    String,
    IndString,
    /// A path whose last part begins at the position.
    Path(usize),
}

/// The stream.
pub(super) struct Tokens<'a> {
    lexer: Lexer<'a>,
    modes: Vec<Mode>,
    /// Where the last token begins, and the one before it.
    starts: (usize, usize),
    /// Where the text ends according to Nix.
    end: Option<usize>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(src: &'a [u8], pipes: bool) -> Self {
        Tokens { lexer: Lexer::new(src, pipes), modes: Vec::new(), starts: (0, 0), end: None }
    }

    /// The stream from a position on, where it is in these modes.
    pub(super) fn resumed(src: &'a [u8], pipes: bool, pos: usize, modes: Vec<Mode>) -> Self {
        let mut tokens = Tokens::new(src, pipes);
        tokens.lexer.pos = pos;
        tokens.modes = modes;
        tokens
    }

    /// What the stream is in now.
    pub(super) fn modes(&self) -> Vec<Mode> {
        self.modes.clone()
    }

    /// The next token, or what is wrong with it.
    pub(super) fn next(&mut self) -> Result<Lexeme, Box<SyntaxError>> {
        match self.modes.last().copied().unwrap_or(Mode::Code) {
            Mode::Code => self.code(),
            Mode::String => self.string(),
            Mode::IndString => self.ind_string(),
            Mode::Path(last) => self.path(last),
        }
    }

    fn code(&mut self) -> Result<Lexeme, Box<SyntaxError>> {
        use TokenKind as T;
        let token = self.lexer.next();
        let (start, mut end) = (token.start as usize, token.end as usize);
        match token.kind {
            T::LBrace | T::DollarCurly => self.modes.push(Mode::Code),
            T::RBrace => drop(self.modes.pop()),
            T::Quote => self.modes.push(Mode::String),
            T::IndOpen => self.modes.push(Mode::IndString),
            T::Path | T::HomePath => self.modes.push(Mode::Path(start)),
            T::End => end = self.end.unwrap_or(end),
            T::Invalid => {
                if let Some(error) = self.lexer.error.take() {
                    return Err(error);
                }
            }
            _ => {}
        }
        self.starts = (start, self.starts.0);
        Ok(Lexeme { kind: token.kind, start, end })
    }

    /// A token up to `end`, which begins where the last one ended.
    fn piece(&mut self, kind: TokenKind, end: usize) -> Lexeme {
        let start = std::mem::replace(&mut self.lexer.pos, end);
        self.starts = (start, self.starts.0);
        Lexeme { kind, start, end }
    }

    fn string(&mut self) -> Result<Lexeme, Box<SyntaxError>> {
        let pos = self.lexer.pos;
        Ok(match pieces::string_piece(self.lexer.src, pos) {
            StringPiece::Text { end, .. } => {
                pieces::unescape(self.lexer.src, pos, end, &mut Vec::new())?;
                self.piece(TokenKind::Str, end)
            }
            StringPiece::Interpolation => self.interpolation(),
            StringPiece::Close => {
                self.modes.pop();
                self.piece(TokenKind::Quote, pos + 1)
            }
            StringPiece::End { end } => self.piece(TokenKind::End, end),
        })
    }

    fn ind_string(&mut self) -> Result<Lexeme, Box<SyntaxError>> {
        let pos = self.lexer.pos;
        Ok(match pieces::ind_piece(self.lexer.src, pos) {
            IndPiece::Text { end } => {
                pieces::check_ind_text(self.lexer.src, pos, end)?;
                self.piece(TokenKind::IndStr, end)
            }
            IndPiece::Byte { end, .. } | IndPiece::Quotes { end } => self.piece(TokenKind::IndStr, end),
            IndPiece::Interpolation => self.interpolation(),
            IndPiece::Close => {
                self.modes.pop();
                self.piece(TokenKind::IndClose, pos + 2)
            }
            IndPiece::End => self.piece(TokenKind::End, pos),
        })
    }

    fn path(&mut self, last: usize) -> Result<Lexeme, Box<SyntaxError>> {
        let (src, pos) = (self.lexer.src, self.lexer.pos);
        match pieces::path_piece(src, pos) {
            PathPiece::Text { end } => {
                self.modes.pop();
                self.modes.push(Mode::Path(pos));
                Ok(self.piece(TokenKind::Str, end))
            }
            PathPiece::Interpolation => {
                self.modes.pop();
                self.modes.push(Mode::Path(pos + 2));
                Ok(self.interpolation())
            }
            PathPiece::Close => {
                let ends_text = pos == src.len();
                if src[last..pos].ends_with(b"/") {
                    return Err(pieces::trailing_slash(if ends_text { last } else { pos }));
                }
                self.modes.pop();
                let (last, before) = self.starts;
                if !ends_text {
                    return Ok(Lexeme { kind: TokenKind::PathEnd, start: last, end: pos });
                }
                // At the end of the text, Nix's lexer takes back one token too many.
                self.end = Some(last);
                Ok(Lexeme { kind: TokenKind::PathEnd, start: before, end: pos })
            }
        }
    }

    fn interpolation(&mut self) -> Lexeme {
        self.modes.push(Mode::Code);
        self.piece(TokenKind::DollarCurly, self.lexer.pos + 2)
    }
}
