//! What differs between two plans, and between a plan and the home: for people, and as JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;

use rustc_hash::FxHashSet;
use serde::Serialize;
use similar::TextDiff;

use crate::activate::{Goal, Prepared};
use crate::decide::{Decision, Verdict};
use crate::error::{Error, Result, shown};
use crate::generation::Links;
use crate::home::Home;
use crate::leaf::Material;
use crate::object;
use crate::plan::Plan;

/// Files larger than this are not compared line by line.
const LARGEST_TEXT: usize = 1 << 20;

/// What would happen to a file.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FileChange {
    /// Its target.
    pub target: String,
    /// What happens.
    pub action: Action,
    /// Why it cannot, or where the present file goes.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// The difference of texts, in the form of `diff -u`; empty if there is none to show.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub diff: String,
}

/// What happens to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Action {
    /// It is new.
    Create,
    /// It gets another content.
    Change,
    /// It goes.
    Remove,
    /// Something else is there, and is moved away first.
    BackUp,
    /// Something else is there, with the same content, and stays.
    Keep,
    /// Something is in the way: nothing would be done at all.
    Collision,
}

/// What would happen to packages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PackageChange {
    /// The name.
    pub name: String,
    /// The versions before; none: it is new.
    pub old: Vec<String>,
    /// The versions after; none: it goes.
    pub new: Vec<String>,
}

impl FileChange {
    fn new(target: &OsStr, action: Action, detail: &str) -> Self {
        let target = target.display().to_string();
        FileChange { target, action, detail: detail.to_owned(), diff: String::new() }
    }
}

/// The changes of files, those that stay the same left out.
///
/// # Errors
/// If the state cannot be read.
pub fn files(home: &Home, goal: &Goal, prepared: &Prepared) -> Result<Vec<FileChange>> {
    let decisions = &prepared.decisions;
    let mut changes: Vec<FileChange> =
        decisions.links.iter().map(|(target, decision)| file(home, goal, target, decision)).collect();
    let removed = decisions.orphans.iter().chain(&decisions.swept);
    changes.extend(removed.map(|target| FileChange::new(target.as_os_str(), Action::Remove, "")));
    let stuck = decisions.stuck.iter();
    changes
        .extend(stuck.map(|(target, reason)| FileChange::new(target.as_os_str(), Action::Collision, reason)));
    let lost = lost(home, goal, prepared).map_err(|error| Error::refused_by("read", &home.objects(), &error));
    changes.extend(lost?.map(|target| FileChange::new(target, Action::Change, LOST)));
    Ok(changes)
}

/// What is said of a link that stays, but leads nowhere until its object is written again.
const LOST: &str = "what the link leads to is gone, and is written again";

/// The targets whose links stay, and whose objects are not there.
fn lost<'a>(
    home: &Home,
    goal: &'a Goal,
    prepared: &'a Prepared,
) -> std::io::Result<impl Iterator<Item = &'a OsString>> {
    let objects = object::list(&home.objects())?;
    let names: FxHashSet<OsString> =
        objects.iter().filter_map(|path| path.file_name().map(OsStr::to_owned)).collect();
    let stays = |target: &OsString| !prepared.decisions.links.contains_key(target);
    let lost = goal.links.iter().filter(move |(target, name)| stays(target) && !names.contains(*name));
    Ok(lost.map(|(target, _)| target))
}

/// The change that a decision stands for.
fn file(home: &Home, goal: &Goal, target: &OsString, decision: &Decision) -> FileChange {
    let (action, detail) = match &decision.verdict {
        Verdict::Create => (Action::Create, String::new()),
        Verdict::Replace | Verdict::Overwrite | Verdict::Clear => (Action::Change, String::new()),
        Verdict::Identical => (Action::Keep, String::new()),
        Verdict::BackUp(to) => (Action::BackUp, to.display().to_string()),
        Verdict::RunBackup => (Action::BackUp, String::new()),
        Verdict::Refuse(reason) => (Action::Collision, reason.clone()),
    };
    let new = goal.leaves.get(target).map(|leaf| &leaf.material);
    let diff = match (action, new) {
        (Action::Change | Action::BackUp | Action::Collision, Some(Material::File { bytes, .. })) => {
            let path = home.dir.join(target);
            // To open anything else may wait for somebody who writes to it.
            let is_file = fs::metadata(&path).is_ok_and(|meta| meta.is_file());
            let old = if is_file { fs::read(&path).unwrap_or_default() } else { Vec::new() };
            text(Path::new(target), &old, bytes)
        }
        _ => String::new(),
    };
    FileChange { diff, ..FileChange::new(target, action, &detail) }
}

/// The changes of files since a generation with these links; its objects are in `objects`.
#[must_use]
pub fn since(objects: &Path, old: &Links, goal: &Goal) -> Vec<FileChange> {
    compare(old, goal, &|_, name| fs::read(objects.join(name)).unwrap_or_default())
}

/// The changes of files from one goal to another.
#[must_use]
pub fn between(old: &Goal, new: &Goal) -> Vec<FileChange> {
    compare(&old.links, new, &|target, _| content(old, target).map(<[u8]>::to_vec).unwrap_or_default())
}

/// The content of a file of a goal.
fn content<'a>(goal: &'a Goal, target: &Path) -> Option<&'a [u8]> {
    match &goal.leaves.get(target.as_os_str())?.material {
        Material::File { bytes, .. } => Some(bytes),
        _ => None,
    }
}

fn compare(old: &Links, goal: &Goal, before: &dyn Fn(&Path, &OsStr) -> Vec<u8>) -> Vec<FileChange> {
    let targets: BTreeSet<_> = old.keys().chain(goal.links.keys()).collect();
    let change = |target: &OsString| {
        let path = Path::new(target);
        let (action, diff) = match (old.get(target), goal.links.get(target)) {
            (Some(a), Some(b)) if a == b => return None,
            (Some(a), Some(_)) => {
                let diff = content(goal, path).map(|after| text(path, &before(path, a), after));
                (Action::Change, diff.unwrap_or_default())
            }
            (None, _) => (Action::Create, String::new()),
            (_, None) => (Action::Remove, String::new()),
        };
        Some(FileChange { diff, ..FileChange::new(target, action, "") })
    };
    targets.into_iter().filter_map(change).collect()
}

/// The difference of two texts; nothing if one is none, or they are the same.
fn text(target: &Path, old: &[u8], new: &[u8]) -> String {
    let readable = |bytes: &[u8]| bytes.len() <= LARGEST_TEXT && !bytes.contains(&0);
    let (Ok(old_text), Ok(new_text)) = (std::str::from_utf8(old), std::str::from_utf8(new)) else {
        return String::new();
    };
    if old == new || !readable(old) || !readable(new) {
        return String::new();
    }
    texts(&shown(target), old_text, new_text)
}

/// The difference of two texts, in the form of `diff -u`.
#[must_use]
pub fn texts(name: &str, old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new).unified_diff().header(name, name).to_string()
}

/// The changes of packages, by name.
#[must_use]
pub fn packages(old: Option<&Plan>, new: &Plan) -> Vec<PackageChange> {
    let mut all: BTreeMap<&str, (BTreeSet<&str>, BTreeSet<&str>)> = BTreeMap::new();
    for package in old.map_or(&[][..], |plan| &plan.packages) {
        all.entry(&package.name).or_default().0.insert(&package.version);
    }
    for package in &new.packages {
        all.entry(&package.name).or_default().1.insert(&package.version);
    }
    let own = |versions: BTreeSet<&str>| versions.into_iter().map(str::to_owned).collect();
    all.into_iter()
        .filter(|(_, (old, new))| old != new)
        .map(|(name, (old, new))| PackageChange { name: name.to_owned(), old: own(old), new: own(new) })
        .collect()
}
