//! What the evaluator needs of whoever fetches trees of files and evaluates flakes.
//!
//! The builtins (`fetchTree`, `fetchGit`, `getFlake`) check their arguments and hand on to a [`Fetcher`], which stands
//! above this crate (`hmeval-flake`). Without one they answer from the store alone.

use hmeval_store::StorePath;

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
}

/// Fetches trees of files and evaluates flakes.
pub trait Fetcher {
    /// The tree that an input names.
    ///
    /// # Errors
    /// If it cannot be had, or is not what its hash promises.
    fn fetch<'h>(&self, ev: &Evaluator<'h>, input: &Attrs) -> Result<'h, Tree>;

    /// The outputs of a flake, and what is known of it (`builtins.getFlake`).
    ///
    /// # Errors
    /// If the reference is none, or is not locked in pure mode; those of fetching and evaluating it.
    fn flake<'h>(&self, ev: &Evaluator<'h>, reference: &[u8]) -> Result<'h, Value<'h>>;
}
