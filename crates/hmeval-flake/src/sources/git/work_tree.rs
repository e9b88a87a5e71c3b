//! What Git tracks in a work tree, and whether it differs from the last commit (Nix: `GitRepo::getWorkdirInfo`).

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use gix::bstr::{BStr, ByteSlice as _};
use gix::status::index_worktree::Item;
use gix::status::plumbing::index_as_worktree::{Change, EntryStatus};
use gix::{ObjectId, Repository};

use super::repository::{self, failed};
use crate::reference::Message;

/// A work tree as Nix sees it.
#[derive(Debug, Default)]
pub(super) struct WorkTree {
    /// The commit that it is based on, if there is one yet.
    pub(super) head: Option<ObjectId>,
    /// The tracked files that are there, sorted; submodules are not among them.
    pub(super) files: BTreeSet<Vec<u8>>,
    /// Those of them that differ from the last commit.
    pub(super) changed: BTreeSet<Vec<u8>>,
    /// Files of the last commit or of the index that are not there any more.
    pub(super) deleted: BTreeSet<Vec<u8>>,
    /// The folders of submodules, as `.gitmodules` has them.
    pub(super) submodules: Vec<Vec<u8>>,
}

impl WorkTree {
    /// Whether it differs from the last commit.
    pub(super) fn is_dirty(&self) -> bool {
        !self.changed.is_empty() || !self.deleted.is_empty()
    }
}

/// Looks at the work tree of a repository. Files are only read where the index cannot tell that they are as they were.
///
/// # Errors
/// If the repository cannot be read.
pub(super) fn inspect(repo: &Repository) -> Result<WorkTree, Message> {
    let what = "getting working directory status";
    let index = repo.index_or_empty().map_err(failed(what))?;
    let mut tree = WorkTree { head: repository::head(repo), ..WorkTree::default() };
    for entry in index.entries().iter().filter(|entry| !entry.mode.is_submodule()) {
        tree.files.insert(entry.path(&index).to_vec());
    }
    compare_with_commit(repo, &index, &mut tree)?;
    compare_with_files(repo, &mut tree)?;
    for path in &tree.deleted {
        tree.files.remove(path);
        tree.changed.remove(path);
    }
    if let Some(folder) = repo.workdir() {
        tree.submodules = submodule_paths(&folder.join(".gitmodules"))?;
    }
    Ok(tree)
}

/// What the index has that the last commit has not, and the other way round.
fn compare_with_commit(
    repo: &Repository,
    index: &gix::worktree::Index,
    tree: &mut WorkTree,
) -> Result<(), Message> {
    let what = "comparing the index with the last commit";
    let commit = repo.head_tree_id_or_empty().map_err(failed(what))?;
    let renames = gix::status::tree_index::TrackRenames::Disabled;
    let compared = repo.tree_index_status(&commit, index, None, renames, |change, _, _| {
        use gix::diff::index::ChangeRef;
        let (path, mode, is_gone) = match &change {
            ChangeRef::Addition { location, entry_mode, .. } => (location, entry_mode, false),
            ChangeRef::Deletion { location, entry_mode, .. } => (location, entry_mode, true),
            ChangeRef::Modification { location, entry_mode, .. } => (location, entry_mode, false),
            ChangeRef::Rewrite { location, entry_mode, .. } => (location, entry_mode, false),
        };
        if !mode.is_submodule() {
            let set = if is_gone { &mut tree.deleted } else { &mut tree.changed };
            set.insert(path.to_vec());
        }
        Ok(gix::diff::index::Action::Continue(()))
    });
    compared.map(|_| ()).map_err(failed(what))
}

/// What the work tree has that the index has not.
fn compare_with_files(repo: &Repository, tree: &mut WorkTree) -> Result<(), Message> {
    let what = "comparing the work tree with the index";
    let ignore = gix::submodule::config::Ignore::All;
    let items = repo
        .status(gix::progress::Discard)
        .map_err(failed(what))?
        .untracked_files(gix::status::UntrackedFiles::None)
        .index_worktree_rewrites(None)
        .index_worktree_submodules(gix::status::Submodule::Given { ignore, check_dirty: true })
        .index_worktree_options_mut(|options| options.dirwalk_options = None)
        .into_index_worktree_iter(Vec::new())
        .map_err(failed(what))?;
    for item in items {
        let Item::Modification { entry, rela_path, status, .. } = item.map_err(failed(what))? else {
            continue;
        };
        if entry.mode.is_submodule() {
            continue;
        }
        match status {
            EntryStatus::NeedsUpdate(_) => {}
            EntryStatus::Change(Change::Removed) => drop(tree.deleted.insert(rela_path.to_vec())),
            EntryStatus::Change(Change::Type { worktree_mode }) if worktree_mode.is_submodule() => {
                tree.deleted.insert(rela_path.to_vec());
            }
            _ => drop(tree.changed.insert(rela_path.to_vec())),
        }
    }
    Ok(())
}

/// The paths in a `.gitmodules`; none if there is no such file.
///
/// # Errors
/// If it is malformed.
pub(super) fn submodule_paths(file: &Path) -> Result<Vec<Vec<u8>>, Message> {
    let Ok(text) = std::fs::read(file) else { return Ok(Vec::new()) };
    let modules = parse_modules(&text, file)?;
    Ok(modules.into_iter().map(|module| module.path).collect())
}

/// An entry of a `.gitmodules`.
#[derive(Clone, Debug, Default)]
pub(super) struct Module {
    /// Where it is in the tree.
    pub(super) path: Vec<u8>,
    /// Where it comes from; may be relative.
    pub(super) url: Vec<u8>,
    /// The branch, if one is named.
    pub(super) branch: Option<Vec<u8>>,
}

/// Reads a `.gitmodules`.
///
/// # Errors
/// If it is malformed.
pub(super) fn parse_modules(text: &[u8], file: &Path) -> Result<Vec<Module>, Message> {
    let config = gix::config::File::try_from(text.as_bstr())
        .map_err(|error| format!("cannot read '{}': {error}", file.display()).into_bytes())?;
    let mut modules = Vec::new();
    for section in config.sections_by_name("submodule").into_iter().flatten() {
        let value = |name: &str| section.value(name).map(|value| value.to_vec());
        let (Some(path), Some(url)) = (value("path"), value("url")) else { continue };
        // A path that leads out of the repository names no submodule of it.
        if is_inside(&path) {
            modules.push(Module { path, url, branch: value("branch") });
        }
    }
    Ok(modules)
}

fn is_inside(path: &[u8]) -> bool {
    !path.is_empty()
        && path.split(|byte| *byte == b'/').all(|part| !matches!(part, b"" | b"." | b".." | b".git"))
}

/// A path of Git as one of the file system.
pub(crate) fn as_path(path: &[u8]) -> &Path {
    Path::new(OsStr::from_bytes(BStr::new(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn submodules_are_read_and_stay_inside() {
        let text = b"[submodule \"a\"]\n\tpath = lib/a\n\turl = ../a\n\tbranch = .\n\
            [submodule \"b\"]\n\tpath = ../b\n\turl = x\n[submodule \"c\"]\n\tpath = c\n";
        let modules = parse_modules(text, Path::new(".gitmodules")).unwrap();
        assert_eq!(modules.len(), 1);
        assert_eq!(modules[0].path, b"lib/a");
        assert_eq!(modules[0].branch.as_deref(), Some(&b"."[..]));
    }
}
