//! Repositories elsewhere: fetched into a bare repository of the cache by the program `git`.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use gix::Repository;
use gix::bstr::ByteSlice as _;
use hmeval_eval::builtins::fetch::flake_text::fix_git_url;
use hmeval_eval::builtins::fetch::url::Url;
use hmeval_store::{HashFormat, sha256};

use super::repository;
use crate::reference::Message;
use crate::sources::Context;

/// The branch that a new repository of the cache has; it is never used.
const FIRST_BRANCH: &str = "refs/heads/__hmeval_none";

/// Which commit of a repository.
pub(super) struct Wanted {
    /// The branch or tag; that of `HEAD` if there is none.
    pub(super) reference: Option<Vec<u8>>,
    /// The commit; the newest of the branch if there is none.
    pub(super) rev: Option<Vec<u8>>,
    /// Whether the history is not needed.
    pub(super) shallow: bool,
    /// Whether all branches and tags are fetched.
    pub(super) all: bool,
}

/// A copy of the repository that has the commit, the reference, and the commit's hash.
///
/// # Errors
/// If it cannot be fetched, or has no such commit.
pub(super) fn fetch(
    context: &Context<'_>,
    url: &Url,
    wanted: Wanted,
    no_head: impl FnOnce() -> Vec<u8>,
) -> Result<(Repository, Vec<u8>, Vec<u8>), Message> {
    let address = url.to_text();
    let shown = String::from_utf8_lossy(&address).into_owned();
    let copy = Copy {
        context,
        address: &address,
        shown: &shown,
        folder: folder(context, &address, wanted.shallow)?,
    };
    let _lock = context.cache.lock(&copy.folder)?;
    let reference = match wanted.reference.clone() {
        Some(reference) => reference,
        None => copy.head()?.unwrap_or_else(no_head),
    };
    let repo = copy.open_or_create()?;
    let local = match reference.starts_with(b"refs/") {
        true => reference.clone(),
        false => [b"refs/heads/", &reference[..]].concat(),
    };
    let local_file = copy.folder.join(OsStr::from_bytes(&local));
    let is_needed = match &wanted.rev {
        Some(rev) => repository::commit(&repo, rev).is_err(),
        None => wanted.all || !context.is_recent(&local_file),
    };
    let mut repo = repo;
    if is_needed {
        let what = match (&wanted.rev, &*reference) {
            _ if wanted.all => b"refs/*:refs/*".to_vec(),
            (Some(rev), _) => rev.clone(),
            (None, b"HEAD") => b"HEAD:HEAD".to_vec(),
            (None, _) => [&local[..], b":", &local].concat(),
        };
        match copy.update(&what, wanted.shallow) {
            Ok(()) => touch(&local_file),
            Err(message) if !local_file.exists() => return Err(message),
            Err(_) => context.warn(&format!(
                "could not update local clone of Git repository '{shown}'; continuing with the most recent version"
            )),
        }
        repo = repository::open(&copy.folder)?;
    }
    let rev = match wanted.rev {
        Some(rev) if repository::commit(&repo, &rev).is_ok() => rev,
        Some(rev) => return Err(missing_revision(&rev, &reference, &shown)),
        None => repository::resolve(&repo, &local)?.to_string().into_bytes(),
    };
    Ok((repo, reference, rev))
}

fn missing_revision(rev: &[u8], reference: &[u8], shown: &str) -> Message {
    let (rev, reference) = (String::from_utf8_lossy(rev), String::from_utf8_lossy(reference));
    format!(
        "Cannot find Git revision '{rev}' in ref '{reference}' of repository '{shown}'! Please make sure that the \
         \x1b[1mrev\x1b[0m exists on the \x1b[1mref\x1b[0m you've specified or add \x1b[1mallRefs = true;\x1b[0m to \
         \x1b[1mfetchGit\x1b[0m."
    )
    .into_bytes()
}

/// Where the copy of a repository is.
fn folder(context: &Context<'_>, address: &[u8], shallow: bool) -> Result<PathBuf, Message> {
    let name = sha256(&[address]).to_text(HashFormat::Base16, false);
    let kind = if shallow { "-shallow" } else { "" };
    Ok(context.cache.folder("git-v1")?.join(format!("{name}{kind}")))
}

struct Copy<'a> {
    context: &'a Context<'a>,
    address: &'a [u8],
    shown: &'a str,
    folder: PathBuf,
}

impl Copy<'_> {
    fn open_or_create(&self) -> Result<Repository, Message> {
        if !self.folder.join("HEAD").exists() {
            gix::init_bare(&self.folder).map_err(repository::failed("creating a Git repository"))?;
            self.write_head(FIRST_BRANCH.as_bytes())?;
        }
        repository::open(&self.folder)
    }

    fn write_head(&self, reference: &[u8]) -> Result<(), Message> {
        let text = [b"ref: ", reference, b"\n"].concat();
        std::fs::write(self.folder.join("HEAD"), text)
            .map_err(repository::failed("writing the HEAD of a Git repository"))
    }

    /// What the repository's `HEAD` stands for: known from before, or asked for.
    fn head(&self) -> Result<Option<Vec<u8>>, Message> {
        let file = self.folder.join("hmeval-head");
        let known = std::fs::read(&file).ok().filter(|known| !known.is_empty());
        if let Some(known) = known.as_ref().filter(|_| self.context.is_recent(&file)) {
            return Ok(Some(known.clone()));
        }
        if self.context.settings.fetch.offline {
            return known.map(Some).ok_or_else(|| self.context.offline(self.shown));
        }
        let output = Command::new("git")
            .args(["ls-remote", "--symref", "--"])
            .arg(OsStr::from_bytes(self.argument()))
            .arg("HEAD")
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .map_err(no_program)?;
        let head = head_of(&output.stdout).filter(|_| output.status.success());
        match (head, known) {
            (Some(head), _) => {
                let _ = self.open_or_create().and_then(|_| {
                    std::fs::write(&file, &head).map_err(repository::failed("writing to the cache"))
                });
                Ok(Some(head))
            }
            (None, Some(known)) => {
                let (shown, head) = (self.shown, String::from_utf8_lossy(&known));
                self.context.warn(&format!(
                    "could not get HEAD ref for repository '{shown}'; using expired cached ref '{head}'"
                ));
                Ok(Some(known))
            }
            (None, None) => Ok(None),
        }
    }

    /// The repository as `git` takes it: a path for those of this machine.
    fn argument(&self) -> &[u8] {
        self.address
    }

    fn update(&self, what: &[u8], shallow: bool) -> Result<(), Message> {
        if self.context.settings.fetch.offline {
            return Err(self.context.offline(self.shown));
        }
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(["--git-dir", ".", "fetch", "--quiet", "--force"]);
        if shallow {
            command.args(["--depth", "1"]);
        }
        let status = command
            .arg("--")
            .arg(OsStr::from_bytes(self.argument()))
            .arg(OsStr::from_bytes(what))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status()
            .map_err(no_program)?;
        match status.success() {
            true => Ok(()),
            false => Err(format!("Failed to fetch git repository '{}'", self.shown).into_bytes()),
        }
    }
}

fn no_program(error: std::io::Error) -> Message {
    format!("cannot run the program 'git', which fetches repositories from elsewhere: {error}").into_bytes()
}

/// What `git ls-remote --symref` says of `HEAD`: the branch, or else the commit.
fn head_of(output: &[u8]) -> Option<Vec<u8>> {
    let line = output.lines().next()?;
    let (target, name) = line.split_once_str("\t")?;
    (name == b"HEAD").then(|| target.strip_prefix(b"ref: ").unwrap_or(target).to_vec())
}

/// Marks a reference as just updated.
fn touch(file: &Path) {
    // Without the mark it is only fetched again sooner than need be.
    if let Ok(file) = std::fs::File::options().append(true).open(file) {
        let _ = file.set_modified(SystemTime::now());
    }
}

/// The address of a submodule, which may be relative to that of its repository.
///
/// # Errors
/// If it is relative, and nothing is known of the repository's own address.
pub(super) fn submodule_url(
    repo: &Repository,
    origin: Option<&[u8]>,
    url: &[u8],
) -> Result<Vec<u8>, Message> {
    if !url.starts_with(b"./") && !url.starts_with(b"../") {
        return fix_git_url(url);
    }
    let config = repo.config_snapshot();
    let configured = || config.string("remote.origin.url").map(|origin| origin.to_vec());
    let origin = origin.map(<[u8]>::to_vec).or_else(configured);
    let folder = repo.workdir().map(|folder| folder.as_os_str().as_bytes().to_vec());
    let Some(mut base) = origin.or(folder) else {
        return Err([b"resolving Git submodule URL '", url, b"'"].concat());
    };
    let mut rest = url;
    loop {
        while base.ends_with(b"/") {
            base.pop();
        }
        if let Some(after) = rest.strip_prefix(b"./") {
            rest = after;
        } else if let Some(after) = rest.strip_prefix(b"../") {
            rest = after;
            let end = base.iter().rposition(|byte| matches!(byte, b'/' | b':')).unwrap_or(0);
            base.truncate(end);
        } else {
            break;
        }
    }
    fix_git_url(&[&base[..], b"/", rest].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_remote() {
        assert_eq!(head_of(b"ref: refs/heads/main\tHEAD\nabc\tHEAD\n").unwrap(), b"refs/heads/main");
        assert_eq!(head_of(b"abc\tHEAD\n").unwrap(), b"abc");
        assert_eq!(head_of(b"abc\trefs/heads/x\n"), None);
        assert_eq!(head_of(b""), None);
    }
}
