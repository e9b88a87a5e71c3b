//! The home: where it is, where our state is, and which links in it are ours.

use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// A home and the folders that belong to its activation.
#[derive(Clone, Debug)]
pub struct Home {
    /// The home folder.
    pub dir: PathBuf,
    /// Where generations and objects are: `$XDG_STATE_HOME/hmeval`.
    pub state: PathBuf,
    /// Where Home Manager keeps which generation is current: `$XDG_STATE_HOME/home-manager`.
    pub manager_state: PathBuf,
    /// The store of Nix, which Home Manager's links lead into.
    pub store: PathBuf,
}

/// The name of the folder of objects.
const OBJECTS: &str = "objects";

/// Whose a symbolic link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// It leads to one of our objects.
    Hmeval,
    /// It leads into a generation of Home Manager.
    HomeManager,
    /// Neither: it is not ours to change.
    Other,
}

impl Home {
    /// The home at `dir`, with the state in `state_home` (`$XDG_STATE_HOME`, or what stands for it).
    #[must_use]
    pub fn new(dir: &Path, state_home: &Path) -> Self {
        Home {
            dir: dir.to_owned(),
            state: state_home.join("hmeval"),
            manager_state: state_home.join("home-manager"),
            store: PathBuf::from("/nix/store"),
        }
    }

    /// The folder of the objects.
    #[must_use]
    pub fn objects(&self) -> PathBuf {
        self.state.join(OBJECTS)
    }

    /// Whose a link with this text is. Home Manager's rule is the pattern `/nix/store/*-home-manager-files/*`.
    #[must_use]
    pub fn owner(&self, to: &Path) -> Owner {
        let in_state = to.strip_prefix(&self.state);
        if in_state.is_ok_and(|rest| rest.starts_with(OBJECTS) && rest != Path::new(OBJECTS)) {
            return Owner::Hmeval;
        }
        let Ok(rest) = to.strip_prefix(&self.store) else { return Owner::Other };
        let mut names = rest.iter();
        let is_farm = names.next().is_some_and(|name| name.as_bytes().ends_with(b"-home-manager-files"));
        if is_farm && names.next().is_some() { Owner::HomeManager } else { Owner::Other }
    }

    /// The folder of files of the generation that Home Manager holds for current.
    #[must_use]
    pub fn manager_files(&self) -> Option<PathBuf> {
        std::fs::canonicalize(self.manager_state.join("gcroots/current-home/home-files")).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_told_apart() {
        let home = Home::new(Path::new("/home/u"), Path::new("/home/u/.local/state"));
        let owner = |to: &str| home.owner(Path::new(to));
        assert_eq!(owner("/home/u/.local/state/hmeval/objects/x-a"), Owner::Hmeval);
        assert_eq!(owner("/home/u/.local/state/hmeval/objects"), Owner::Other);
        assert_eq!(owner("/nix/store/abc-home-manager-files/.bashrc"), Owner::HomeManager);
        assert_eq!(owner("/nix/store/abc-home-manager-files"), Owner::Other);
        assert_eq!(owner("/nix/store/abc-other/.bashrc"), Owner::Other);
        assert_eq!(owner("dotfiles/bashrc"), Owner::Other);
    }
}
