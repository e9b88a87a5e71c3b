//! Hashes of trees as Git objects (Nix manual, section "Git content addressing"; `libutil/git.cc`), of the method
//! [`crate::ContentAddressMethod::Git`].

use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind};
use crate::hash::{Hash, HashAlgo};
use crate::hasher::Hasher;
use crate::nar::{Kind, NarError, NarSource};

/// How deep directories may be nested. Nix has no limit but its stack.
const MAX_DEPTH: usize = 256;

/// The hash of the tree at `root` as a Git object. `filter` is used as in [`crate::nar::write_nar`]. The experimental
/// feature `git-hashing` is the caller's to check.
///
/// # Errors
/// If the source cannot be read, `filter` fails, or the tree is too deep or has an unsupported object.
pub fn hash_git<S: NarSource, E>(
    source: &S,
    root: &Path,
    algo: HashAlgo,
    filter: impl FnMut(&Path, Kind) -> Result<bool, E>,
) -> Result<Hash, NarError<E>> {
    let mut walk = Walk { source, algo, filter, path: root.to_path_buf() };
    let kind = source.kind(root).map_err(|error| walk.source_error(error))?;
    Ok(walk.object(kind, 0)?.hash)
}

/// An object as the tree that holds it names it.
struct Object {
    mode: &'static str,
    hash: Hash,
}

struct Walk<'a, S, F> {
    source: &'a S,
    algo: HashAlgo,
    filter: F,
    path: PathBuf,
}

impl<S, F> Walk<'_, S, F>
where
    S: NarSource,
{
    fn object<E>(&mut self, kind: Kind, depth: usize) -> Result<Object, NarError<E>>
    where
        F: FnMut(&Path, Kind) -> Result<bool, E>,
    {
        match kind {
            Kind::Regular => self.file().map_err(|error| self.source_error(error)),
            Kind::Directory if depth >= MAX_DEPTH => Err(self.invalid(b"path '", b"' is nested too deeply")),
            Kind::Directory => self.directory(depth),
            Kind::Symlink => {
                let target = self.source.read_link(&self.path).map_err(|error| self.source_error(error))?;
                Ok(Object { mode: "120000", hash: self.whole("blob", &target) })
            }
            Kind::Unsupported => Err(self.invalid(b"file '", b"' has an unsupported type of unknown")),
        }
    }

    fn file(&self) -> io::Result<Object> {
        let mut file = self.source.open(&self.path)?;
        let mut hasher = self.begin("blob", file.size);
        let copied = io::copy(&mut file.content, &mut hasher)?;
        if copied != file.size {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mode = if file.executable { "100755" } else { "100644" };
        Ok(Object { mode, hash: hasher.finish() })
    }

    fn directory<E>(&mut self, depth: usize) -> Result<Object, NarError<E>>
    where
        F: FnMut(&Path, Kind) -> Result<bool, E>,
    {
        let mut names = self.source.list(&self.path).map_err(|error| self.source_error(error))?;
        names.sort_unstable_by(|(name, _), (other, _)| name.cmp(other));
        let mut entries = Vec::new();
        for (name, kind) in names {
            self.path.push(OsStr::from_bytes(&name));
            if (self.filter)(&self.path, kind).map_err(NarError::Filter)? {
                entries.push((name, kind, self.object(kind, depth + 1)?));
            }
            self.path.pop();
        }
        // Git sorts a directory as though its name ended in a slash.
        entries.sort_by_cached_key(|(name, kind, _)| {
            let slash: &[u8] = if *kind == Kind::Directory { b"/" } else { b"" };
            [name.as_slice(), slash].concat()
        });
        let mut tree = Vec::new();
        for (name, _, object) in &entries {
            tree.extend_from_slice(object.mode.as_bytes());
            tree.push(b' ');
            tree.extend_from_slice(name);
            tree.push(0);
            tree.extend_from_slice(object.hash.as_bytes());
        }
        Ok(Object { mode: "40000", hash: self.whole("tree", &tree) })
    }

    /// The hash of an object of type `kind` whose content is at hand.
    fn whole(&self, kind: &str, content: &[u8]) -> Hash {
        let mut hasher = self.begin(kind, content.len() as u64);
        hasher.update(content);
        hasher.finish()
    }

    /// A hasher that has seen the head of an object.
    fn begin(&self, kind: &str, size: u64) -> Hasher {
        let mut hasher = Hasher::new(self.algo);
        hasher.update(format!("{kind} {size}\0").as_bytes());
        hasher
    }

    fn source_error<E>(&self, error: io::Error) -> NarError<E> {
        NarError::Source { path: self.path.clone(), error }
    }

    fn invalid<E>(&self, before: &[u8], after: &[u8]) -> NarError<E> {
        let path = self.path.as_os_str().as_bytes();
        NarError::Invalid(Error::new(ErrorKind::Other, &[before, path, after]))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::convert::Infallible;

    use super::*;
    use crate::hash::HashFormat;
    use crate::nar::memory::{Node, Tree};

    fn hash(tree: &Tree, filter: impl FnMut(&Path, Kind) -> Result<bool, Infallible>) -> String {
        let hash = hash_git(tree, Path::new("/r"), HashAlgo::Sha1, filter).unwrap();
        hash.to_text(HashFormat::Base16, false)
    }

    fn example() -> Tree {
        Tree(BTreeMap::from([
            ("/r", Node::Directory(vec!["a", "a.b", "a0", "l"])),
            ("/r/a", Node::Directory(vec!["x"])),
            ("/r/a/x", Node::File(b"one", false)),
            ("/r/a.b", Node::File(b"two", false)),
            ("/r/a0", Node::File(b"three", true)),
            ("/r/l", Node::Link(b"a/x")),
        ]))
    }

    #[test]
    fn trees_have_the_hashes_git_gives_them() {
        let hello = Tree(BTreeMap::from([("/r", Node::File(b"hello\n", false))]));
        assert_eq!(hash(&hello, |_, _| Ok(true)), "ce013625030ba8dba906f756967f9e9ca394464a");
        assert_eq!(hash(&example(), |_, _| Ok(true)), "ba84a7cf86749e328f4a7a2ff676018cda2fcc9f");
        assert_eq!(hash(&example(), |_, _| Ok(false)), "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    }

    #[test]
    fn an_error_of_the_filter_comes_through() {
        let result = hash_git(&example(), Path::new("/r"), HashAlgo::Sha1, |_, _| Err("no"));
        assert!(matches!(result, Err(NarError::Filter("no"))));
    }
}
