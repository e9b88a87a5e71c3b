//! Functions of nixpkgs' library that run as native code.
//!
//! Four fifths of the calls of a Home Manager evaluation are calls of functions of nixpkgs `lib`, most of them a few dozen
//! functions. Each of these has a native version here. It is run only for a function whose canonical form
//! ([`hmeval_syntax::canonical()`]) is one of those in `forms.txt`: a form that was looked at when the native version was
//! written. A function that was changed since, in nixpkgs or by a user, is interpreted.
//!
//! A form says what a function does with its free variables, not what they are. So a native version takes them from the
//! environment of the very closure that is called, and is run only after it was seen, without evaluating anything, that they
//! are what it takes them for (`Use`, `peek.rs`). Whatever it did not expect it leaves to the interpreter, by answering
//! nothing. That is always right: evaluation has no effects.
//!
//! Errors. A native version fails where the function would, but its error lacks the frames of the calls that it replaces. So
//! a caller that wants to show an error evaluates again without native functions.
//!
//! Used by `eval/apply.rs`. How to add a function: `docs/modules.md`.

mod attrsets;
mod call;
mod derivation;
mod derivations;
mod documentation;
mod forms;
mod idioms;
mod lists;
mod manual;
mod modules;
mod peek;
mod pretty;
mod strings;
#[cfg(test)]
mod tests;
mod trivial;
mod types;
mod verify;

use std::cell::Cell;

use hmeval_syntax::canonical;

use crate::builtins::Builtin;
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{Closure, Env, Function, Value};
use crate::stats::Stats;
use crate::symbol::Symbol;

pub(crate) use call::Call;
pub use forms::{form_number, known_forms, native_names};

/// Whether functions of nixpkgs' library run natively (`HMEVAL_NATIVE`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Those that are known do.
    #[default]
    On,
    /// None does.
    Off,
    /// Those that are known run both ways, and the results are compared as far as the evaluation looks at them.
    Verify,
}

/// After so many calls a function without a name is compared with the known ones.
const OFTEN: u32 = 16;

/// What a native version answers: an evaluated value, or nothing, which leaves the call to the interpreter.
pub(crate) type Answer<'h> = Result<'h, Option<Value<'h>>>;

/// The native version of a function.
pub(crate) struct Native {
    /// The file of nixpkgs' library without `.nix`, and the function's name: `lists.optional`. Behind `@` a form of older
    /// libraries is named that needs something else: `modules.mergeModules'@zipAttrsWith`.
    pub(crate) name: &'static str,
    /// How many arguments it takes at least; with fewer the function is interpreted.
    pub(crate) arity: usize,
    /// The free variables that it relies on.
    pub(crate) uses: &'static [Use],
    /// The attribute names that it looks for. They are in the function's text.
    pub(crate) names: &'static [&'static str],
    /// The code.
    pub(crate) run: for<'h> fn(&Call<'_, 'h>) -> Answer<'h>,
}

/// A free variable of a function, and what its native version takes it for. `lib.elem` is the attribute of a variable.
pub(crate) enum Use {
    /// The builtin of this name.
    Builtin(&'static str),
    /// The same, but it may be unevaluated yet: [`Call::ensure`] looks at it where the function would evaluate it.
    Later(&'static str),
    /// The function of nixpkgs' library with the native version named second.
    Lib(&'static str, &'static str),
    /// Some value.
    Value(&'static str),
}

impl Use {
    fn path(&self) -> impl Iterator<Item = &'static str> {
        match self {
            Use::Builtin(name) | Use::Later(name) | Use::Lib(name, _) | Use::Value(name) => name.split('.'),
        }
    }

    fn variable(&self) -> &'static str {
        self.path().next().unwrap_or_default()
    }
}

/// The name of a native version without that of an older form.
pub(crate) fn base_name(name: &str) -> &str {
    name.split_once('@').map_or(name, |(base, _)| base)
}

/// A function of a file that has a native version.
pub(crate) struct Link<'h> {
    pub(crate) native: &'static Native,
    /// Its name without what stands behind `@`.
    base: &'static str,
    /// What stands behind `@` in its name.
    variant: &'static str,
    /// The builtins that its free variables are taken for; nothing for one that is taken for something else.
    builtins: &'h [Option<&'static Builtin>],
    /// How many of the arguments are in the environment already.
    bound: usize,
    /// Where the free variables are that it looks at: how many environments up, and the index there.
    places: &'h [(u32, u32)],
    /// How many environments up the nearest of those begins that it takes for something; nothing if it takes none for anything.
    /// What a function is made in again and again is mostly nearer, and no matter.
    depth: Option<u32>,
    /// The environment so many levels up in which they were seen to be what they are taken for.
    trusted: Cell<Option<Env<'h>>>,
    /// The attribute names that it looks for.
    names: &'h [Symbol],
    /// The attribute sets written in the function, by their numbers in the file.
    sets: &'h [u32],
}

impl<'h> Link<'h> {
    /// Whether it was seen that the free variables are what they are taken for.
    #[inline]
    fn is_trusted(&self, env: Env<'h>) -> bool {
        let Some(depth) = self.depth else { return true };
        match (self.trusted.get(), env.ancestor(depth)) {
            (Some(trusted), Some(env)) => trusted.same(env),
            _ => false,
        }
    }

    fn set_trusted(&self, env: Env<'h>) {
        self.trusted.set(self.depth.and_then(|depth| env.ancestor(depth)));
    }
}

/// What is known of a function.
#[derive(Clone, Copy)]
pub(crate) enum Recognition<'h> {
    /// Nothing yet.
    Open,
    /// It has no native version.
    Plain,
    /// It has one.
    Linked(&'h Link<'h>),
}

/// The most arguments that a native version takes.
const MAX_ARITY: usize = 4;

/// The arguments that a function was given before, each in an environment of its own, and those that it is given now.
fn with_bound<'a, 'h>(
    all: &'a mut [Value<'h>; MAX_ARITY],
    link: &Link<'h>,
    closure: &Closure<'h>,
    given: &[Value<'h>],
) -> &'a [Value<'h>] {
    let bound = (0u32..).take(link.bound).map(|level| closure.env.get(level, 0).unwrap_or(Value::NULL));
    for (place, value) in all[..link.bound].iter_mut().rev().zip(bound) {
        *place = value;
    }
    all[link.bound..link.native.arity].copy_from_slice(given);
    &all[..link.native.arity]
}

impl<'h> Evaluator<'h> {
    /// The native version of a function.
    #[inline]
    pub(crate) fn link_of(&self, function: &'h Function<'h>) -> Option<&'h Link<'h>> {
        match function.recognition.get() {
            Recognition::Plain => None,
            Recognition::Linked(link) => Some(link),
            Recognition::Open => self.recognise(function),
        }
    }

    #[cold]
    fn recognise(&self, function: &'h Function<'h>) -> Option<&'h Link<'h>> {
        // A function without a name is looked at when it was called often enough to be worth it.
        if !function.lambda.name.is_some()
            && function.calls.get() < OFTEN
            && self.settings.native != Mode::Off
        {
            return None;
        }
        self.recognise_now(function)
    }

    /// As [`Self::recognise`], for a function that was not called often.
    fn recognise_now(&self, function: &'h Function<'h>) -> Option<&'h Link<'h>> {
        if !matches!(function.recognition.get(), Recognition::Open) {
            return None;
        }
        let link = self.find_link(function);
        function.recognition.set(link.map_or(Recognition::Plain, Recognition::Linked));
        link
    }

    /// Looks at the function that a known one yields to too few arguments. It has no name of its own.
    #[cold]
    fn recognise_partial(&self, function: &'h Function<'h>, given: usize) {
        let (code, mut lambda) = (function.code, function.lambda);
        for _ in 0..given {
            let hmeval_syntax::ir::Expr::Lambda(inner) = *code.expr(lambda.body) else { return };
            let inner = code.function(self.heap, inner);
            lambda = inner.lambda;
            self.recognise_now(inner);
        }
    }

    fn find_link(&self, function: &'h Function<'h>) -> Option<&'h Link<'h>> {
        if self.settings.native == Mode::Off {
            return None;
        }
        let name = self.lambda_name(function.code, function.lambda);
        if name.is_some_and(|name| !forms::has_name(name)) {
            return None;
        }
        let (ir, source) = (function.code.ir, self.source_of(function)?);
        let canonical = canonical(ir, &source, function.number)?;
        let forms::Known { native, bound } = forms::find(&canonical.form)?;
        let place = |name: &str| canonical.free.iter().find(|free| free.name == name.as_bytes());
        let places =
            native.uses.iter().map(|used| place(used.variable()).map(|free| (free.level, free.slot)));
        let places = places.collect::<Option<Vec<_>>>()?;
        let builtin = |used: &Use| {
            let (Use::Builtin(path) | Use::Later(path)) = used else { return None };
            let name = path.rsplit('.').next()?;
            crate::builtins::all().find(|builtin| builtin.name == name)
        };
        let builtins: Vec<_> = native.uses.iter().map(builtin).collect();
        let names: Vec<_> =
            native.names.iter().map(|name| self.symbols.intern_static(name.as_bytes())).collect();
        let sets = match modules::sets(native.name) {
            None => canonical.sets.clone(),
            Some(places) => {
                places.iter().map(|place| canonical.sets.get(*place).copied()).collect::<Option<_>>()?
            }
        };
        Some(
            self.heap.alloc_cell(Link {
                native,
                base: base_name(native.name),
                variant: native.name.split_once('@').map_or("", |(_, variant)| variant),
                builtins: self.heap.slice(&builtins),
                bound,
                depth: native
                    .uses
                    .iter()
                    .zip(&places)
                    .filter(|(used, _)| !matches!(used, Use::Value(_)))
                    .map(|(_, (level, _))| *level)
                    .min(),
                places: self.heap.slice(&places),
                trusted: Cell::new(None),
                names: self.heap.slice(&names),
                sets: self.heap.slice(&sets),
            }),
        )
    }

    fn source_of(&self, function: &Function<'h>) -> Option<std::sync::Arc<[u8]>> {
        let sources = self.sources.borrow();
        let (file, _) = sources.resolve(function.code.at(function.lambda.pos))?;
        Some(sources.file(file).text.clone())
    }

    /// Calls a closure natively, if it has a native version that takes these arguments. Answers the result and the
    /// arguments that are left.
    #[inline]
    pub(crate) fn call_native<'a>(
        &self,
        closure: &'h Closure<'h>,
        args: &'a [Value<'h>],
        pos: hmeval_diag::Pos,
    ) -> Result<'h, Option<(Value<'h>, &'a [Value<'h>])>> {
        let Some(link) = self.link_of(closure.function()) else { return Ok(None) };
        let Some((given, rest)) = args.split_at_checked(link.native.arity - link.bound) else {
            self.recognise_partial(closure.function(), args.len());
            return Ok(None);
        };
        if self.native_paused.get() {
            return Ok(None);
        }
        if !link.is_trusted(closure.env) && !self.trust(link, closure) {
            return Ok(None);
        }
        let mut all = [Value::NULL; MAX_ARITY];
        let args = if link.bound == 0 { given } else { with_bound(&mut all, link, closure, given) };
        let call = Call { ev: self, link, closure, args, pos };
        let answer = (link.native.run)(&call);
        if self.settings.native == Mode::Verify && answer.is_err() {
            return self.verify_failure(&call, given).map(|never| Some((never, rest)));
        }
        let Some(value) = answer? else { return Ok(None) };
        // What a native version leaves to the interpreter is seen there.
        if let Some(seen) = self.observed.as_ref().and_then(|_| self.see_call(closure, given, pos)) {
            self.see_result(seen, value);
        }
        Stats::count(&self.stats.native_calls);
        if self.settings.native == Mode::Verify {
            return Ok(Some((self.verify_call(&call, given, value)?, rest)));
        }
        Ok(Some((value, rest)))
    }
}
