//! Files that `git archive` leaves out: those with the attribute `export-ignore`.

use std::collections::BTreeSet;

use gix::Repository;
use gix::bstr::ByteSlice as _;

use super::repository::failed;
use crate::reference::Message;

const WHAT: &str = "reading Git attributes";

/// Removes the ignored from the files of a work tree.
///
/// # Errors
/// If the attributes cannot be read.
pub(super) fn remove_ignored(repo: &Repository, files: &mut BTreeSet<Vec<u8>>) -> Result<(), Message> {
    let index = repo.index_or_empty().map_err(failed(WHAT))?;
    remove(repo, &index, gix::worktree::stack::state::attributes::Source::WorktreeThenIdMapping, files)
}

/// Removes the ignored from the files of a commit.
///
/// # Errors
/// If the attributes cannot be read.
pub(super) fn remove_ignored_of_commit(
    repo: &Repository,
    tree: gix::ObjectId,
    files: &mut BTreeSet<Vec<u8>>,
) -> Result<(), Message> {
    let index = repo.index_from_tree(&tree).map_err(failed(WHAT))?;
    remove(repo, &index, gix::worktree::stack::state::attributes::Source::IdMapping, files)
}

fn remove(
    repo: &Repository,
    index: &gix::index::State,
    source: gix::worktree::stack::state::attributes::Source,
    files: &mut BTreeSet<Vec<u8>>,
) -> Result<(), Message> {
    let is_attributes = |file: &Vec<u8>| file == b".gitattributes" || file.ends_with(b"/.gitattributes");
    if !files.iter().any(is_attributes) && !repo.common_dir().join("info/attributes").exists() {
        return Ok(());
    }
    let mut stack = repo.attributes_only(index, source).map_err(failed(WHAT))?;
    let mut found = stack.selected_attribute_matches(["export-ignore"]);
    let mut ignored = BTreeSet::new();
    let mut is_ignored = |path: &[u8], mode| -> Result<bool, Message> {
        let place = stack.at_entry(path.as_bstr(), Some(mode)).map_err(failed(WHAT))?;
        found.reset();
        place.matching_attributes(&mut found);
        Ok(found.iter_selected().any(|matched| matched.assignment.state.is_set()))
    };
    let mut folders: std::collections::BTreeMap<Vec<u8>, bool> = std::collections::BTreeMap::new();
    for file in files.iter() {
        // A folder that is left out takes all with it that is below it.
        let slashes = file.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(at, _)| at);
        let mut is_gone = false;
        for at in slashes {
            let folder = file.get(..at).unwrap_or_default();
            is_gone = match folders.get(folder) {
                Some(known) => *known,
                None => {
                    let known = is_ignored(folder, gix::index::entry::Mode::DIR)?;
                    folders.insert(folder.to_vec(), known);
                    known
                }
            };
            if is_gone {
                break;
            }
        }
        if is_gone || is_ignored(file, gix::index::entry::Mode::FILE)? {
            ignored.insert(file.clone());
        }
    }
    files.retain(|file| !ignored.contains(file));
    Ok(())
}
