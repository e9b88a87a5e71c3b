//! The trees of files behind inputs, as store objects.
//!
//! Folders and work trees of this machine are hashed where they lie; what comes from elsewhere lies in a cache, by its
//! hash. What the Nix store has already is taken from there. Each kind of input has a module; [`Sources`] finds the
//! right one, checks what it gives against what was promised (Nix: `Input::checkLocks`), and remembers it for the
//! evaluation.

mod archive;
mod cache;
mod check;
mod download;
mod folder;
mod forge;
mod found;
mod git;
mod http;
mod netrc;
mod registry;
pub mod settings;
mod tracked_hash;
mod tree_writer;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::time::Duration;

use hmeval_eval::builtins::fetch::flake_text;
use hmeval_eval::builtins::fetch::input::{Attrs, set, text};
use hmeval_eval::fetcher::{Download, Fetcher, Lookup, Tree};
use hmeval_eval::store::Object;
use hmeval_eval::{Error, ErrorKind, Evaluator, Value};
use hmeval_store::{ContentAddress, ContentAddressMethod, Hash, HashFormat, StorePath};

use crate::call;
use crate::lock::{LockFlags, lock};
use crate::reference::{FlakeRef, Message};
use cache::Cache;
use found::Found;
use http::Http;
pub use settings::SourceSettings;

type Result<'h, T> = std::result::Result<T, Error<'h>>;

/// The name of an input, what stands for it, and the folder that the flake is in.
type Stand = (Vec<u8>, Attrs, Vec<u8>);

/// Gets trees of files: from this machine, from the Nix store, from the cache, and unless it is told not to, from
/// elsewhere.
#[derive(Default)]
pub struct Sources {
    settings: SourceSettings,
    cache: Cache,
    /// Made when it is first needed.
    http: OnceCell<Http>,
    /// What was fetched in this evaluation, by what was asked for.
    fetched: RefCell<BTreeMap<Attrs, Tree>>,
    /// Warnings that were given.
    warned: RefCell<BTreeSet<String>>,
    /// Names that stand for inputs in this run, and the folders that the flakes are in.
    names: RefCell<Vec<Stand>>,
    /// Something would have had to be fetched.
    missed: Cell<bool>,
}

/// What fetching an input needs: settings, the cache, and someone to warn.
struct Context<'a> {
    settings: &'a SourceSettings,
    cache: &'a Cache,
    http: &'a OnceCell<Http>,
    warned: &'a RefCell<BTreeSet<String>>,
    names: &'a RefCell<Vec<Stand>>,
    missed: &'a Cell<bool>,
    /// Shows a warning.
    message: &'a dyn Fn(&[u8]),
}

impl Context<'_> {
    /// The client, which reads its certificates when it is first needed.
    fn http(&self) -> &Http {
        self.http.get_or_init(|| Http::new(self.settings))
    }

    /// Fails if what is at an address may not be fetched.
    fn needs_network(&self, address: &[u8]) -> std::result::Result<(), Message> {
        match self.settings.fetch.offline && !address.starts_with(b"file:") {
            true => Err(self.offline(&String::from_utf8_lossy(address))),
            false => Ok(()),
        }
    }

    fn warn(&self, text: &str) {
        (self.message)(format!("warning: {text}").as_bytes());
    }

    /// Warns unless the same was said before.
    fn warn_once(&self, text: &str) {
        if self.warned.borrow_mut().insert(text.to_owned()) {
            self.warn(text);
        }
    }

    /// Whether a file of the cache is so young that it need not be looked up anew (Nix: `tarball-ttl`).
    fn is_recent(&self, file: &Path) -> bool {
        cache::age(file).is_some_and(|age| self.is_young(age))
    }

    fn is_young(&self, age: Duration) -> bool {
        age.as_secs() < self.settings.fetch.tarball_ttl
    }

    /// The error that something would have to be fetched.
    fn offline(&self, what: &str) -> Message {
        self.missed.set(true);
        format!("cannot fetch '{what}': it is neither in the Nix store nor in the cache, and '--offline' forbids the network")
            .into_bytes()
    }
}

impl Sources {
    /// Sources by the settings.
    pub fn new(settings: SourceSettings) -> Self {
        let cache = Cache::new(settings.cache.clone());
        Sources { settings, cache, ..Sources::default() }
    }

    /// Whether something would have had to be fetched that may not be.
    pub fn has_missed(&self) -> bool {
        self.missed.get()
    }

    /// The tree of an input that is no name in a registry.
    fn direct<'h>(&self, ev: &Evaluator<'h>, specified: &Attrs) -> Result<'h, Tree> {
        let mut input = specified.clone();
        let is_final = input.remove(&b"__final"[..]).is_some();
        let resolved = input.clone();
        let tree = |path, locked: Attrs, fingerprint: Option<String>| Tree {
            path,
            resolved: resolved.clone(),
            fingerprint: fingerprint.or_else(|| check::fingerprint(&locked)),
            locked,
            dir: None,
        };
        let shown = flake_text::to_text(&input).unwrap_or_default();
        let framed = |error| {
            if shown.is_empty() {
                // What has no text is shown by the error itself.
                return error;
            }
            let text = [b"while fetching the input '", &shown[..], b"'"].concat();
            ev.frame(error, hmeval_diag::Pos::NONE, text)
        };
        let expected = flake_text::nar_hash(&input);
        let expected = expected.map_err(|text| framed(ev.error(ErrorKind::Eval, text)))?;
        let name = text(&input, "name").unwrap_or(b"source");
        if is_final && let Some(hash) = expected {
            if let Some(path) = ev.locked_tree(name, hash).map_err(framed)? {
                return Ok(tree(path, input, None));
            }
            if let Some(known) = self.cache.tree(&hash) {
                let found = Found::cached(known, Attrs::new());
                let path = found::mount(ev, &self.cache, name, &found).map_err(framed)?.0;
                return Ok(tree(path, input, None));
            }
        }
        let (found, mounted) = self.checked(ev, &input, is_final, &shown).map_err(framed)?;
        let (path, hash) = match mounted {
            Some(mounted) => mounted,
            None => found::mount(ev, &self.cache, name, &found)?,
        };
        if let Some(expected) = expected.filter(|expected| *expected != hash) {
            // Nix has it the other way round here: what was found is what it expected.
            let [expected, got] = [hash, expected].map(|hash| hash.to_text(HashFormat::Sri, true));
            let message = check::other_hash(&shown, expected.as_bytes(), got.as_bytes());
            return Err(ev.error(ErrorKind::HashMismatch, message));
        }
        let mut locked = found.locked;
        set(&mut locked, "narHash", hash.to_text(HashFormat::Sri, true));
        Ok(tree(path, locked, found.fingerprint))
    }

    /// What is found of an input, if it is what was asked for. Where Nix puts it into the store before it asks that, also
    /// the store object.
    fn checked<'h>(
        &self,
        ev: &Evaluator<'h>,
        input: &Attrs,
        is_final: bool,
        shown: &[u8],
    ) -> Result<'h, (Found, Option<(StorePath, Hash)>)> {
        let mut found = self.by_kind(ev, input)?;
        let kind = text(input, "type").unwrap_or_default();
        match found.state() {
            // The folder was looked at through the world.
            _ if kind == b"path" => {}
            Some(state) => ev.world.looked_at(shown, &state),
            // What a server says is no fact that can be looked at again.
            None => ev.world.looked_past(),
        }
        let mut mounted = None;
        if matches!(kind, b"path" | b"tarball" | b"file") {
            let name = text(input, "name").unwrap_or(b"source");
            let (path, hash) = found::mount(ev, &self.cache, name, &found)?;
            if kind != b"path" {
                set(&mut found.locked, "narHash", hash.to_text(HashFormat::Sri, true));
            }
            mounted = Some((path, hash));
        }
        check::locks(input, is_final, &mut found.locked).map_err(|(kind, text)| ev.error(kind, text))?;
        Ok((found, mounted))
    }

    /// Does something with what fetching needs.
    fn with_context<T>(
        &self,
        ev: &Evaluator<'_>,
        work: impl FnOnce(&Context<'_>) -> std::result::Result<T, Message>,
    ) -> std::result::Result<T, Message> {
        self.with_messages(&|text| ev.message(text), work)
    }

    /// As [`Sources::with_context`], where there is no evaluation. Repositories, registries and what is behind the network are
    /// looked at without the world.
    fn with_messages<T>(&self, message: &dyn Fn(&[u8]), work: impl FnOnce(&Context<'_>) -> T) -> T {
        work(&Context {
            settings: &self.settings,
            cache: &self.cache,
            http: &self.http,
            warned: &self.warned,
            names: &self.names,
            missed: &self.missed,
            message,
        })
    }

    /// What tells the state of a work tree of Git from all others, for an input that [`World::looked_at`] was told of.
    /// `None` if it cannot be told any more.
    ///
    /// [`World::looked_at`]: hmeval_eval::world::World::looked_at
    pub fn state(&self, input: &[u8]) -> Option<Vec<u8>> {
        let input = FlakeRef::parse_absolute(input).ok()?.input;
        let is_git = text(&input, "type") == Some(b"git");
        is_git.then(|| self.with_messages(&|_| {}, |context| git::work_tree_now(context, &input)))?
    }

    fn by_kind<'h>(&self, ev: &Evaluator<'h>, input: &Attrs) -> Result<'h, Found> {
        let fetcher = match text(input, "type") {
            Some(b"path") => return folder::fetch(ev, input),
            Some(b"git") => git::fetch,
            Some(b"tarball") => download::tarball,
            Some(b"file") => download::file_input,
            Some(b"github" | b"gitlab" | b"sourcehut") => forge::fetch,
            Some(b"indirect") => {
                let shown = flake_text::to_text(input).unwrap_or_default();
                let message = [b"indirect input '", &shown[..], b"' cannot be fetched directly"].concat();
                return Err(ev.error(ErrorKind::Eval, message));
            }
            _ => {
                let shown = hmeval_eval::builtins::fetch::input::to_json(input);
                let kinds = b"': hmeval has no fetcher for its type".as_slice();
                return Err(ev.error(ErrorKind::Unsupported, [b"cannot fetch '", &shown[..], kinds].concat()));
            }
        };
        let found = self.with_context(ev, |context| fetcher(context, input));
        found.map_err(|text| ev.error(ErrorKind::Eval, text))
    }
}

impl Fetcher for Sources {
    fn fetch<'h>(&self, ev: &Evaluator<'h>, input: &Attrs, lookup: Lookup) -> Result<'h, Tree> {
        if let Some(known) = self.fetched.borrow().get(input) {
            return Ok(known.clone());
        }
        let is_indirect = text(input, "type") == Some(b"indirect");
        if is_indirect {
            ev.world.looked_past();
        }
        let (resolved, dir) = match is_indirect && lookup != Lookup::Nowhere {
            true => self
                .with_context(ev, |context| registry::resolve(context, input, lookup))
                .map_err(|text| ev.error(ErrorKind::Eval, text))?,
            false => (input.clone(), None),
        };
        let tree = Tree { dir, ..self.direct(ev, &resolved)? };
        let mut fetched = self.fetched.borrow_mut();
        fetched.insert(resolved, tree.clone());
        fetched.insert(input.clone(), tree.clone());
        Ok(tree)
    }

    fn download<'h>(&self, ev: &Evaluator<'h>, download: &Download<'_>) -> Result<'h, StorePath> {
        ev.world.looked_past();
        let failed = |text: Message| ev.error(ErrorKind::Eval, text);
        let (files, hash, method) = match download.unpack {
            true => {
                let known = download.expected.as_ref().and_then(|hash| self.cache.tree(hash));
                let tree = match known {
                    Some(tree) => tree,
                    None => {
                        let found = self.with_context(ev, |context| download::archive(context, download.url));
                        found.map_err(failed)?.tree
                    }
                };
                (tree.clone(), tree.hash, ContentAddressMethod::Nar)
            }
            false => {
                let found =
                    self.with_context(ev, |context| download::file(context, download.url, Vec::new()));
                let found = found.map_err(failed)?;
                (found.tree, found.flat, ContentAddressMethod::Flat)
            }
        };
        if let Some(expected) = download.expected.filter(|expected| *expected != hash) {
            let shown = |hash: &Hash| hash.to_text(HashFormat::Nix32, true);
            let end = format!("':\n  specified: {}\n  got:       {}", shown(&expected), shown(&hash));
            let parts: [&[u8]; 3] =
                [b"hash mismatch in file downloaded from '", download.url, end.as_bytes()];
            return Err(ev.error(ErrorKind::HashMismatch, parts.concat()));
        }
        let path = ev.content_path(download.name, ContentAddress { method, hash }, &[])?;
        ev.store.add_object(&path, Object::Fetched(files.path.as_os_str().as_bytes().into()));
        Ok(path)
    }

    fn flake<'h>(&self, ev: &Evaluator<'h>, text: &[u8]) -> Result<'h, Value<'h>> {
        let reference = FlakeRef::parse_absolute(text).map_err(|text| ev.error(ErrorKind::Eval, text))?;
        if ev.settings.pure_eval && !reference.is_locked() {
            // Nix calls builtins without a place, which it then tells of.
            let end = "', at «none»:0 (use --impure to override)".as_bytes();
            let message = [b"cannot call 'getFlake' on unlocked flake reference '", text, end].concat();
            return Err(ev.error(ErrorKind::Restricted, message));
        }
        let locked = lock(ev, &reference, &LockFlags { write: false, ..LockFlags::default() })?;
        call::outputs(ev, &locked)
    }

    fn name(&self, name: &[u8], input: &Attrs, dir: &[u8]) {
        self.names.borrow_mut().push((name.to_vec(), input.clone(), dir.to_vec()));
    }

    fn forget(&self) {
        self.fetched.borrow_mut().clear();
    }
}
