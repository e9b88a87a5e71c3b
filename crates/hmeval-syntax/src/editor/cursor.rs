//! What somebody is typing at an offset: a key of a set, an attribute of something, a variable, a value, a path.

use std::ops::Range;

use rnix::SyntaxKind::{TOKEN_COMMA, TOKEN_DOT, TOKEN_L_BRACE, TOKEN_SEMICOLON};

use super::Tree;
use super::before::{Before, Token, before, dotted, ends_head, inherited_from, quotes};
use super::formals::Formals;

/// What is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The name of an attribute in a set: the names in front of it, from the outermost set.
    Key(Vec<String>),
    /// An attribute of a variable: the variable, the names in front of the last. A variable that is bound to something in an
    /// argument of the module is that.
    Attribute(String, Vec<String>),
    /// A variable, in the value of the binding with this path (empty: of no binding).
    Value(Vec<String>),
    /// A string without anything computed in it, in the value of the binding with this path.
    Quoted(Vec<String>),
    /// A name of a function's pattern, which has the other names; whether a comma is missing behind it.
    Formal(Formals, bool),
    /// The last name of a path literal: what stands in front of it.
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
    /// Where the word stands, up to its end behind the cursor. The quotes of a name belong to it.
    pub range: Range<usize>,
    /// Whether a value follows already (`=` stands behind the word, or the rest of its path).
    pub has_value: bool,
    /// Whether the word is a name in quotes.
    pub in_quotes: bool,
    /// What the `with`s around a variable open, innermost first, as attributes of variables.
    pub opened: Vec<(String, Vec<String>)>,
}

/// A name that takes the place of what is being typed, so that the text can be read.
const STAND_IN: &str = "hmevalCursor";

/// What is being typed at an offset; nothing for an offset that lies in no text.
pub fn context(text: &str, offset: usize) -> Option<Context> {
    let start = offset - length(text.get(..offset)?.chars().rev().take_while(|c| is_word(*c)));
    let end = offset + length(text.get(offset..)?.chars().take_while(|c| is_word(*c)));
    let mut cursor = Cursor { text, word: text.get(start..offset)?, range: start..end, in_quotes: false };
    let Before { tokens, in_text } = before(text, start, offset);
    if !in_text {
        return cursor.in_path(offset).or_else(|| cursor.outside(&tokens));
    }
    let [front @ .., open] = &tokens[..] else { return Some(cursor.place(Place::Text)) };
    let Some((content, whole)) = quotes(text, open, offset) else { return Some(cursor.place(Place::Text)) };
    cursor.word = text.get(content.start..offset)?;
    cursor.range = whole;
    cursor.in_quotes = true;
    if is_key(dotted(front, cursor.range.start).rest) || matches!(front, [.., (TOKEN_DOT, ..)]) {
        return cursor.outside(front);
    }
    let path = cursor.patched("")?.path_of_set(cursor.range.start).unwrap_or_default();
    cursor.range = content;
    Some(cursor.place(Place::Quoted(path)))
}

fn length(characters: impl Iterator<Item = char>) -> usize {
    characters.map(char::len_utf8).sum()
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '\'')
}

/// Whether a key of a set follows some tokens. A pattern `{ a, b }:` has commas; a body follows a `;` of `with` and `assert`
/// too, where no key stands.
fn is_key(tokens: &[Token]) -> bool {
    matches!(tokens.last(), Some((TOKEN_L_BRACE | TOKEN_SEMICOLON, ..))) && !ends_head(tokens)
}

/// The word that is being typed.
struct Cursor<'t> {
    text: &'t str,
    word: &'t str,
    range: Range<usize>,
    in_quotes: bool,
}

impl Cursor<'_> {
    fn place(&self, place: Place) -> Context {
        let (word, range) = (self.word.to_owned(), self.range.clone());
        Context { place, word, range, has_value: false, in_quotes: self.in_quotes, opened: Vec::new() }
    }

    /// The text with a name in the place of the word, and something behind that.
    fn patched(&self, behind: &str) -> Option<Tree> {
        let (before, after) = (self.text.get(..self.range.start)?, self.text.get(self.range.end..)?);
        Some(Tree::parse(&[before, STAND_IN, behind, after].concat()))
    }

    /// A path literal.
    fn in_path(&self, offset: usize) -> Option<Context> {
        let is_part = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '/' | '~');
        let before = self.text.get(..offset)?;
        let start = offset - length(before.chars().rev().take_while(is_part));
        let written = self.text.get(start..offset)?;
        let absolute = written.starts_with('/') && written.len() > 1 && !written.starts_with("//");
        // Behind something computed, the rest of a path looks like an absolute one.
        let absolute = absolute && !before.get(..start)?.ends_with('}');
        let is_path = absolute || ["./", "../", "~/"].iter().any(|start| written.starts_with(start));
        let slash = start + written.rfind('/').filter(|_| is_path)?;
        let rest = self.text.get(offset..)?.chars().take_while(|c| is_part(c) && *c != '/');
        Some(Context {
            word: self.text.get(slash + 1..offset)?.to_owned(),
            range: slash + 1..offset + length(rest),
            ..self.place(Place::Path(self.text.get(start..=slash)?.to_owned()))
        })
    }

    /// What is being typed behind some tokens that end outside of strings.
    fn outside(&self, tokens: &[Token]) -> Option<Context> {
        if let Some(formal) = self.formal(tokens) {
            return Some(formal);
        }
        let path = dotted(tokens, self.range.start);
        if is_key(path.rest) {
            return self.key(path.names, path.start);
        }
        let source = || inherited_from(tokens);
        let selected = (!path.names.is_empty()).then_some((path.names, path.start)).or_else(source);
        if let Some((mut names, start)) = selected {
            let base = names.remove(0);
            let (base, before) = self.patched("")?.followed(start).unwrap_or((base, Vec::new()));
            return Some(self.place(Place::Attribute(base, [before, names].concat())));
        }
        let tree = self.patched("")?;
        let path = tree.path_of_set(self.range.start).unwrap_or_default();
        let opened = tree.opened_at(&tree.names(), self.range.start);
        Some(Context { opened, ..self.place(Place::Value(path)) })
    }

    /// A name of a function's pattern.
    fn formal(&self, tokens: &[Token]) -> Option<Context> {
        matches!(tokens.last(), Some((TOKEN_L_BRACE | TOKEN_COMMA, ..))).then_some(())?;
        let of = |behind| self.patched(behind)?.formal_at(self.range.start);
        let alone = of("")?;
        let behind = self.text.get(self.range.end..)?.trim_start();
        let goes_on =
            behind.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') || behind.starts_with("...");
        // Without the comma, the names behind it are none of the pattern.
        let mut formals = if goes_on { of(",") } else { None }.unwrap_or(alone);
        formals.names.retain(|name| name != STAND_IN);
        Some(self.place(Place::Formal(formals, goes_on)))
    }

    /// The name of an attribute, behind others in its path, which begins at an offset.
    fn key(&self, names: Vec<String>, start: usize) -> Option<Context> {
        let behind = self.text.get(self.range.end..)?.trim_start();
        let goes_on = behind.starts_with('.');
        let has_value = goes_on || behind.starts_with('=') && !behind.starts_with("==");
        // The names in front are read from the rest of the text, with a binding in the place of this one.
        let whole = Cursor { range: start..self.range.end, ..*self };
        let tree = whole.patched(if has_value { "" } else { " = null;" })?;
        let Some(mut path) = tree.path_of_set(start) else { return Some(self.place(Place::Text)) };
        path.truncate(path.iter().position(|name| name == STAND_IN).unwrap_or(path.len()));
        path.extend(names);
        Some(Context { has_value, ..self.place(Place::Key(path)) })
    }
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
    fn patterns_know_their_other_names() {
        let formal = |text: &str| match at(text) {
            (Place::Formal(formals, comma), word) => {
                format!("{}|{word}{}", formals.names.join(" "), if comma { "," } else { "" })
            }
            (other, _) => format!("{other:?}"),
        };
        assert_eq!(formal("{ lib, |, ... }: { }"), "lib|");
        assert_eq!(formal("{ lib, t|, pkgs }: { }"), "lib pkgs|t");
        assert_eq!(formal("{ |lib, pkgs, ... }: { a = 1; }"), "pkgs|");
        assert_eq!(formal("{ lib, | pkgs, ... }: { }"), "lib pkgs|,");
        assert_eq!(formal("{ lib, p| ... }: { }"), "lib|p,");
        assert_eq!(formal("{ lib, p|"), "lib|p");
        assert_eq!(formal("{ | }: { }"), "|");
        assert_eq!(formal("{ x = f ({ a, b| }: a); }"), "a|b");
        assert!(formal("{ a ? |, b }: a").starts_with("Value"));
        assert!(formal("{ | \n b = 1; }").starts_with("Key"));
        assert!(formal("{ a, b }: { | }").starts_with("Key"));
        assert!(formal("{ x = { | }; y = a: b; }").starts_with("Key"));
    }

    #[test]
    fn values_know_their_option() {
        assert_eq!(at("{ a.b = tr|; }"), (Place::Value(path("a.b")), "tr".to_owned()));
        assert_eq!(at("{ a.b = [ x y| ]; }"), (Place::Value(path("a.b.*")), "y".to_owned()));
        assert_eq!(at("{ a = config.x.y| ; }"), (Place::Attribute("config".into(), path("x")), "y".into()));
        assert_eq!(at("{ a = with pkgs; gi|; }"), (Place::Value(path("a")), "gi".to_owned()));
        assert_eq!(at("{ a = ''x y|''; }").0, Place::Text);
        assert_eq!(at("{ # x y|\n a = 1; }").0, Place::Text);
        assert_eq!(at("{ # x.|\n a = 1; }").0, Place::Text);
        assert_eq!(at("{ a = 1; # x |").0, Place::Text);
        assert_eq!(at("{ /* x */|a = 1; }").0, Place::Key(Vec::new()));
        assert_eq!(at("{ a = \"${lib.x|}\"; }"), (Place::Attribute("lib".into(), path("")), "x".into()));
    }

    #[test]
    fn names_may_have_quotes_and_more_of_the_path_behind_them() {
        let key = |text: &str| {
            let offset = text.find('|').unwrap();
            let text = text.replacen('|', "", 1);
            let context = context(&text, offset).unwrap();
            let Place::Key(path) = context.place else { panic!("{context:?}") };
            (path.join("/"), context.word, text[context.range].to_owned(), context.has_value)
        };
        let has =
            |path: &str, word: &str, whole: &str, value| (path.into(), word.into(), whole.into(), value);
        assert_eq!(key("{ a.\"b.c\".| }"), has("a/b.c", "", "", false));
        assert_eq!(key("{ a.\"\".b| = 1; }"), has("a/", "b", "b", true));
        assert_eq!(key("{ a.\"gi|"), has("a", "gi", "\"gi", false));
        assert_eq!(key("{ a.\"gi|\" = 1; }"), has("a", "gi", "\"gi\"", true));
        assert_eq!(key("{ x = { \"g|\" }; }"), has("x", "g", "\"g\"", false));
        assert_eq!(key("{ a.|.c = true; }"), has("a", "", "", true));
        assert_eq!(key("{ a.g|it.c = true; }"), has("a", "g", "git", true));
        assert_eq!(key("{ x = { p|.a.b = 1; }; }"), has("x", "p", "p", true));
    }

    #[test]
    fn strings_are_values() {
        let quoted = |text: &str| {
            let offset = text.find('|').unwrap();
            let text = text.replacen('|', "", 1);
            let context = context(&text, offset).unwrap();
            let Place::Quoted(path) = context.place else { panic!("{context:?}") };
            (path.join("/"), context.word, text[context.range].to_owned())
        };
        let has = |path: &str, word: &str, whole: &str| (path.into(), word.into(), whole.into());
        assert_eq!(quoted("{ a.b = \"|\"; }"), has("a/b", "", ""));
        assert_eq!(quoted("{ a = [ \"x y|z\" ]; }"), has("a/*", "x y", "x yz"));
        assert_eq!(quoted("{ a = \"g|;\n b = \"c\"; }"), has("a", "g", "g"));
        assert_eq!(quoted("{ a = { b = \"g|; c = \"d\"; }; }"), has("a/b", "g", "g"));
        assert_eq!(quoted("{ a = \"g.h|;\n}\n"), has("a", "g.h", "g.h"));
        assert_eq!(at("{ a = \"x${y}z|\"; }").0, Place::Text);
        assert_eq!(at("{ a = \"x\n|\"; }").0, Place::Text);
        assert_eq!(at("{ a = \"x\"|; }").0, Place::Value(path("a")));
    }

    #[test]
    fn paths_are_read_up_to_their_last_name() {
        let place = |text: &str| match at(text) {
            (Place::Path(folder), word) => format!("{folder}|{word}"),
            other => format!("{other:?}"),
        };
        assert_eq!(place("{ a = ./|; }"), "./|");
        assert_eq!(place("{ a = [ ../x/y.n|ix ]; }"), "../x/|y.n");
        assert_eq!(place("{ a = /etc/n|; }"), "/etc/|n");
        assert!(place("{ a = 1 /|; }").starts_with("(Value"));
        assert!(place("{ a = x //|; }").starts_with("(Value"));
        assert!(place("{ a = \"./|\"; }").starts_with("(Quoted"));
        assert!(place("{ a = ./${x}/y|; }").starts_with("(Value"));
    }

    #[test]
    fn attributes_of_what_is_opened_and_inherited_are_known() {
        let opened = |text: &str| {
            let offset = text.find('|').unwrap();
            let context = context(&text.replacen('|', "", 1), offset).unwrap();
            let show = |(base, path): (String, Vec<String>)| [vec![base], path].concat().join(".");
            context.opened.into_iter().map(show).collect::<Vec<_>>()
        };
        assert_eq!(opened("{ pkgs, ... }: { a = with pkgs; [ b c| ]; }"), ["pkgs"]);
        assert_eq!(
            opened("{ pkgs, lib, ... }: let p = pkgs.q; in with lib; { a = with p.r; [ | ]; }"),
            ["pkgs.q.r", "lib"]
        );
        assert_eq!(opened("{ pkgs, ... }: { a = (with pkgs; [ ]) ++ x|; }"), [""; 0]);
        assert_eq!(opened("{ a = with builtins; x|; }"), ["builtins"]);
        let attribute =
            |base: &str, names: &str, word: &str| (Place::Attribute(base.into(), path(names)), word.into());
        assert_eq!(at("{ x = { inherit (pkgs) a b|; }; }"), attribute("pkgs", "", "b"));
        assert_eq!(at("let inherit (pkgs.x) |; in 1"), attribute("pkgs", "x", ""));
        assert_eq!(
            at("{ config, ... }: let c = config.a; in { x = c.b.| ; }"),
            attribute("config", "a.b", "")
        );
        assert_eq!(at("{ x = (f y) z|; }"), (Place::Value(path("x")), "z".into()));
    }
}
