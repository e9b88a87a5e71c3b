//! From a flake and its lock file to a lock file that fits: what is locked stays, what is new is fetched, what is gone
//! goes (Nix: `lockFlake`).

use std::collections::{BTreeMap, BTreeSet};

use hmeval_eval::builtins::fetch::input::Attr;
use hmeval_eval::fetcher::{Lookup, Tree};
use hmeval_eval::path::{join, parent};
use hmeval_eval::{Error, ErrorKind, Evaluator};
use hmeval_store::StorePath;

use crate::lock_changes::{self, ToWrite};
use crate::lock_file::{Edge, LockFile, Locked, Node};
use crate::manifest::{FlakeInput, Id, InputPath, Inputs, Manifest, read, show_input_path};
use crate::reference::FlakeRef;
use crate::stand_in::stand_in;

type Result<'h, T> = std::result::Result<T, Error<'h>>;

/// What the command line says about locking.
#[derive(Clone, Debug)]
pub struct LockFlags {
    /// `--override-input`: references for inputs, by their paths.
    pub overrides: BTreeMap<InputPath, FlakeRef>,
    /// Inputs that are looked up anew (`flake update NAME`).
    pub updates: BTreeSet<InputPath>,
    /// Whether all are (`flake update`).
    pub recreate: bool,
    /// Whether the file may be written; `--no-write-lock-file` forbids it.
    pub write: bool,
    /// Whether warnings were given already, by an earlier look at the same flake.
    pub quiet: bool,
    /// Whether it may change at all; `--no-update-lock-file` forbids it.
    pub update: bool,
    /// Whether an input that is not locked is an error, and not just a reason to write nothing (`flake lock`).
    pub fail_on_unlocked: bool,
    /// `--allow-dirty-locks`: whether an input with a hash counts as locked, though nobody may ever find it again.
    pub allow_dirty_locks: bool,
    /// `--reference-lock-file`: read instead of the flake's own.
    pub read_from: Option<Vec<u8>>,
    /// `--output-lock-file`: written instead of the flake's own.
    pub write_to: Option<Vec<u8>>,
}

impl Default for LockFlags {
    fn default() -> Self {
        LockFlags {
            overrides: BTreeMap::new(),
            updates: BTreeSet::new(),
            recreate: false,
            write: true,
            quiet: false,
            update: true,
            fail_on_unlocked: false,
            allow_dirty_locks: false,
            read_from: None,
            write_to: None,
        }
    }
}

/// A folder in a tree.
#[derive(Clone, Debug)]
pub struct Place {
    /// The tree.
    pub tree: StorePath,
    /// The folder in it; empty for the tree itself.
    pub within: Vec<u8>,
}

/// A flake with a lock file that fits.
#[derive(Clone, Debug)]
pub struct LockedFlake {
    /// What was asked for.
    pub original: FlakeRef,
    /// What was asked for, with names of registries replaced by what they stand for.
    pub resolved: FlakeRef,
    /// What was found.
    pub locked: FlakeRef,
    /// What tells its tree from all others as Nix does.
    pub fingerprint: Option<String>,
    /// Its `flake.nix`.
    pub manifest: Manifest,
    /// The lock file.
    pub lock: LockFile,
    /// The trees that were fetched on the way, by node.
    pub trees: BTreeMap<usize, Place>,
    /// Whether the lock file is not the one on disk, so that a revision would not be true.
    pub is_dirty: bool,
    /// What the lock file has to be changed to on disk.
    pub to_write: Option<ToWrite>,
    /// The references that the library stands in for. Where there are any, the lock file stays as it is.
    pub stood_in: BTreeSet<Vec<u8>>,
}

/// The flake that a reference names, with a lock file that fits. Writes nothing: see [`LockedFlake::to_write`].
///
/// # Errors
/// If an input cannot be had, is no flake, or follows what is not there; if the lock file is wrong.
pub fn lock<'h>(ev: &Evaluator<'h>, reference: &FlakeRef, flags: &LockFlags) -> Result<'h, LockedFlake> {
    let stand_in = ev.settings.library.as_deref().and_then(|library| stand_in(library, b"", reference));
    let reference = stand_in.as_ref().unwrap_or(reference);
    let top = fetch_flake(ev, reference, &[], Lookup::All)?;
    let shown = top.locked.to_text();
    locked(ev, reference, flags, top).map_err(|error| {
        let text = [b"while updating the lock file of flake '", &shown[..], b"'"].concat();
        ev.frame(error, hmeval_diag::Pos::NONE, text)
    })
}

fn locked<'h>(
    ev: &Evaluator<'h>,
    reference: &FlakeRef,
    flags: &LockFlags,
    top: Fetched,
) -> Result<'h, LockedFlake> {
    let old = match &flags.read_from {
        Some(path) => {
            let text = ev.world.read(path).map_err(|error| {
                let (shown, reason) = (String::from_utf8_lossy(path), error.to_string());
                ev.error(ErrorKind::Io, format!("cannot read the lock file '{shown}': {reason}"))
            })?;
            parse_lock_file(ev, &text, path)?
        }
        None => read_lock_file(ev, &top.manifest)?,
    };
    let mut locker = Locker {
        ev,
        flags,
        new: LockFile::default(),
        overrides: BTreeMap::new(),
        used: BTreeSet::new(),
        seen: BTreeSet::new(),
        parents: Vec::new(),
        trees: BTreeMap::from([(0, place(ev, &top.manifest.path)?)]),
        stood_in: BTreeSet::new(),
    };
    for (path, reference) in &flags.overrides {
        let input = FlakeInput { reference: Some(reference.clone()), ..FlakeInput::default() };
        let target = Override { input, source: top.manifest.path.clone(), parent: None };
        locker.overrides.insert(path.clone(), target);
    }
    let from = From {
        old: if flags.recreate { None } else { Some((&old, 0)) },
        follows_prefix: &[],
        source: &top.manifest.path,
        trust_lock: false,
    };
    locker.inputs(&top.manifest.inputs, 0, &[], &from)?;
    locker.warn_of_unused();
    let (new, trees, stood_in) = (locker.new, locker.trees, locker.stood_in);
    new.check().map_err(|text| ev.error(ErrorKind::Eval, text))?;
    let mut flake = LockedFlake {
        original: reference.clone(),
        resolved: top.resolved,
        locked: top.locked,
        fingerprint: top.fingerprint,
        manifest: top.manifest,
        lock: new,
        trees,
        is_dirty: !stood_in.is_empty(),
        to_write: None,
        stood_in,
    };
    if flake.stood_in.is_empty() && (!flake.lock.is_same(&old) || flags.write_to.is_some()) {
        lock_changes::decide(ev, &mut flake, &old, flags)?;
    }
    Ok(flake)
}

/// A flake that was fetched and read.
struct Fetched {
    resolved: FlakeRef,
    locked: FlakeRef,
    fingerprint: Option<String>,
    manifest: Manifest,
}

/// Fetches and reads a flake (Nix: `getFlake`).
fn fetch_flake<'h>(
    ev: &Evaluator<'h>,
    reference: &FlakeRef,
    prefix: &[Id],
    lookup: Lookup,
) -> Result<'h, Fetched> {
    let mut tree = fetch(ev, reference, lookup)?;
    let dir = tree.dir.clone().unwrap_or_else(|| reference.dir.clone());
    let resolved = FlakeRef { input: tree.resolved.clone(), dir: dir.clone() };
    let read_in = |tree: &Tree| read(ev, &join(&ev.store.dir.print(&tree.path), &dir), reference, prefix);
    let mut manifest = read_in(&tree)?;
    let mut wanted = tree.locked.clone();
    wanted.extend(manifest.self_attrs.clone());
    if wanted != tree.locked {
        // What the flake says of its own source makes it another one (Nix: `applySelfAttrs`).
        wanted.remove(&b"narHash"[..]);
        let other = fetch(ev, &FlakeRef { input: wanted, dir: Vec::new() }, Lookup::Nowhere)?;
        // Nix goes on with what it found out of the tree before.
        tree = Tree { fingerprint: tree.fingerprint, ..other };
        manifest = read_in(&tree)?;
    }
    let locked = FlakeRef { input: tree.locked, dir };
    Ok(Fetched { resolved, locked, fingerprint: tree.fingerprint, manifest })
}

fn fetch<'h>(ev: &Evaluator<'h>, reference: &FlakeRef, lookup: Lookup) -> Result<'h, Tree> {
    match ev.fetcher {
        Some(fetcher) => fetcher.fetch(ev, &reference.input, lookup),
        None => Err(ev.needs_network("fetchTree", &reference.to_text())),
    }
}

fn read_lock_file<'h>(ev: &Evaluator<'h>, manifest: &Manifest) -> Result<'h, LockFile> {
    let path = join(parent(&manifest.path), b"flake.lock");
    if ev.path_stat(&path)?.is_none() {
        return Ok(LockFile::default());
    }
    parse_lock_file(ev, &ev.read_file(&path)?, &path)
}

fn parse_lock_file<'h>(ev: &Evaluator<'h>, text: &[u8], path: &[u8]) -> Result<'h, LockFile> {
    let file = LockFile::read(text, &String::from_utf8_lossy(path));
    let file = file.map_err(|text| ev.error(ErrorKind::Eval, text))?;
    for locked in file.nodes.iter().filter_map(|node| Some(&node.locked.as_ref()?.locked)) {
        if !locked.is_locked() && locked.relative_path().is_none() {
            let end = b"' is unlocked (e.g. lacks a Git revision) but is checked by NAR hash. This is not reproducible \
                and will break after garbage collection or when shared.";
            ev.message(&[b"warning: Lock file entry '", &locked.to_text()[..], end].concat());
        }
    }
    Ok(file)
}

/// A reference of a lock file: what it names must be exactly that.
fn as_final(reference: &FlakeRef) -> FlakeRef {
    let mut reference = reference.clone();
    if reference.relative_path().is_none() {
        reference.input.insert(b"__final".to_vec(), Attr::Bool(true));
    }
    reference
}

/// The folder of a file in a store object.
fn place<'h>(ev: &Evaluator<'h>, file: &[u8]) -> Result<'h, Place> {
    let dir = parent(file);
    let inner = dir.strip_prefix(ev.store.dir.as_bytes()).and_then(|rest| rest.strip_prefix(b"/"));
    let inner = inner.unwrap_or_default();
    let end = inner.iter().position(|byte| *byte == b'/').unwrap_or(inner.len());
    let (name, within) = (inner.get(..end).unwrap_or_default(), inner.get(end + 1..).unwrap_or_default());
    let tree = StorePath::parse(name).map_err(|error| ev.store_error(error))?;
    Ok(Place { tree, within: within.to_vec() })
}

/// What stands in place of an input, and where that was said.
#[derive(Clone)]
struct Override {
    input: FlakeInput,
    /// The `flake.nix` that relative paths start from.
    source: Vec<u8>,
    /// The input whose flake that is; nothing for the command line.
    parent: Option<InputPath>,
}

/// What the inputs of a node are computed from.
struct From<'a> {
    /// The node in a lock file, from which locks are taken.
    old: Option<(&'a LockFile, usize)>,
    /// What `follows` in that lock file is relative to.
    follows_prefix: &'a [Id],
    /// The `flake.nix` that the inputs stand in.
    source: &'a [u8],
    /// Whether the inputs come from the lock file itself.
    trust_lock: bool,
}

struct Locker<'a, 'h> {
    ev: &'a Evaluator<'h>,
    flags: &'a LockFlags,
    new: LockFile,
    overrides: BTreeMap<InputPath, Override>,
    /// Overrides that an input was found for.
    used: BTreeSet<InputPath>,
    /// All inputs that there are.
    seen: BTreeSet<InputPath>,
    /// The flakes that are being locked, outermost first.
    parents: Vec<FlakeRef>,
    trees: BTreeMap<usize, Place>,
    /// The references that the library stands in for.
    stood_in: BTreeSet<Vec<u8>>,
}

/// An input that is being locked.
struct Wanted<'a> {
    /// Its path from the root.
    path: InputPath,
    /// What is asked for, override or not.
    input: FlakeInput,
    /// What the flake itself asks for.
    own: &'a FlakeInput,
    reference: FlakeRef,
    /// The `flake.nix` that a relative path starts from.
    source: Vec<u8>,
    /// The flake that a relative path starts from.
    parent: Option<InputPath>,
    /// Whether the command line overrides it.
    from_flags: bool,
}

impl<'h> Locker<'_, 'h> {
    fn warn(&self, parts: &[&[u8]]) {
        if self.flags.quiet {
            return;
        }
        self.ev.message(&[b"warning: ", &parts.concat()[..]].concat());
    }

    /// Computes the inputs of a node.
    fn inputs(&mut self, inputs: &Inputs, node: usize, prefix: &[Id], from: &From<'_>) -> Result<'h, ()> {
        self.ev.check_stack(hmeval_diag::Pos::NONE)?;
        for (id, input) in inputs {
            let mut path = prefix.to_vec();
            path.push(id.clone());
            self.add_overrides(input, &path, prefix, from.source);
        }
        for path in self.overrides.keys() {
            if let Some((id, above)) = path.split_last()
                && above == prefix
                && !inputs.contains_key(id)
            {
                let above = show_input_path(above);
                self.warn(&[b"input '", &above, b"' has an override for a non-existent input '", id, b"'"]);
            }
        }
        for (id, input) in inputs {
            let mut path = prefix.to_vec();
            path.push(id.clone());
            let shown = show_input_path(&path);
            self.input(id, input, node, path, from).map_err(|error| {
                let text = [b"while updating the flake input '", &shown[..], b"'"].concat();
                self.ev.frame(error, hmeval_diag::Pos::NONE, text)
            })?;
        }
        Ok(())
    }

    fn add_overrides(&mut self, input: &FlakeInput, path: &[Id], parent: &[Id], source: &[u8]) {
        for (id, below) in &input.overrides {
            let mut path = path.to_vec();
            path.push(id.clone());
            if below.reference.is_some() || below.follows.is_some() {
                self.overrides.entry(path.clone()).or_insert_with(|| Override {
                    input: below.clone(),
                    source: source.to_vec(),
                    parent: Some(parent.to_vec()),
                });
            }
            self.add_overrides(below, &path, parent, source);
        }
    }

    fn input(
        &mut self,
        id: &Id,
        own: &FlakeInput,
        node: usize,
        path: InputPath,
        from: &From<'_>,
    ) -> Result<'h, ()> {
        let replaced = self.overrides.get(&path).cloned();
        if replaced.is_some() {
            self.used.insert(path.clone());
        }
        let from_flags = self.flags.overrides.contains_key(&path);
        let above = path.split_last().map(|(_, above)| above.to_vec());
        let (mut input, source, parent) = match replaced {
            Some(found) => (found.input, found.source, found.parent),
            None => (own.clone(), from.source.to_vec(), above),
        };
        input.is_flake = own.is_flake;
        if let Some(target) = input.follows {
            self.new.link(node, id, Edge::Follows(target));
            return Ok(());
        }
        let reference = input.reference.clone().unwrap_or_else(|| FlakeRef::indirect(id));
        let parent = parent.filter(|_| reference.relative_path().is_some());
        self.seen.insert(path.clone());
        let mut wanted = Wanted { path, input, own, reference, source, parent, from_flags };
        if let Some(library) = self.ev.settings.library.as_deref().filter(|_| !from_flags)
            && let Some(reference) = stand_in(library, id, &wanted.reference)
        {
            // What the library's own flakes ask for is nobody's concern.
            if !self.parents.iter().any(|parent| parent.input == reference.input) {
                self.stood_in.insert(wanted.reference.to_text());
            }
            wanted = Wanted { reference, parent: None, ..wanted };
            return self.create(id, &wanted, node);
        }
        match self.kept(id, &wanted, from) {
            Some((file, index)) => self.keep(id, &wanted, node, from, (file, index)),
            None => self.create(id, &wanted, node),
        }
    }

    /// The entry of the lock file for an input, if it still fits.
    fn kept<'f>(&self, id: &Id, wanted: &Wanted<'_>, from: &From<'f>) -> Option<(&'f LockFile, usize)> {
        let (file, index) = from.old.filter(|_| !self.flags.updates.contains(&wanted.path))?;
        let Some(Edge::Node(index)) = file.nodes.get(index)?.inputs.get(id) else { return None };
        let locked = file.locked(*index)?;
        let fits =
            locked.original.canonical() == wanted.reference.canonical() && locked.parent == wanted.parent;
        (fits && !wanted.from_flags).then_some((file, *index))
    }

    /// Takes an entry over, with what is below it.
    fn keep(
        &mut self,
        id: &Id,
        wanted: &Wanted<'_>,
        node: usize,
        from: &From<'_>,
        (file, index): (&LockFile, usize),
    ) -> Result<'h, ()> {
        let Some(locked) = file.locked(index) else { return Ok(()) };
        let child = self.new.add(Node { locked: Some(locked.clone()), ..Node::default() });
        self.new.link(node, id, Edge::Node(child));
        let is_below = |path: &InputPath| path.len() > wanted.path.len() && path.starts_with(&wanted.path);
        let mut must_fetch = self.flags.updates.iter().any(is_below);
        let mut inputs = Inputs::new();
        for (id, edge) in file.nodes.get(index).into_iter().flat_map(|node| &node.inputs) {
            let mut path = wanted.path.clone();
            path.push(id.clone());
            let input = match edge {
                Edge::Node(index) => {
                    let Some(locked) = file.locked(*index) else { continue };
                    let reference = Some(locked.original.clone());
                    FlakeInput { reference, is_flake: locked.is_flake, ..FlakeInput::default() }
                }
                Edge::Follows(target) => {
                    // Where the flake does not say so any more, only the flake tells what there is instead.
                    must_fetch |= !from.trust_lock && !self.overrides.contains_key(&path);
                    let target = from.follows_prefix.iter().chain(target).cloned().collect();
                    FlakeInput { follows: Some(target), ..FlakeInput::default() }
                }
            };
            inputs.insert(id.clone(), input);
        }
        let old = Some((file, index));
        if !must_fetch {
            let from = From { old, trust_lock: true, ..*from };
            return self.inputs(&inputs, child, &wanted.path, &from);
        }
        let flake = self.flake(wanted, &as_final(&locked.locked))?;
        self.trees.insert(child, place(self.ev, &flake.manifest.path)?);
        let from = From { old, source: &flake.manifest.path, trust_lock: false, ..*from };
        self.inputs(&flake.manifest.inputs, child, &wanted.path, &from)
    }

    /// Fetches an input and makes an entry for it, with what is below it.
    fn create(&mut self, id: &Id, wanted: &Wanted<'_>, node: usize) -> Result<'h, ()> {
        let own = wanted.own.reference.clone().filter(|_| wanted.from_flags);
        let original = own.unwrap_or_else(|| wanted.reference.clone());
        let entry = |found: FlakeRef| Locked {
            locked: found,
            original,
            is_flake: wanted.input.is_flake,
            parent: wanted.parent.clone(),
        };
        if !wanted.input.is_flake {
            let (found, tree) = self.files(wanted)?;
            let child = self.new.add(Node { locked: Some(entry(found)), ..Node::default() });
            self.trees.insert(child, tree);
            self.new.link(node, id, Edge::Node(child));
            return Ok(());
        }
        let flake = self.flake(wanted, &wanted.reference)?;
        let child = self.new.add(Node { locked: Some(entry(flake.locked)), ..Node::default() });
        self.new.link(node, id, Edge::Node(child));
        if self.parents.contains(&wanted.reference) {
            let shown = wanted.reference.to_text();
            let message = [b"found circular import of flake '", &shown[..], b"'"].concat();
            return Err(self.ev.error(ErrorKind::Eval, message));
        }
        self.trees.insert(child, place(self.ev, &flake.manifest.path)?);
        let old = read_lock_file(self.ev, &flake.manifest)?;
        self.parents.push(wanted.reference.clone());
        let from = From {
            old: Some((&old, 0)),
            follows_prefix: &wanted.path,
            source: &flake.manifest.path,
            trust_lock: false,
        };
        let done = self.inputs(&flake.manifest.inputs, child, &wanted.path, &from);
        self.parents.pop();
        done
    }

    /// The flake of an input.
    fn flake(&self, wanted: &Wanted<'_>, reference: &FlakeRef) -> Result<'h, Fetched> {
        match wanted.reference.relative_path() {
            Some(relative) => {
                let root = join(&join(parent(&wanted.source), relative), &reference.dir);
                // Who leaves the tree names something else in the store, or nothing.
                self.ev.check_access(&root)?;
                place(self.ev, &join(&root, b"flake.nix"))?;
                let manifest = read(self.ev, &root, reference, &wanted.path)?;
                let (resolved, locked) = (reference.clone(), reference.clone());
                Ok(Fetched { resolved, locked, fingerprint: None, manifest })
            }
            None => fetch_flake(self.ev, reference, &wanted.path, Lookup::Limited),
        }
    }

    /// The files of an input that is no flake.
    fn files(&self, wanted: &Wanted<'_>) -> Result<'h, (FlakeRef, Place)> {
        if let Some(relative) = wanted.reference.relative_path() {
            let root = join(parent(&wanted.source), relative);
            return Ok((wanted.reference.clone(), place(self.ev, &join(&root, b"flake.nix"))?));
        }
        let tree = fetch(self.ev, &wanted.reference, Lookup::Limited)?;
        let locked = FlakeRef { input: tree.locked, dir: wanted.reference.dir.clone() };
        Ok((locked, Place { tree: tree.path, within: Vec::new() }))
    }

    /// Warns of flags that did not concern any input.
    fn warn_of_unused(&self) {
        for (path, reference) in self.flags.overrides.iter().filter(|(path, _)| !self.used.contains(*path)) {
            let (path, reference) = (show_input_path(path), reference.to_text());
            let end = b"' does not match any input";
            self.warn(&[b"the flag '--override-input ", &path, b" ", &reference, end]);
        }
        for path in self.flags.updates.iter().filter(|path| !self.seen.contains(*path)) {
            self.warn(&[b"'", &show_input_path(path), b"' does not match any input of this flake"]);
        }
    }
}
