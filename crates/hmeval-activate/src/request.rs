//! What an activation is asked for, and who hears of it.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::backup::Backup;
use crate::disk::Disk;
use crate::home::Home;
use crate::plan::Plan;

/// How to activate.
#[derive(Clone)]
pub struct Request<'a> {
    /// The home.
    pub home: &'a Home,
    /// What to do with files that are in the way.
    pub backup: Backup,
    /// Only say what would be done.
    pub dry_run: bool,
    /// Have blocks say more.
    pub verbose: bool,
    /// Have blocks use colours.
    pub color: bool,
    /// The environment of the blocks; `HOME` and `USER` are looked at too.
    pub variables: Vec<(OsString, OsString)>,
    /// The file system.
    pub disk: Disk<'a>,
}

/// Hears what happens.
pub trait Report {
    /// Something for people.
    fn note(&mut self, text: &str);
    /// Something that may be wrong.
    fn warn(&mut self, text: &str);
    /// What an activation block wrote.
    fn output(&mut self, text: &[u8]);
}

impl Request<'_> {
    /// A variable.
    pub(crate) fn variable(&self, name: &str) -> Option<&OsStr> {
        self.variables.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_os_str())
    }

    /// The variables that blocks get: those of the caller, with the protocol of Home Manager.
    pub(crate) fn block_variables(&self, old: Option<&Path>, new: &Path) -> Vec<(OsString, OsString)> {
        const PROTOCOL: [&str; 7] = [
            "DRY_RUN",
            "VERBOSE",
            "HOME_MANAGER_BACKUP_EXT",
            "HOME_MANAGER_BACKUP_COMMAND",
            "HOME_MANAGER_BACKUP_OVERWRITE",
            "oldGenPath",
            "newGenPath",
        ];
        let inherited = self.variables.iter().filter(|(name, _)| !PROTOCOL.iter().any(|known| name == known));
        let mut all: Vec<_> = inherited.cloned().collect();
        let mut set = |name: &str, value: &OsStr| all.push((name.into(), value.to_owned()));
        let yes = OsStr::new("1");
        if self.dry_run {
            set("DRY_RUN", yes);
        }
        if self.verbose {
            set("VERBOSE", yes);
        }
        if self.color {
            set("HMEVAL_COLOR", yes);
        }
        match &self.backup {
            Backup::None => {}
            Backup::Extension { extension, overwrite } => {
                set("HOME_MANAGER_BACKUP_EXT", extension);
                if *overwrite {
                    set("HOME_MANAGER_BACKUP_OVERWRITE", yes);
                }
            }
            Backup::Numbered { extension } => set("HOME_MANAGER_BACKUP_EXT", extension),
            Backup::Command(command) => set("HOME_MANAGER_BACKUP_COMMAND", command),
        }
        if let Some(old) = old {
            set("oldGenPath", old.as_os_str());
        }
        set("newGenPath", new.as_os_str());
        all
    }

    /// Why a plan cannot be carried out by this user in this home. `SKIP_SANITY_CHECKS` switches off whether it is meant
    /// for them, as in Home Manager, but not that root writes to nobody else's home.
    #[must_use]
    pub fn problems(&self, plan: &Plan) -> Vec<String> {
        let actual = rustix::process::geteuid().as_raw();
        let mut problems = match self.variable("SKIP_SANITY_CHECKS") {
            Some(_) => Vec::new(),
            None => self.check_meant(plan, actual),
        };
        let owner = fs::metadata(&self.home.dir).map(|meta| meta.uid()).unwrap_or(actual);
        if actual == 0 && owner != 0 {
            problems.push(format!(
                "'{}' belongs to another user: run this as that user, not as root",
                self.home.dir.display()
            ));
        }
        problems
    }

    fn check_meant(&self, plan: &Plan, actual: u32) -> Vec<String> {
        let mut problems = Vec::new();
        if let Some(user) = self.variable("USER")
            && user != OsStr::new(&plan.user)
        {
            problems.push(format!("USER is '{}', but the plan is for '{}'", user.display(), plan.user));
        }
        if !is_same_folder(&self.home.dir, Path::new(&plan.home)) {
            let home = self.home.dir.display();
            problems.push(format!("HOME is '{home}', but the plan is for '{}'", plan.home));
        }
        if let Some(uid) = plan.uid
            && uid != actual
        {
            problems.push(format!("the user's number is {actual}, but the plan is for {uid}"));
        }
        problems
    }
}

fn is_same_folder(a: &Path, b: &Path) -> bool {
    let id = |path: &Path| fs::metadata(path).map(|meta| (meta.dev(), meta.ino())).ok();
    a == b || id(a).is_some_and(|found| id(b) == Some(found))
}
