//! A temporary home, and short ways to fill it, change it and look at it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use hmeval_activate::plan::{Block, Content, File, Plan, Supply, VERSION};
use hmeval_activate::{Backup, Bytes, Disk, Error, Goal, Home, Report, Request, activate, uninstall};

/// A temporary home.
pub(crate) struct Scene {
    folder: tempfile::TempDir,
    pub(crate) home: Home,
}

/// What was said during an activation.
#[derive(Default)]
pub(crate) struct Heard {
    pub(crate) notes: Vec<String>,
    pub(crate) warnings: Vec<String>,
    pub(crate) output: String,
}

impl Report for Heard {
    fn note(&mut self, text: &str) {
        self.notes.push(text.to_owned());
    }
    fn warn(&mut self, text: &str) {
        self.warnings.push(text.to_owned());
    }
    fn output(&mut self, text: &[u8]) {
        self.output.push_str(&String::from_utf8_lossy(text));
    }
}

impl Scene {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("home");
        fs::create_dir(&dir).unwrap();
        // The state is beside the home, so that trees are of the home alone.
        let mut home = Home::new(&dir, &folder.path().join("state"));
        home.store = folder.path().join("store");
        Scene { folder, home }
    }

    /// A path outside of the home.
    pub(crate) fn outside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn path(&self, target: &str) -> PathBuf {
        self.home.dir.join(target)
    }

    /// Puts a file into the home.
    pub(crate) fn write(&self, target: &str, text: &str) {
        write(&self.path(target), text);
    }

    /// Puts a symbolic link into the home.
    pub(crate) fn link(&self, target: &str, to: impl AsRef<Path>) {
        let path = self.path(target);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink(to, path).unwrap();
    }

    /// What a file in the home says.
    pub(crate) fn read(&self, target: &str) -> String {
        fs::read_to_string(self.path(target)).unwrap_or_else(|error| panic!("{target}: {error}"))
    }

    pub(crate) fn plan(&self, files: Vec<File>) -> Plan {
        let mut files = files;
        files.sort_by_key(|file| file.target.0.len());
        let home = self.home.dir.to_str().unwrap().to_owned();
        Plan { version: VERSION, user: "alice".to_owned(), home, files, ..Plan::default() }
    }

    pub(crate) fn request(&self, backup: Backup) -> Request<'_> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let home = self.home.dir.clone().into_os_string();
        let variables = vec![("PATH".into(), path), ("HOME".into(), home), ("USER".into(), "alice".into())];
        let disk = Disk::default();
        Request { home: &self.home, backup, dry_run: false, verbose: false, color: false, variables, disk }
    }

    pub(crate) fn try_switch(&self, plan: &Plan, backup: Backup) -> Result<(u64, Heard), Error> {
        let mut heard = Heard::default();
        let number = activate(&self.request(backup), &Goal::of_home(plan.clone(), &self.home)?, &mut heard)?;
        Ok((number, heard))
    }

    /// Switches, which must succeed.
    pub(crate) fn switch(&self, files: Vec<File>) -> u64 {
        self.try_switch(&self.plan(files), Backup::None).unwrap_or_else(|error| panic!("{error}")).0
    }

    /// Switches, which must be refused and leave the home as it was.
    pub(crate) fn refused(&self, plan: &Plan, backup: Backup) -> Vec<String> {
        let (before, had_state) = (self.tree(), self.home.state.exists());
        let reasons = match self.try_switch(plan, backup) {
            Err(Error::Refused(reasons)) => reasons,
            Err(Error::Failed(text)) => panic!("failed midway: {text}"),
            Ok(_) => panic!("it was done"),
        };
        assert_eq!(self.tree(), before, "a refusal must not change the home");
        assert_eq!(self.home.state.exists(), had_state, "a refusal must not make the state folder");
        reasons
    }

    pub(crate) fn go_to(&self, number: u64) -> Result<u64, Error> {
        let goal = Goal::of_generation(&self.home.state, number)?;
        activate(&self.request(Backup::None), &goal, &mut Heard::default())
    }

    pub(crate) fn uninstall(&self) -> Heard {
        let mut heard = Heard::default();
        uninstall(&self.request(Backup::None), &mut heard).unwrap();
        heard
    }

    /// All that is in the home: folders as `/`, files with their text, our links as `= text`, other links as `-> to`.
    pub(crate) fn tree(&self) -> BTreeMap<String, String> {
        let mut tree = BTreeMap::new();
        self.walk(&self.home.dir, &mut tree);
        tree
    }

    fn walk(&self, folder: &Path, tree: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let path = entry.path();
            let name = path.strip_prefix(&self.home.dir).unwrap().to_str().unwrap().to_owned();
            let kind = entry.file_type().unwrap();
            let shown = if kind.is_dir() {
                self.walk(&path, tree);
                "/".to_owned()
            } else if kind.is_symlink() {
                self.shown_link(&path)
            } else {
                fs::read_to_string(&path).unwrap()
            };
            tree.insert(name, shown);
        }
    }

    fn shown_link(&self, path: &Path) -> String {
        let to = fs::read_link(path).unwrap();
        if !to.starts_with(self.home.objects()) {
            return format!("-> {}", to.display());
        }
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => "= folder".to_owned(),
            Ok(meta) => {
                let mark = if meta.permissions().mode() & 0o100 == 0 { "" } else { "*" };
                format!("={mark} {}", fs::read_to_string(path).unwrap())
            }
            Err(_) => format!("= broken {}", to.display()),
        }
    }
}

/// Writes a file and the folders above it.
pub(crate) fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A tree as a list, for comparisons.
pub(crate) fn tree_of(list: &[(&str, &str)]) -> BTreeMap<String, String> {
    list.iter().map(|(path, shown)| ((*path).to_owned(), (*shown).to_owned())).collect()
}

pub(crate) fn file(target: &str, content: Content) -> File {
    File {
        target: Bytes::from(target),
        content,
        executable: None,
        recursive: false,
        ignore_links: false,
        force: false,
        on_change: String::new(),
        references: Vec::new(),
    }
}

/// A file with a text.
pub(crate) fn text(target: &str, text: &str) -> File {
    file(target, Content::Text { text: text.into(), executable: false })
}

/// A file or folder of the configuration.
pub(crate) fn source(target: &str, path: &Path) -> File {
    file(target, Content::Path { path: path.into() })
}

/// What lies at a path of the store that is not there, which is the one thing that a text refers to.
pub(crate) fn supply(path: &str, content: Content) -> Supply {
    Supply { path: path.to_owned(), content, references: Vec::new() }
}

pub(crate) fn referring(file: File, path: &str) -> File {
    File { references: vec![path.to_owned()], ..file }
}

pub(crate) fn forced(file: File) -> File {
    File { force: true, ..file }
}

pub(crate) fn recursive(file: File) -> File {
    File { recursive: true, ..file }
}

/// An activation block.
pub(crate) fn block(name: &str, script: &str) -> Block {
    Block { name: name.to_owned(), script: script.to_owned(), references: Vec::new() }
}

/// Backups with the extension `bak`.
pub(crate) fn bak() -> Backup {
    Backup::Extension { extension: "bak".into(), overwrite: false }
}
