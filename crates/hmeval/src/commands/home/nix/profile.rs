//! Home Manager's profile: the generations that its own program shows, found and changed as it does that.
//!
//! A generation is a link `home-manager-N-link` in the folder of profiles; the link `home-manager` names the current one.
//! `nix-env` changes them, so that Nix knows of the roots, and `nix-store` says what their packages are; Home Manager's own
//! program does the same.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use hmeval_activate::Generation;

use crate::console::Console;

/// The name of the profile, and how the names of its generations begin.
const NAME: &str = "home-manager";

/// The profile of a user.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    folder: PathBuf,
}

impl Profile {
    /// The profile of the caller: in the user's folder of profiles if there is one, else in that of the machine. Neither
    /// has to have a generation yet.
    pub(crate) fn find(console: &Console<'_>) -> Option<Self> {
        let path = |name: &str| {
            console.environment.non_empty(name).map(|value| PathBuf::from(OsStr::from_bytes(value)))
        };
        let state = path("XDG_STATE_HOME").or_else(|| Some(path("HOME")?.join(".local/state")));
        let own = state.map(|state| state.join("nix/profiles"));
        let machine = path("NIX_STATE_DIR").unwrap_or_else(|| "/nix/var/nix".into());
        let shared = path("USER").map(|user| machine.join("profiles/per-user").join(user));
        let folder = own.into_iter().chain(shared).find(|folder| folder.is_dir())?;
        Some(Profile { folder })
    }

    /// As [`Profile::find`]; where Nix was never used, it is asked to make its folders.
    ///
    /// # Errors
    /// If there is no such folder then either, or `nix-env` cannot be run.
    pub(super) fn find_or_make(
        console: &Console<'_>,
        variables: &[(OsString, OsString)],
    ) -> Result<Self, String> {
        if let Some(profile) = Profile::find(console) {
            return Ok(profile);
        }
        nix_env(&[OsStr::new("-q")], variables)?;
        Profile::find(console).ok_or_else(|| "Nix has no folder for the user's profiles".to_owned())
    }

    /// The link of a generation.
    pub(super) fn link(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{NAME}-{number}-link"))
    }

    /// The generation that the profile is at.
    pub(crate) fn current(&self) -> Option<u64> {
        number_of(&fs::read_link(self.folder.join(NAME)).ok()?)
    }

    /// All generations, the newest first, as `home-manager generations` sorts them: by the time of the link.
    ///
    /// # Errors
    /// If they cannot be read.
    pub(crate) fn generations(&self) -> io::Result<Vec<Generation>> {
        let current = self.current();
        let mut generations = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let link = entry?.path();
            if let Some(number) = number_of(&link) {
                let created = fs::symlink_metadata(&link)?.modified()?;
                let path = fs::read_link(&link)?;
                let is_current = current == Some(number);
                generations.push(Generation { number, created, is_current, is_pending: false, path });
            }
        }
        generations.sort_by_key(|generation| std::cmp::Reverse((generation.created, generation.number)));
        Ok(generations)
    }

    /// The packages of the current generation, as `home-manager packages` shows them: what its `home-path` refers to.
    ///
    /// # Errors
    /// If there is none, or what `nix-store` says.
    pub(crate) fn packages(&self, variables: &BTreeMap<OsString, OsString>) -> Result<Vec<String>, String> {
        let current = self.current().ok_or("the profile of Home Manager has no current generation")?;
        let path = fs::canonicalize(self.link(current).join("home-path"))
            .map_err(|error| format!("generation {current} has no packages: {error}"))?;
        let mut command = Command::new("nix-store");
        command.args(["--query", "--references"]).arg(path).env_clear().envs(variables);
        let listed = output(command, "nix-store")?;
        let name = |line: &str| {
            let base = line.rsplit('/').next().unwrap_or(line);
            base.split_once('-').map_or(base, |(_, name)| name).to_owned()
        };
        Ok(String::from_utf8_lossy(&listed).lines().map(name).collect())
    }

    /// Makes a package the newest generation, unless it is the current one.
    ///
    /// # Errors
    /// What `nix-env` says.
    pub(super) fn set(&self, package: &Path, variables: &[(OsString, OsString)]) -> Result<(), String> {
        self.change(&[OsStr::new("--set"), package.as_os_str()], variables)
    }

    /// Makes a generation the current one.
    ///
    /// # Errors
    /// What `nix-env` says.
    pub(super) fn switch(&self, number: u64, variables: &[(OsString, OsString)]) -> Result<(), String> {
        let number = OsString::from(number.to_string());
        self.change(&[OsStr::new("--switch-generation"), &number], variables)
    }

    /// Removes generations. Nix collects what only they need when it is asked to.
    ///
    /// # Errors
    /// If one is current or does not exist: nothing is removed then. If a link cannot be removed.
    pub(crate) fn remove(&self, numbers: &[u64]) -> Result<(), String> {
        for number in numbers {
            if fs::symlink_metadata(self.link(*number)).is_err() {
                return Err(format!("there is no generation {number}"));
            }
            if self.current() == Some(*number) {
                return Err(format!("generation {number} is the current one and cannot be removed"));
            }
        }
        let failed = |error: io::Error| format!("cannot remove a generation: {error}");
        numbers.iter().try_for_each(|number| fs::remove_file(self.link(*number))).map_err(failed)
    }

    fn change(&self, arguments: &[&OsStr], variables: &[(OsString, OsString)]) -> Result<(), String> {
        let profile = self.folder.join(NAME);
        let all: Vec<&OsStr> = [OsStr::new("--profile"), profile.as_os_str()]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        nix_env(&all, variables)
    }
}

/// The number in the name of a generation's link.
fn number_of(link: &Path) -> Option<u64> {
    let name = link.file_name()?.to_str()?;
    name.strip_prefix(NAME)?.strip_prefix('-')?.strip_suffix("-link")?.parse().ok()
}

/// Runs `nix-env`; the error is what it says.
fn nix_env(arguments: &[&OsStr], variables: &[(OsString, OsString)]) -> Result<(), String> {
    let mut command = Command::new("nix-env");
    command.args(arguments).env_clear().envs(variables.iter().cloned());
    output(command, "nix-env").map(drop)
}

/// Runs a program of Nix and answers what it prints; the error is what it says.
fn output(mut command: Command, name: &str) -> Result<Vec<u8>, String> {
    let output = command.stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("cannot run '{name}': {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("'{name}' failed ({}): {}", output.status, said.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generations_are_told_by_their_links() {
        let number = |name: &str| number_of(Path::new(name));
        assert_eq!(number("home-manager-12-link"), Some(12));
        assert_eq!(number("/profiles/home-manager-1-link"), Some(1));
        for other in ["home-manager", "home-manager-x-link", "home-manager-1", "profile-1-link"] {
            assert_eq!(number(other), None, "{other}");
        }
    }

    #[test]
    fn the_current_generation_stays() {
        let folder = tempfile::tempdir().unwrap();
        let profile = Profile { folder: folder.path().to_owned() };
        for number in [1, 2, 3] {
            std::os::unix::fs::symlink("/package", profile.link(number)).unwrap();
        }
        std::os::unix::fs::symlink("home-manager-2-link", folder.path().join("home-manager")).unwrap();
        assert_eq!(profile.current(), Some(2));
        assert!(profile.remove(&[1, 2]).unwrap_err().contains("generation 2 is the current one"));
        assert!(profile.remove(&[1, 4]).unwrap_err().contains("no generation 4"));
        assert_eq!(profile.generations().unwrap().len(), 3);
        profile.remove(&[1, 3]).unwrap();
        let left = profile.generations().unwrap();
        assert_eq!((left.len(), left[0].number, left[0].is_current), (1, 2, true));
    }
}
