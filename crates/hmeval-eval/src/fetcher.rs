//! What the evaluator needs of whoever fetches trees of files and evaluates flakes.
//!
//! The builtins (`fetchTree`, `fetchGit`, `getFlake`) check their arguments and hand on to a [`Fetcher`], which stands
//! above this crate (`hmeval-flake`). Without one they answer from the store alone.

use hmeval_store::{Hash, StorePath};

use crate::builtins::fetch::input::Attrs;
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::Value;

/// A tree of files that was fetched.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The store object that it is. Its content can be read there, wherever it really lies.
    pub path: StorePath,
    /// What was asked for, with what makes it unambiguous: `narHash`, and `lastModified`, `rev`, … where they are known.
    pub locked: Attrs,
    /// What was asked for, with names of registries replaced by what they stand for.
    pub resolved: Attrs,
    /// The folder in the tree that a registry names.
    pub dir: Option<Vec<u8>>,
    /// What tells the tree from all others as Nix does, for kinds of inputs that have it (Nix: `getFingerprint`).
    pub fingerprint: Option<String>,
}

/// Where names of flakes are looked up (Nix: `UseRegistries`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Nowhere.
    Nowhere,
    /// In the registries that are the same for all users: the flag's and the global one.
    Limited,
    /// In all registries.
    All,
}

/// What `fetchurl` and `fetchTarball` ask for.
#[derive(Clone, Debug)]
pub struct Download<'a> {
    /// The address.
    pub url: &'a [u8],
    /// The name of the store object.
    pub name: &'a [u8],
    /// Whether it is an archive whose content is wanted.
    pub unpack: bool,
    /// The hash that it must have: of the file, or of the archive (NAR) of what is unpacked.
    pub expected: Option<Hash>,
}

/// Fetches trees of files and evaluates flakes.
pub trait Fetcher {
    /// The tree that an input names.
    ///
    /// # Errors
    /// If it cannot be had, or is not what its hash promises.
    fn fetch<'h>(&self, ev: &Evaluator<'h>, input: &Attrs, lookup: Lookup) -> Result<'h, Tree>;

    /// A file, or the content of an archive.
    ///
    /// # Errors
    /// If it cannot be had, or has another hash.
    fn download<'h>(&self, ev: &Evaluator<'h>, download: &Download<'_>) -> Result<'h, StorePath>;

    /// The outputs of a flake, and what is known of it (`builtins.getFlake`).
    ///
    /// # Errors
    /// If the reference is none, or is not locked in pure mode; those of fetching and evaluating it.
    fn flake<'h>(&self, ev: &Evaluator<'h>, reference: &[u8]) -> Result<'h, Value<'h>>;

    /// From now on a name stands for an input, before what registries say; `dir` is the folder in it that the flake is in.
    fn name(&self, name: &[u8], input: &Attrs, dir: &[u8]);

    /// Forgets what was fetched in this evaluation, after files have changed.
    fn forget(&self);
}
