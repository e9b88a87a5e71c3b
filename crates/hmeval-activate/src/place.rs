//! What is at a target now, and whether its parents let it be changed. Nothing is written here.

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use rustix::fs::{Access, CWD, FileType, Mode, access, openat};

use crate::error::{describe, shown};
use crate::folder::{FOLDER, Place};
use crate::home::{Home, Owner};

/// What is at a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing.
    Nothing,
    /// A symbolic link, and what it says.
    Link(PathBuf),
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
    /// A folder of the user's that cannot be written to now, for this reason.
    ReadOnly(String),
    /// Nothing can be put there, for this reason.
    Problem(String),
}

/// Looks at the home; what it learns of folders it remembers.
pub(crate) struct Places<'a> {
    home: &'a Home,
    user: u32,
    parents: FxHashMap<OsString, Parent>,
    /// The folder that was looked into last, and its path in the home: targets come sorted, so that most lie in it.
    last: Option<(PathBuf, OwnedFd)>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(home: &'a Home) -> Self {
        Places { home, user: rustix::process::geteuid().as_raw(), parents: FxHashMap::default(), last: None }
    }

    /// What is at a target, relative to the home.
    pub(crate) fn found(&mut self, target: &Path) -> io::Result<Found> {
        match self.look_into_folder(target) {
            Err(error) if is_absent(&error) => Ok(Found::Nothing),
            other => other,
        }
    }

    /// The same, where an error is also that nothing is there. The name is looked up in the folder, held open: with the
    /// whole path, most of the time of a switch would go into finding the same folders again.
    fn look_into_folder(&mut self, target: &Path) -> io::Result<Found> {
        let folder = target.parent().unwrap_or(Path::new(""));
        if !matches!(&self.last, Some((path, _)) if path.as_os_str() == folder.as_os_str()) {
            let opened = openat(CWD, self.home.dir.join(folder), FOLDER, Mode::empty())?;
            self.last = Some((folder.to_owned(), opened));
        }
        let Some((_, opened)) = &self.last else { return Ok(Found::Nothing) };
        let name = target.file_name().unwrap_or_default();
        let place = Place { folder: opened.as_fd(), name, path: target };
        // In nearly all places there is a link, so that this one call is all.
        match place.read_link() {
            Ok(to) => Ok(Found::Link(to)),
            // It is no link.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => match place.kind()? {
                FileType::Directory => Ok(Found::Folder),
                _ => Ok(Found::File),
            },
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
                // What is in a folder that cannot be written to can be written to all the same.
                Parent::ReadOnly(reason) => match self.look(folder) {
                    Parent::Missing | Parent::OwnLink(_) => Parent::ReadOnly(reason),
                    found => found,
                },
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
            return Parent::Problem(format!("'{}' is a file, but has to be a folder", shown(&path)));
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
        let shown = format!("'{}' is a link to '{}'", shown(path), shown(to));
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
                Err(_) => Parent::ReadOnly(format!("{shown}, which is read-only")),
            },
        }
    }

    fn folder(&self, path: &Path) -> Parent {
        match access(path, Access::WRITE_OK | Access::EXEC_OK) {
            Ok(()) => Parent::Folder,
            Err(error) => Parent::ReadOnly(describe("write to the folder", path, &error.into())),
        }
    }
}

/// Whether nothing is there; a file in place of a folder on the way means that too.
pub(crate) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
