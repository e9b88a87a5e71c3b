//! The plan: everything that activation needs to know of a resolved configuration, as plain data.
//!
//! Its JSON form is documented in docs/activation.md and has a version. The command line makes plans from evaluated
//! configurations; other programs may make their own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::backup::Backup;
use crate::bytes::Bytes;

/// The version of the JSON form that this crate reads and writes.
pub const VERSION: u32 = 1;

/// What a home should become.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// [`VERSION`].
    pub version: u32,
    /// Whose home it is (`home.username`).
    pub user: String,
    /// The home folder (`home.homeDirectory`).
    pub home: String,
    /// The number of the user, where the configuration says it (`home.uid`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uid: Option<u32>,
    /// What happens where a file meets one of a recursive folder (`home.fileOverlapResolution`).
    #[serde(default)]
    pub overlap: Overlap,
    /// The files, those with shorter targets first, as Home Manager places them.
    #[serde(default)]
    pub files: Vec<File>,
    /// What texts refer to and no builder has to make, each behind those that it refers to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supplies: Vec<Supply>,
    /// What `home.packages` names.
    #[serde(default)]
    pub packages: Vec<Package>,
    /// `home.sessionVariables`, as text.
    #[serde(default)]
    pub session_variables: BTreeMap<String, String>,
    /// The systemd units of the user: targets of `files`.
    #[serde(default)]
    pub units: Vec<String>,
    /// The blocks of `home.activation`, in the order in which they run.
    #[serde(default)]
    pub activation: Vec<Block>,
    /// What the host of this home wants done with files that are in the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup: Option<HostBackup>,
    /// The names of the specialisations; their plans are made when asked for.
    #[serde(default)]
    pub specialisations: Vec<String>,
    /// The warnings of the configuration.
    #[serde(default)]
    pub warnings: Vec<String>,
    /// Files, blocks and commands that need what nothing can build: the plan is refused because of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unbuildable: Vec<String>,
    /// The values that definitions of the configuration set, as text, by the paths of their options: what `diff` tells
    /// of. Only plans for generations have them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
}

/// A policy for files that are in the way: `home-manager.backupFileExtension`, `backupCommand` and `overwriteBackup`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HostBackup {
    /// The extension that they get.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
    /// The command that moves them, which comes before the extension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    /// Whether an older backup may be replaced.
    #[serde(default, skip_serializing_if = "is_false")]
    pub overwrite: bool,
}

impl HostBackup {
    /// The policy; [`Backup::None`] if neither an extension nor a command is there.
    #[must_use]
    pub fn policy(&self) -> Backup {
        match (&self.command, &self.extension) {
            (Some(command), _) => Backup::Command(command.into()),
            (None, Some(extension)) => {
                Backup::Extension { extension: extension.into(), overwrite: self.overwrite }
            }
            (None, None) => Backup::None,
        }
    }
}

/// What happens to a file whose place a recursive folder has taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Overlap {
    /// The file of the folder stays.
    #[default]
    Ignore,
    /// The plan is refused.
    Error,
    /// The file takes the place.
    Override,
}

/// A file, or a folder, in the home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct File {
    /// Where it goes, relative to the home.
    pub target: Bytes,
    /// What goes there.
    pub content: Content,
    /// Whether it is executable; nothing: as its source is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub executable: Option<bool>,
    /// Whether a folder is made of links to its files instead of being one link.
    #[serde(default, skip_serializing_if = "is_false")]
    pub recursive: bool,
    /// Whether symbolic links in a recursive folder are linked to instead of copied.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ignore_links: bool,
    /// Whether it replaces whatever is there.
    #[serde(default, skip_serializing_if = "is_false")]
    pub force: bool,
    /// Shell commands for when it has changed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub on_change: String,
    /// Store paths that its text refers to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
}

/// What a file is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Content {
    /// These bytes.
    Text {
        /// The bytes.
        text: Bytes,
        /// Whether the writer of the text makes it executable.
        #[serde(default, skip_serializing_if = "is_false")]
        executable: bool,
    },
    /// A folder of files whose bytes are known.
    Folder {
        /// The files.
        files: Vec<InFolder>,
    },
    /// A copy of the file or folder at this path.
    Path {
        /// An absolute path.
        path: Bytes,
    },
    /// A symbolic link to somewhere outside (`mkOutOfStoreSymlink`).
    Link {
        /// What the link says.
        to: Bytes,
    },
    /// Something that a builder must make first.
    Build {
        /// The derivation.
        drv: String,
        /// The path of the file, in the derivation's output.
        path: Bytes,
    },
}

/// Something that texts refer to by its store path, which is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Supply {
    /// The store path.
    pub path: String,
    /// What lies there.
    pub content: Content,
    /// Store paths that its own texts refer to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
}

/// A file in a folder whose files are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InFolder {
    /// Where, relative to the folder.
    pub path: Bytes,
    /// The bytes.
    pub text: Bytes,
    /// Whether it is executable.
    #[serde(default, skip_serializing_if = "is_false")]
    pub executable: bool,
}

/// A package of `home.packages`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Package {
    /// Its name without the version.
    pub name: String,
    /// Its version; empty if it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// The path of its output.
    pub path: String,
}

/// A block of `home.activation`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Block {
    /// Its name.
    pub name: String,
    /// Its text for bash.
    pub script: String,
    /// Store paths that its text refers to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
}

impl Block {
    /// Whether it is a step that the native backend does itself: its script is not run.
    #[must_use]
    pub fn is_native(&self) -> bool {
        crate::block::is_own(&self.name)
    }
}

impl Plan {
    /// Reads the JSON form.
    ///
    /// # Errors
    /// If it is no JSON of this form, or of another version.
    pub fn from_json(text: &[u8]) -> Result<Self, String> {
        // Another version may have other fields: it is what is looked at first.
        #[derive(Deserialize)]
        struct Versioned {
            version: u64,
        }
        let failed = |error| format!("this is no plan: {error}");
        let Versioned { version } = serde_json::from_slice(text).map_err(failed)?;
        if version != u64::from(VERSION) {
            return Err(format!("the plan has version {version}; this program knows version {VERSION}"));
        }
        serde_json::from_slice(text).map_err(failed)
    }

    /// Reads the JSON form, or that of `hmeval plan --json`, which has it in `plan`.
    ///
    /// # Errors
    /// If it is neither, or of another version.
    pub fn from_output(text: &[u8]) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Output {
            plan: serde_json::Value,
            version: Option<serde_json::Value>,
        }
        let Ok(Output { plan, version }) = serde_json::from_slice(text) else { return Plan::from_json(text) };
        match version {
            Some(version) if version == VERSION => Plan::from_json(plan.to_string().as_bytes()),
            Some(version) => {
                Err(format!("the plan has version {version}; this program knows version {VERSION}"))
            }
            None => Err("this is no plan: it has no version".to_owned()),
        }
    }

    /// Writes the JSON form.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        // Plain data: every map has text for keys, so that this cannot fail.
        serde_json::to_vec(self).unwrap_or_default()
    }
}

fn is_false(value: &bool) -> bool {
    !*value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_what_is_looked_at_first() {
        let plan = Plan { version: VERSION, user: "u".to_owned(), home: "/h".to_owned(), ..Plan::default() };
        let text = String::from_utf8(plan.to_json()).unwrap();
        assert_eq!(Plan::from_output(text.as_bytes()).unwrap(), plan);
        let outer = |version: &str| format!("{{{version} \"changes\": [], \"plan\": {text}}}");
        assert_eq!(Plan::from_output(outer("\"version\": 1,").as_bytes()).unwrap(), plan);
        for (text, part) in [
            (outer("\"version\": 9,"), "version 9"),
            (outer("\"version\": \"1\","), "version \"1\""),
            (outer(""), "no version"),
            ("{\"version\": 2}".to_owned(), "version 2"),
            ("{\"version\": 1, \"plan\": {\"version\": 3}}".to_owned(), "version 3"),
            ("{\"version\": 1}".to_owned(), "missing field"),
            ("{}".to_owned(), "missing field `version`"),
            ("[]".to_owned(), "this is no plan"),
        ] {
            let problem = Plan::from_output(text.as_bytes()).unwrap_err();
            assert!(problem.contains(part), "{text}: {problem}");
        }
    }
}
