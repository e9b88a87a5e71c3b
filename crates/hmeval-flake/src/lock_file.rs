//! The lock file: a graph of inputs, each with what was asked for and what was found (Nix: `LockFile`).

use std::collections::{BTreeMap, BTreeSet};

use hmeval_eval::builtins::fetch::flake_text;
use hmeval_eval::builtins::fetch::input::{Attr, Attrs, int, text};
use hmeval_store::{Features, Hash};
use serde_json::{Map, Value, json};

use crate::describe::day;
use crate::manifest::{Id, InputPath, show_input_path};
use crate::reference::{FlakeRef, Message};

/// What an input is in the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edge {
    /// A node of its own, by its index.
    Node(usize),
    /// The same as the input at this path from the root.
    Follows(InputPath),
}

/// What is locked of an input.
#[derive(Clone, Debug)]
pub struct Locked {
    /// What was found.
    pub locked: FlakeRef,
    /// What was asked for.
    pub original: FlakeRef,
    /// Whether it is a flake.
    pub is_flake: bool,
    /// The flake that a relative path starts from.
    pub parent: Option<InputPath>,
}

/// An input, or the flake itself.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// What is locked; nothing for the root.
    pub locked: Option<Locked>,
    /// Its own inputs.
    pub inputs: BTreeMap<Id, Edge>,
}

/// A lock file. The first node is the root.
#[derive(Clone, Debug)]
pub struct LockFile {
    /// The nodes; edges are indices into them.
    pub nodes: Vec<Node>,
}

impl Default for LockFile {
    fn default() -> Self {
        LockFile { nodes: vec![Node::default()] }
    }
}

/// What was read, or what is wrong with it.
pub type Read<T> = Result<T, Message>;

fn wrong<T>(text: impl Into<String>) -> Read<T> {
    Err(text.into().into_bytes())
}

impl LockFile {
    /// Adds a node.
    pub fn add(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// Sets an input of a node.
    pub fn link(&mut self, node: usize, id: &[u8], edge: Edge) {
        if let Some(node) = self.nodes.get_mut(node) {
            node.inputs.insert(id.to_vec(), edge);
        }
    }

    /// What is locked of a node; nothing for the root.
    pub fn locked(&self, node: usize) -> Option<&Locked> {
        self.nodes.get(node)?.locked.as_ref()
    }

    /// Reads a lock file of version 5, 6 or 7. `shown` is its path in messages.
    ///
    /// # Errors
    /// If it is none, or not one of these; if it names nodes that are not there, or nodes that are not locked.
    pub fn read(text: &[u8], shown: &str) -> Read<Self> {
        let document: Value = serde_json::from_slice(text)
            .map_err(|error| format!("Could not parse '{shown}': {error}").into_bytes())?;
        let version = document.get("version").and_then(Value::as_i64).unwrap_or(0);
        if !(5..=7).contains(&version) {
            return wrong(format!("lock file '{shown}' has unsupported version {version}"));
        }
        let Some(root) = document.get("root").and_then(Value::as_str) else {
            return wrong(format!("lock file '{shown}' does not name its root"));
        };
        // Without nodes nothing is locked; Nix takes it so.
        let none = Map::new();
        let nodes = match document.get("nodes") {
            None | Some(Value::Null) => &none,
            Some(Value::Object(nodes)) => nodes,
            Some(_) => return wrong(format!("lock file '{shown}' has nodes that are no object")),
        };
        let mut file = LockFile::default();
        let mut known: BTreeMap<&str, usize> = BTreeMap::from([(root, 0)]);
        let mut open: Vec<(usize, &Value)> = nodes.get(root).map(|node| (0, node)).into_iter().collect();
        while let Some((index, node)) = open.pop() {
            for (id, input) in node.get("inputs").and_then(Value::as_object).into_iter().flatten() {
                let edge = match input {
                    Value::Array(path) => Edge::Follows(input_path(path)?),
                    Value::String(key) => match known.get(&key[..]) {
                        Some(0) => return wrong("lock file contains cycle to root node"),
                        Some(child) => Edge::Node(*child),
                        None => {
                            let Some(node) = nodes.get(key) else {
                                return wrong(format!("lock file references missing node '{key}'"));
                            };
                            let child = file.add(Node { locked: Some(locked(node)?), ..Node::default() });
                            known.insert(key, child);
                            open.push((child, node));
                            Edge::Node(child)
                        }
                    },
                    _ => return wrong(format!("lock file '{shown}' has a malformed input '{id}'")),
                };
                file.link(index, id.as_bytes(), edge);
            }
        }
        Ok(file)
    }

    /// The lock file as a document, and the key of each node in it.
    pub fn to_json(&self) -> (Value, BTreeMap<usize, String>) {
        let mut writer =
            Writer { file: self, nodes: Map::new(), keys: BTreeMap::new(), taken: BTreeSet::new() };
        let root = writer.node("root".to_owned(), 0);
        (json!({ "version": 7, "root": root, "nodes": writer.nodes }), writer.keys)
    }

    /// The text of the file, without the newline at its end.
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(&self.to_json().0).unwrap_or_default()
    }

    /// Whether both would be written the same.
    pub fn is_same(&self, other: &LockFile) -> bool {
        self.to_json().0 == other.to_json().0
    }

    /// The first node that is locked to nothing in particular; with `by_hash` a hash is particular enough.
    pub fn unlocked(&self, by_hash: bool) -> Option<&FlakeRef> {
        let mut reached = BTreeSet::new();
        let mut open = vec![0];
        while let Some(index) = open.pop() {
            let Some(node) = self.nodes.get(index).filter(|_| reached.insert(index)) else { continue };
            open.extend(node.inputs.values().filter_map(|edge| match edge {
                Edge::Node(child) => Some(*child),
                Edge::Follows(_) => None,
            }));
        }
        let locked = reached.into_iter().filter_map(|index| self.locked(index));
        locked.map(|locked| &locked.locked).find(|found| {
            let has_hash = by_hash && found.input.contains_key(&b"narHash"[..]);
            !found.is_locked() && !has_hash && found.relative_path().is_none()
        })
    }

    /// All inputs by their paths; a node that several inputs share is entered once.
    pub fn all_inputs(&self) -> BTreeMap<InputPath, Edge> {
        let mut all = BTreeMap::new();
        let mut done = BTreeSet::new();
        self.collect(0, &mut Vec::new(), &mut done, &mut all);
        all
    }

    fn collect(
        &self,
        index: usize,
        prefix: &mut InputPath,
        done: &mut BTreeSet<usize>,
        all: &mut BTreeMap<InputPath, Edge>,
    ) {
        let Some(node) = self.nodes.get(index).filter(|_| done.insert(index)) else { return };
        for (id, edge) in &node.inputs {
            prefix.push(id.clone());
            all.insert(prefix.clone(), edge.clone());
            if let Edge::Node(child) = edge {
                self.collect(*child, prefix, done, all);
            }
            prefix.pop();
        }
    }

    /// The node at a path of inputs; `None` if there is none.
    ///
    /// # Errors
    /// If what follows what goes round in a circle.
    pub fn find(&self, path: &[Id]) -> Read<Option<usize>> {
        self.find_from(path, &mut Vec::new())
    }

    fn find_from(&self, path: &[Id], visited: &mut Vec<InputPath>) -> Read<Option<usize>> {
        if let Some(start) = visited.iter().position(|seen| seen == path) {
            let mut cycle: Vec<_> = visited[start..].iter().map(|path| show_input_path(path)).collect();
            cycle.push(show_input_path(path));
            return Err([b"follow cycle detected: [", &cycle.join(&b" -> "[..])[..], b"]"].concat());
        }
        visited.push(path.to_vec());
        let mut index = 0;
        for id in path {
            match self.nodes.get(index).and_then(|node| node.inputs.get(id)) {
                Some(Edge::Node(child)) => index = *child,
                Some(Edge::Follows(target)) => match self.find_from(target, visited)? {
                    Some(found) => index = found,
                    None => return Ok(None),
                },
                None => return Ok(None),
            }
        }
        Ok(Some(index))
    }

    /// Fails if an input follows one that is not there.
    ///
    /// # Errors
    /// Nix's message.
    pub fn check(&self) -> Read<()> {
        for (path, edge) in self.all_inputs() {
            if let Edge::Follows(target) = edge
                && !target.is_empty()
                && self.find(&target)?.is_none()
            {
                let (input, target) = (show_input_path(&path), show_input_path(&target));
                let middle = b"' follows a non-existent input '";
                return Err([b"input '", &input[..], middle, &target, b"'"].concat());
            }
        }
        Ok(())
    }

    /// What changed from `old` to this, for people.
    pub fn changes_since(&self, old: &LockFile) -> Vec<u8> {
        let (before, after) = (old.all_inputs(), self.all_inputs());
        let mut out = Vec::new();
        for path in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
            let name = show_input_path(path);
            match (before.get(path), after.get(path)) {
                (None, Some(new)) => {
                    let shown = self.describe(new);
                    out.extend(
                        [&b"\xe2\x80\xa2 \x1b[32;1mAdded input '"[..], &name, b"':\x1b[0m\n    "].concat(),
                    );
                    out.extend([&shown[..], b"\n"].concat());
                }
                (Some(_), None) => {
                    out.extend(
                        [&b"\xe2\x80\xa2 \x1b[31;1mRemoved input '"[..], &name, b"'\x1b[0m\n"].concat(),
                    );
                }
                (Some(was), Some(is)) if !same_edge(old, was, self, is) => {
                    out.extend(
                        [&b"\xe2\x80\xa2 \x1b[1mUpdated input '"[..], &name, b"':\x1b[0m\n    "].concat(),
                    );
                    out.extend([&old.describe(was)[..], b"\n  \xe2\x86\x92 "].concat());
                    out.extend([&self.describe(is)[..], b"\n"].concat());
                }
                _ => {}
            }
        }
        out
    }

    /// An edge for people: the reference and its day, or what it follows.
    pub fn describe(&self, edge: &Edge) -> Vec<u8> {
        match edge {
            Edge::Follows(path) => [b"follows '", &show_input_path(path)[..], b"'"].concat(),
            Edge::Node(index) => {
                self.locked(*index).map(|locked| describe(&locked.locked)).unwrap_or_default()
            }
        }
    }
}

/// A reference in quotes, with the day of its last change.
pub fn describe(reference: &FlakeRef) -> Vec<u8> {
    let mut out = [b"'", &reference.to_text()[..], b"'"].concat();
    if let Some(seconds) = int(&reference.input, "lastModified") {
        out.extend_from_slice(format!(" ({})", day(seconds)).as_bytes());
    }
    out
}

fn same_edge(old: &LockFile, was: &Edge, new: &LockFile, is: &Edge) -> bool {
    match (was, is) {
        (Edge::Follows(was), Edge::Follows(is)) => was == is,
        (Edge::Node(was), Edge::Node(is)) => {
            let found = |file: &LockFile, node| file.locked(node).map(|locked| locked.locked.clone());
            found(old, *was) == found(new, *is)
        }
        _ => false,
    }
}

fn input_path(parts: &[Value]) -> Read<InputPath> {
    let id = |part: &Value| part.as_str().map(|part| part.as_bytes().to_vec());
    let path: Option<InputPath> = parts.iter().map(id).collect();
    path.ok_or_else(|| b"lock file contains an input path with something that is no name".to_vec())
}

fn locked(node: &Value) -> Read<Locked> {
    let mut found = attrs_of(node, "locked")?;
    if node.get("info").is_some() {
        found.extend(attrs_of(node, "info")?);
    }
    let found = FlakeRef::from_attrs(found)?;
    let original = FlakeRef::from_attrs(attrs_of(node, "original")?)?;
    if !matches!(found.kind(), b"path" | b"tarball" | b"file") {
        // What is locked to a commit must name one.
        flake_text::revision(&found.input)?;
    }
    if !found.is_locked() && found.relative_path().is_none() && !found.input.contains_key(&b"narHash"[..]) {
        let shown = hmeval_eval::builtins::fetch::input::to_json(&found.input);
        let end = b"'. Use '--allow-dirty-locks' to accept this lock file.";
        return Err([b"Lock file contains unlocked input '", &shown[..], end].concat());
    }
    let parent = node.get("parent").and_then(Value::as_array).map(|path| input_path(path)).transpose()?;
    let is_flake = node.get("flake").and_then(Value::as_bool).unwrap_or(true);
    Ok(Locked { locked: found, original, is_flake, parent })
}

fn attrs_of(node: &Value, name: &str) -> Read<Attrs> {
    let Some(object) = node.get(name).and_then(Value::as_object) else {
        return wrong(format!("attribute '{name}' missing in lock file"));
    };
    let attrs = attrs_from_json(object)?;
    // What is written must be a hash, also where nothing is fetched (Nix: `Input::fromAttrs`).
    if let Some(hash) = text(&attrs, "narHash").filter(|hash| !hash.is_empty()) {
        Hash::parse_sri(hash, Features::ALL).map_err(|error| error.to_string().into_bytes())?;
    }
    Ok(attrs)
}

/// Attributes of an input from JSON.
///
/// # Errors
/// If there is a value that no attribute can have.
pub fn attrs_from_json(object: &Map<String, Value>) -> Read<Attrs> {
    let mut attrs = Attrs::new();
    for (name, value) in object {
        let attr = match value {
            Value::String(text) => Attr::Text(text.as_bytes().to_vec()),
            Value::Bool(flag) => Attr::Bool(*flag),
            Value::Number(number) => match number.as_i64().filter(|number| *number >= 0) {
                Some(number) => Attr::Int(number),
                None => return wrong("unsupported input attribute type in lock file"),
            },
            _ => return wrong("unsupported input attribute type in lock file"),
        };
        attrs.insert(name.as_bytes().to_vec(), attr);
    }
    Ok(attrs)
}

/// Attributes of an input as JSON.
pub fn attrs_to_json(attrs: &Attrs) -> Value {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let value = |attr: &Attr| match attr {
        Attr::Text(bytes) => Value::from(text(bytes)),
        Attr::Int(number) => Value::from(*number),
        Attr::Bool(flag) => Value::from(*flag),
    };
    Value::Object(attrs.iter().map(|(name, attr)| (text(name), value(attr))).collect())
}

fn path_to_json(path: &[Id]) -> Value {
    Value::from(path.iter().map(|id| String::from_utf8_lossy(id).into_owned()).collect::<Vec<_>>())
}

/// Writes nodes under keys that nobody has yet.
struct Writer<'a> {
    file: &'a LockFile,
    nodes: Map<String, Value>,
    keys: BTreeMap<usize, String>,
    taken: BTreeSet<String>,
}

impl Writer<'_> {
    fn node(&mut self, wanted: String, index: usize) -> String {
        if let Some(key) = self.keys.get(&index) {
            return key.clone();
        }
        let mut key = wanted.clone();
        let mut number = 2u64;
        while !self.taken.insert(key.clone()) {
            key = format!("{wanted}_{number}");
            number += 1;
        }
        self.keys.insert(index, key.clone());
        let file = self.file;
        let Some(node) = file.nodes.get(index) else { return key };
        let mut out = Map::new();
        let mut inputs = Map::new();
        for (id, edge) in &node.inputs {
            let id = String::from_utf8_lossy(id).into_owned();
            let value = match edge {
                Edge::Node(child) => Value::from(self.node(id.clone(), *child)),
                Edge::Follows(path) => path_to_json(path),
            };
            inputs.insert(id, value);
        }
        if !inputs.is_empty() {
            out.insert("inputs".to_owned(), Value::Object(inputs));
        }
        if let Some(locked) = &node.locked {
            out.insert("original".to_owned(), attrs_to_json(&locked.original.attrs()));
            out.insert("locked".to_owned(), attrs_to_json(&locked.locked.attrs()));
            if !locked.is_flake {
                out.insert("flake".to_owned(), Value::from(false));
            }
            if let Some(parent) = &locked.parent {
                out.insert("parent".to_owned(), path_to_json(parent));
            }
        }
        self.nodes.insert(key.clone(), Value::Object(out));
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = r#"{
  "nodes": {
    "a": {
      "inputs": {
        "b": [
          "b"
        ]
      },
      "locked": {
        "lastModified": 1,
        "narHash": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "path": "/a",
        "type": "path"
      },
      "original": {
        "path": "/a",
        "type": "path"
      }
    },
    "root": {
      "inputs": {
        "a": "a",
        "b": [
          "a",
          "c"
        ]
      }
    }
  },
  "root": "root",
  "version": 7
}"#;

    fn refused(text: &str) -> String {
        String::from_utf8(LockFile::read(text.as_bytes(), "l").unwrap_err()).unwrap()
    }

    #[test]
    fn a_file_is_written_as_it_was_read() {
        assert_eq!(LockFile::read(TWO.as_bytes(), "l").unwrap().to_text(), TWO);
    }

    #[test]
    fn what_follows_nothing_is_found() {
        let file = LockFile::read(TWO.as_bytes(), "l").unwrap();
        let message = String::from_utf8(file.check().unwrap_err()).unwrap();
        assert_eq!(message, "input 'a/b' follows a non-existent input 'b'");
    }

    #[test]
    fn circles_are_found() {
        let mut file = LockFile::default();
        file.link(0, b"a", Edge::Follows(vec![b"b".to_vec()]));
        file.link(0, b"b", Edge::Follows(vec![b"a".to_vec()]));
        let message = String::from_utf8(file.check().unwrap_err()).unwrap();
        assert_eq!(message, "follow cycle detected: [b -> a -> b]");
    }

    #[test]
    fn malformed_files_are_refused() {
        assert!(refused("{").starts_with("Could not parse 'l': "));
        assert_eq!(refused(r#"{"version":4}"#), "lock file 'l' has unsupported version 4");
        let missing = r#"{"version":7,"root":"r","nodes":{"r":{"inputs":{"a":"x"}}}}"#;
        assert_eq!(refused(missing), "lock file references missing node 'x'");
        let cycle = r#"{"version":7,"root":"r","nodes":{"r":{"inputs":{"a":"r"}}}}"#;
        assert_eq!(refused(cycle), "lock file contains cycle to root node");
        let bare = r#"{"version":7,"root":"r","nodes":{"r":{"inputs":{"a":"x"}},"x":{}}}"#;
        assert_eq!(refused(bare), "attribute 'locked' missing in lock file");
    }
}
