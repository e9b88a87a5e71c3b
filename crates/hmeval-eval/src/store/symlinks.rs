//! Symbolic links in paths (Nix: `SourceAccessor::resolveSymlinks`).

use std::rc::Rc;

use hmeval_diag::Pos;

use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::path::{join, parent};
use crate::world::FileKind;

/// Which symbolic links of a path are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// Those in the folders that it lies in.
    Ancestors,
    /// All.
    Full,
}

/// So many links in one path are followed, as in Nix.
const MAX_LINKS: u32 = 1024;

impl<'h> Evaluator<'h> {
    /// The path without symbolic links. What does not exist stays as it is.
    ///
    /// # Errors
    /// If links lead in a circle, or cannot be read.
    pub fn resolve_symlinks(&self, path: &[u8]) -> Result<'h, Vec<u8>> {
        self.resolve_path(path, Resolution::Full)
    }

    /// The path without the symbolic links that `how` tells to follow.
    ///
    /// # Errors
    /// As [`Evaluator::resolve_symlinks`].
    pub fn resolve_path(&self, path: &[u8], how: Resolution) -> Result<'h, Vec<u8>> {
        if path == b"/" {
            return Ok(path.to_vec());
        }
        let mut links = 0;
        let folder = self.resolve_folder(parent(path), path, &mut links)?;
        let name = crate::path::base_name(path);
        let mut resolved = join(&folder, name);
        while how == Resolution::Full && self.is_symlink(&resolved)? {
            resolved = self.follow(&resolved, path, &mut links)?.to_vec();
        }
        Ok(resolved)
    }

    /// Fails if one of the folders that `path` lies in is a symbolic link: what looks at paths as they are does not
    /// follow any (Nix: `assertNoSymlinks`).
    ///
    /// # Errors
    /// If one is, or the world cannot tell.
    pub fn check_no_symlinks(&self, path: &[u8]) -> Result<'h, ()> {
        let slashes = path.iter().enumerate().skip(1).filter(|(_, byte)| **byte == b'/');
        for folder in slashes.filter_map(|(at, _)| path.get(..at)) {
            if self.is_symlink(folder)? {
                let message = [b"path '", folder, b"' is a symlink"].concat();
                return Err(self.error(ErrorKind::Io, message));
            }
        }
        Ok(())
    }

    /// A folder's path without symbolic links; remembered, since paths share their folders.
    fn resolve_folder(&self, folder: &[u8], shown: &[u8], links: &mut u32) -> Result<'h, Rc<[u8]>> {
        if let Some(resolved) = self.store.folders.borrow().get(folder) {
            return Ok(Rc::clone(resolved));
        }
        let mut resolved: Rc<[u8]> = Rc::from(&b"/"[..]);
        for name in folder.split(|&byte| byte == b'/').filter(|name| !name.is_empty()) {
            resolved = join(&resolved, name).into();
            while self.is_symlink(&resolved)? {
                resolved = self.follow(&resolved, shown, links)?;
            }
        }
        self.store.folders.borrow_mut().insert(folder.into(), Rc::clone(&resolved));
        Ok(resolved)
    }

    /// Where a symbolic link leads to, the folders on the way resolved.
    fn follow(&self, link: &[u8], shown: &[u8], links: &mut u32) -> Result<'h, Rc<[u8]>> {
        *links += 1;
        if *links > MAX_LINKS {
            let message = [b"infinite symlink recursion in path '", shown, b"'"].concat();
            return Err(self.error(ErrorKind::Io, message));
        }
        self.check_stack(Pos::NONE)?;
        let target = self.read_link(link)?;
        let base: &[u8] = if target.first() == Some(&b'/') { b"/" } else { parent(link) };
        let mut at: Rc<[u8]> = base.into();
        let mut names =
            target.split(|&byte| byte == b'/').filter(|name| !matches!(*name, b"" | b".")).peekable();
        while let Some(name) = names.next() {
            if name == b".." {
                at = parent(&at).into();
                continue;
            }
            at = join(&at, name).into();
            // The last one is left to the caller, who may want it as a link.
            while names.peek().is_some() && self.is_symlink(&at)? {
                at = self.follow(&at, shown, links)?;
            }
        }
        Ok(at)
    }

    fn is_symlink(&self, path: &[u8]) -> Result<'h, bool> {
        Ok(self.path_stat(path)?.is_some_and(|stat| stat.kind == FileKind::Symlink))
    }
}
