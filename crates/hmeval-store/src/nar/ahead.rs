//! The files of a tree that was looked at, read ahead on other cores while the archive is hashed.
//!
//! An archive asks for folders and files in one fixed order. The files are cut into batches; whoever is free reads the next
//! one, but never more than a few ahead of the hash, so that memory stays bounded. Used by `source_tree`.

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::ops::Range;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rustix::fs::{Mode, OFlags, open, openat};

use super::fs::{FsSource, OWNER_EXECUTES};
use super::source::{Kind, NarSource, OpenFile};
use super::write::{NarError, hash_nar};
use crate::hash::{Hash, HashAlgo};
use crate::source_tree::Entry;

/// Larger files are not read ahead, but as the archive takes them.
const LARGE: u64 = 1 << 20;
/// A batch ends at this many bytes.
const BATCH_BYTES: u64 = 512 * 1024;
/// And at this many files.
const BATCH_FILES: usize = 96;
/// Batches that may wait to be hashed.
const WINDOW: usize = 8;

/// The SHA-256 hash of the archive of the tree at `root`, of which `top` is known.
///
/// # Errors
/// If something cannot be read, or is no longer what it was.
pub(crate) fn hash_ahead(root: &Path, top: &Entry) -> Result<Hash, NarError<Infallible>> {
    if !top.metadata.is_dir() {
        return hash_nar(&FsSource, root, HashAlgo::Sha256, |_, _| Ok(true)).map(|(hash, _)| hash);
    }
    let ahead = Ahead::new(root, top);
    let hash = || hash_in_order(root, &ahead, &|| ());
    if ahead.batches.len() < 2 {
        return hash();
    }
    rayon::in_place_scope(|scope| {
        for _ in 0..rayon::current_num_threads().saturating_sub(1).max(1) {
            scope.spawn(|_| ahead.help());
        }
        let hash = hash();
        ahead.end();
        hash
    })
}

/// The same on this thread alone, which is lent to `others` between two batches.
///
/// # Errors
/// If something cannot be read, or is no longer what it was.
pub(crate) fn hash_meanwhile(
    root: &Path,
    top: &Entry,
    others: &dyn Fn(),
) -> Result<Hash, NarError<Infallible>> {
    match top.metadata.is_dir() {
        true => hash_in_order(root, &Ahead::new(root, top), others),
        false => hash_ahead(root, top),
    }
}

fn hash_in_order(root: &Path, ahead: &Ahead<'_>, between: &dyn Fn()) -> Result<Hash, NarError<Infallible>> {
    let source = InOrder::of(ahead, between);
    hash_nar(&source, root, HashAlgo::Sha256, |_, _| Ok(true)).map(|(hash, _)| hash)
}

/// A folder of the tree.
struct Folder<'t> {
    path: PathBuf,
    entry: &'t Entry,
}

/// A file of the tree, in the folder of this number.
struct FileIn<'t> {
    folder: usize,
    entry: &'t Entry,
}

/// What was read of the files of a batch; nothing for large ones.
type Batch = Vec<io::Result<Option<Vec<u8>>>>;

#[derive(Default)]
struct State {
    /// Batches that somebody reads, or has read.
    begun: usize,
    /// Batches that were taken for the archive.
    taken: usize,
    /// Batches that were read and not taken yet, by their numbers.
    ready: Vec<Option<Batch>>,
    ended: bool,
}

/// All files of the tree, in the order of the archive, and how far they were read.
struct Ahead<'t> {
    folders: Vec<Folder<'t>>,
    files: Vec<FileIn<'t>>,
    batches: Vec<Range<usize>>,
    state: Mutex<State>,
    changed: Condvar,
}

impl<'t> Ahead<'t> {
    fn new(root: &Path, top: &'t Entry) -> Self {
        let (mut folders, mut files) = (Vec::new(), Vec::new());
        flatten(root.to_path_buf(), top, &mut folders, &mut files);
        let batches = cut(&files);
        let state = State { ready: batches.iter().map(|_| None).collect(), ..State::default() };
        Ahead { folders, files, batches, state: Mutex::new(state), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads batches until there are no more.
    fn help(&self) {
        while let Some(number) = self.begin() {
            let batch = self.read(number);
            if let Some(place) = self.lock().ready.get_mut(number) {
                *place = Some(batch);
            }
            self.changed.notify_all();
        }
    }

    /// The number of a batch that nobody reads, once it is not too far ahead.
    fn begin(&self) -> Option<usize> {
        let mut state = self.lock();
        loop {
            if state.ended || state.begun >= self.batches.len() {
                return None;
            }
            if state.begun < state.taken + WINDOW {
                state.begun += 1;
                return Some(state.begun - 1);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The next batch for the archive: what was read ahead, or else is read now.
    fn take(&self) -> Batch {
        let mut state = self.lock();
        let number = state.taken;
        state.taken += 1;
        self.changed.notify_all();
        if state.begun <= number {
            state.begun = number + 1;
            drop(state);
            return self.read(number);
        }
        loop {
            match state.ready.get_mut(number).and_then(Option::take) {
                Some(batch) => return batch,
                None => state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Nobody takes any more.
    fn end(&self) {
        self.lock().ended = true;
        self.changed.notify_all();
    }

    fn read(&self, number: usize) -> Batch {
        let files = self.batches.get(number).and_then(|range| self.files.get(range.clone()));
        let mut open_folder = None;
        let mut read = |file: &FileIn<'t>| {
            let size = file.entry.metadata.len();
            if size > LARGE {
                return Ok(None);
            }
            let folder = match &mut open_folder {
                Some((number, folder)) if *number == file.folder => folder,
                other => {
                    let folder = open(
                        self.folder(file),
                        OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC,
                        Mode::empty(),
                    )?;
                    &mut other.insert((file.folder, folder)).1
                }
            };
            let mut opened = File::from(openat(&*folder, &file.entry.name, OPEN_FILE, Mode::empty())?);
            let mut content = vec![0; usize::try_from(size).map_err(|_| io::ErrorKind::FileTooLarge)?];
            opened.read_exact(&mut content)?;
            Ok(Some(content))
        };
        files.unwrap_or_default().iter().map(&mut read).collect()
    }

    fn folder(&self, file: &FileIn<'t>) -> &Path {
        self.folders.get(file.folder).map_or(Path::new(""), |folder| &folder.path)
    }
}

/// How files are opened: what has become a link in the meantime is none of the tree.
const OPEN_FILE: OFlags = OFlags::RDONLY.union(OFlags::CLOEXEC).union(OFlags::NOFOLLOW);

/// Folders and files in the order in which an archive asks for them.
fn flatten<'t>(path: PathBuf, entry: &'t Entry, folders: &mut Vec<Folder<'t>>, files: &mut Vec<FileIn<'t>>) {
    let folder = folders.len();
    folders.push(Folder { path, entry });
    for inner in &entry.entries {
        if inner.metadata.is_dir() {
            let path = folders.get(folder).map(|folder| folder.path.join(&inner.name));
            flatten(path.unwrap_or_default(), inner, folders, files);
        } else if inner.metadata.is_file() {
            files.push(FileIn { folder, entry: inner });
        }
    }
}

fn cut(files: &[FileIn<'_>]) -> Vec<Range<usize>> {
    let mut batches: Vec<Range<usize>> = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (number, file) in files.iter().enumerate() {
        bytes += file.entry.metadata.len();
        if bytes >= BATCH_BYTES || number + 1 - start >= BATCH_FILES || number + 1 == files.len() {
            batches.push(start..number + 1);
            (start, bytes) = (number + 1, 0);
        }
    }
    batches
}

/// The tree as the archive asks for it.
struct InOrder<'a, 't> {
    ahead: &'a Ahead<'t>,
    folder: Cell<usize>,
    file: Cell<usize>,
    batch: RefCell<std::vec::IntoIter<io::Result<Option<Vec<u8>>>>>,
    /// Called before a batch is taken.
    between: &'a dyn Fn(),
}

impl<'a, 't> InOrder<'a, 't> {
    fn of(ahead: &'a Ahead<'t>, between: &'a dyn Fn()) -> Self {
        let (folder, file) = (Cell::new(0), Cell::new(0));
        InOrder { ahead, folder, file, batch: RefCell::new(Vec::new().into_iter()), between }
    }
}

/// The content of a file.
enum Content {
    Read(Cursor<Vec<u8>>),
    Open(File),
}

impl Read for Content {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Content::Read(content) => content.read(buffer),
            Content::Open(file) => file.read(buffer),
        }
    }
}

impl NarSource for InOrder<'_, '_> {
    type Content = Content;

    /// Only the tree itself is asked about.
    fn kind(&self, _path: &Path) -> io::Result<Kind> {
        Ok(Kind::Directory)
    }

    fn open(&self, path: &Path) -> io::Result<OpenFile<Content>> {
        let file = self.ahead.files.get(self.file.replace(self.file.get() + 1)).ok_or_else(changed)?;
        let mut batch = self.batch.borrow_mut();
        let content = match batch.next() {
            Some(content) => content,
            None => {
                (self.between)();
                *batch = self.ahead.take().into_iter();
                batch.next().ok_or_else(changed)?
            }
        };
        let metadata = &file.entry.metadata;
        let content = match content? {
            Some(content) => Content::Read(Cursor::new(content)),
            None => Content::Open(File::from(open(path, OPEN_FILE, Mode::empty())?)),
        };
        Ok(OpenFile { executable: metadata.mode() & OWNER_EXECUTES != 0, size: metadata.len(), content })
    }

    fn list(&self, _path: &Path) -> io::Result<Vec<(Vec<u8>, Kind)>> {
        let folder =
            self.ahead.folders.get(self.folder.replace(self.folder.get() + 1)).ok_or_else(changed)?;
        let named = |entry: &Entry| (entry.name.as_bytes().to_vec(), entry.metadata.file_type().into());
        Ok(folder.entry.entries.iter().map(named).collect())
    }

    fn read_link(&self, path: &Path) -> io::Result<Vec<u8>> {
        Ok(fs::read_link(path)?.as_os_str().as_bytes().to_vec())
    }
}

/// The archive asked for something that was not there.
fn changed() -> io::Error {
    io::Error::other("the tree is not what it was")
}
