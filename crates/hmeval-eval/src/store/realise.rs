//! From strings with context to paths that can be read (Nix: `realiseContext`, `realisePath`).
//!
//! Nix builds what a string refers to before it reads there (import from derivation). This evaluator builds nothing:
//! it only reads what is there already, or what it knows the content of.

use hmeval_diag::Pos;
use hmeval_store::{SingleDerivedPath, StorePath};

use super::Resolution;
use crate::context::Reference;
use crate::error::{Error, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::Value;
use crate::string::{Context, ContextBuilder};

/// Why a context cannot be realised.
pub enum NotRealised<'h> {
    /// The store has no such object (Nix: `InvalidPathError`).
    Invalid(StorePath),
    /// Anything else.
    Failed(Error<'h>),
}

impl<'h> From<Error<'h>> for NotRealised<'h> {
    fn from(error: Error<'h>) -> Self {
        NotRealised::Failed(error)
    }
}

impl<'h> Evaluator<'h> {
    /// Sees to it that what a context refers to can be read.
    ///
    /// # Errors
    /// If it refers to an object that the store does not have, or to an output that would have to be built.
    pub fn realise_context(&self, context: Option<&'h Context<'h>>) -> Result<'h, ()> {
        self.try_realise(context).map_err(|reason| match reason {
            NotRealised::Invalid(path) => self.error(ErrorKind::Eval, format!("path '{path}' is not valid")),
            NotRealised::Failed(error) => error,
        })
    }

    /// As [`Evaluator::realise_context`], for callers that have their own words for missing objects.
    ///
    /// # Errors
    /// As [`Evaluator::realise_context`].
    pub fn try_realise(&self, context: Option<&Context<'h>>) -> std::result::Result<(), NotRealised<'h>> {
        let mut to_build = Vec::new();
        for (id, reference) in self.references(context)? {
            let base = reference.base();
            if !self.is_valid_path(base)? {
                return Err(NotRealised::Invalid(base.clone()));
            }
            if let Reference::Path(SingleDerivedPath::Built { drv, output }) = &*reference
                && !self.is_built(drv, output)?
            {
                to_build.push(self.contexts.get(id));
            }
        }
        match to_build.first() {
            None => Ok(()),
            Some(first) => {
                let shown = self.display_context_element(first);
                let reason =
                    b"' during evaluation: hmeval does not build derivations (import from derivation)";
                let message = [&b"cannot build '"[..], &shown, reason].concat();
                Err(NotRealised::Failed(self.error(ErrorKind::Unsupported, message)))
            }
        }
    }

    /// Whether the store has the object, or this evaluation knows its content.
    ///
    /// # Errors
    /// If the world cannot tell.
    pub fn is_valid_path(&self, path: &StorePath) -> Result<'h, bool> {
        let text = self.store.dir.print(path);
        let base_name = crate::path::base_name(&text);
        if self.store.has_object(base_name) {
            return Ok(true);
        }
        self.world_has(&text)
    }

    fn is_built(&self, drv: &SingleDerivedPath, output: &[u8]) -> Result<'h, bool> {
        let SingleDerivedPath::Opaque(path) = drv else { return Ok(false) };
        let drv = self.derivation_at(path)?;
        let known = drv.outputs.get(output).map(|kind| kind.path(&self.store.dir, &drv.name, output));
        match known.transpose().map_err(|error| self.store_error(error))?.flatten() {
            Some(path) => self.is_valid_path(&path),
            None => Ok(false),
        }
    }

    /// The path that a value denotes, where it can be read, without symbolic links.
    ///
    /// # Errors
    /// If the value is no path, or what it refers to cannot be realised.
    pub fn realise_path(&self, value: Value<'h>) -> Result<'h, &'h [u8]> {
        self.realise_path_with(value, Some(Resolution::Full))
    }

    /// As [`Evaluator::realise_path`]; `how` tells which symbolic links are followed, if any (`import` follows none).
    ///
    /// # Errors
    /// As [`Evaluator::realise_path`].
    pub fn realise_path_with(&self, value: Value<'h>, how: Option<Resolution>) -> Result<'h, &'h [u8]> {
        let mut context = ContextBuilder::new();
        let path =
            self.coerce_to_path(Pos::NONE, value, &mut context, "while realising the context of a path")?;
        let realise = || {
            if !context.is_empty() {
                self.realise_context(context.finish(self.heap))?;
            }
            match how {
                Some(how) => Ok(self.heap.bytes(&self.resolve_path(path, how)?)),
                None => Ok(path),
            }
        };
        realise().map_err(|error| {
            let text = [b"while realising the context of path '", path, b"'"].concat();
            self.frame(error, Pos::NONE, text)
        })
    }
}
