//! What becomes of a lock file that has changed: who is told, and what is to be written where.

use hmeval_eval::path::join;
use hmeval_eval::{Error, ErrorKind, Evaluator};

use crate::lock::{LockFlags, LockedFlake};
use crate::lock_file::LockFile;

/// A lock file that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToWrite {
    /// Its path.
    pub path: Vec<u8>,
    /// Its text.
    pub text: String,
    /// The work tree that it is part of, and its path in there: Git has to know of it.
    pub repository: Option<(Vec<u8>, Vec<u8>)>,
    /// Whether there is one already.
    pub is_there: bool,
    /// What has changed, for people.
    pub changes: Vec<u8>,
}

/// Says what becomes of the lock file of a flake; `old` is the one that there was.
///
/// # Errors
/// If it would have to be written and may or can not be.
pub(crate) fn decide<'h>(
    ev: &Evaluator<'h>,
    flake: &mut LockedFlake,
    old: &LockFile,
    flags: &LockFlags,
) -> Result<(), Error<'h>> {
    let shown = flake.original.to_text();
    let fail = |parts: &[&[u8]]| Err(ev.error(ErrorKind::Eval, parts.concat()));
    let warn = |parts: &[&[u8]]| ev.message(&[b"warning: ", &parts.concat()[..]].concat());
    let all_changes = flake.lock.changes_since(old);
    let changes = all_changes.strip_suffix(b"\n").unwrap_or(&all_changes).to_vec();
    if !flags.write {
        warn(&[b"not writing modified lock file of flake '", &shown, b"':\n", &changes]);
        flake.is_dirty = true;
        return Ok(());
    }
    let folder = flake.original.source_path();
    if folder.is_none() && flags.write_to.is_none() {
        let end = b"' (use '--no-write-lock-file' to ignore)";
        return fail(&[b"cannot write modified lock file of flake '", &shown, end]);
    }
    if let Some(input) = flake.lock.unlocked(flags.allow_dirty_locks) {
        let (middle, input) = (b"' because it has an unlocked input ('", input.to_text());
        if flags.fail_on_unlocked {
            let end = b"'). Use '--allow-dirty-locks' to allow this anyway.";
            return fail(&[b"Not writing lock file of flake '", &shown, middle, &input, end]);
        }
        warn(&[b"not writing lock file of flake '", &shown, middle, &input, b"')"]);
        return Ok(());
    }
    if !flags.update {
        let end = b"' requires lock file changes but they're not allowed due to '--no-update-lock-file'";
        return fail(&[b"flake '", &shown, end]);
    }
    let text = flake.lock.to_text() + "\n";
    let within = join(&flake.original.dir, b"flake.lock");
    let within = within.strip_prefix(b"/").unwrap_or(&within).to_vec();
    let (path, repository) = match (&flags.write_to, folder) {
        (Some(path), _) => (path.clone(), None),
        (None, Some(folder)) => {
            let is_git = flake.original.kind() == b"git";
            (join(&folder, &within), is_git.then_some((folder, within)))
        }
        (None, None) => return Ok(()),
    };
    let is_there = matches!(ev.world.stat(&path), Ok(Some(_)));
    if flags.write_to.is_none() {
        match (is_there, changes.is_empty()) {
            (false, _) => warn(&[b"creating lock file \"", &path, b"\": \n", &changes]),
            (true, true) => warn(&[b"updating lock file \"", &path, b"\""]),
            (true, false) => warn(&[b"updating lock file \"", &path, b"\":\n", &changes]),
        }
    }
    flake.to_write = Some(ToWrite { path, text, repository, is_there, changes: all_changes });
    Ok(())
}
