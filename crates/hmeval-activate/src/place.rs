//! What is at a target now, and whether its parents let it be changed. Nothing is written here.

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use rustix::fs::{Access, access};

use crate::error::describe;
use crate::home::{Home, Owner};

/// What is at a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing.
    Nothing,
    /// A symbolic link, and whose.
    Link(PathBuf, Owner),
    /// A regular file (or something else that is no folder).
    File,
    /// A folder.
    Folder,
}

/// What the parents of a target are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Parent {
    /// A folder that can be written to.
    Folder,
    /// Nothing: it will be made.
    Missing,
    /// A link of ours stands where a folder is wanted: it goes.
    OwnLink(PathBuf),
    /// Nothing can be put there, for this reason.
    Problem(String),
}

/// Looks at the home; what it learns of folders it remembers.
pub(crate) struct Places<'a> {
    home: &'a Home,
    user: u32,
    parents: FxHashMap<OsString, Parent>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(home: &'a Home) -> Self {
        Places { home, user: rustix::process::geteuid().as_raw(), parents: FxHashMap::default() }
    }

    /// What is at a target, relative to the home.
    pub(crate) fn found(&self, target: &Path) -> io::Result<Found> {
        let path = self.home.dir.join(target);
        // In nearly all places there is a link, so that this one call is all.
        match fs::read_link(&path) {
            Ok(to) => {
                let owner = self.home.owner(&to);
                return Ok(Found::Link(to, owner));
            }
            Err(error) if is_absent(&error) => return Ok(Found::Nothing),
            // It is no link.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => {}
            Err(error) => return Err(error),
        }
        match fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_dir() => Ok(Found::Folder),
            Ok(_) => Ok(Found::File),
            Err(error) if is_absent(&error) => Ok(Found::Nothing),
            Err(error) => Err(error),
        }
    }

    /// What the folder of a target is; it is relative to the home.
    pub(crate) fn parent(&mut self, target: &Path) -> Parent {
        let Some(folder) = target.parent() else { return Parent::Folder };
        if let Some(known) = self.parents.get(folder.as_os_str()) {
            return known.clone();
        }
        let parent = if folder.as_os_str().is_empty() {
            self.folder(&self.home.dir)
        } else {
            match self.parent(folder) {
                Parent::Folder => self.look(folder),
                other => other,
            }
        };
        self.parents.insert(folder.as_os_str().to_owned(), parent.clone());
        parent
    }

    /// What a folder is whose parents are folders.
    fn look(&self, folder: &Path) -> Parent {
        let path = self.home.dir.join(folder);
        let meta = match fs::symlink_metadata(&path) {
            Ok(meta) => meta,
            Err(error) if is_absent(&error) => return Parent::Missing,
            Err(error) => return Parent::Problem(describe("look at", &path, &error)),
        };
        if meta.is_dir() {
            return self.folder(&path);
        }
        if !meta.is_symlink() {
            return Parent::Problem(format!("'{}' is a file, but has to be a folder", path.display()));
        }
        let to = match fs::read_link(&path) {
            Ok(to) => to,
            Err(error) => return Parent::Problem(describe("read the link", &path, &error)),
        };
        if self.home.owner(&to) != Owner::Other {
            return Parent::OwnLink(folder.to_owned());
        }
        self.foreign_link(&path, &to, &meta)
    }

    /// A link of the user stands for a folder: it is followed if all that it leads to is the user's own.
    fn foreign_link(&self, path: &Path, to: &Path, link: &Metadata) -> Parent {
        let shown = format!("'{}' is a link to '{}'", path.display(), to.display());
        if link.uid() != self.user {
            return Parent::Problem(format!("{shown} that belongs to another user"));
        }
        match fs::metadata(path) {
            Err(_) => Parent::Problem(format!("{shown}, where nothing is")),
            Ok(meta) if !meta.is_dir() => Parent::Problem(format!("{shown}, which is no folder")),
            Ok(meta) if meta.uid() != self.user => {
                Parent::Problem(format!("{shown}, which belongs to another user"))
            }
            Ok(_) => match access(path, Access::WRITE_OK | Access::EXEC_OK) {
                Ok(()) => Parent::Folder,
                Err(_) => Parent::Problem(format!("{shown}, which is read-only")),
            },
        }
    }

    fn folder(&self, path: &Path) -> Parent {
        match access(path, Access::WRITE_OK | Access::EXEC_OK) {
            Ok(()) => Parent::Folder,
            Err(error) => Parent::Problem(describe("write to the folder", path, &error.into())),
        }
    }
}

/// Whether nothing is there; a file in place of a folder on the way means that too.
pub(crate) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
