//! The hash of the archive of some files of a folder: what Git tracks of a work tree.
//!
//! The list of the files is known, so no folder is listed. Files are read ahead by a second thread: most are so small
//! that opening them is what takes the time.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::ffi::OsStr;
use std::io::{self, Cursor};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmeval_store::nar::{FsSource, Kind, NarError, NarSource, OpenFile, hash_nar};
use hmeval_store::{Hash, HashAlgo};

use crate::reference::Message;

/// Changes younger than this cannot be told from later ones by their time.
const CLOCK_TICK: Duration = Duration::from_millis(20);

/// The hash, and whether the files were all at rest, so that it may be relied on later.
///
/// # Errors
/// If a file cannot be read.
pub(super) fn hash(root: &[u8], files: &BTreeSet<Vec<u8>>) -> Result<(Hash, bool), Message> {
    let began = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().saturating_sub(CLOCK_TICK);
    let root = Path::new(OsStr::from_bytes(root));
    let tree = Tracked { folders: folders(root, files), began, is_settled: true.into() };
    let hashed = hash_nar(&tree, root, HashAlgo::Sha256, |_, _| Ok::<_, Infallible>(true));
    match hashed {
        Ok((hash, _)) => Ok((hash, tree.is_settled.get())),
        Err(NarError::Filter(never)) => match never {},
        Err(NarError::Invalid(error)) => Err(error.message().to_vec()),
        Err(NarError::Source { path, error }) => {
            Err(format!("cannot read '{}': {error}", path.display()).into_bytes())
        }
        Err(NarError::Sink(error)) => Err(error.to_string().into_bytes()),
    }
}

/// The names in each folder, and whether they are folders.
type Folders = BTreeMap<PathBuf, BTreeMap<Vec<u8>, bool>>;

fn folders(root: &Path, files: &BTreeSet<Vec<u8>>) -> Folders {
    let mut all = Folders::from([(root.to_path_buf(), BTreeMap::new())]);
    for file in files {
        let mut folder = root.to_path_buf();
        let mut parts = file.split(|byte| *byte == b'/').peekable();
        while let Some(part) = parts.next() {
            let is_folder = parts.peek().is_some();
            let names = all.entry(folder.clone()).or_default();
            names.entry(part.to_vec()).or_insert(is_folder);
            folder.push(OsStr::from_bytes(part));
        }
    }
    all
}

struct Tracked {
    folders: Folders,
    began: Duration,
    is_settled: std::cell::Cell<bool>,
}

impl Tracked {
    fn note_time(&self, metadata: &std::fs::Metadata) {
        let seconds = u64::try_from(metadata.ctime()).unwrap_or(0);
        let nanoseconds = u32::try_from(metadata.ctime_nsec()).unwrap_or(0);
        if Duration::new(seconds, nanoseconds) >= self.began {
            self.is_settled.set(false);
        }
    }
}

impl NarSource for Tracked {
    type Content = Cursor<Vec<u8>>;

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        if self.folders.contains_key(path) {
            return Ok(Kind::Directory);
        }
        FsSource.kind(path)
    }

    fn open(&self, path: &Path) -> io::Result<OpenFile<Self::Content>> {
        let mut file = std::fs::File::open(path)?;
        let metadata = file.metadata()?;
        self.note_time(&metadata);
        let mut content = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0).saturating_add(1));
        io::Read::read_to_end(&mut file, &mut content)?;
        let executable = metadata.mode() & 0o100 != 0;
        Ok(OpenFile { executable, size: content.len() as u64, content: Cursor::new(content) })
    }

    fn list(&self, path: &Path) -> io::Result<Vec<(Vec<u8>, Kind)>> {
        let names = self.folders.get(path).into_iter().flatten();
        names
            .map(|(name, is_folder)| {
                let kind = match is_folder {
                    true => Kind::Directory,
                    false => FsSource.kind(&path.join(OsStr::from_bytes(name)))?,
                };
                Ok((name.clone(), kind))
            })
            .collect()
    }

    fn read_link(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.note_time(&std::fs::symlink_metadata(path)?);
        FsSource.read_link(path)
    }
}
