//! Git repositories as inputs (Nix: `GitInputScheme`).
//!
//! A work tree of this machine without `ref` and `rev` is taken as it lies there: what Git tracks, changes included. All
//! else is a commit, whose files are put into the cache. What is remote is first fetched into a bare repository of the
//! cache, by the program `git`, as Nix does it: it knows the user's keys, proxies and helpers.

mod commit;
mod export_ignore;
mod remote;
mod repository;
mod work_tree;

use std::path::{Path, PathBuf};

use hmeval_eval::builtins::fetch::flake_text::revision;
use hmeval_eval::builtins::fetch::input::{Attr, Attrs, flag, is_ref_name, set, text};
use hmeval_eval::builtins::fetch::url::{Url, decode};
use hmeval_store::nar::FsSource;
use hmeval_store::{HashAlgo, HashFormat};

use super::{Context, Found};
use crate::reference::Message;
pub(super) use work_tree::as_path;

/// The revision of a tree that has no commit yet.
const NO_REVISION: &str = "0000000000000000000000000000000000000000";

/// Where a repository is.
enum Location {
    /// A repository of this machine with a work tree.
    Folder(PathBuf),
    /// Anywhere else, bare repositories of this machine among them.
    Remote(Url),
}

impl Location {
    /// Relative paths start from the current folder, of which `context` warns.
    fn of(context: &Context<'_>, input: &Attrs) -> Result<Self, Message> {
        let mut url = Url::read(text(input, "url").unwrap_or_default())?;
        if url.scheme == b"file" {
            let path = decode(&url.path).unwrap_or_default();
            let is_relative = !path.starts_with(b"/");
            let path = match is_relative {
                true => context.settings.current_dir.join(work_tree::as_path(&path)),
                false => work_tree::as_path(&path).to_path_buf(),
            };
            let is_bare = path.exists() && !path.join(".git").exists();
            if !is_bare {
                if is_relative {
                    let shown = String::from_utf8_lossy(&url.to_text()).into_owned();
                    context.warn(&format!(
                        "Fetching Git repository '{shown}', which uses a path relative to the current directory. \
                        This is not supported and will stop working in a future release. \
                        See https://github.com/NixOS/nix/issues/12281 for details."
                    ));
                }
                return Ok(Location::Folder(path));
            }
            url.query.clear();
        }
        url.query.remove(&b"dir"[..]);
        Ok(Location::Remote(url))
    }

    /// The address, if it is not of this machine.
    fn origin(&self) -> Option<Vec<u8>> {
        match self {
            Location::Folder(_) => None,
            Location::Remote(url) => Some(url.to_text()),
        }
    }

    /// As it is named on a command line.
    fn shown(&self) -> String {
        match self {
            Location::Folder(path) => path.display().to_string(),
            Location::Remote(url) => String::from_utf8_lossy(&url.to_text()).into_owned(),
        }
    }
}

/// The files that a Git input names.
///
/// # Errors
/// If the repository or the revision cannot be had.
pub(super) fn fetch(context: &Context<'_>, input: &Attrs) -> Result<Found, Message> {
    let input = &checked(input)?;
    let location = Location::of(context, input)?;
    match location {
        Location::Folder(path) if text(input, "ref").is_none() && text(input, "rev").is_none() => {
            of_work_tree(context, input, &path)
        }
        location => commit::fetch(context, input, &location),
    }
}

/// What tells the state of the work tree that a Git input names from all others; `None` if it names something else.
pub(super) fn work_tree_now(context: &Context<'_>, input: &Attrs) -> Option<Vec<u8>> {
    let input = &checked(input).ok()?;
    match Location::of(context, input).ok()? {
        Location::Folder(path) if text(input, "ref").is_none() && text(input, "rev").is_none() => {
            of_work_tree(context, input, &path).ok()?.state()
        }
        _ => None,
    }
}

/// The input with its revision as Git writes it.
fn checked(input: &Attrs) -> Result<Attrs, Message> {
    let mut input = input.clone();
    check(&input)?;
    if let Some(rev) = revision(&input)? {
        set(&mut input, "rev", rev);
    }
    Ok(input)
}

fn check(input: &Attrs) -> Result<(), Message> {
    if let Some(name) = text(input, "ref").filter(|name| !is_ref_name(name)) {
        return Err([b"invalid Git branch/tag name '", name, b"'"].concat());
    }
    if flag(input, "exportIgnore") && flag(input, "submodules") {
        return Err(b"exportIgnore and submodules are not supported together yet".to_vec());
    }
    if flag(input, "lfs") {
        return Err(b"hmeval does not fetch files of Git LFS (the attribute 'lfs')".to_vec());
    }
    let keys = ["verifyCommit", "publicKey", "publicKeys", "keytype"];
    if let Some(name) = keys.iter().find(|name| input.contains_key(name.as_bytes())) {
        return Err(
            format!("hmeval does not verify signatures of commits (the attribute '{name}')").into_bytes()
        );
    }
    Ok(())
}

/// What is tracked in a work tree of this machine (Nix: `getAccessorFromWorkdir`).
fn of_work_tree(context: &Context<'_>, input: &Attrs, path: &Path) -> Result<Found, Message> {
    let repo = repository::open(path)?;
    let mut tree = work_tree::inspect(&repo)?;
    let mut is_dirty = tree.is_dirty();
    if flag(input, "exportIgnore") {
        export_ignore::remove_ignored(&repo, &mut tree.files)?;
    }
    // What is in submodules is not told by the tree that has them.
    let told = tree.submodules.is_empty() || !(is_dirty || flag(input, "submodules"));
    let fingerprint = if told { fingerprint(path, &tree, input) } else { None };
    if flag(input, "submodules") && !tree.submodules.is_empty() {
        is_dirty |= add_submodules(context, input, path, &mut tree)?;
    }
    let mut locked = input.clone();
    let shown = path.display();
    if is_dirty {
        if !context.settings.fetch.allow_dirty {
            return Err(format!("Git tree '{shown}' is dirty").into_bytes());
        }
        if context.settings.fetch.warn_dirty {
            context.warn_once(&format!("Git tree '{shown}' is dirty"));
        }
        if let Some(head) = tree.head {
            set(&mut locked, "dirtyRev", format!("{head}-dirty"));
            set(&mut locked, "dirtyShortRev", format!("{}-dirty", head.to_hex_with_len(7)));
        }
    } else {
        if let Some(name) = repository::head_reference(&repo)? {
            set(&mut locked, "ref", name);
        }
        set(&mut locked, "rev", tree.head.map_or(NO_REVISION.to_owned(), |head| head.to_string()));
        if !flag(input, "shallow") {
            let count = tree.head.map_or(Ok(0), |head| commit::count(context, &repo, head))?;
            locked.insert(b"revCount".to_vec(), Attr::Int(count));
        }
    }
    let modified = match tree.head {
        Some(head) => repository::time(&repository::commit(&repo, head.to_string().as_bytes())?)?,
        None => 0,
    };
    locked.insert(b"lastModified".to_vec(), Attr::Int(modified));
    let root = std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec();
    Ok(Found::tracked(root, tree.files, fingerprint, locked))
}

/// Adds what is tracked in the submodules that are checked out. Tells whether one of them is dirty.
fn add_submodules(
    context: &Context<'_>,
    input: &Attrs,
    path: &Path,
    tree: &mut work_tree::WorkTree,
) -> Result<bool, Message> {
    let mut is_dirty = false;
    for module in std::mem::take(&mut tree.submodules) {
        let folder = path.join(work_tree::as_path(&module));
        let mut below = Attrs::new();
        set(&mut below, "type", "git");
        let folder = std::os::unix::ffi::OsStrExt::as_bytes(folder.as_os_str());
        set(&mut below, "url", Url::of_file(folder).to_text());
        below.insert(b"exportIgnore".to_vec(), Attr::Bool(flag(input, "exportIgnore")));
        below.insert(b"submodules".to_vec(), Attr::Bool(true));
        let found = fetch(context, &below).map_err(|message| {
            let shown = hmeval_eval::builtins::fetch::flake_text::to_text(&below).unwrap_or_default();
            [b"cannot fetch the submodule '", &shown[..], b"': ", &message].concat()
        })?;
        is_dirty |= text(&found.locked, "rev").is_none();
        for file in found.tracked_files() {
            tree.files.insert([&module[..], b"/", file].concat());
        }
    }
    Ok(is_dirty)
}

/// What tells this state of a work tree from all others: the commit, and the changes since (Nix: `getFingerprint`).
fn fingerprint(path: &Path, tree: &work_tree::WorkTree, input: &Attrs) -> Option<String> {
    let head = tree.head.map_or(NO_REVISION.to_owned(), |head| head.to_string());
    let marks = super::check::git_marks(input);
    if !tree.is_dirty() {
        return tree.head.map(|_| head + &marks);
    }
    let mut changes = Padded(hmeval_store::Hasher::new(HashAlgo::Sha512));
    for file in &tree.changed {
        changes.text(b"modified:");
        changes.text(&[b"/", &file[..]].concat());
        let full = path.join(work_tree::as_path(file));
        let all = |_: &Path, _| Ok::<_, std::convert::Infallible>(true);
        hmeval_store::nar::write_nar(&FsSource, &full, &mut changes, all).ok()?;
    }
    for file in &tree.deleted {
        changes.text(b"deleted:");
        changes.text(&[b"/", &file[..]].concat());
    }
    let changes = changes.0.finish().to_text(HashFormat::Base16, false);
    Some(format!("{head}{marks};d={changes}"))
}

/// A hash of texts as Nix serialises them: with their length, padded to eight bytes.
struct Padded(hmeval_store::Hasher);

impl Padded {
    fn text(&mut self, text: &[u8]) {
        self.0.update(&(text.len() as u64).to_le_bytes());
        self.0.update(text);
        self.0.update(&[0; 8][..text.len().wrapping_neg() % 8]);
    }
}

impl std::io::Write for Padded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
