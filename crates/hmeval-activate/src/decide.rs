//! What has to happen to each target: decided for all of them before anything is written.
//!
//! The rules are those of Home Manager's `check-link-targets.sh` and of its link script; docs/activation.md lists where
//! these would lose data and what is done instead.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::backup::Backup;
use crate::error::{describe, shown};
use crate::generation::Links;
use crate::home::{Home, Owner};
use crate::leaf::{Leaf, Material};
use crate::place::{Found, Parent, Places};

/// What happens to a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is there: a link is made.
    Create,
    /// A link of ours or of Home Manager leads elsewhere: it is replaced.
    Replace,
    /// Something with the same content is there and stays.
    Identical,
    /// The file must give way, because of `force`.
    Overwrite,
    /// A folder that is empty or holds nothing but links of ours gives way.
    Clear,
    /// A file is moved away first.
    BackUp(PathBuf),
    /// A command moves the file away first.
    RunBackup,
    /// Something is in the way.
    Refuse(String),
}

/// The decision for a link.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The name of the object that the link leads to.
    pub object: OsString,
    /// What happens.
    pub verdict: Verdict,
    /// A link of ours above the target, which has to become a folder.
    pub opens: Option<PathBuf>,
}

/// All that has to happen.
#[derive(Debug, Default)]
pub struct Decisions {
    /// For each link that is not there yet.
    pub links: BTreeMap<OsString, Decision>,
    /// Links of ours that go.
    pub orphans: Vec<PathBuf>,
    /// Links of ours that go with the folder that they are in, or in whose place a folder comes: the steps for `links` see
    /// to them.
    pub swept: Vec<PathBuf>,
    /// Links of ours that have to go and cannot, with the reason.
    pub stuck: BTreeMap<PathBuf, String>,
    /// What was a link of an old generation and is none of ours any more: it stays.
    pub disowned: Vec<PathBuf>,
}

impl Decisions {
    /// Why nothing can be done; empty if it can.
    #[must_use]
    pub fn refusals(&self) -> Vec<String> {
        let reasons = self.links.values().filter_map(|decision| match &decision.verdict {
            Verdict::Refuse(reason) => Some(reason.clone()),
            _ => None,
        });
        let reasons = reasons.chain(self.stuck.values().cloned());
        let mut seen = BTreeSet::new();
        reasons.filter(|reason| seen.insert(reason.clone())).collect()
    }
}

/// Decides for every link of a plan, and for those of older generations.
pub fn decide(
    home: &Home,
    leaves: &BTreeMap<OsString, Leaf>,
    objects: &Links,
    old: &BTreeSet<OsString>,
    backup: &Backup,
) -> Decisions {
    let forced: BTreeSet<&Path> =
        leaves.values().filter(|leaf| leaf.force).map(|leaf| leaf.target.as_path()).collect();
    let object_folder = home.objects();
    let judge = || Judge {
        home,
        backup,
        leaves,
        forced: &forced,
        places: Places::new(home),
        object_folder: &object_folder,
    };
    let all: Vec<(&Leaf, &OsString)> =
        leaves.iter().filter_map(|(target, leaf)| Some((leaf, objects.get(target)?))).collect();
    let mut decisions = Decisions { links: judge_all(&all, judge), ..Decisions::default() };
    // Where a folder becomes a link or is moved away, or a link becomes a folder, that step removes what was there.
    let gone: BTreeSet<PathBuf> = decisions
        .links
        .iter()
        .filter_map(|(target, decision)| match decision.verdict {
            Verdict::Clear | Verdict::BackUp(_) | Verdict::RunBackup => Some(PathBuf::from(target)),
            _ => decision.opens.clone(),
        })
        .collect();
    let mut judge = judge();
    for target in old.iter().filter(|target| !leaves.contains_key(*target)) {
        let target = Path::new(target);
        let is_swept = target.ancestors().any(|above| gone.contains(above));
        match judge.orphan(target) {
            Orphan::Goes if is_swept => decisions.swept.push(target.to_owned()),
            Orphan::Goes => decisions.orphans.push(target.to_owned()),
            Orphan::Stays if !is_swept => decisions.disowned.push(target.to_owned()),
            Orphan::Stuck(reason) => drop(decisions.stuck.insert(target.to_owned(), reason)),
            Orphan::Stays | Orphan::Gone => {}
        }
    }
    decisions
}

/// As many links are worth a thread of their own: to look at them takes some milliseconds, nearly all of it in the system.
const LINKS_PER_THREAD: usize = 1200;

/// Decides for leaves, with the names of their objects, that are sorted by target.
fn judge_all<'a>(
    leaves: &[(&Leaf, &OsString)],
    judge: impl Fn() -> Judge<'a> + Sync,
) -> BTreeMap<OsString, Decision> {
    let decide = |part: &[(&Leaf, &OsString)]| {
        let mut judge = judge();
        let decided = part.iter().filter_map(|(leaf, object)| {
            let decision = judge.link(leaf, object)?;
            Some((leaf.target.clone().into_os_string(), decision))
        });
        decided.collect::<Vec<_>>()
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(leaves.len() / LINKS_PER_THREAD);
    if threads < 2 {
        return decide(leaves).into_iter().collect();
    }
    let parts: Vec<_> = leaves.chunks(leaves.len().div_ceil(threads)).collect();
    std::thread::scope(|scope| {
        let running: Vec<_> = parts.iter().map(|part| (part, scope.spawn(|| decide(part)))).collect();
        // A thread that ended by a panic leaves its part to this one.
        let decided =
            running.into_iter().map(|(part, thread)| thread.join().unwrap_or_else(|_| decide(part)));
        decided.flatten().collect()
    })
}

struct Judge<'a> {
    home: &'a Home,
    backup: &'a Backup,
    leaves: &'a BTreeMap<OsString, Leaf>,
    forced: &'a BTreeSet<&'a Path>,
    places: Places<'a>,
    object_folder: &'a Path,
}

impl Judge<'_> {
    /// What happens to the link of a leaf; nothing if it is there.
    fn link(&mut self, leaf: &Leaf, object: &OsString) -> Option<Decision> {
        let decision = |verdict, opens| Some(Decision { object: object.clone(), verdict, opens });
        match self.places.parent(&leaf.target) {
            Parent::Folder => decision(self.at_place(leaf, object)?, None),
            Parent::Missing => decision(Verdict::Create, None),
            Parent::ReadOnly(_) if self.is_there(leaf, object) => None,
            Parent::ReadOnly(problem) | Parent::Problem(problem) => decision(Verdict::Refuse(problem), None),
            Parent::OwnLink(link) => decision(Verdict::Create, Some(link)),
        }
    }

    /// Whether the link of a leaf is there already.
    fn is_there(&mut self, leaf: &Leaf, object: &OsStr) -> bool {
        matches!(self.places.found(&leaf.target), Ok(Found::Link(to)) if self.leads_to(&to, object))
    }

    /// What happens in a folder that is there; nothing if the link is.
    fn at_place(&mut self, leaf: &Leaf, object: &OsStr) -> Option<Verdict> {
        Some(match self.places.found(&leaf.target) {
            Ok(Found::Nothing) => Verdict::Create,
            Ok(Found::Link(to)) if self.leads_to(&to, object) => return None,
            Ok(Found::Link(to)) if self.home.owner(&to) != Owner::Other => Verdict::Replace,
            Ok(Found::Link(_)) if self.is_forced(&leaf.target) => Verdict::Overwrite,
            found => self.of_the_user(leaf, found),
        })
    }

    /// What happens where something of the user's is that is not forced away.
    fn of_the_user(&self, leaf: &Leaf, found: io::Result<Found>) -> Verdict {
        let path = self.home.dir.join(&leaf.target);
        match found {
            Err(error) => Verdict::Refuse(describe("look at", &path, &error)),
            Ok(_) if is_identical(&leaf.material, &path) => Verdict::Identical,
            Ok(Found::Link(to)) => Verdict::Refuse(format!(
                "'{}' is a link to '{}' that is not managed here, and would be lost",
                shown(&path),
                shown(&to)
            )),
            Ok(Found::Folder) if self.holds_only_own_links(&path) => Verdict::Clear,
            Ok(found) => self.in_the_way(leaf, &path, &found),
        }
    }

    /// Whether a link leads to an object. The text is compared first: that decides nearly always, and paths are compared
    /// name by name.
    fn leads_to(&self, link: &Path, object: &OsStr) -> bool {
        let folder = self.object_folder.as_os_str().as_bytes();
        let rest = link.as_os_str().as_bytes().strip_prefix(folder);
        rest.and_then(|rest| rest.strip_prefix(b"/")) == Some(object.as_bytes())
            || link == self.object_folder.join(object)
    }

    fn in_the_way(&self, leaf: &Leaf, path: &Path, found: &Found) -> Verdict {
        let path_text = shown(path);
        match self.backup.destination(path) {
            Err(taken) => Verdict::Refuse(format!(
                "the existing '{}' would be lost by backing up '{path_text}'",
                shown(&taken)
            )),
            Ok(Some(to)) if self.is_target(&to) => Verdict::Refuse(format!(
                "'{path_text}' would be backed up to '{}', which is a file of the configuration",
                shown(&to)
            )),
            Ok(Some(to)) => Verdict::BackUp(to),
            Ok(None) if matches!(self.backup, Backup::Command(_)) => Verdict::RunBackup,
            Ok(None) if *found == Found::Folder => {
                Verdict::Refuse(format!("the existing folder '{path_text}' would be lost"))
            }
            Ok(None) if self.is_forced(&leaf.target) => Verdict::Overwrite,
            Ok(None) => Verdict::Refuse(format!("the existing file '{path_text}' would be lost")),
        }
    }

    /// Whether a path in the home is that of a link of the plan.
    fn is_target(&self, path: &Path) -> bool {
        path.strip_prefix(&self.home.dir).is_ok_and(|target| self.leaves.contains_key(target.as_os_str()))
    }

    /// Whether a target or something above it is forced.
    fn is_forced(&self, target: &Path) -> bool {
        !self.forced.is_empty() && target.ancestors().any(|above| self.forced.contains(above))
    }

    /// Whether a folder holds folders and links of ours, and nothing else. It may be empty: a run that was ended while it
    /// removed the links leaves it so.
    fn holds_only_own_links(&self, folder: &Path) -> bool {
        let Ok(entries) = fs::read_dir(folder) else { return false };
        for entry in entries {
            let Ok(entry) = entry else { return false };
            let path = entry.path();
            let own = match entry.file_type() {
                Ok(kind) if kind.is_dir() => self.holds_only_own_links(&path),
                Ok(kind) if kind.is_symlink() => {
                    fs::read_link(&path).is_ok_and(|to| self.home.owner(&to) != Owner::Other)
                }
                _ => false,
            };
            if !own {
                return false;
            }
        }
        true
    }

    /// What becomes of a link of an old generation.
    fn orphan(&mut self, target: &Path) -> Orphan {
        let reason = match self.places.parent(target) {
            Parent::Folder => None,
            Parent::ReadOnly(reason) => Some(reason),
            Parent::Problem(_) => return Orphan::Stays,
            Parent::Missing | Parent::OwnLink(_) => return Orphan::Gone,
        };
        match (self.places.found(target), reason) {
            (Ok(Found::Link(to)), reason) if self.home.owner(&to) != Owner::Other => match reason {
                None => Orphan::Goes,
                Some(reason) => {
                    let path = shown(&self.home.dir.join(target));
                    Orphan::Stuck(format!("cannot remove the link '{path}': {reason}"))
                }
            },
            (Ok(Found::Nothing), _) => Orphan::Gone,
            _ => Orphan::Stays,
        }
    }
}

/// What becomes of a link of an old generation.
enum Orphan {
    /// It is removed.
    Goes,
    /// It cannot be removed, for this reason.
    Stuck(String),
    /// It is not ours any more.
    Stays,
    /// It is not there.
    Gone,
}

/// Whether a file has the content that the link would lead to. As with `cmp`, whether it is executable does not matter.
fn is_identical(material: &Material, path: &Path) -> bool {
    let same = || -> io::Result<bool> {
        match material {
            Material::File { bytes, .. } => {
                let meta = fs::metadata(path)?;
                Ok(meta.is_file() && meta.len() == bytes.len() as u64 && fs::read(path)? == *bytes)
            }
            Material::Link(to) => Ok(fs::read_link(path).is_ok_and(|found| found == *to)),
            Material::Folder(_) | Material::Texts(_) => Ok(false),
        }
    };
    same().unwrap_or(false)
}
