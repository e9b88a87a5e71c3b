//! A world with unsaved texts in it: what is open in the editor is read from there, all else from the machine.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use hmeval_eval::world::{FileKind, FileStat, World};
use hmeval_store::Hash;

/// The texts that are open, by their absolute paths.
pub type Texts = Arc<BTreeMap<Vec<u8>, Arc<str>>>;

/// The machine, as far as several threads can reach it.
pub trait Machine: World + Send + Sync {}

impl<T: World + Send + Sync> Machine for T {}

/// The machine with unsaved texts.
pub struct Overlay {
    machine: Arc<dyn Machine>,
    texts: Texts,
}

impl Overlay {
    /// The machine with these texts.
    pub fn new(machine: Arc<dyn Machine>, texts: Texts) -> Self {
        Overlay { machine, texts }
    }

    /// The unsaved texts directly in a folder, by name.
    fn inside(&self, dir: &[u8]) -> impl Iterator<Item = &[u8]> {
        let prefix = [dir.strip_suffix(b"/").unwrap_or(dir), b"/"].concat();
        let names = self.texts.keys().filter_map(move |path| path.strip_prefix(&prefix[..]));
        names.filter(|name| !name.is_empty() && !name.contains(&b'/'))
    }
}

impl World for Overlay {
    fn read(&self, path: &[u8]) -> io::Result<Vec<u8>> {
        match self.texts.get(path) {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => self.machine.read(path),
        }
    }

    fn stamp(&self, path: &[u8]) -> Option<u64> {
        if self.texts.contains_key(path) { None } else { self.machine.stamp(path) }
    }

    fn stat(&self, path: &[u8]) -> io::Result<Option<FileStat>> {
        let stat = self.machine.stat(path)?;
        // A link to a file stays a link: what it leads to is looked up as itself.
        let unsaved = || {
            self.texts.contains_key(path).then_some(FileStat { kind: FileKind::Regular, executable: false })
        };
        Ok(stat.or_else(unsaved))
    }

    fn list(&self, dir: &[u8]) -> io::Result<Vec<(Vec<u8>, FileKind)>> {
        let mut entries = self.machine.list(dir)?;
        for name in self.inside(dir) {
            if entries.iter().all(|(known, _)| known != name) {
                entries.push((name.to_vec(), FileKind::Regular));
            }
        }
        Ok(entries)
    }

    fn read_link(&self, path: &[u8]) -> io::Result<Vec<u8>> {
        self.machine.read_link(path)
    }

    fn newest_change(&self, tree: &[u8]) -> io::Result<i64> {
        self.machine.newest_change(tree)
    }

    fn env(&self, name: &[u8]) -> Option<Vec<u8>> {
        self.machine.env(name)
    }

    fn now(&self) -> i64 {
        self.machine.now()
    }

    /// Traces and warnings of an evaluation are for terminals.
    fn message(&self, _text: &[u8]) {}

    fn reading_order(&self, tree: &[u8]) -> Vec<Vec<u8>> {
        self.machine.reading_order(tree)
    }

    fn tree_hash(&self, path: &[u8]) -> Option<Hash> {
        let prefix = [path, b"/"].concat();
        let is_changed = self.texts.keys().any(|open| open.starts_with(&prefix) || open == path);
        if is_changed { None } else { self.machine.tree_hash(path) }
    }
}
