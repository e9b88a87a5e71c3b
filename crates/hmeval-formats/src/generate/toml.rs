//! TOML as `json2toml` of remarshal 1.x writes it, which uses tomlkit 0.13 or 0.14.
//!
//! tomlkit keeps a document with its white space, and decides about empty lines when items are added; what that comes to
//! for new documents is done again here.

use super::python;
use super::tree::Tree;

/// How many elements a list has that is spread over lines.
const MANY: usize = 6;

/// What `json2toml` writes; nothing for what it refuses: a null, or a value that is no object.
#[must_use]
pub fn json2toml(tree: &Tree) -> Option<Vec<u8>> {
    let Tree::Object(items) = tree else { return None };
    let root = Table::of(items, true, false)?;
    let mut out = String::new();
    for entry in &root.entries {
        if !matches!(entry.item, Item::Value(_)) && !is_at_line_start(&out) && !entry.leads_with_line() {
            out.push('\n');
        }
        entry.write(&mut out, "");
    }
    Some(out.into_bytes())
}

/// A table; its own values come before the tables in it.
struct Table {
    entries: Vec<Entry>,
}

struct Entry {
    key: String,
    item: Item,
    /// The empty line before it.
    space: bool,
}

enum Item {
    /// `KEY = …`
    Value(String),
    /// `[KEY]`
    Table(Table),
    /// `[[KEY]]`, each with the empty line before it.
    Tables(Vec<(bool, Table)>),
}

impl Table {
    /// A table with these items. Long lists are spread where `spread` is set; elements of lists of tables have their
    /// objects last (`tables_last`).
    fn of(items: &[(String, Tree)], spread: bool, tables_last: bool) -> Option<Table> {
        let mut table = Table { entries: Vec::new() };
        for (key, tree) in sorted(items, tables_last) {
            table.add(key, tree, spread)?;
        }
        Some(table)
    }

    fn add(&mut self, name: &str, tree: &Tree, spread: bool) -> Option<()> {
        let item = match tree {
            Tree::Object(items) => Item::Table(Table::of(items, spread, false)?),
            Tree::List(items) if is_list_of_tables(items) => {
                let mut tables: Vec<(bool, Table)> = Vec::new();
                for item in items {
                    let Tree::Object(items) = item else { return None };
                    // An empty table counts as none for tomlkit.
                    let space = tables.last().is_some_and(|(_, before)| !before.entries.is_empty());
                    // Lists within lists of tables are not spread.
                    tables.push((space, Table::of(items, false, true)?));
                }
                Item::Tables(tables)
            }
            other => Item::Value(value(other, spread)?),
        };
        let key = key(name);
        let is_first = self.entries.is_empty();
        let item = match item {
            Item::Value(text) => {
                let tables = self.entries.iter().position(|entry| !matches!(entry.item, Item::Value(_)));
                let entry = Entry { key, item: Item::Value(text), space: false };
                match tables {
                    Some(at) => {
                        if let Some(after) = self.entries.get_mut(at) {
                            after.space = true;
                        }
                        self.entries.insert(at, entry);
                    }
                    None => self.entries.push(entry),
                }
                return Some(());
            }
            Item::Tables(mut tables) => {
                if let (Some(first), false) = (tables.first_mut(), is_first) {
                    first.0 = true;
                }
                Item::Tables(tables)
            }
            table @ Item::Table(_) => table,
        };
        let space = !is_first && matches!(item, Item::Table(_));
        self.entries.push(Entry { key, item, space });
        Some(())
    }

    /// Whether it has nothing but tables, so that their headers say that it is there.
    fn is_implied(&self) -> bool {
        !self.entries.is_empty() && self.entries.iter().all(|entry| !matches!(entry.item, Item::Value(_)))
    }

    fn write(&self, out: &mut String, path: &str) {
        for entry in &self.entries {
            entry.write(out, path);
        }
    }
}

impl Entry {
    /// Whether the first thing it writes is an empty line.
    fn leads_with_line(&self) -> bool {
        self.space
    }

    fn write(&self, out: &mut String, prefix: &str) {
        let path = if prefix.is_empty() { self.key.clone() } else { format!("{prefix}.{}", self.key) };
        match &self.item {
            Item::Value(text) => {
                out.push_str(&format!("{} = {text}\n", self.key));
            }
            Item::Table(table) => {
                if self.space {
                    out.push('\n');
                }
                if !table.is_implied() {
                    out.push_str(&format!("[{path}]\n"));
                }
                table.write(out, &path);
            }
            Item::Tables(tables) => {
                for (space, table) in tables {
                    if *space {
                        out.push('\n');
                    }
                    out.push_str(&format!("[[{path}]]\n"));
                    table.write(out, &path);
                }
            }
        }
    }
}

fn is_at_line_start(out: &str) -> bool {
    out.is_empty() || out.ends_with('\n')
}

fn is_list_of_tables(items: &[Tree]) -> bool {
    !items.is_empty() && items.iter().all(|item| matches!(item, Tree::Object(_)))
}

fn sorted(items: &[(String, Tree)], tables_last: bool) -> impl Iterator<Item = (&str, &Tree)> {
    let is_table = move |item: &&(String, Tree)| tables_last && matches!(item.1, Tree::Object(_));
    let plain = items.iter().filter(move |item| !is_table(item));
    plain.chain(items.iter().filter(is_table)).map(|(key, tree)| (key.as_str(), tree))
}

/// A value on the right of a key.
fn value(tree: &Tree, spread: bool) -> Option<String> {
    Some(match tree {
        Tree::Null => return None,
        Tree::Bool(value) => value.to_string(),
        Tree::Int(value) => value.to_string(),
        Tree::Float(value) => python::repr(*value),
        Tree::String(text) => quoted(text),
        Tree::List(items) => {
            let items: Option<Vec<String>> = items.iter().map(element).collect();
            let items = items?;
            if spread && items.len() >= MANY {
                items.iter().fold("[\n".to_owned(), |text, item| text + "    " + item + ",\n") + "]"
            } else {
                format!("[{}]", items.join(", "))
            }
        }
        Tree::Object(items) => inline(items, false)?,
    })
}

/// An element of a list.
fn element(tree: &Tree) -> Option<String> {
    match tree {
        Tree::Object(items) => inline(items, true),
        other => value(other, false),
    }
}

/// An object in braces. One that is an element of a list has its objects last, and spaces behind its commas.
fn inline(items: &[(String, Tree)], is_element: bool) -> Option<String> {
    let items: Option<Vec<String>> = sorted(items, is_element)
        .map(|(name, tree)| Some(format!("{} = {}", key(name), value(tree, false)?)))
        .collect();
    Some(format!("{{{}}}", items?.join(if is_element { ", " } else { "," })))
}

fn key(name: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if !name.is_empty() && name.bytes().all(is_bare) { name.to_owned() } else { quoted(name) }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            control if control < ' ' || control == '\u{7f}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(control)));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
