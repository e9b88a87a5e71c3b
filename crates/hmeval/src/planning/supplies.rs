//! What the texts of a plan refer to, is not there, and needs no builder: session variables, scripts, files of the
//! configuration. The plan has it with it, so that a home without Nix has it too.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use hmeval_activate::plan::{Content, Supply};
use hmeval_eval::{Error, Evaluator};

use super::content::{self, Referred, Sourced};

/// Collects what is supplied.
pub(super) struct Supplies<'e, 'h> {
    ev: &'e Evaluator<'h>,
    known: RefCell<BTreeSet<String>>,
    found: RefCell<Vec<Supply>>,
}

impl<'e, 'h> Supplies<'e, 'h> {
    /// Nothing yet.
    pub(super) fn new(ev: &'e Evaluator<'h>) -> Self {
        Supplies { ev, known: RefCell::default(), found: RefCell::default() }
    }

    /// What was found, each behind what it refers to.
    pub(super) fn finish(self) -> Vec<Supply> {
        self.found.into_inner()
    }

    /// The store paths, as text. What can be supplied of them, and of what they refer to in turn, is.
    ///
    /// # Errors
    /// Those of reading derivations and files.
    pub(super) fn note(&self, references: Vec<Referred>) -> Result<Vec<String>, Error<'h>> {
        let paths = references.iter().map(|reference| reference.path.clone()).collect();
        let mut left: Vec<Step> = references.into_iter().map(Step::Look).collect();
        while let Some(step) = left.pop() {
            match step {
                Step::Look(reference) => {
                    let Some((supply, behind)) = self.look(&reference)? else { continue };
                    left.push(Step::Add(supply));
                    left.extend(behind.into_iter().map(Step::Look));
                }
                Step::Add(supply) => self.found.borrow_mut().push(supply),
            }
        }
        Ok(paths)
    }

    /// What lies at a store path that nobody has looked at, if it can be supplied, and what that refers to.
    fn look(&self, reference: &Referred) -> Result<Option<(Supply, Vec<Referred>)>, Error<'h>> {
        let path = &reference.path;
        if self.known.borrow().contains(path) || Path::new(path).exists() {
            return Ok(None);
        }
        self.known.borrow_mut().insert(path.clone());
        // An input as a whole can be as large as nixpkgs, and is on the machine already.
        if self.ev.store.is_fetched(path.as_bytes()) {
            return Ok(None);
        }
        let Sourced { content, references } = content::of_reference(self.ev, reference)?;
        if matches!(content, Content::Build { .. }) {
            return Ok(None);
        }
        let named = references.iter().map(|behind| behind.path.clone()).collect();
        Ok(Some((Supply { path: path.clone(), content, references: named }, references)))
    }
}

/// What is to be done: the references of something come before it.
enum Step {
    Look(Referred),
    Add(Supply),
}
