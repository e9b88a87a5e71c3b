//! What somebody is typing at an offset: a key of a set, an attribute of something, a variable, a value.

use std::ops::Range;

use rnix::SyntaxKind as Kind;
use rnix::tokenize;

use super::Tree;

/// What is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The name of an attribute in a set: the names in front of it, from the outermost set.
    Key(Vec<String>),
    /// An attribute of a variable: the variable, the names in front of the last.
    Attribute(String, Vec<String>),
    /// A variable, in the value of the binding with this path (empty: of no binding).
    Value(Vec<String>),
    /// A path literal, as far as it is written.
    Path(String),
    /// Something in a string or comment.
    Text,
}

/// What is being typed, and the word to replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// What is being typed.
    pub place: Place,
    /// The word at the cursor, as far as it is written.
    pub word: String,
    /// Where the word stands, up to its end behind the cursor.
    pub range: Range<usize>,
    /// Whether a value follows already (`=` stands behind the word).
    pub has_value: bool,
}

/// A name that takes the place of what is being typed, so that the text can be read.
const STAND_IN: &str = "hmevalCursor";

/// What is being typed at an offset; nothing for an offset that lies in no text.
pub fn context(text: &str, offset: usize) -> Option<Context> {
    let before = text.get(..offset)?;
    let start = offset - before.chars().rev().take_while(|c| is_word(*c)).map(char::len_utf8).sum::<usize>();
    let end =
        offset + text.get(offset..)?.chars().take_while(|c| is_word(*c)).map(char::len_utf8).sum::<usize>();
    let word = text.get(start..offset)?.to_owned();
    let make = |place| Some(Context { place, word: word.clone(), range: start..end, has_value: false });
    let tokens = before_cursor(text, start, offset);
    if tokens.in_text {
        return make(Place::Text);
    }
    if let Some(path) = tokens.path {
        return make(Place::Path(path));
    }
    // The dotted path in front of the word.
    let mut names: Vec<String> = Vec::new();
    let mut rest = &tokens.kinds[..];
    let mut path_start = start;
    while let [front @ .., (Kind::TOKEN_IDENT, name, at), (Kind::TOKEN_DOT, ..)] = rest {
        names.insert(0, name.clone());
        path_start = *at;
        rest = front;
    }
    let previous = rest.last().map(|(kind, ..)| *kind);
    let behind = text.get(end..)?.trim_start();
    let has_value = behind.starts_with('=') && !behind.starts_with("==");
    let is_key = match previous {
        Some(Kind::TOKEN_L_BRACE | Kind::TOKEN_SEMICOLON) => true,
        // A pattern `{ a, b }:` has commas; a body follows a `;` of `with` and `assert` too, where no key stands.
        _ => false,
    };
    if is_key && !follows_with(rest) {
        // The names in front are read from the rest of the text, with a binding in the place of this one.
        let behind = text.get(end..)?;
        let binding = if has_value || behind.trim_start().starts_with('.') { "" } else { " = null;" };
        let patched = [text.get(..path_start)?, STAND_IN, binding, behind].concat();
        let tree = Tree::parse(&patched);
        return match tree.path_of_set(path_start) {
            Some(mut path) => {
                path.retain(|name| name != STAND_IN);
                path.extend(names);
                Some(Context { place: Place::Key(path), word, range: start..end, has_value })
            }
            None => make(Place::Text),
        };
    }
    if !names.is_empty() {
        let base = names.remove(0);
        return make(Place::Attribute(base, names));
    }
    let patched = [text.get(..start)?, STAND_IN, text.get(end..)?].concat();
    make(Place::Value(Tree::parse(&patched).path_of_set(start).unwrap_or_default()))
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '\'')
}

struct Before {
    /// Tokens in front of the word, without space and comments, with their texts and offsets.
    kinds: Vec<(Kind, String, usize)>,
    in_text: bool,
    path: Option<String>,
}

fn before_cursor(text: &str, start: usize, offset: usize) -> Before {
    let mut before = Before { kinds: Vec::new(), in_text: false, path: None };
    let mut at = 0;
    for (kind, written) in tokenize(text) {
        let end = at + written.len();
        if at >= start {
            // The word itself: text of a string can begin here too.
            before.in_text = kind == Kind::TOKEN_STRING_CONTENT && at < offset;
            break;
        }
        match kind {
            Kind::TOKEN_STRING_CONTENT | Kind::TOKEN_COMMENT if end >= offset && (end > start) => {
                let line_comment = kind == Kind::TOKEN_COMMENT && written.starts_with('#');
                before.in_text = end > offset || line_comment || kind == Kind::TOKEN_STRING_CONTENT;
                break;
            }
            Kind::TOKEN_PATH_REL | Kind::TOKEN_PATH_ABS if end >= offset => {
                before.path = text.get(at..offset).map(str::to_owned);
                break;
            }
            Kind::TOKEN_WHITESPACE | Kind::TOKEN_COMMENT => {}
            _ => before.kinds.push((kind, written.to_owned(), at)),
        }
        at = end;
    }
    if before.kinds.last().is_some_and(|(kind, ..)| *kind == Kind::TOKEN_STRING_START) {
        before.in_text = true;
    }
    before
}

/// Whether the `;` at the end of some tokens ends the head of a `with` or `assert`.
fn follows_with(tokens: &[(Kind, String, usize)]) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The place at the `|` of a text.
    fn at(text: &str) -> (Place, String) {
        let offset = text.find('|').unwrap();
        let context = context(&text.replacen('|', "", 1), offset).unwrap();
        (context.place, context.word)
    }

    fn path(text: &str) -> Vec<String> {
        text.split('.').filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn keys_know_the_sets_around_them() {
        let key = |text: &str| match at(text) {
            (Place::Key(found), word) => format!("{}|{word}", found.join(".")),
            other => format!("{other:?}"),
        };
        assert_eq!(key("{ programs.gi| }"), "programs|gi");
        assert_eq!(key("{ pkgs, ... }: { programs = { git = { ena| }; }; }"), "programs.git|ena");
        assert_eq!(key("{ programs.git.| \n services.x = 1; }"), "programs.git|");
        assert_eq!(key("{ a = 1; | }"), "|");
        assert_eq!(key("{ a = with x; { b| = 1; }; }"), "a|b");
        assert_eq!(key("{ config = lib.mkIf y { home.pa| }; }"), "config.home|pa");
    }

    #[test]
    fn values_know_their_option() {
        assert_eq!(at("{ a.b = tr|; }"), (Place::Value(path("a.b")), "tr".to_owned()));
        assert_eq!(at("{ a.b = [ x y| ]; }"), (Place::Value(path("a.b.*")), "y".to_owned()));
        assert_eq!(at("{ a = config.x.y| ; }"), (Place::Attribute("config".into(), path("x")), "y".into()));
        assert_eq!(at("{ a = with pkgs; gi|; }"), (Place::Value(path("a")), "gi".to_owned()));
        assert_eq!(at("{ a = \"x y|\"; }").0, Place::Text);
        assert_eq!(at("{ # x y|\n a = 1; }").0, Place::Text);
        assert_eq!(at("{ a = \"${lib.x|}\"; }"), (Place::Attribute("lib".into(), path("")), "x".into()));
        assert_eq!(at("{ a = ./x/y|; }").0, Place::Path("./x/y".into()));
    }
}
