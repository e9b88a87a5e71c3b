//! The lexer: tokens outside of strings and paths, with longest match as in Nix's `lexer.l`.
//!
//! The parser asks for one token at a time with [`Lexer::next`] and scans the insides of strings and paths itself
//! (see [`crate::pieces`]), so there is no stack of states here.

use crate::chars::{self, at, is, skip};
use crate::error::{ErrorKind, SyntaxError, offset};
use crate::token::{Token, TokenKind};

/// Reads tokens from a text.
pub(crate) struct Lexer<'a> {
    /// The text.
    pub(crate) src: &'a [u8],
    /// Where the next token is looked for.
    pub(crate) pos: usize,
    /// The documentation comment in front of the last token; empty if there is none.
    pub(crate) doc: (u32, u32),
    /// What is wrong with the last token, if its kind is [`TokenKind::Invalid`].
    pub(crate) error: Option<Box<SyntaxError>>,
    /// Whether `|>` and `<|` are enabled.
    pipes: bool,
    /// No path and no URI begins before this position (and at or after the start of the run of path bytes it ends).
    plain_until: usize,
}

impl<'a> Lexer<'a> {
    /// A lexer at the start of a text.
    pub(crate) fn new(src: &'a [u8], pipes: bool) -> Self {
        Lexer { src, pos: 0, doc: (0, 0), error: None, pipes, plain_until: 0 }
    }

    /// The next token, behind white space and comments.
    #[inline]
    pub(crate) fn next(&mut self) -> Token {
        let start = self.skip_trivia();
        let src = self.src;
        let Some(&c) = src.get(start) else {
            self.pos = start;
            return token(TokenKind::End, start, start);
        };
        let (kind, end) = match c {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(start),
            b'0'..=b'9' => self.number_or_path(start),
            b'.' | b'+' | b'-' | b'/' => self.path_or(start, c),
            _ => self.punctuation(start, c),
        };
        self.pos = end;
        token(kind, start, end)
    }

    /// Skips white space and comments, and notes a documentation comment (RFC 145): the last one of them.
    #[inline]
    fn skip_trivia(&mut self) -> usize {
        self.doc = (0, 0);
        let mut pos = self.pos;
        loop {
            pos = skip(self.src, pos, chars::SPACE);
            match at(self.src, pos) {
                b'#' => pos = line_end(self.src, pos),
                b'/' if at(self.src, pos + 1) == b'*' => match comment_end(self.src, pos) {
                    Some(end) => {
                        if is_doc_comment(self.src, pos, end) {
                            self.doc = (offset(pos), offset(end));
                        }
                        pos = end;
                    }
                    None => return pos,
                },
                _ => return pos,
            }
        }
    }

    /// An identifier, a keyword, a path or a URI.
    #[inline]
    fn word(&mut self, start: usize) -> (TokenKind, usize) {
        let src = self.src;
        let end = skip(src, start + 1, chars::ID);
        match at(src, end) {
            b'/' | b'.' | b'+' => {
                if let Some(found) = self.path_or_uri(start) {
                    return found;
                }
            }
            b':' if is(at(src, end + 1), chars::URI) => {
                if let Some(found) = self.path_or_uri(start) {
                    return found;
                }
            }
            _ => {}
        }
        (keyword(&src[start..end]), end)
    }

    /// The path or URI that begins at `start`, if one does.
    fn path_or_uri(&mut self, start: usize) -> Option<(TokenKind, usize)> {
        if start < self.plain_until {
            return None;
        }
        let src = self.src;
        let run = skip(src, start, chars::PATH);
        match at(src, run) {
            b'/' => {
                if let Some(end) = path_end(src, run) {
                    return Some((TokenKind::Path, end));
                }
            }
            b':' if is(at(src, run + 1), chars::URI) => {
                let scheme = &src[start..run];
                if scheme.first().is_some_and(u8::is_ascii_alphabetic) && !scheme.contains(&b'_') {
                    return Some((TokenKind::Uri, skip(src, run + 1, chars::URI)));
                }
                return None;
            }
            _ => {}
        }
        self.plain_until = run;
        None
    }

    fn number_or_path(&mut self, start: usize) -> (TokenKind, usize) {
        if let Some(found) = self.path_or_uri(start) {
            return found;
        }
        if let Some(end) = float_end(self.src, start) {
            return (self.check_float(start, end), end);
        }
        let end = skip(self.src, start, chars::DIGIT);
        (self.check_int(start, end), end)
    }

    /// `.`, `...`, `.5`, `+`, `++`, `-`, `->`, `/`, `//` or a path.
    fn path_or(&mut self, start: usize, c: u8) -> (TokenKind, usize) {
        let src = self.src;
        let next = at(src, start + 1);
        let run_goes_on = next == b'/' || next == b'$' || is(next, chars::PATH);
        if run_goes_on && let Some(found) = self.path_or_uri(start) {
            return found;
        }
        match (c, next) {
            (b'.', b'.') if at(src, start + 2) == b'.' => (TokenKind::Ellipsis, start + 3),
            (b'.', _) => match float_end(src, start) {
                Some(end) => (self.check_float(start, end), end),
                None => (TokenKind::Dot, start + 1),
            },
            (b'+', b'+') => (TokenKind::Concat, start + 2),
            (b'+', _) => (TokenKind::Plus, start + 1),
            (b'-', b'>') => (TokenKind::Impl, start + 2),
            (b'-', _) => (TokenKind::Minus, start + 1),
            (_, b'/') => (TokenKind::Update, start + 2),
            _ => (TokenKind::Slash, start + 1),
        }
    }

    #[inline]
    fn punctuation(&mut self, start: usize, c: u8) -> (TokenKind, usize) {
        use TokenKind as T;
        let one = |kind| (kind, start + 1);
        let two = |kind| (kind, start + 2);
        let next = at(self.src, start + 1);
        match (c, next) {
            (b';', _) => one(T::Semi),
            (b'=', b'=') => two(T::Eq),
            (b'=', _) => one(T::Assign),
            (b'{', _) => one(T::LBrace),
            (b'}', _) => one(T::RBrace),
            (b'"', _) => one(T::Quote),
            (b'(', _) => one(T::LParen),
            (b')', _) => one(T::RParen),
            (b'[', _) => one(T::LBracket),
            (b']', _) => one(T::RBracket),
            (b',', _) => one(T::Comma),
            (b':', _) => one(T::Colon),
            (b'?', _) => one(T::Question),
            (b'@', _) => one(T::At),
            (b'*', _) => one(T::Star),
            (b'\'', b'\'') => (T::IndOpen, ind_string_start(self.src, start)),
            (b'$', b'{') => two(T::DollarCurly),
            (b'!', b'=') => two(T::Neq),
            (b'!', _) => one(T::Not),
            (b'&', b'&') => two(T::And),
            (b'|', b'|') => two(T::Or),
            (b'|', b'>') => (self.check_pipe(T::PipeInto, start), start + 2),
            (b'<', b'=') => two(T::Leq),
            (b'<', b'|') => (self.check_pipe(T::PipeFrom, start), start + 2),
            (b'<', _) => match search_path_end(self.src, start) {
                Some(end) => (T::SearchPath, end),
                None => one(T::Less),
            },
            (b'>', b'=') => two(T::Geq),
            (b'>', _) => one(T::Greater),
            (b'~', b'/') => match path_end(self.src, start + 1) {
                Some(end) => (T::HomePath, end),
                None => one(T::Unknown),
            },
            (0, _) => one(T::End),
            _ => one(T::Unknown),
        }
    }

    fn check_pipe(&mut self, kind: TokenKind, start: usize) -> TokenKind {
        if self.pipes {
            return kind;
        }
        const MESSAGE: &str = "experimental Nix feature 'pipe-operators' is disabled; \
                               add '--extra-experimental-features pipe-operators' to enable it";
        self.invalid(ErrorKind::FeatureMissing, MESSAGE.to_owned(), start, start + 2)
    }

    fn check_int(&mut self, start: usize, end: usize) -> TokenKind {
        match parse_int(&self.src[start..end]) {
            Some(_) => TokenKind::Int,
            None => {
                let message = format!("invalid integer '{}'", String::from_utf8_lossy(&self.src[start..end]));
                self.invalid(ErrorKind::Literal, message, start, end)
            }
        }
    }

    fn check_float(&mut self, start: usize, end: usize) -> TokenKind {
        match parse_float(&self.src[start..end]) {
            Some(_) => TokenKind::Float,
            None => {
                let message = format!("invalid float '{}'", String::from_utf8_lossy(&self.src[start..end]));
                self.invalid(ErrorKind::Literal, message, start, end)
            }
        }
    }

    #[cold]
    fn invalid(&mut self, kind: ErrorKind, message: String, start: usize, end: usize) -> TokenKind {
        self.error = Some(Box::new(SyntaxError::new(kind, message, start, end)));
        TokenKind::Invalid
    }
}

#[inline(always)]
fn token(kind: TokenKind, start: usize, end: usize) -> Token {
    Token { kind, start: offset(start), end: offset(end) }
}

/// The value of an integer literal, if it fits.
pub(crate) fn parse_int(digits: &[u8]) -> Option<i64> {
    let mut value = 0i64;
    for digit in digits {
        value = value.checked_mul(10)?.checked_add(i64::from(digit - b'0'))?;
    }
    Some(value)
}

/// The value of a floating-point literal, if C's `strtod` reads it without a range error: it reports infinite results
/// and those that lose precision because they are too near to zero.
pub(crate) fn parse_float(text: &[u8]) -> Option<f64> {
    let value: f64 = std::str::from_utf8(text).ok()?.parse().ok()?;
    if value.is_infinite() {
        return None;
    }
    let mantissa_is_zero =
        text.iter().take_while(|c| !matches!(c, b'e' | b'E')).all(|c| matches!(c, b'0' | b'.'));
    let tiny = value.is_subnormal() || (value == 0.0 && !mantissa_is_zero);
    (!tiny).then_some(value)
}

/// The end of the floating-point literal that begins at `start`, if one does.
fn float_end(src: &[u8], start: usize) -> Option<usize> {
    let mut pos = match at(src, start) {
        b'1'..=b'9' => {
            let dot = skip(src, start, chars::DIGIT);
            if at(src, dot) != b'.' {
                return None;
            }
            skip(src, dot + 1, chars::DIGIT)
        }
        first => {
            let dot = if first == b'0' { start + 1 } else { start };
            if at(src, dot) != b'.' || !is(at(src, dot + 1), chars::DIGIT) {
                return None;
            }
            skip(src, dot + 1, chars::DIGIT)
        }
    };
    if matches!(at(src, pos), b'e' | b'E') {
        let sign = usize::from(matches!(at(src, pos + 1), b'+' | b'-'));
        let digits = pos + 1 + sign;
        if is(at(src, digits), chars::DIGIT) {
            pos = skip(src, digits, chars::DIGIT);
        }
    }
    Some(pos)
}

/// The end of a path whose first slash is at `slash`: the whole literal, or what precedes `${` right behind the slash.
fn path_end(src: &[u8], slash: usize) -> Option<usize> {
    let mut pos = slash;
    if !is(at(src, pos + 1), chars::PATH) {
        let interpolated = at(src, pos + 1) == b'$' && at(src, pos + 2) == b'{';
        return interpolated.then_some(pos + 1);
    }
    while at(src, pos) == b'/' && is(at(src, pos + 1), chars::PATH) {
        pos = skip(src, pos + 1, chars::PATH);
    }
    Some(if at(src, pos) == b'/' { pos + 1 } else { pos })
}

/// The end of the `<search/path>` that begins at `start`, if one does.
fn search_path_end(src: &[u8], start: usize) -> Option<usize> {
    let mut pos = start;
    loop {
        let end = skip(src, pos + 1, chars::PATH);
        if end == pos + 1 {
            return None;
        }
        match at(src, end) {
            b'/' => pos = end,
            b'>' => return Some(end + 1),
            _ => return None,
        }
    }
}

/// Behind `''` and, if nothing but spaces follows in the line, behind that line.
fn ind_string_start(src: &[u8], start: usize) -> usize {
    let mut pos = start + 2;
    while at(src, pos) == b' ' {
        pos += 1;
    }
    if at(src, pos) == b'\n' { pos + 1 } else { start + 2 }
}

fn line_end(src: &[u8], pos: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &src[pos..]).map_or(src.len(), |found| pos + found)
}

/// The end of the `/* comment */` that begins at `start`, if it has one.
fn comment_end(src: &[u8], start: usize) -> Option<usize> {
    let mut pos = start + 2;
    loop {
        pos += memchr::memchr(b'*', src.get(pos..)?)? + 1;
        if at(src, pos) == b'/' {
            return Some(pos + 1);
        }
    }
}

/// `/**` followed by neither `*` nor the end.
fn is_doc_comment(src: &[u8], start: usize, end: usize) -> bool {
    let comment = &src[start..end];
    comment.len() > 5 && comment[2] == b'*' && !matches!(comment[3], b'*' | b'/')
}

#[inline]
fn keyword(word: &[u8]) -> TokenKind {
    match word {
        b"if" => TokenKind::If,
        b"in" => TokenKind::In,
        b"or" => TokenKind::OrKw,
        b"let" => TokenKind::Let,
        b"rec" => TokenKind::Rec,
        b"then" => TokenKind::Then,
        b"else" => TokenKind::Else,
        b"with" => TokenKind::With,
        b"assert" => TokenKind::Assert,
        b"inherit" => TokenKind::Inherit,
        _ => TokenKind::Id,
    }
}
