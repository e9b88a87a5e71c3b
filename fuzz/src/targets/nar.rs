//! The reader of NAR archives: an archive is the only one of its tree, so one that is accepted is written again as it was.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ffi::OsStr;
use std::io::{self, Cursor};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use hmeval_store::Result;
use hmeval_store::nar::{Kind, NarSource, NarVisitor, OpenFile, read_nar, write_nar};

/// Pieces of archives, with their lengths in front.
pub const WORDS: &[&str] = &[
    "\r\0\0\0\0\0\0\0nix-archive-1\0\0\0",
    "\x01\0\0\0\0\0\0\0(\0\0\0\0\0\0\0",
    "\x01\0\0\0\0\0\0\0)\0\0\0\0\0\0\0",
    "\x04\0\0\0\0\0\0\0type\0\0\0\0",
    "\x07\0\0\0\0\0\0\0regular\0",
    "\x09\0\0\0\0\0\0\0directory\0\0\0\0\0\0\0",
    "\x07\0\0\0\0\0\0\0symlink\0",
    "\x06\0\0\0\0\0\0\0target\0\0",
    "\x08\0\0\0\0\0\0\0contents",
    "\x0a\0\0\0\0\0\0\0executable\0\0\0\0\0\0",
    "\0\0\0\0\0\0\0\0",
    "\x05\0\0\0\0\0\0\0entry\0\0\0",
    "\x04\0\0\0\0\0\0\0name\0\0\0\0",
    "\x04\0\0\0\0\0\0\0node\0\0\0\0",
    "\x01\0\0\0\0\0\0\0a\0\0\0\0\0\0\0",
];

/// Reads the input.
///
/// # Panics
/// If an accepted archive is written differently.
pub fn run(data: &[u8]) {
    let mut tree = Tree::default();
    let mut rest = data;
    if read_nar(&mut rest, &mut tree).is_err() {
        return;
    }
    let accepted = &data[..data.len() - rest.len()];
    let mut written = Vec::new();
    let result = write_nar(&tree, Path::new(""), &mut written, |_, _| Ok::<_, Infallible>(true));
    assert!(result.is_ok() && written == accepted, "an archive changes when it is read and written");
}

/// A tree in memory.
#[derive(Default)]
struct Tree {
    nodes: BTreeMap<Vec<u8>, Node>,
    last: Vec<u8>,
}

enum Node {
    Directory(Vec<Vec<u8>>),
    Regular(bool, Vec<u8>),
    Symlink(Vec<u8>),
}

impl Tree {
    fn add(&mut self, path: &[u8], node: Node) {
        if !path.is_empty() {
            let slash = path.iter().rposition(|byte| *byte == b'/');
            let (parent, name) = slash.map_or((&b""[..], path), |at| (&path[..at], &path[at + 1..]));
            if let Some(Node::Directory(names)) = self.nodes.get_mut(parent) {
                names.push(name.to_vec());
            }
        }
        self.nodes.insert(path.to_vec(), node);
        self.last = path.to_vec();
    }

    fn node(&self, path: &Path) -> io::Result<&Node> {
        self.nodes.get(path.as_os_str().as_bytes()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl NarVisitor for Tree {
    fn directory(&mut self, path: &[u8]) -> Result<()> {
        self.add(path, Node::Directory(Vec::new()));
        Ok(())
    }

    fn regular(&mut self, path: &[u8], executable: bool, _: u64) -> Result<()> {
        self.add(path, Node::Regular(executable, Vec::new()));
        Ok(())
    }

    fn content(&mut self, data: &[u8]) -> Result<()> {
        if let Some(Node::Regular(_, content)) = self.nodes.get_mut(&self.last) {
            content.extend(data);
        }
        Ok(())
    }

    fn symlink(&mut self, path: &[u8], target: &[u8]) -> Result<()> {
        self.add(path, Node::Symlink(target.to_vec()));
        Ok(())
    }
}

impl NarSource for Tree {
    type Content = Cursor<Vec<u8>>;

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        Ok(kind(self.node(path)?))
    }

    fn open(&self, path: &Path) -> io::Result<OpenFile<Self::Content>> {
        match self.node(path)? {
            Node::Regular(executable, content) => {
                let size = content.len() as u64;
                Ok(OpenFile { executable: *executable, size, content: Cursor::new(content.clone()) })
            }
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    fn list(&self, path: &Path) -> io::Result<Vec<(Vec<u8>, Kind)>> {
        let Node::Directory(names) = self.node(path)? else {
            return Err(io::ErrorKind::NotADirectory.into());
        };
        let entry =
            |name: &Vec<u8>| Ok((name.clone(), kind(self.node(&path.join(OsStr::from_bytes(name)))?)));
        names.iter().map(entry).collect()
    }

    fn read_link(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.node(path)? {
            Node::Symlink(target) => Ok(target.clone()),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }
}

fn kind(node: &Node) -> Kind {
    match node {
        Node::Directory(_) => Kind::Directory,
        Node::Regular(..) => Kind::Regular,
        Node::Symlink(_) => Kind::Symlink,
    }
}
