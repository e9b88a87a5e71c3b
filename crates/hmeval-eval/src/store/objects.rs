//! Objects that are in the store without lying there: where their content is.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use super::StoreState;
use crate::world::{FileKind, FileStat};

/// Where the content of a store object is.
#[derive(Clone, Debug)]
pub enum Object {
    /// At this path outside of the store, whole.
    Source(Rc<[u8]>),
    /// As [`Object::Source`], of an input that is a folder: Nix has a copy of it, where what this run writes does not show
    /// ([`StoreState::keep_as_it_was`]).
    Folder(Rc<[u8]>),
    /// As [`Object::Source`], where the path is that of a copy of what was fetched: nobody writes there.
    Fetched(Rc<[u8]>),
    /// At this path outside of the store; of what is below it, only these paths (relative, without a slash in front).
    Filtered(Rc<[u8]>, Rc<FxHashSet<Box<[u8]>>>),
    /// As [`Object::Filtered`], where Git tracks these paths and no others: messages say so.
    Tracked(Rc<[u8]>, Rc<FxHashSet<Box<[u8]>>>),
    /// In memory: a regular file.
    Text(Rc<[u8]>),
}

/// Where to look for what a path names.
#[derive(Debug)]
pub(super) enum Place {
    /// In the file system.
    World(Option<Box<[u8]>>),
    /// In a file in memory, which is all of the store object.
    Text(Rc<[u8]>),
    /// In the file system, where some names are hidden: those that are not in the set when put behind the prefix.
    Filtered { path: Box<[u8]>, within: Box<[u8]>, kept: Rc<FxHashSet<Box<[u8]>>> },
    /// Nowhere: below a regular file, or left out by a filter.
    Nothing,
}

impl StoreState<'_> {
    /// Where to look for `path`, which is canonical. `World(None)` is the path itself.
    pub(super) fn place(&self, path: &[u8]) -> Place {
        if let Some(text) = crate::corepkgs::text(path) {
            return Place::Text(text.as_bytes().into());
        }
        let Some((base_name, within)) = self.split(path) else { return Place::World(None) };
        let object = self.objects.borrow().get(base_name).cloned();
        match object {
            Some(Object::Source(root) | Object::Fetched(root)) => Place::World(Some(join(&root, within))),
            Some(Object::Folder(root)) => {
                let path = join(&root, within);
                match self.as_it_was.borrow().get(&path) {
                    Some(Some(text)) => Place::Text(Rc::clone(text)),
                    Some(None) => Place::Nothing,
                    None => Place::World(Some(path)),
                }
            }
            Some(Object::Filtered(root, kept) | Object::Tracked(root, kept)) => {
                if !within.is_empty() && !kept.contains(within) {
                    return Place::Nothing;
                }
                Place::Filtered { path: join(&root, within), within: within.into(), kept }
            }
            Some(Object::Text(text)) if within.is_empty() => Place::Text(text),
            Some(Object::Text(_)) => Place::Nothing,
            None if base_name.ends_with(b".drv") => match self.derivation_text(base_name) {
                Some(text) if within.is_empty() => Place::Text(text),
                Some(_) => Place::Nothing,
                None => Place::World(None),
            },
            None => Place::World(None),
        }
    }

    /// The base name of the store object that `path` lies in, and the path in it.
    pub(super) fn split<'p>(&self, path: &'p [u8]) -> Option<(&'p [u8], &'p [u8])> {
        let inner = path.strip_prefix(self.dir.as_bytes())?.strip_prefix(b"/")?;
        Some(match inner.iter().position(|&byte| byte == b'/') {
            Some(slash) => (&inner[..slash], &inner[slash + 1..]),
            None => (inner, &b""[..]),
        })
    }

    /// Whether `path` lies in a copy of what was fetched.
    pub fn is_fetched(&self, path: &[u8]) -> bool {
        let Some((base_name, _)) = self.split(path) else { return false };
        matches!(self.objects.borrow().get(base_name), Some(Object::Fetched(_)))
    }

    /// From here on a file of inputs that are folders is what it was, whatever is written there: a file with this text, or
    /// nothing.
    pub fn keep_as_it_was(&self, path: &[u8], text: Option<Rc<[u8]>>) {
        self.as_it_was.borrow_mut().insert(path.into(), text);
    }

    /// Whether `path` lies in an input that is a folder.
    pub(super) fn is_in_folder(&self, path: &[u8]) -> bool {
        let Some((base_name, _)) = self.split(path) else { return false };
        matches!(self.objects.borrow().get(base_name), Some(Object::Folder(_)))
    }

    /// Whether a file of the world was not there before this run wrote it.
    pub fn is_new(&self, real: &[u8]) -> bool {
        matches!(self.as_it_was.borrow().get(real), Some(None))
    }

    /// Whether all that is at and below `path` of the world, named `stored` in the store, is what it was.
    pub(super) fn is_as_it_was(&self, stored: &[u8], path: &[u8]) -> bool {
        let as_it_was = self.as_it_was.borrow();
        as_it_was.is_empty()
            || !self.is_in_folder(stored)
            || !as_it_was.keys().any(|changed| {
                changed.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/"))
            })
    }

    /// The work tree that the store object of `path` is of, and the path in it.
    pub(super) fn work_tree<'p>(&self, path: &'p [u8]) -> Option<(Rc<[u8]>, &'p [u8])> {
        let (base_name, within) = self.split(path)?;
        match self.objects.borrow().get(base_name)? {
            Object::Tracked(root, _) => Some((Rc::clone(root), within)),
            _ => None,
        }
    }

    /// Whether this evaluation made the store object with this base name, so that its content is known.
    pub(crate) fn has_object(&self, base_name: &[u8]) -> bool {
        self.objects.borrow().contains_key(base_name) || self.is_known_derivation(base_name)
    }
}

/// What a file in memory looks like.
pub(super) const TEXT_STAT: FileStat = FileStat { kind: FileKind::Regular, executable: false };

fn join(root: &[u8], within: &[u8]) -> Box<[u8]> {
    if within.is_empty() { root.into() } else { crate::path::join(root, within).into() }
}
