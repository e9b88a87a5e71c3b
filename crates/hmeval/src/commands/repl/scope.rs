//! The variables of the REPL.

use std::collections::BTreeMap;

use hmeval_diag::{Origin, Pos};
use hmeval_eval::code::Code;
use hmeval_eval::heap::{Attrs, AttrsBuilder, Env};
use hmeval_eval::import::Source;
use hmeval_eval::print::identifier;
use hmeval_eval::{Error, Evaluator, Value};

use crate::failure::{Failure, Outcome};

/// Names that are shown when variables were added.
const OVERVIEW: usize = 20;

/// The variables of the REPL, and the environment made of them.
#[derive(Default)]
pub(super) struct Scope<'h> {
    variables: BTreeMap<&'h [u8], Value<'h>>,
    /// The environment with the variables and their names by slot, until they change.
    env: Option<(Env<'h>, Vec<&'h [u8]>)>,
    /// The names that were added last.
    last: Option<Vec<&'h [u8]>>,
}

impl<'h> Scope<'h> {
    /// Makes the attributes of a set variables; their names, sorted.
    pub(super) fn add(&mut self, ev: &Evaluator<'h>, attrs: Attrs<'h>) -> Outcome<'h, Vec<&'h [u8]>> {
        let names: Vec<_> = ev.sorted_attrs(attrs).iter().map(|(key, _)| ev.text(key.name)).collect();
        self.bind(ev, attrs)?;
        self.last = Some(names.clone());
        Ok(names)
    }

    /// Makes the attributes of a set variables, without counting them as loaded.
    pub(super) fn bind(&mut self, ev: &Evaluator<'h>, attrs: Attrs<'h>) -> Outcome<'h> {
        if self.variables.len() + attrs.len() > Env::MAX_LEN {
            return Err(Failure::message("environment full; cannot add more variables"));
        }
        for (key, value) in attrs.iter(ev.heap) {
            self.variables.insert(ev.text(key.name), value);
        }
        self.env = None;
        Ok(())
    }

    /// The names of all variables, sorted.
    pub(super) fn names(&self) -> impl Iterator<Item = &'h [u8]> {
        self.variables.keys().copied()
    }

    /// The names that were added last.
    pub(super) fn last(&self) -> Option<&[&'h [u8]]> {
        self.last.as_deref()
    }

    /// Evaluates a text in this scope.
    pub(super) fn evaluate(
        &mut self,
        ev: &Evaluator<'h>,
        text: &[u8],
        dir: &[u8],
    ) -> Result<Value<'h>, Error<'h>> {
        let code = self.load(ev, text, dir)?;
        self.evaluate_code(ev, code)
    }

    /// Evaluates what [`Scope::load`] gave, if no variable was added since.
    pub(super) fn evaluate_code(
        &mut self,
        ev: &Evaluator<'h>,
        code: &'h Code<'h>,
    ) -> Result<Value<'h>, Error<'h>> {
        let (env, _) = self.env(ev)?;
        ev.eval(code, code.root, *env)
    }

    /// Parses a text whose free variables are those of this scope.
    pub(super) fn load(
        &mut self,
        ev: &Evaluator<'h>,
        text: &[u8],
        dir: &[u8],
    ) -> Result<&'h Code<'h>, Error<'h>> {
        let (_, names) = self.env(ev)?;
        ev.load(Source { origin: Origin::String, text: text.into(), dir: dir.to_vec() }, names)
    }

    fn env(&mut self, ev: &Evaluator<'h>) -> Result<&(Env<'h>, Vec<&'h [u8]>), Error<'h>> {
        let env = match self.env.take() {
            Some(env) => env,
            None => {
                let mut set = AttrsBuilder::new(self.variables.len(), Pos::NONE);
                for (name, value) in &self.variables {
                    set.insert(ev.symbols.intern(name), Pos::NONE, *value);
                }
                ev.scope_env(set.finish(ev.heap))?
            }
        };
        Ok(self.env.insert(env))
    }
}

/// The first of some names, for people.
pub(super) fn overview(names: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::new();
    for (index, name) in names.iter().take(OVERVIEW).enumerate() {
        if index > 0 {
            out.extend_from_slice(b", ");
        }
        identifier(&mut out, name);
    }
    if names.len() > OVERVIEW {
        let more = format!("\n... and {} more; view with :ll", names.len() - OVERVIEW);
        out.extend_from_slice(more.as_bytes());
    }
    out
}
