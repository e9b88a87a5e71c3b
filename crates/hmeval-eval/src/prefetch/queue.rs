//! In which order files are read ahead: what is surest to be needed, and soonest, goes first.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use crate::world::FileKind;

/// So many files of a folder in a row that are not there, and the rest of them is not looked for.
const MISSES: u32 = 8;

/// The files that nobody has begun to read.
#[derive(Default)]
pub(super) struct Queue {
    /// Those that stand in lists: nearly all of them are imported, in this order.
    listed: VecDeque<Vec<u8>>,
    /// Those of folders that were listed: the first one is read. Of some all files are needed (modules), of others few
    /// (packages).
    folders: VecDeque<Folder>,
    /// How many files of the first folder were not there, one after the other.
    misses: u32,
    /// Those of trees of which it is known in which order evaluations read them.
    sequence: Sequence,
}

/// Files in the order in which others have read them.
#[derive(Default)]
struct Sequence {
    /// The trees that they are of.
    trees: Vec<Vec<u8>>,
    files: Vec<Vec<u8>>,
    places: FxHashMap<Vec<u8>, usize>,
    next: usize,
}

impl Sequence {
    fn add(&mut self, tree: Vec<u8>, files: Vec<Vec<u8>>) {
        self.trees.push(tree);
        let first = self.files.len();
        self.places.extend(files.iter().cloned().zip(first..));
        self.files.extend(files);
    }

    /// Whether a folder is in one of the trees.
    fn knows(&self, dir: &[u8]) -> bool {
        let is_in =
            |tree: &Vec<u8>| dir.strip_prefix(&tree[..]).is_some_and(|rest| matches!(rest, [] | [b'/', ..]));
        self.trees.iter().any(is_in)
    }

    fn next(&mut self) -> Option<Vec<u8>> {
        let file = self.files.get(self.next)?;
        self.next += 1;
        Some(file.clone())
    }

    /// The evaluation is at this file: what comes behind it is needed next.
    fn go_on_behind(&mut self, file: &[u8]) {
        if let Some(place) = self.places.get(file) {
            self.next = place + 1;
        }
    }
}

/// The Nix files of a folder, and those that its folders stand for. The evaluation waits while they are queued, so that
/// their paths are only made when they are taken.
struct Folder {
    dir: Vec<u8>,
    /// Their names, each with a zero behind it.
    names: Vec<u8>,
    /// Where the next one begins.
    next: usize,
}

impl Folder {
    fn of(dir: &[u8], entries: &[(Vec<u8>, FileKind)]) -> Self {
        let mut names = Vec::new();
        for (name, kind) in entries {
            let file: &[u8] = match kind {
                FileKind::Regular if name.ends_with(b".nix") => b"",
                FileKind::Directory => b"/default.nix",
                _ => continue,
            };
            names.extend_from_slice(name);
            names.extend_from_slice(file);
            names.push(0);
        }
        Folder { dir: dir.to_vec(), names, next: 0 }
    }

    fn next(&mut self) -> Option<Vec<u8>> {
        let rest = self.names.get(self.next..)?;
        let end = rest.iter().position(|byte| *byte == 0)?;
        let path = crate::path::join(&self.dir, &rest[..end]);
        self.next += end + 1;
        Some(path)
    }
}

impl Queue {
    pub(super) fn add_listed(&mut self, files: Vec<Vec<u8>>) {
        self.listed.extend(files);
    }

    pub(super) fn add_sequence(&mut self, tree: Vec<u8>, files: Vec<Vec<u8>>) {
        self.sequence.add(tree, files);
    }

    /// A folder of a tree whose order is known holds what is in that order, and perhaps much that few need.
    pub(super) fn add_folder(&mut self, dir: &[u8], entries: &[(Vec<u8>, FileKind)]) {
        if !self.sequence.knows(dir) {
            self.folders.push_back(Folder::of(dir, entries));
        }
    }

    /// The evaluation has come to a file that nobody has begun: others of its folder are needed next.
    pub(super) fn missed(&mut self, file: &[u8]) {
        self.sequence.go_on_behind(file);
        let of_folder = file.strip_suffix(b"/default.nix").unwrap_or(file);
        let dir = crate::path::parent(of_folder);
        if let Some(place) =
            self.folders.iter().position(|folder| folder.dir == dir).filter(|place| *place > 0)
            && let Some(folder) = self.folders.remove(place)
        {
            self.folders.push_front(folder);
            self.misses = 0;
        }
    }

    pub(super) fn next(&mut self) -> Option<Vec<u8>> {
        if let Some(file) = self.sequence.next().or_else(|| self.listed.pop_front()) {
            return Some(file);
        }
        loop {
            match self.folders.front_mut()?.next() {
                Some(file) => return Some(file),
                None => self.end_folder(),
            }
        }
    }

    /// Of the folder that is being read nothing is left, or wanted.
    fn end_folder(&mut self) {
        self.folders.pop_front();
        self.misses = 0;
    }

    /// Tells whether a file could be read. Folders of packages have no `default.nix` where their set has another name for
    /// it: then there is no use in looking for twenty thousand of them.
    pub(super) fn was_there(&mut self, file: &[u8], was_there: bool) {
        if was_there {
            self.misses = 0;
        } else if file.ends_with(b"/default.nix") {
            self.misses += 1;
        }
        if self.misses >= MISSES {
            self.end_folder();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<Vec<u8>> {
        names.iter().map(|name| name.as_bytes().to_vec()).collect()
    }

    fn entries(names: &[&str], kind: FileKind) -> Vec<(Vec<u8>, FileKind)> {
        files(names).into_iter().map(|name| (name, kind)).collect()
    }

    fn rest(queue: &mut Queue) -> Vec<String> {
        std::iter::from_fn(|| queue.next()).map(|name| String::from_utf8(name).unwrap()).collect()
    }

    #[test]
    fn lists_go_first_and_folders_last() {
        let mut queue = Queue::default();
        queue.add_folder(b"/b", &entries(&["e", "f.nix"], FileKind::Directory));
        queue.add_listed(files(&["/c", "/d"]));
        queue.add_folder(b"/c", &entries(&["g.nix"], FileKind::Regular));
        queue.add_folder(b"/a", &entries(&["a.nix", "b", "c.nix"], FileKind::Regular));
        queue.add_listed(files(&["/g"]));
        let folders = ["/b/e/default.nix", "/b/f.nix/default.nix", "/c/g.nix", "/a/a.nix", "/a/c.nix"];
        assert_eq!(rest(&mut queue), [&["/c", "/d", "/g"][..], &folders].concat());
    }

    #[test]
    fn a_known_order_goes_before_all_else_from_where_the_evaluation_is() {
        let mut queue = Queue::default();
        queue.add_listed(files(&["/x"]));
        queue.add_sequence(b"/tree".to_vec(), files(&["/a", "/b", "/c", "/d"]));
        queue.add_folder(b"/tree/more", &entries(&["y.nix"], FileKind::Regular));
        assert_eq!(queue.next().unwrap(), b"/a");
        queue.missed(b"/c");
        queue.missed(b"/other");
        assert_eq!(rest(&mut queue), ["/d", "/x"]);
        queue.missed(b"/b");
        assert_eq!(rest(&mut queue), ["/c", "/d"]);
    }

    #[test]
    fn the_folder_that_is_used_goes_first() {
        let mut queue = Queue::default();
        for dir in [b"/a", b"/b", b"/c"] {
            queue.add_folder(dir, &entries(&["x", "y", "z"], FileKind::Directory));
        }
        assert_eq!(queue.next().unwrap(), b"/a/x/default.nix");
        queue.missed(b"/c/y/default.nix");
        assert_eq!(queue.next().unwrap(), b"/c/x/default.nix");
        queue.missed(b"/d/y.nix");
        queue.missed(b"/a/w.nix");
        let folders =
            ["a/y", "a/z", "c/y", "c/z", "b/x", "b/y", "b/z"].map(|file| format!("/{file}/default.nix"));
        assert_eq!(rest(&mut queue), folders);
    }

    #[test]
    fn a_folder_without_the_files_is_given_up() {
        let mut queue = Queue::default();
        let packages: Vec<String> = (0..100).map(|number| format!("p{number}")).collect();
        let packages: Vec<_> = packages.iter().map(String::as_str).collect();
        queue.add_folder(b"/by-name", &entries(&packages, FileKind::Directory));
        queue.add_folder(b"/", &entries(&["other.nix"], FileKind::Regular));
        for _ in 0..MISSES {
            let file = queue.next().unwrap();
            assert!(file.starts_with(b"/by-name/p"));
            queue.was_there(&file, false);
        }
        assert_eq!(rest(&mut queue), ["/other.nix"]);
    }
}
