//! The tokens in front of a cursor, and what can be told from them where the text behind it is not written yet.

use std::ops::Range;

use rnix::SyntaxKind as Kind;
use rnix::tokenize;

/// A token, its text and where it begins.
pub(super) type Token = (Kind, String, usize);

/// What stands in front of a word.
pub(super) struct Before {
    /// Tokens without space and comments.
    pub(super) tokens: Vec<Token>,
    /// Whether the word is in a string or a comment. If the last token opens a string, it is in that.
    pub(super) in_text: bool,
}

/// What stands in front of a word that begins at `start`, with the cursor at `offset`.
pub(super) fn before(text: &str, start: usize, offset: usize) -> Before {
    let mut before = Before { tokens: Vec::new(), in_text: false };
    let mut at = 0;
    for (kind, written) in tokenize(text) {
        let end = at + written.len();
        // In a string that is not closed, the rest of the text is no content.
        let is_open =
            matches!(before.tokens.last(), Some((Kind::TOKEN_STRING_START | Kind::TOKEN_INTERPOL_END, ..)));
        let kind = if kind == Kind::TOKEN_ERROR && is_open { Kind::TOKEN_STRING_CONTENT } else { kind };
        if at >= start {
            // The word itself: text of a string can begin here too.
            before.in_text = kind == Kind::TOKEN_STRING_CONTENT && at < offset;
            break;
        }
        match kind {
            // A comment up to the end of the line goes on at its end.
            Kind::TOKEN_STRING_CONTENT | Kind::TOKEN_COMMENT
                if end >= offset
                    && (end > start || written.starts_with('#') && kind == Kind::TOKEN_COMMENT) =>
            {
                let line_comment = kind == Kind::TOKEN_COMMENT && written.starts_with('#');
                before.in_text = end > offset || line_comment || kind == Kind::TOKEN_STRING_CONTENT;
                break;
            }
            Kind::TOKEN_WHITESPACE | Kind::TOKEN_COMMENT => {}
            _ => before.tokens.push((kind, written.to_owned(), at)),
        }
        at = end;
    }
    // Text that ends at the cursor goes on there.
    let ends = before.tokens.pop_if(|(kind, ..)| *kind == Kind::TOKEN_STRING_CONTENT).is_some();
    before.in_text |= ends || matches!(before.tokens.last(), Some((Kind::TOKEN_STRING_START, ..)));
    before
}

/// The string in a line that a token opens and the cursor is in, without anything computed in front of the cursor: where its
/// content stands, and all of it. What is not closed ends with the word at the cursor.
pub(super) fn quotes(text: &str, open: &Token, offset: usize) -> Option<(Range<usize>, Range<usize>)> {
    let (Kind::TOKEN_STRING_START, written, at) = open else { return None };
    let start = at + written.len();
    if written != "\"" || text.get(start..offset)?.contains('\n') {
        return None;
    }
    let behind = text.get(offset..)?;
    let rest = behind.find(['"', '\n', ';', '=', '$']);
    let closed = rest.filter(|rest| behind.get(*rest..).is_some_and(|rest| rest.starts_with('"')));
    let word = || behind.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-'));
    let end = offset + closed.or_else(word).unwrap_or(behind.len());
    Some((start..end, *at..end + usize::from(closed.is_some())))
}

/// A dotted path at the end of some tokens.
pub(super) struct Dotted<'t> {
    /// Its names.
    pub(super) names: Vec<String>,
    /// Where it begins.
    pub(super) start: usize,
    /// The tokens in front of it.
    pub(super) rest: &'t [Token],
}

/// The path with a dot at its end that some tokens end with; `end` is where they end. Names may have quotes.
pub(super) fn dotted(tokens: &[Token], end: usize) -> Dotted<'_> {
    let mut path = Dotted { names: Vec::new(), start: end, rest: tokens };
    while let [front @ .., (Kind::TOKEN_DOT, ..)] = path.rest {
        let Some((name, start, rest)) = name_at_end(front) else { break };
        path.names.insert(0, name);
        (path.start, path.rest) = (start, rest);
    }
    path
}

/// The name that some tokens end with, where it begins, and the tokens in front of it.
fn name_at_end(tokens: &[Token]) -> Option<(String, usize, &[Token])> {
    match tokens {
        [rest @ .., (Kind::TOKEN_IDENT, name, at)] => Some((name.clone(), *at, rest)),
        [
            rest @ ..,
            (Kind::TOKEN_STRING_START, _, at),
            (Kind::TOKEN_STRING_CONTENT, name, _),
            (Kind::TOKEN_STRING_END, ..),
        ] => Some((name.clone(), *at, rest)),
        [rest @ .., (Kind::TOKEN_STRING_START, _, at), (Kind::TOKEN_STRING_END, ..)] => {
            Some((String::new(), *at, rest))
        }
        _ => None,
    }
}

/// What the names at the end of some tokens are inherited from, and where that begins: `inherit (pkgs.lib) a b`.
pub(super) fn inherited_from(tokens: &[Token]) -> Option<(Vec<String>, usize)> {
    let mut tokens = tokens;
    while let Some((_, _, rest)) = name_at_end(tokens) {
        tokens = rest;
    }
    let [source @ .., (Kind::TOKEN_R_PAREN, ..)] = tokens else { return None };
    let (last, _, rest) = name_at_end(source)?;
    let mut path = dotted(rest, 0);
    let start = match path.names.is_empty() {
        true => source.get(rest.len())?.2,
        false => path.start,
    };
    path.names.push(last);
    matches!(path.rest, [.., (Kind::TOKEN_INHERIT, ..), (Kind::TOKEN_L_PAREN, ..)])
        .then_some((path.names, start))
}

/// Whether the `;` at the end of some tokens ends the head of a `with` or `assert`.
pub(super) fn ends_head(tokens: &[Token]) -> bool {
    let mut depth = 0usize;
    let mut tokens = tokens.iter().rev().map(|(kind, ..)| *kind);
    if tokens.next() != Some(Kind::TOKEN_SEMICOLON) {
        return false;
    }
    for kind in tokens {
        match kind {
            Kind::TOKEN_R_BRACE | Kind::TOKEN_R_BRACK | Kind::TOKEN_R_PAREN | Kind::TOKEN_INTERPOL_END => {
                depth += 1;
            }
            Kind::TOKEN_L_BRACE | Kind::TOKEN_L_BRACK | Kind::TOKEN_L_PAREN | Kind::TOKEN_INTERPOL_START => {
                if depth == 0 {
                    return false;
                }
                depth -= 1;
            }
            Kind::TOKEN_WITH | Kind::TOKEN_ASSERT if depth == 0 => return true,
            Kind::TOKEN_SEMICOLON | Kind::TOKEN_ASSIGN if depth == 0 => return false,
            _ => {}
        }
    }
    false
}
