//! The files of a commit, put into the cache (Nix: `getAccessorFromCommit`).

use std::collections::BTreeSet;

use gix::bstr::ByteSlice as _;
use gix::{ObjectId, Repository};
use hmeval_eval::builtins::fetch::input::{Attr, Attrs, flag, set, text};
use serde_json::json;

use super::work_tree::{Module, as_path, parse_modules};
use super::{Location, export_ignore, remote, repository};
use crate::reference::Message;
use crate::sources::tree_writer::{Limit, TreeWriter};
use crate::sources::{Context, Found};

/// The files of the commit that an input names.
///
/// # Errors
/// If the repository or the commit cannot be had.
pub(super) fn fetch(context: &Context<'_>, input: &Attrs, location: &Location) -> Result<Found, Message> {
    let mut locked = input.clone();
    let (repo, reference, rev) = find(context, input, location)?;
    set(&mut locked, "ref", &reference);
    set(&mut locked, "rev", &rev);
    if repository::is_shallow(&repo) && !flag(input, "shallow") {
        let shown = location.shown();
        let reason = "is a shallow Git repository, but shallow repositories are only allowed when `shallow = true;` \
            is specified";
        return Err(format!("'{shown}' {reason}").into_bytes());
    }
    let commit = repository::commit(&repo, &rev)?;
    locked.insert(b"lastModified".to_vec(), Attr::Int(repository::time(&commit)?));
    if !flag(input, "shallow") {
        locked.insert(b"revCount".to_vec(), Attr::Int(count(context, &repo, commit.id)?));
    }
    let export = flag(input, "exportIgnore");
    let submodules = flag(input, "submodules");
    let key = format!(
        "{}{}{}",
        String::from_utf8_lossy(&rev),
        if submodules { ";s" } else { "" },
        if export { ";e" } else { "" }
    );
    let tree = context.cache.tree_for("git", &key, || {
        let mut writer = TreeWriter::new(context.cache.temporary()?, Limit::NONE);
        let origin = location.origin();
        let export = Export {
            context,
            repo: &repo,
            export,
            submodules,
            reference: &reference,
            origin: origin.as_deref(),
        };
        export.write(&commit, &mut writer, b"")?;
        Ok(writer.finish())
    })?;
    Ok(Found::cached(tree, locked))
}

/// How many commits a history has; counted once for each.
pub(super) fn count(context: &Context<'_>, repo: &Repository, from: ObjectId) -> Result<i64, Message> {
    let key = from.to_string();
    let known = context.cache.lookup("git-count", &key).and_then(|record| record.get("count")?.as_i64());
    if let Some(known) = known {
        return Ok(known);
    }
    let count = repository::count_commits(repo, from)?;
    context.cache.record("git-count", &key, json!({ "count": count }));
    Ok(count)
}

/// The repository that has the commit, the reference that it belongs to, and its hash.
fn find(
    context: &Context<'_>,
    input: &Attrs,
    location: &Location,
) -> Result<(Repository, Vec<u8>, Vec<u8>), Message> {
    let rev = text(input, "rev").map(<[u8]>::to_ascii_lowercase);
    let master = |reason: &str| {
        context
            .warn(&format!("could not read HEAD ref from repo at '{}', using '{reason}'", location.shown()));
        reason.as_bytes().to_vec()
    };
    match location {
        Location::Folder(path) => {
            let repo = repository::open(path)?;
            let reference = match text(input, "ref") {
                Some(name) => name.to_vec(),
                None => repository::head_reference(&repo)?.unwrap_or_else(|| master("master")),
            };
            let rev = match rev {
                Some(rev) => rev,
                None => repository::resolve(&repo, &reference)?.to_string().into_bytes(),
            };
            Ok((repo, reference, rev))
        }
        Location::Remote(url) => {
            let wanted = remote::Wanted {
                reference: text(input, "ref").map(<[u8]>::to_vec),
                rev,
                shallow: flag(input, "shallow"),
                all: flag(input, "allRefs"),
            };
            remote::fetch(context, url, wanted, || master("master"))
        }
    }
}

/// Writing a commit's files.
struct Export<'a> {
    context: &'a Context<'a>,
    repo: &'a Repository,
    export: bool,
    submodules: bool,
    /// The branch that submodules with the branch `.` take.
    reference: &'a [u8],
    /// The repository's address, if it is not of this machine.
    origin: Option<&'a [u8]>,
}

impl Export<'_> {
    /// Writes the files of `commit` below `prefix`.
    fn write(&self, commit: &gix::Commit<'_>, writer: &mut TreeWriter, prefix: &[u8]) -> Result<(), Message> {
        let what = "reading Git tree";
        let tree = commit.tree().map_err(repository::failed(what))?;
        let entries = tree.traverse().breadthfirst.files().map_err(repository::failed(what))?;
        let mut kept: BTreeSet<Vec<u8>> = entries
            .iter()
            .filter(|entry| !entry.mode.is_tree())
            .map(|entry| entry.filepath.to_vec())
            .collect();
        if self.export {
            export_ignore::remove_ignored_of_commit(self.repo, tree.id, &mut kept)?;
        }
        let modules = if self.submodules { self.modules(&tree)? } else { Vec::new() };
        for entry in &entries {
            let path = [prefix, &entry.filepath].concat();
            if entry.mode.is_tree() {
                if !self.export {
                    writer.directory(&path)?;
                }
                continue;
            }
            if !kept.contains(entry.filepath.as_bytes()) {
                continue;
            }
            if entry.mode.is_commit() {
                writer.directory(&path)?;
                if let Some(module) = modules.iter().find(|module| module.path == entry.filepath.as_bytes()) {
                    self.submodule(module, entry.oid, writer, &path)?;
                }
                continue;
            }
            let object =
                self.repo.find_object(entry.oid).map_err(repository::failed("reading Git object"))?;
            if entry.mode.is_link() {
                writer.symlink(&path, &object.data)?;
            } else {
                writer.file(&path, entry.mode.is_executable(), &mut &object.data[..])?;
            }
        }
        Ok(())
    }

    fn modules(&self, tree: &gix::Tree<'_>) -> Result<Vec<Module>, Message> {
        let what = "reading '.gitmodules'";
        let Some(entry) = tree.lookup_entry_by_path(".gitmodules").map_err(repository::failed(what))? else {
            return Ok(Vec::new());
        };
        let object = entry.object().map_err(repository::failed(what))?;
        parse_modules(&object.data, as_path(b".gitmodules"))
    }

    fn submodule(
        &self,
        module: &Module,
        rev: ObjectId,
        writer: &mut TreeWriter,
        path: &[u8],
    ) -> Result<(), Message> {
        let mut input = Attrs::new();
        set(&mut input, "type", "git");
        set(&mut input, "url", remote::submodule_url(self.repo, self.origin, &module.url)?);
        match module.branch.as_deref() {
            Some(b".") => set(&mut input, "ref", self.reference),
            Some(branch) => set(&mut input, "ref", branch),
            None => {}
        }
        set(&mut input, "rev", rev.to_string());
        input.insert(b"allRefs".to_vec(), Attr::Bool(true));
        let location = Location::of(self.context, &input)?;
        let (repo, reference, rev) = find(self.context, &input, &location)?;
        let commit = repository::commit(&repo, &rev)?;
        let origin = location.origin();
        let below = Export { repo: &repo, reference: &reference, origin: origin.as_deref(), ..*self };
        below.write(&commit, writer, &[path, b"/"].concat())
    }
}
