//! Brings a derivation with all that it refers to into a store, through the daemon.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::ffi::OsStr;
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use hmeval_eval::Evaluator;
use hmeval_eval::store::Object;
use hmeval_store::StorePath;
use hmeval_store::daemon::{DaemonError, Method};
use hmeval_store::nar::{FsSource, NarError, write_nar};

use super::connect::Connection;
use crate::failure::{Failure, Outcome};

/// Adds what is missing. The result is how many objects that were.
///
/// # Errors
/// If the daemon refuses, or an object cannot be read.
pub(super) fn upload<'h>(ev: &Evaluator<'h>, daemon: &mut Connection, drv: &StorePath) -> Outcome<'h, usize> {
    let closure = ev.derivation_closure(drv)?;
    let valid = daemon.valid(&closure).map_err(|error| refused(&error))?;
    let mut upload = Upload { ev, daemon, done: valid, count: 0 };
    upload.all(drv)?;
    Ok(upload.count)
}

pub(super) fn refused<'h>(error: &DaemonError) -> Failure<'h> {
    Failure::Message(error.to_string().into_bytes())
}

struct Upload<'e, 'h> {
    ev: &'e Evaluator<'h>,
    daemon: &'e mut Connection,
    done: BTreeSet<StorePath>,
    count: usize,
}

impl<'h> Upload<'_, 'h> {
    /// Adds an object behind all that it refers to. Derivations can be nested deeper than a stack.
    fn all(&mut self, root: &StorePath) -> Outcome<'h> {
        let mut pending = vec![(root.clone(), false)];
        while let Some((path, is_ready)) = pending.pop() {
            if self.done.contains(&path) {
                continue;
            }
            if path.is_derivation() {
                // So that what it refers to is known.
                self.ev.derivation_at(&path)?;
            }
            if is_ready {
                self.one(&path)?;
                self.done.insert(path);
                continue;
            }
            let references = self.ev.object_references(&path);
            pending.push((path.clone(), true));
            pending.extend(
                references.iter().filter(|found| **found != path).map(|found| (found.clone(), false)),
            );
        }
        Ok(())
    }

    fn one(&mut self, path: &StorePath) -> Outcome<'h> {
        let printed = self.ev.store.dir.print(path);
        let references: BTreeSet<StorePath> = self.ev.object_references(path).iter().cloned().collect();
        let text = |bytes: Vec<u8>| move |to: &mut dyn Write| -> io::Result<()> { to.write_all(&bytes) };
        let added = if path.is_derivation() {
            // What this evaluation made may be had whatever it may read.
            let mut content = Vec::new();
            let written = self.ev.derivation_at(path)?.write_aterm(&self.ev.store.dir, &mut content);
            written.map_err(|error| Failure::message(error.to_string()))?;
            self.add(path, Method::Text, &references, &mut text(content))?
        } else {
            match self.ev.store.object(path) {
                Some(Object::Text(content)) => {
                    self.add(path, Method::Text, &references, &mut text(content.to_vec()))?
                }
                Some(Object::Source(root) | Object::Fetched(root)) => {
                    let archived =
                        self.add(path, Method::Archive, &references, &mut archive(&root, |_| true))?;
                    // A file can also be named after its content alone.
                    let root = Path::new(OsStr::from_bytes(&root));
                    if archived != *path && root.is_file() {
                        let content = std::fs::read(root)
                            .map_err(|error| Failure::message(format!("{}: {error}", root.display())))?;
                        self.add(path, Method::Flat, &references, &mut text(content))?
                    } else {
                        archived
                    }
                }
                Some(Object::Folder(root)) => {
                    let store = &self.ev.store;
                    let mut write =
                        archive(&root, |within| !store.is_new(&hmeval_eval::path::join(&root, within)));
                    self.add(path, Method::Archive, &references, &mut write)?
                }
                Some(Object::Filtered(root, kept) | Object::Tracked(root, kept)) => {
                    let mut write = archive(&root, |within| kept.contains(within));
                    self.add(path, Method::Archive, &references, &mut write)?
                }
                None => {
                    let shown = String::from_utf8_lossy(&printed);
                    return Err(Failure::message(format!(
                        "'{shown}' is needed and not in the store of the daemon"
                    )));
                }
            }
        };
        if added != *path {
            let (wanted, got) = (String::from_utf8_lossy(&printed), self.ev.store.dir.print(&added));
            let got = String::from_utf8_lossy(&got);
            return Err(Failure::message(format!(
                "'{wanted}' was added as '{got}': it has changed in the meantime"
            )));
        }
        self.count = self.count.saturating_add(1);
        Ok(())
    }

    fn add(
        &mut self,
        path: &StorePath,
        method: Method,
        references: &BTreeSet<StorePath>,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Outcome<'h, StorePath> {
        self.daemon.add(path.name(), method, references, write).map_err(|error| refused(&error))
    }
}

/// Writes the archive of a tree, without what is not kept.
fn archive<'a>(
    root: &'a [u8],
    keeps: impl Fn(&[u8]) -> bool + 'a,
) -> impl FnMut(&mut dyn Write) -> io::Result<()> + 'a {
    move |mut to: &mut dyn Write| {
        let written = write_nar(&FsSource, Path::new(OsStr::from_bytes(root)), &mut to, |path: &Path, _| {
            let within = path.as_os_str().as_bytes().strip_prefix(root).unwrap_or_default();
            Ok::<_, Infallible>(keeps(within.strip_prefix(b"/").unwrap_or(within)))
        });
        written.map(|_| ()).map_err(|error| match error {
            NarError::Source { error, .. } | NarError::Sink(error) => error,
            NarError::Invalid(error) => io::Error::other(error.to_string()),
            NarError::Filter(never) => match never {},
        })
    }
}
