//! What an evaluation was told about the world, so that it can be seen whether it would be told the same again.

use std::fs::Metadata;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::time::SystemTime;

use hmeval_eval::world::{FileKind, World};
use hmeval_flake::Sources;
use hmeval_store::{Fingerprint, HashAlgo, Hasher, Settled};
use serde::{Deserialize, Serialize};

use crate::world::path;

/// What was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Question {
    /// The content of a file.
    Content,
    /// The entries of a folder.
    Entries,
    /// What lies at a path.
    Kind,
    /// The target of a symbolic link.
    Link,
    /// The hash of a tree.
    Tree,
    /// When a tree changed last.
    NewestChange,
    /// An environment variable.
    Variable,
    /// The state of a work tree of Git, named by a flake reference.
    Input,
}

/// What was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Told {
    /// Nothing is there.
    Nothing,
    /// What `stat` tells of a file or folder, in place of its content.
    State(State),
    /// Kind, and whether it is executable.
    Kind(u8, bool),
    /// A hash, or a fingerprint.
    Digest([u8; 32]),
    /// Bytes as they are.
    Bytes(Vec<u8>),
    /// Seconds since 1970.
    Seconds(i64),
}

/// What `stat` tells of a file: if none of it is different the content is taken to be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct State {
    device: u64,
    inode: u64,
    size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

impl State {
    fn of(metadata: &Metadata) -> Self {
        State {
            device: metadata.dev(),
            inode: metadata.ino(),
            size: metadata.size(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        }
    }
}

/// What `stat` tells of a file or folder, if it can be relied on for an evaluation that began at `start`.
pub(crate) fn settled_state(file: &[u8], start: SystemTime) -> Option<State> {
    let metadata = std::fs::metadata(path(file)).ok()?;
    Settled::at(start).covers(&metadata).then(|| State::of(&metadata))
}

/// The kind of a file, as it is written down.
pub(crate) fn kind_number(kind: FileKind) -> u8 {
    match kind {
        FileKind::Regular => 0,
        FileKind::Directory => 1,
        FileKind::Symlink => 2,
        FileKind::Unknown => 3,
    }
}

/// The digest of an environment variable: values may be secrets.
pub(crate) fn digest(value: &[u8]) -> Option<[u8; 32]> {
    let mut hasher = Hasher::new(HashAlgo::Blake3);
    hasher.update(value);
    hasher.finish().as_bytes().try_into().ok()
}

/// What would be told now, if `question` about `subject` were asked. `None` where that fails.
pub(crate) fn told_now(
    world: &dyn World,
    sources: &Sources,
    question: Question,
    subject: &[u8],
) -> Option<Told> {
    let told = match question {
        Question::Content | Question::Entries => match std::fs::metadata(path(subject)) {
            Ok(metadata) => Told::State(State::of(&metadata)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Told::Nothing,
            Err(_) => return None,
        },
        Question::Kind => match world.stat(subject).ok()? {
            Some(stat) => Told::Kind(kind_number(stat.kind), stat.executable),
            None => Told::Nothing,
        },
        Question::Link => Told::Bytes(world.read_link(subject).ok()?),
        Question::Tree => {
            let now = SystemTime::now();
            let fingerprint = Fingerprint::of_tree(path(subject), now).ok()??;
            Told::Digest(fingerprint.to_bytes())
        }
        Question::NewestChange => Told::Seconds(world.newest_change(subject).ok()?),
        Question::Variable => match world.env(subject) {
            None => Told::Nothing,
            Some(value) => Told::Digest(digest(&value)?),
        },
        Question::Input => Told::Bytes(sources.state(subject)?),
    };
    Some(told)
}

#[cfg(test)]
mod tests {
    use std::os::unix::ffi::OsStrExt;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_changed_file_is_told_from_what_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.nix");
        std::fs::write(&file, "1").unwrap();
        let later = SystemTime::now() + Duration::from_secs(60);
        let state = || settled_state(file.as_os_str().as_bytes(), later).unwrap();
        let before = state();
        assert_eq!(state(), before);
        std::fs::write(&file, "22").unwrap();
        assert_ne!(state(), before);
        let other = dir.path().join("b.nix");
        std::fs::write(&other, "1").unwrap();
        std::fs::rename(&other, &file).unwrap();
        assert_ne!(state(), before);
    }

    #[test]
    fn a_file_that_has_just_changed_is_not_relied_on() {
        let dir = tempfile::tempdir().unwrap();
        assert!(settled_state(dir.path().as_os_str().as_bytes(), SystemTime::now()).is_none());
    }
}
