//! A home in a folder, plans for it, and the program that activates them.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Where things are put that a test needs: the home is `home` in it.
pub(crate) struct World {
    folder: PathBuf,
}

impl World {
    /// In a folder that exists.
    pub(crate) fn new(folder: &Path) -> Self {
        fs::create_dir_all(folder.join("home")).unwrap();
        World { folder: folder.to_owned() }
    }

    /// A path beside the home.
    pub(crate) fn outside(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.outside("home")
    }

    pub(crate) fn path(&self, target: &str) -> PathBuf {
        self.home().join(target)
    }

    pub(crate) fn write(&self, target: &str, text: &str) {
        fs::create_dir_all(self.path(target).parent().unwrap()).unwrap();
        fs::write(self.path(target), text).unwrap();
    }

    /// What a file in the home says; nothing if it cannot be read.
    pub(crate) fn read(&self, target: &str) -> Option<String> {
        fs::read_to_string(self.path(target)).ok()
    }

    /// A plan of texts, in a file at `to`.
    pub(crate) fn plan(&self, to: &Path, files: &[(&str, &str)]) {
        let files: Vec<_> = files
            .iter()
            .map(|(target, text)| {
                serde_json::json!({"target": target, "content": {"kind": "text", "text": text}})
            })
            .collect();
        let plan = serde_json::json!({"version": 1, "user": "alice", "home": self.home(), "files": files});
        fs::write(to, plan.to_string()).unwrap();
    }

    /// `hmeval switch -b bak --plan FILE` in this home.
    pub(crate) fn switch(&self, plan: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hmeval"));
        command.args(["switch", "-b", "bak", "--plan"]).arg(plan).stdin(Stdio::null());
        command.env_clear().env("HOME", self.home()).env("USER", "alice").env("PATH", "/usr/bin:/bin");
        command
    }

    /// The files in the home, through links; without the state.
    pub(crate) fn tree(&self) -> BTreeMap<String, String> {
        let mut tree = BTreeMap::new();
        walk(&self.home(), &self.home(), &mut tree);
        tree
    }
}

fn walk(home: &Path, folder: &Path, tree: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(home).unwrap().display().to_string();
        if name == ".local" {
            continue;
        }
        if path.is_dir() {
            walk(home, &path, tree);
        } else {
            tree.insert(name, fs::read_to_string(&path).unwrap_or_else(|error| error.to_string()));
        }
    }
}

/// What a run said, and its exit status.
pub(crate) fn run(command: &mut Command) -> (i32, String) {
    let Output { status, stderr, .. } = command.output().unwrap();
    (status.code().unwrap_or(-1), String::from_utf8_lossy(&stderr).into_owned())
}

/// Copies the program to where every user can run it. Another process does it: a program that this one has open for
/// writing cannot be run, and a test beside it may just start a process that inherits the open file.
pub(crate) fn copy_program(to: &Path) {
    assert!(Command::new("cp").arg(env!("CARGO_BIN_EXE_hmeval")).arg(to).status().unwrap().success());
}

/// Whether the tests run as root; if not, says that one is skipped.
pub(crate) fn is_root(test: &str) -> bool {
    let root = fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0);
    if !root {
        println!("skipped: {test} needs root");
    }
    root
}

/// The number of a user who has nothing to do with the tests.
pub(crate) const NOBODY: u32 = 65534;
