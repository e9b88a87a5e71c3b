//! Reading repositories: commits, references, histories (Nix: `git-utils.cc`).

use std::path::Path;

use gix::bstr::ByteSlice as _;
use gix::{ObjectId, Repository};

use crate::reference::Message;

/// Makes a message of an error of the Git library: what was being done, and why it failed.
pub(super) fn failed<E: std::fmt::Display>(what: &str) -> impl Fn(E) -> Message + use<'_, E> {
    move |error| format!("{what}: {error}").into_bytes()
}

/// Opens the repository whose folder is `path`.
///
/// # Errors
/// If there is none, or it is broken.
pub(super) fn open(path: &Path) -> Result<Repository, Message> {
    if !path.exists() {
        return Err(format!("Git repository \"{}\" does not exist.", path.display()).into_bytes());
    }
    let mut repo = gix::open(path).map_err(|_| {
        let shown = path.display();
        format!("opening Git repository \"{shown}\": could not find repository at '{shown}' (libgit2 error code = 6)")
            .into_bytes()
    })?;
    repo.object_cache_size_if_unset(4 << 20);
    Ok(repo)
}

/// The commit of `HEAD`, if there is one yet.
pub(super) fn head(repo: &Repository) -> Option<ObjectId> {
    repo.head_id().ok().map(gix::Id::detach)
}

/// The branch that `HEAD` stands for (`refs/heads/…`); `None` if it is a commit.
///
/// # Errors
/// If there is no `HEAD`.
pub(super) fn head_reference(repo: &Repository) -> Result<Option<Vec<u8>>, Message> {
    let name = repo.head_name().map_err(failed("looking up HEAD"))?;
    Ok(name.map(|name| name.as_bstr().to_vec()))
}

/// The commit that a reference names, by the rules of `git rev-parse` for names of branches, tags and hashes.
///
/// # Errors
/// If there is none.
pub(super) fn resolve(repo: &Repository, reference: &[u8]) -> Result<ObjectId, Message> {
    let unknown = || {
        let shown = String::from_utf8_lossy(reference);
        let reason = format!("revspec '{shown}' not found (libgit2 error code = 4)");
        format!("resolving Git reference '{shown}': {reason}").into_bytes()
    };
    let found = match repo.try_find_reference(reference.as_bstr()) {
        Ok(Some(mut found)) => found.peel_to_id().ok().map(gix::Id::detach),
        _ => ObjectId::from_hex(reference).ok().filter(|id| repo.has_object(id)),
    };
    found.ok_or_else(unknown)
}

/// The commit with the hash `rev`.
///
/// # Errors
/// If the repository does not have it.
pub(super) fn commit<'r>(repo: &'r Repository, rev: &[u8]) -> Result<gix::Commit<'r>, Message> {
    let shown = String::from_utf8_lossy(rev).into_owned();
    let missing = || {
        format!(
            "getting Git object '{shown}': object not found - no match for id ({shown}) (libgit2 error code = 9)"
        )
        .into_bytes()
    };
    let id = ObjectId::from_hex(rev).map_err(|_| missing())?;
    let object = repo.find_object(id).map_err(|_| missing())?;
    let object = object.peel_to_kind(gix::object::Kind::Commit).map_err(failed("peeling Git object"))?;
    object.try_into_commit().map_err(failed("reading Git commit"))
}

/// When a commit was made, in seconds since 1970 (Nix: `getLastModified`).
///
/// # Errors
/// If it cannot be read.
pub(super) fn time(commit: &gix::Commit<'_>) -> Result<i64, Message> {
    Ok(commit.time().map_err(failed("reading Git commit"))?.seconds)
}

/// How many commits a history has (Nix: `getRevCount`).
///
/// # Errors
/// If the history is not complete.
pub(super) fn count_commits(repo: &Repository, from: ObjectId) -> Result<i64, Message> {
    let walk = repo.rev_walk([from]).all().map_err(failed("walking the Git history"))?;
    let mut count: i64 = 0;
    for commit in walk {
        commit.map_err(|error| {
            let advice = "This may be due to an incomplete repository history. To resolve this, either enable the \
                shallow parameter in your flake URL (?shallow=1) or add set the shallow parameter to true in \
                builtins.fetchGit, or fetch the complete history for this branch.";
            format!("Failed to retrieve the parent of Git commit '{from}': {error}. {advice}").into_bytes()
        })?;
        count = count.saturating_add(1);
    }
    Ok(count)
}

/// Whether a part of the history is not there.
pub(super) fn is_shallow(repo: &Repository) -> bool {
    repo.is_shallow().unwrap_or(false)
}
