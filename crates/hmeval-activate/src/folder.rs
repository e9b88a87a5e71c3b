//! Places in the home, in folders that are held open.
//!
//! Between a look at a path and a change of it, somebody may put a link in the place of a folder on the way. So folders
//! are opened name by name from the home on, without following links, and changes are made relative to what is open.
//! Links that stand for folders are followed if they, and the folders that they lead to, are the user's own.
//! `apply` changes the home through this, and nothing else does.

use std::cell::RefCell;
use std::ffi::{OsStr, OsString};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, fstat, openat, readlinkat, statat};
use rustix::io::Errno;

use crate::disk::Disk;

/// What a folder is opened for: to name things in it.
pub(crate) const FOLDER: OFlags = OFlags::PATH.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

/// A name in a folder.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The folder; or what relative paths start from, if `name` is an absolute path.
    pub(crate) folder: BorrowedFd<'a>,
    /// The name.
    pub(crate) name: &'a OsStr,
    /// The whole path, for people.
    pub(crate) path: &'a Path,
}

impl<'a> Place<'a> {
    /// A place that only its path tells of: for folders of our own.
    pub(crate) fn of(path: &'a Path) -> Self {
        Place { folder: CWD, name: path.as_os_str(), path }
    }

    /// What a link at this place leads to.
    pub(crate) fn read_link(self) -> io::Result<PathBuf> {
        use std::os::unix::ffi::OsStringExt;
        let text = readlinkat(self.folder, self.name, Vec::new())?;
        Ok(PathBuf::from(OsString::from_vec(text.into_bytes())))
    }

    /// What kind of thing is at this place.
    pub(crate) fn kind(self) -> io::Result<FileType> {
        let stat = statat(self.folder, self.name, AtFlags::SYMLINK_NOFOLLOW)?;
        Ok(FileType::from_raw_mode(stat.st_mode))
    }

    /// Whether nothing is at this place.
    pub(crate) fn is_free(self) -> bool {
        statat(self.folder, self.name, AtFlags::SYMLINK_NOFOLLOW).err() == Some(Errno::NOENT)
    }
}

/// A place in the home, with its folder.
pub(crate) struct Spot {
    folder: Rc<OwnedFd>,
    name: OsString,
    path: PathBuf,
}

impl Spot {
    /// The place itself.
    pub(crate) fn place(&self) -> Place<'_> {
        Place { folder: self.folder.as_fd(), name: &self.name, path: &self.path }
    }

    /// Another name in the same folder.
    pub(crate) fn beside(&self, path: &Path) -> Spot {
        let name = path.file_name().unwrap_or_default().to_owned();
        Spot { folder: Rc::clone(&self.folder), name, path: path.to_owned() }
    }
}

/// The folders of a home. The way to the last one stays open: most changes follow each other in the same folder.
pub(crate) struct Folders<'a> {
    home: &'a Path,
    user: u32,
    way: RefCell<Vec<(OsString, Rc<OwnedFd>)>>,
}

impl<'a> Folders<'a> {
    pub(crate) fn new(home: &'a Path) -> Self {
        Folders { home, user: rustix::process::geteuid().as_raw(), way: RefCell::new(Vec::new()) }
    }

    /// A place, relative to the home, whose folder exists.
    ///
    /// # Errors
    /// If it does not, or is not the user's.
    pub(crate) fn spot(&self, target: &Path) -> io::Result<Spot> {
        self.find(target, None)
    }

    /// A place whose folder is made where it is missing.
    ///
    /// # Errors
    /// If it cannot be made, or is not the user's.
    pub(crate) fn make_spot(&self, disk: Disk<'_>, target: &Path) -> io::Result<Spot> {
        self.find(target, Some(disk))
    }

    fn find(&self, target: &Path, make: Option<Disk<'_>>) -> io::Result<Spot> {
        let parent = target.parent().unwrap_or(Path::new(""));
        let mut way = self.way.borrow_mut();
        if way.is_empty() {
            way.push((OsString::new(), Rc::new(openat(CWD, self.home, FOLDER, Mode::empty())?)));
        }
        let known =
            way.iter().skip(1).zip(parent.iter()).take_while(|((name, _), next)| name == next).count();
        way.truncate(known.saturating_add(1));
        let mut path = self.home.to_owned();
        path.extend(parent.iter().take(known));
        for name in parent.iter().skip(known) {
            path.push(name);
            let Some((_, above)) = way.last() else { break };
            let folder = Rc::new(self.enter(Place { folder: above.as_fd(), name, path: &path }, make)?);
            way.push((name.to_owned(), folder));
        }
        let folder = way.last().map(|(_, folder)| Rc::clone(folder)).ok_or(io::ErrorKind::NotFound)?;
        let name = target.file_name().unwrap_or_default().to_owned();
        Ok(Spot { folder, path: self.home.join(target), name })
    }

    /// Opens a folder in another one.
    fn enter(&self, place: Place<'_>, make: Option<Disk<'_>>) -> io::Result<OwnedFd> {
        let open = || openat(place.folder, place.name, FOLDER | OFlags::NOFOLLOW, Mode::empty());
        match (open(), make) {
            (Err(Errno::NOENT), Some(disk)) => {
                match disk.mkdir(place, 0o755) {
                    // Somebody else made it in the meantime.
                    Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                    _ => {}
                }
                Ok(open()?)
            }
            (Err(Errno::NOTDIR | Errno::LOOP), _) => self.follow(place),
            (opened, _) => Ok(opened?),
        }
    }

    /// Opens the folder that a link of the user's leads to, if that is the user's too.
    fn follow(&self, place: Place<'_>) -> io::Result<OwnedFd> {
        let link = statat(place.folder, place.name, AtFlags::SYMLINK_NOFOLLOW)?;
        if FileType::from_raw_mode(link.st_mode) != FileType::Symlink {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let folder = openat(place.folder, place.name, FOLDER, Mode::empty())?;
        if link.st_uid != self.user || fstat(&folder)?.st_uid != self.user {
            let text =
                format!("'{}' is a link, and it or its folder belongs to another user", place.path.display());
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, text));
        }
        Ok(folder)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_folder_that_became_a_link_is_not_followed_to_others() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join("a/b")).unwrap();
        let folders = Folders::new(home.path());
        let held = folders.spot(Path::new("a/b/c")).unwrap();
        // The folder goes elsewhere, and a link into the system comes in its place.
        fs::rename(home.path().join("a"), home.path().join("moved")).unwrap();
        symlink("/proc/self", home.path().join("a")).unwrap();
        Disk::default().symlink(Path::new("x"), held.place()).unwrap();
        assert!(fs::symlink_metadata(home.path().join("moved/b/c")).is_ok());
        assert!(Folders::new(home.path()).spot(Path::new("a/fd/c")).is_err() || folders.user == 0);
    }

    #[test]
    fn folders_are_made_and_links_of_the_user_followed() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("real")).unwrap();
        symlink("real", home.path().join("link")).unwrap();
        fs::write(home.path().join("file"), "").unwrap();
        let folders = Folders::new(home.path());
        assert!(folders.spot(Path::new("link/new/x")).is_err());
        let spot = folders.make_spot(Disk::default(), Path::new("link/new/x")).unwrap();
        assert!(spot.place().is_free() && home.path().join("real/new").is_dir());
        let error = folders.make_spot(Disk::default(), Path::new("file/x")).err().map(|error| error.kind());
        assert_eq!(error, Some(io::ErrorKind::NotADirectory));
    }
}
