//! Writing lock files, and telling Git of them (Nix: `GitInputScheme::putFile`).

use std::process::{Command, Stdio};

use hmeval_flake::ToWrite;

use crate::failure::{Failure, Outcome};
use crate::world::path;

/// Writes a lock file. In a work tree Git is told that it belongs to it, since what it does not track is not seen; with a
/// summary in `commit` it is also committed.
///
/// # Errors
/// If it cannot be written, or `git` fails.
pub(crate) fn write<'h>(lock: &ToWrite, commit: Option<&str>) -> Outcome<'h, ()> {
    let shown = String::from_utf8_lossy(&lock.path);
    // Next to it first, so that a crash leaves the old one or the new one.
    let folder = path(&lock.path).parent().unwrap_or(path(b"/"));
    let written = tempfile::NamedTempFile::new_in(folder).and_then(|mut new| {
        std::io::Write::write_all(&mut new, lock.text.as_bytes())?;
        let mode =
            std::fs::metadata(path(&lock.path)).map_or_else(|_| default_mode(), |meta| meta.permissions());
        new.as_file().set_permissions(mode)?;
        new.persist(path(&lock.path)).map_err(|error| error.error)
    });
    written.map_err(|error| Failure::message(format!("cannot write '{shown}': {error}")))?;
    let Some((root, within)) = &lock.repository else { return Ok(()) };
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(path(root)).args(args).arg("--").arg(path(within)).stdin(Stdio::null());
        command.stdout(Stdio::null()).status()
    };
    // What is ignored stays unknown to Git.
    if git(&["check-ignore", "--quiet"]).is_ok_and(|status| status.success()) {
        return Ok(());
    }
    let must = |args: &[&str]| match git(args) {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::message(format!("'git {}' for '{shown}' failed: {status}", args[0]))),
        Err(error) => Err(Failure::message(format!("cannot run 'git' for '{shown}': {error}"))),
    };
    must(&["add", "--intent-to-add"])?;
    if let Some(summary) = commit {
        let within = String::from_utf8_lossy(within);
        let verb = if lock.is_there { "Update" } else { "Add" };
        let summary = if summary.is_empty() { format!("{within}: {verb}") } else { summary.to_owned() };
        let changes = plain(&String::from_utf8_lossy(&lock.changes));
        must(&["commit", "--quiet", "-m", &format!("{summary}\n\nFlake lock file updates:\n\n{changes}")])?;
    }
    Ok(())
}

fn default_mode() -> std::fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(0o644)
}

/// The text without colours.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split("\x1b[");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str(part.split_once('m').map_or(part, |(_, rest)| rest));
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn colours_go() {
        assert_eq!(super::plain("a \x1b[32;1mAdded\x1b[0m b"), "a Added b");
    }
}
