//! What the commands share: which home, how files in the way are treated, how people hear of it.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use hmeval_activate::plan::HostBackup;
use hmeval_activate::{Backup, Disk, Error, Home, Report, Request};

use crate::console::Console;
use crate::session::print_error;
use crate::status::Status;
use crate::style::Ink;

/// What makes the home.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Backend {
    /// hmeval itself: no Nix is needed
    #[default]
    Native,
    /// Nix, which can build
    Nix,
}

/// How to activate.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Activation")]
pub(crate) struct ActivationFlags {
    /// Move files that are in the way beside themselves, with this extension
    #[arg(short = 'b', value_name = "EXT", conflicts_with = "backup_command")]
    backup_extension: Option<OsString>,
    /// Call a command with each file that is in the way, to move it
    #[arg(short = 'B', value_name = "CMD")]
    backup_command: Option<OsString>,
    /// Where a backup exists already: take the first free number
    #[arg(long, requires = "backup_extension", conflicts_with = "overwrite_backup")]
    numbered_backup: bool,
    /// Where a backup exists already: replace it
    #[arg(long, requires = "backup_extension")]
    overwrite_backup: bool,
    /// Only say what would be done
    #[arg(short = 'n', long)]
    pub(crate) dry_run: bool,
    /// Show the plan and ask before anything is done
    #[arg(long)]
    pub(crate) ask: bool,
    /// What makes the home [default: native; of commands on generations: what made the present home]
    #[arg(long, value_enum, value_name = "BACKEND")]
    pub(crate) backend: Option<Backend>,
}

impl ActivationFlags {
    /// What to do with files in the way: the flags, or Home Manager's variables, or what the host of the home wants.
    pub(super) fn backup(&self, host: Option<&HostBackup>, console: &Console<'_>) -> Backup {
        match (self.chosen_backup(console), host) {
            (Backup::None, Some(host)) => host.policy(),
            (chosen, _) => chosen,
        }
    }

    fn chosen_backup(&self, console: &Console<'_>) -> Backup {
        let variable =
            |name| console.environment.non_empty(name).map(|value| OsStr::from_bytes(value).to_owned());
        if let Some(extension) = &self.backup_extension {
            let extension = extension.clone();
            return match self.numbered_backup {
                true => Backup::Numbered { extension },
                false => Backup::Extension { extension, overwrite: self.overwrite_backup },
            };
        }
        if let Some(command) = self.backup_command.clone().or_else(|| variable("HOME_MANAGER_BACKUP_COMMAND"))
        {
            return Backup::Command(command);
        }
        match variable("HOME_MANAGER_BACKUP_EXT") {
            Some(extension) => {
                let overwrite = variable("HOME_MANAGER_BACKUP_OVERWRITE").is_some();
                Backup::Extension { extension, overwrite }
            }
            None => Backup::None,
        }
    }

    /// The request that the flags stand for.
    pub(crate) fn request<'a>(&self, home: &'a Home, console: &Console<'_>) -> Result<Request<'a>, Status> {
        self.check_extension(console)?;
        let variables = console.environment.variables.iter();
        Ok(Request {
            home,
            backup: self.chosen_backup(console),
            dry_run: self.is_dry_run(console),
            verbose: is_verbose(console),
            color: console.stderr_style().has_color(),
            variables: variables.map(|(name, value)| (name.clone(), value.clone())).collect(),
            disk: Disk::default(),
        })
    }

    fn is_dry_run(&self, console: &Console<'_>) -> bool {
        self.dry_run || console.environment.var("DRY_RUN").is_some()
    }

    fn check_extension(&self, console: &Console<'_>) -> Result<(), Status> {
        let has_slash = |text: &OsString| text.as_bytes().contains(&b'/') || text.is_empty();
        if self.backup_extension.as_ref().is_some_and(has_slash) {
            print_error(console, b"the extension of backups must be a part of a file name");
            return Err(Status::Usage);
        }
        Ok(())
    }

    /// The flags that say the same to another hmeval. Those of root's environment count too.
    pub(crate) fn arguments(&self, console: &Console<'_>) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = Vec::new();
        let mut add = |flag: &str, value: Option<OsString>| {
            arguments.push(flag.into());
            arguments.extend(value);
        };
        match self.chosen_backup(console) {
            Backup::None => {}
            Backup::Command(command) => add("-B", Some(command)),
            Backup::Numbered { extension } => {
                add("-b", Some(extension));
                add("--numbered-backup", None);
            }
            Backup::Extension { extension, overwrite } => {
                add("-b", Some(extension));
                if overwrite {
                    add("--overwrite-backup", None);
                }
            }
        }
        if self.is_dry_run(console) {
            add("-n", None);
        }
        if is_verbose(console) {
            add("-v", None);
        }
        arguments
    }

    /// The environment for a script of Home Manager's, which is told by variables what the flags say.
    pub(crate) fn nix_variables(
        &self,
        host: Option<&HostBackup>,
        console: &Console<'_>,
    ) -> Result<Vec<(OsString, OsString)>, Status> {
        self.check_extension(console)?;
        let mut variables = BTreeMap::clone(&console.environment.variables);
        let mut set = |name: &str, value: OsString| drop(variables.insert(name.into(), value));
        match self.backup(host, console) {
            Backup::None => {}
            Backup::Command(command) => set("HOME_MANAGER_BACKUP_COMMAND", command),
            Backup::Extension { extension, overwrite } => {
                set("HOME_MANAGER_BACKUP_EXT", extension);
                if overwrite {
                    set("HOME_MANAGER_BACKUP_OVERWRITE", "1".into());
                }
            }
            Backup::Numbered { .. } => {
                print_error(console, b"Home Manager's script numbers no backups: the native backend does");
                return Err(Status::Usage);
            }
        }
        if self.is_dry_run(console) {
            set("DRY_RUN", "1".into());
        }
        if is_verbose(console) {
            set("VERBOSE", "1".into());
        }
        Ok(variables.into_iter().collect())
    }
}

fn is_verbose(console: &Console<'_>) -> bool {
    console.is_talkative() || console.environment.var("VERBOSE").is_some()
}

/// The home of the caller.
pub(crate) fn home(console: &Console<'_>) -> Result<Home, Status> {
    let path = |name: &str| {
        let value =
            console.environment.non_empty(name).map(|value| PathBuf::from(OsStr::from_bytes(value)))?;
        value.is_absolute().then_some(value)
    };
    let Some(dir) = path("HOME") else {
        print_error(console, b"HOME is not set to an absolute path");
        return Err(Status::Refused);
    };
    let state = path("XDG_STATE_HOME").unwrap_or_else(|| dir.join(".local/state"));
    let mut home = Home::new(&dir, &state);
    if let Some(store) = path("NIX_STORE_DIR").or_else(|| path("NIX_STORE")) {
        home.store = store;
    }
    Ok(home)
}

/// Tells people on standard error.
pub(crate) struct Reporter<'c, 'p>(pub(crate) &'c Console<'p>);

impl Report for Reporter<'_, '_> {
    fn note(&mut self, text: &str) {
        self.0.note(text.as_bytes());
    }

    fn warn(&mut self, text: &str) {
        warn(self.0, text);
    }

    fn output(&mut self, text: &[u8]) {
        self.0.err(text);
    }
}

/// Prints `warning: ` and a text.
pub(crate) fn warn(console: &Console<'_>, text: &str) {
    let mut line = Vec::new();
    console.stderr_style().paint(&mut line, Ink::Warning, b"warning");
    line.extend_from_slice(b": ");
    line.extend_from_slice(text.as_bytes());
    console.note(&line);
}

/// Prints the warnings of a configuration that its evaluation has not shown.
pub(crate) fn warn_of(console: &Console<'_>, warnings: &[String]) {
    for warning in warnings.iter().filter(|warning| !console.has_warned(warning)) {
        warn(console, warning);
    }
}

/// What can be done about refusals, by what they say.
const ADVICE: [(&str, &str); 5] = [
    (
        "the existing file '",
        "files in the way can be moved with '-b EXTENSION', or replaced with 'force = true' in the configuration of the \
         file",
    ),
    ("the existing folder '", "folders in the way can be moved with '-b EXTENSION'"),
    (
        "would be lost by backing up",
        "where a backup exists already, '--numbered-backup' takes a free name, and '--overwrite-backup' replaces the file",
    ),
    (
        "that is not managed here",
        "links in the way are never backed up: move them away, or replace them with 'force = true' in the configuration \
         of the file",
    ),
    (
        "is a file, but has to be a folder",
        "files in the place of folders are never backed up: move them away",
    ),
];

/// Reports why an activation stopped.
pub(crate) fn report(console: &Console<'_>, error: &Error) -> Status {
    let status = explain(console, error);
    if status == Status::Refused {
        console.note(b"nothing was written");
    }
    status
}

/// The same of what only looks at a home.
pub(crate) fn explain(console: &Console<'_>, error: &Error) -> Status {
    match error {
        Error::Refused(reasons) => {
            for reason in reasons {
                print_error(console, reason.as_bytes());
            }
            for (_, advice) in
                ADVICE.iter().filter(|(sign, _)| reasons.iter().any(|text| text.contains(sign)))
            {
                console.note(advice.as_bytes());
            }
            Status::Refused
        }
        Error::Failed(text) => {
            print_error(console, text.as_bytes());
            Status::Midway
        }
    }
}

/// Asks on the terminal; anything but yes is no.
pub(crate) fn agrees(console: &Console<'_>, question: &str) -> bool {
    console.err(format!("{question} [y/N] ").as_bytes());
    let answer = console.read_line().ok().flatten().unwrap_or_default();
    matches!(&answer[..], b"y" | b"Y" | b"yes")
}

/// A path of the command line, from the folder of the caller.
pub(crate) fn absolute(console: &Console<'_>, path: &Path) -> PathBuf {
    Path::new(OsStr::from_bytes(&console.environment.dir)).join(path)
}
