//! A tree in memory to make archives of in tests.

use std::collections::BTreeMap;
use std::io::{self, Cursor};
use std::path::Path;

use super::{Kind, NarSource, OpenFile};

/// A tree in memory: each path with what is there.
#[derive(Default)]
pub(crate) struct Tree(pub(crate) BTreeMap<&'static str, Node>);

/// What is at a path.
pub(crate) enum Node {
    File(&'static [u8], bool),
    Directory(Vec<&'static str>),
    Link(&'static [u8]),
    Socket,
}

impl Tree {
    fn node(&self, path: &Path) -> io::Result<&Node> {
        self.0.get(path.to_str().unwrap()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl NarSource for Tree {
    type Content = Cursor<&'static [u8]>;

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        Ok(match self.node(path)? {
            Node::File(..) => Kind::Regular,
            Node::Directory(_) => Kind::Directory,
            Node::Link(_) => Kind::Symlink,
            Node::Socket => Kind::Unsupported,
        })
    }

    fn open(&self, path: &Path) -> io::Result<OpenFile<Self::Content>> {
        match self.node(path)? {
            Node::File(content, executable) => Ok(OpenFile {
                executable: *executable,
                size: content.len() as u64,
                content: Cursor::new(content),
            }),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    fn list(&self, path: &Path) -> io::Result<Vec<(Vec<u8>, Kind)>> {
        match self.node(path)? {
            Node::Directory(names) => names
                .iter()
                .map(|name| Ok((name.as_bytes().to_vec(), self.kind(&path.join(name))?)))
                .collect(),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    fn read_link(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.node(path)? {
            Node::Link(target) => Ok(target.to_vec()),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }
}
