//! YAML as `json2yaml` of remarshal writes it: YAML 1.1 up to version 0.17, with PyYAML's emitter, and YAML 1.2 since
//! version 1.0, with that of ruamel.yaml, which grew out of the other.
//!
//! Blocks throughout, lines of 80 columns where a text may be broken, quotes only where an unquoted word would be read
//! as something else. nixpkgs uses the older version for `formats.yaml_1_1`, the newer for `formats.yaml_1_2`, and for
//! `formats.yaml` the one that was usual at its time.

use super::python;
use super::tree::Tree;
use super::yaml_ruamel;
use super::yaml_scalar::{Styles, escape, is_break};
use super::yaml_types::{Version, is_string};

/// The column behind which a line is broken at the next space.
pub(super) const WIDTH: usize = 80;
/// Keys of this length, with their tag (`!!str`), are written behind a question mark.
const LONGEST_KEY: usize = 128 - "!!str".len();

/// What `json2yaml` of remarshal up to 0.17 writes: YAML 1.1.
#[must_use]
pub fn json2yaml(tree: &Tree) -> Vec<u8> {
    let mut emitter = Emitter::new(Version::V1_1);
    emitter.node(tree, Place::Root);
    emitter.new_line();
    let is_plain =
        |text: &str| is_string(text, Version::V1_1) && Styles::of(&text.chars().collect::<Vec<_>>()).plain;
    let is_word = match tree {
        Tree::List(_) | Tree::Object(_) => false,
        Tree::String(text) => is_plain(text),
        _ => true,
    };
    if is_word {
        // A word alone could go on; three dots end it.
        emitter.out.push_str("...\n");
    }
    emitter.out.into_bytes()
}

/// What `json2yaml` of remarshal since 1.0 writes: YAML 1.2.
#[must_use]
pub fn json2yaml_1_2(tree: &Tree) -> Vec<u8> {
    let mut emitter = Emitter::new(Version::V1_2);
    emitter.node(tree, Place::Root);
    emitter.new_line();
    emitter.out.into_bytes()
}

/// Where a node stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Root,
    /// An element of a sequence.
    Item,
    /// The value of a key, or a key behind a question mark.
    Value,
    /// A key on the line of its value.
    Key,
}

/// The state of an emitter, as far as it matters here. Where the two differ, `version` says which it is: ruamel.yaml's
/// ways with words are in `yaml_ruamel.rs`.
pub(super) struct Emitter {
    version: Version,
    out: String,
    pub(super) column: usize,
    /// Whether the last character is white space, so that none is needed.
    pub(super) blank: bool,
    /// Whether there are only indicators on the line so far.
    pub(super) indention: bool,
    /// How deep the block is; nothing outside of any.
    pub(super) indent: Option<usize>,
}

impl Emitter {
    fn new(version: Version) -> Self {
        Emitter { version, out: String::new(), column: 0, blank: true, indention: true, indent: None }
    }

    fn node(&mut self, tree: &Tree, place: Place) {
        match tree {
            Tree::Null => self.word("null", place),
            Tree::Bool(value) => self.word(if *value { "true" } else { "false" }, place),
            Tree::Int(value) => self.word(&value.to_string(), place),
            Tree::Float(value) => self.word(&float(*value, self.version), place),
            Tree::String(text) => self.string(text, place),
            Tree::List(items) if items.is_empty() => self.empty("[", "]"),
            Tree::Object(items) if items.is_empty() => self.empty("{", "}"),
            Tree::List(items) => self.sequence(items, place),
            Tree::Object(items) => self.mapping(items),
        }
    }

    fn empty(&mut self, open: &str, close: &str) {
        self.indicator(open, true, false);
        self.indicator(close, false, false);
    }

    fn sequence(&mut self, items: &[Tree], place: Place) {
        let outer = self.indent;
        // The dashes of a sequence that is a value stand below its key.
        let is_flat = place == Place::Value && !self.indention;
        self.indent = match outer {
            None => Some(0),
            Some(indent) if is_flat => Some(indent),
            Some(indent) => Some(indent.saturating_add(2)),
        };
        for item in items {
            self.new_line();
            self.indicator("-", true, true);
            self.node(item, Place::Item);
        }
        self.indent = outer;
    }

    fn mapping(&mut self, items: &[(String, Tree)]) {
        let outer = self.indent;
        self.indent = Some(outer.map_or(0, |indent| indent.saturating_add(2)));
        for (key, value) in items {
            self.new_line();
            let characters = key.chars().count();
            // PyYAML does not know that an empty key gets quotes.
            let is_short = characters < LONGEST_KEY && (characters > 0 || self.version == Version::V1_2);
            if is_short && !key.chars().any(is_break) {
                self.string(key, Place::Key);
                self.indicator(":", false, false);
            } else {
                self.indicator("?", true, true);
                self.string(key, Place::Value);
                self.new_line();
                self.indicator(":", true, true);
            }
            self.node(value, Place::Value);
        }
        self.indent = outer;
    }

    /// What is no text, and so is written without quotes.
    fn word(&mut self, text: &str, place: Place) {
        self.scalar(place, |emitter| emitter.plain(text, place));
    }

    fn string(&mut self, text: &str, place: Place) {
        let characters: Vec<char> = text.chars().collect();
        let styles = Styles::of(&characters);
        let single = match self.version {
            Version::V1_1 => styles.single,
            // Nothing is doubled, and no line of the text is empty for another one's sake.
            Version::V1_2 => styles.single && !text.contains(['\'', '\n']),
        };
        self.scalar(place, |emitter| {
            if styles.plain && is_string(text, emitter.version) {
                emitter.plain(text, place);
            } else if single && !(place == Place::Key && styles.multiline) {
                emitter.single_quoted(&characters, place);
            } else {
                emitter.double_quoted(&characters, place);
            }
        });
    }

    /// Something that may go on in further lines, which are indented once more.
    fn scalar(&mut self, place: Place, write: impl FnOnce(&mut Self)) {
        let outer = self.indent;
        self.indent = Some(outer.map_or(2, |indent| indent.saturating_add(2)));
        if self.version == Version::V1_2 && place == Place::Root {
            // What is alone stands on a line of its own, indented.
            self.end_line();
            self.new_line();
        }
        write(self);
        self.indent = outer;
    }

    pub(super) fn put(&mut self, text: &str) {
        self.column = self.column.saturating_add(text.chars().count());
        self.out.push_str(text);
    }

    fn indicator(&mut self, text: &str, needs_space: bool, keeps_indention: bool) {
        if needs_space && !self.blank {
            self.put(" ");
        }
        self.put(text);
        self.blank = false;
        self.indention &= keeps_indention;
    }

    /// Ends the line, unless nothing but indicators is on it and the block begins behind them.
    pub(super) fn new_line(&mut self) {
        let indent = self.indent.unwrap_or(0);
        if !self.indention || self.column > indent || (self.column == indent && !self.blank) {
            self.end_line();
        }
        if self.column < indent {
            self.blank = true;
            let missing = indent.saturating_sub(self.column);
            self.put(&" ".repeat(missing));
        }
    }

    fn end_line(&mut self) {
        self.break_with('\n');
    }

    fn break_with(&mut self, character: char) {
        self.blank = true;
        self.indention = true;
        self.column = 0;
        self.out.push(character);
    }

    /// A word without quotes: there are no line breaks in it.
    fn plain(&mut self, text: &str, place: Place) {
        if !self.blank {
            self.put(" ");
        }
        self.blank = false;
        self.indention = false;
        let breaks_lines = place != Place::Key;
        if self.version == Version::V1_2 {
            return self.words(text, breaks_lines);
        }
        let mut rest = text;
        while let Some(at) = rest.find(' ') {
            let (word, after) = rest.split_at(at);
            self.put(word);
            let following = after.trim_start_matches(' ');
            let spaces = after.len().saturating_sub(following.len());
            self.gap(spaces, breaks_lines && self.column > WIDTH);
            rest = following;
        }
        self.put(rest);
    }

    /// The spaces between two words: a new line in the place of one, if the line is full.
    pub(super) fn gap(&mut self, spaces: usize, is_full: bool) {
        if spaces == 1 && is_full {
            self.new_line();
            self.blank = false;
            self.indention = false;
        } else {
            self.put(&" ".repeat(spaces));
        }
    }

    fn single_quoted(&mut self, text: &[char], place: Place) {
        self.indicator("'", true, false);
        let mut at = 0;
        while let Some(character) = text.get(at).copied() {
            let run = |test: fn(char) -> bool| text.iter().skip(at).take_while(|found| test(**found)).count();
            if character == ' ' {
                let spaces = run(|found| found == ' ');
                let next = at.saturating_add(spaces);
                let is_inside = at != 0 && next != text.len();
                if spaces == 1 && is_inside && self.column > WIDTH && place != Place::Key {
                    self.new_line();
                } else {
                    self.put(&" ".repeat(spaces));
                }
                at = next;
            } else if is_break(character) {
                let breaks = run(is_break);
                let next = at.saturating_add(breaks);
                if character == '\n' {
                    self.end_line();
                }
                text.iter().skip(at).take(breaks).for_each(|found| self.break_with(*found));
                self.new_line();
                at = next;
            } else {
                let shown: String = match character {
                    '\'' => "''".to_owned(),
                    other => other.to_string(),
                };
                self.put(&shown);
                at = at.saturating_add(1);
            }
        }
        self.indicator("'", false, false);
    }

    fn double_quoted(&mut self, text: &[char], place: Place) {
        self.indicator("\"", true, false);
        // What was looked at and is not written yet begins at `start`; the emitter writes it before an escape, at the
        // end, and where it breaks the line.
        let (mut start, mut at) = (0usize, 0usize);
        let chars = |from: usize, to: usize| -> String {
            text.iter().skip(from).take(to.saturating_sub(from)).collect()
        };
        while at <= text.len() {
            let character = text.get(at).copied();
            let escaped = character.and_then(|found| escape(found, self.version));
            if character.is_none() || escaped.is_some() {
                if start < at {
                    self.put(&chars(start, at));
                    start = at;
                }
                if let Some(escaped) = escaped {
                    self.put(&escaped);
                    start = at.saturating_add(1);
                }
            }
            let is_inside = at > 0 && at.saturating_add(1) < text.len();
            let pending = at.saturating_sub(start);
            let may_break = character == Some(' ') || start >= at;
            // The emitter computes with a negative number of pending characters behind an escape.
            let reached = self.column.saturating_add(pending).saturating_sub(start.saturating_sub(at));
            if is_inside && may_break && reached > WIDTH && place != Place::Key {
                let marks = self.version == Version::V1_1 || yaml_ruamel::needs_mark(text, start, at);
                let mark = if marks { "\\" } else { "" };
                self.put(&(chars(start, at) + mark));
                start = start.max(at);
                self.new_line();
                self.blank = false;
                self.indention = false;
                if text.get(start) == Some(&' ') {
                    // Where there is no mark, the end of the line stands for the space.
                    start = start.saturating_add(usize::from(!marks));
                    self.put(mark);
                }
            }
            at = at.saturating_add(1);
        }
        self.indicator("\"", false, false);
    }
}

/// A float, with the point that YAML 1.1 wants before an exponent.
fn float(value: f64, version: Version) -> String {
    let text = python::repr(value);
    if version == Version::V1_2 || text.contains('.') { text } else { text.replacen('e', ".0e", 1) }
}
