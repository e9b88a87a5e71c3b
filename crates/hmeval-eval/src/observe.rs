//! Watching the module system at work, for a caller that wants to say where definitions come from.
//!
//! The module system of nixpkgs keeps of a definition its file and its value: neither where in the file it stands, nor
//! the definitions that lost against others, nor the conditions. All of that passes through a few functions of
//! `lib/modules.nix` that have had the same names and arguments since 2013. An evaluation that is observed remembers
//! with which arguments they were called; it answers the same values as any other. One that is not observed pays one
//! test for each call.
//!
//! One mistake can keep the module system from answering anything (`home.stateVersion`, which `pkgs` needs). A caller that
//! looks for all mistakes can have failures forgotten ([`Observed::forget_failures`]) and values stand in for what was
//! missing ([`Observed::stand_in`]), and ask again.

use std::cell::{Cell, RefCell};

use hmeval_diag::Pos;
use hmeval_syntax::ir::Expr;
use rustc_hash::FxHashMap;

use crate::evaluator::Evaluator;
use crate::heap::{Closure, Value};
use crate::symbol::Symbol;

/// The function that merges the modules of one configuration: `mergeModules prefix modules`.
const MERGE: &[u8] = b"mergeModules";
/// The function that makes definitions conditional: the places where it is called are kept.
const CONDITIONAL: &[u8] = b"mkIf";
/// The function that merges the definitions of one option: `mergeDefinitions loc type definitions`.
const MERGE_DEFINITIONS: &[u8] = b"mergeDefinitions";
/// The option that a configuration is checked with (nixpkgs `nixos/modules/misc/assertions.nix`).
const ASSERTIONS: &[u8] = b"assertions";

/// A call whose result is wanted.
#[derive(Clone, Copy)]
pub(crate) enum Seen {
    /// An evaluation of modules, by its number.
    Configuration(usize),
    /// `mkIf`, with the place of the call.
    Conditional(Pos),
}

/// What was seen.
#[derive(Default)]
pub struct Observed<'h> {
    configurations: RefCell<Vec<Configuration<'h>>>,
    /// Those that count as the first for now, the last one before all others.
    firsts: RefCell<Vec<Configuration<'h>>>,
    by_prefix: RefCell<ByPrefix>,
    places: RefCell<FxHashMap<usize, Pos>>,
    forgetful: Cell<bool>,
    stand_ins: RefCell<Vec<StandIn<'h>>>,
    shortened: RefCell<FxHashMap<(usize, Symbol), Value<'h>>>,
    muted: Cell<bool>,
    /// Warnings that were kept back; nothing while they are shown at once.
    warnings: RefCell<Option<Vec<Vec<u8>>>>,
    /// What is done before assertions are looked at.
    before_assertions: RefCell<Option<BeforeAssertions<'h>>>,
}

/// What can be done before assertions are looked at.
pub type BeforeAssertions<'h> = Box<dyn FnOnce(&Evaluator<'h>)>;

/// A value for what fails.
struct StandIn<'h> {
    /// What the failure says.
    message: Vec<u8>,
    /// What the error context says that it stands in for; nothing for the failure itself.
    context: Option<Vec<u8>>,
    value: Value<'h>,
}

/// The numbers of the evaluations of modules by their prefixes: a host with mistakes begins a hundred thousand of them.
#[derive(Default)]
struct ByPrefix {
    /// How many were looked at.
    seen: usize,
    numbers: FxHashMap<Vec<Vec<u8>>, Vec<usize>>,
    /// Those whose prefix could not be evaluated so far.
    unknown: Vec<usize>,
}

/// One evaluation of modules: the whole configuration, or a submodule.
#[derive(Clone, Copy)]
pub struct Configuration<'h> {
    /// The path of the option that it is the value of; the empty list for the whole.
    pub prefix: Value<'h>,
    /// Its modules, each a set with `_file`, `options` and `config`.
    pub modules: Value<'h>,
    /// What was made of them: a set with `matchedOptions` and `unmatchedDefns`. Nothing if that failed.
    pub merged: Option<Value<'h>>,
    /// The function that was called.
    pub function: &'h Closure<'h>,
}

impl<'h> Observed<'h> {
    /// The evaluations of modules that were begun, in order.
    pub fn configurations(&self) -> Vec<Configuration<'h>> {
        let firsts = self.firsts.borrow();
        firsts.iter().rev().chain(self.configurations.borrow().iter()).copied().collect()
    }

    /// Whether what fails from now on is computed again when it is needed again. That is slow where much fails.
    pub fn forget_failures(&self, forget: bool) {
        self.forgetful.set(forget);
    }

    /// Whether nobody hears what the evaluation says: while values are forced only for a look at them, which nothing else needs.
    pub fn mute(&self, mute: bool) {
        self.muted.set(mute);
    }

    /// Runs `work`, and answers the texts of its warnings (`builtins.warn`), which are not shown.
    pub fn keep_warnings(&self, work: impl FnOnce()) -> Vec<Vec<u8>> {
        self.warnings.replace(Some(Vec::new()));
        work();
        self.warnings.take().unwrap_or_default()
    }

    /// What is done once, when the evaluation comes to the assertions of a whole configuration. Who makes configurations looks
    /// at all assertions before anybody gets them (`homeManagerConfiguration`), which takes longer than all options before.
    pub fn before_assertions(&self, work: Option<BeforeAssertions<'h>>) {
        self.before_assertions.replace(work);
    }

    /// What was remembered of a list of modules under a name: those of them that may define something there.
    pub fn shortened(&self, modules: Value<'h>, name: Symbol) -> Option<Value<'h>> {
        self.shortened.borrow().get(&(modules.address(), name)).copied()
    }

    /// Remembers which modules of a list may define something under a name.
    pub fn remember_shortened(&self, modules: Value<'h>, name: Symbol, shorter: Value<'h>) {
        self.shortened.borrow_mut().insert((modules.address(), name), shorter);
    }

    /// A value for what would fail with this message of `throw`: for the `throw` itself, or for what fails because of it below
    /// an error context (`addErrorContext`). For a source that cannot be copied to the store, whatever the value is, an empty
    /// one stands in.
    pub fn stand_in(&self, message: &[u8], context: Option<&[u8]>, value: Value<'h>) {
        let (message, context) = (message.to_vec(), context.map(<[u8]>::to_vec));
        self.stand_ins.borrow_mut().push(StandIn { message, context, value });
    }

    /// Whether something stands in for what fails with this message.
    pub fn stands_in(&self, message: &[u8]) -> bool {
        self.stand_ins.borrow().iter().any(|known| known.message == message && known.context.is_none())
    }
}

impl<'h> Evaluator<'h> {
    /// What was observed; nothing if [`Settings::observe`](crate::Settings) does not ask for it.
    pub fn observed(&self) -> Option<&Observed<'h>> {
        self.observed.as_ref()
    }

    /// Runs `work` as if this evaluation of modules had been the first: of those at the same place the first counts. For a
    /// caller that asks what another text of a module would be, while all else is as it was.
    pub fn observed_first<T>(&self, first: Configuration<'h>, work: impl FnOnce() -> T) -> T {
        let Some(observed) = &self.observed else { return work() };
        observed.firsts.borrow_mut().push(first);
        let result = work();
        observed.firsts.borrow_mut().pop();
        result
    }

    /// The evaluations of modules that were begun for the value of the option at `prefix`, in order.
    pub fn observed_at(&self, prefix: &[Vec<u8>]) -> Vec<Configuration<'h>> {
        let Some(observed) = &self.observed else { return Vec::new() };
        self.number_by_prefix(observed);
        let mut found = observed.firsts.borrow().iter().rev().copied().collect::<Vec<_>>();
        found.retain(|first| self.names_in(first.prefix).is_some_and(|names| names == prefix));
        let configurations = observed.configurations.borrow();
        let by_prefix = observed.by_prefix.borrow();
        let numbers = by_prefix.numbers.get(prefix).into_iter().flatten();
        found.extend(numbers.filter_map(|number| configurations.get(*number).copied()));
        found
    }

    /// Looks at the prefixes of evaluations that were not looked at yet.
    fn number_by_prefix(&self, observed: &Observed<'h>) {
        let (seen, mut numbers) = {
            let mut by_prefix = observed.by_prefix.borrow_mut();
            (by_prefix.seen, std::mem::take(&mut by_prefix.unknown))
        };
        numbers.extend(seen..observed.configurations.borrow().len());
        for number in numbers {
            // To evaluate it may begin another one.
            let Some(configuration) = observed.configurations.borrow().get(number).copied() else { continue };
            let names = self.names_in(configuration.prefix);
            let mut by_prefix = observed.by_prefix.borrow_mut();
            by_prefix.seen = by_prefix.seen.max(number + 1);
            match names {
                Some(names) => by_prefix.numbers.entry(names).or_default().push(number),
                None => by_prefix.unknown.push(number),
            }
        }
    }

    /// A list of names; nothing if it is none.
    fn names_in(&self, list: Value<'h>) -> Option<Vec<Vec<u8>>> {
        let list = self.force(list, Pos::NONE).ok()?.as_list()?;
        let name = |name: &Value<'h>| Some(self.force(*name, Pos::NONE).ok()?.as_str()?.bytes.to_vec());
        list.items().iter().map(name).collect()
    }

    /// The library (`lib`) that the module system of an evaluation belongs to: modules get the same. It is a free variable
    /// of the module system's file; nothing where that has none.
    pub fn library_of(&self, configuration: &Configuration<'h>) -> Option<Value<'h>> {
        let marks = [&b"evalModules"[..], b"mkOption", b"types"].map(|name| self.symbols.intern(name));
        let is_library = |value: &Value<'h>| {
            let attrs = value.known().and_then(Value::as_attrs);
            attrs.is_some_and(|attrs| marks.iter().all(|name| attrs.get(*name).is_some()))
        };
        let mut env = Some(configuration.function.env);
        while let Some(here) = env {
            if let Some(library) = here.slots().iter().map(std::cell::Cell::get).find(is_library) {
                return Some(library);
            }
            env = here.up();
        }
        None
    }

    /// Whether nobody hears what the evaluation says.
    pub(crate) fn is_muted(&self) -> bool {
        self.observed.as_ref().is_some_and(|observed| observed.muted.get())
    }

    /// Shows a warning of the evaluation (`builtins.warn`), or keeps it for who asked for it.
    #[cold]
    pub fn warn(&self, text: &[u8]) {
        if let Some(observed) = &self.observed
            && let Some(kept) = &mut *observed.warnings.borrow_mut()
        {
            kept.push(text.to_vec());
            return;
        }
        self.message(&crate::render::warning(text));
    }

    /// Whether failures are forgotten.
    #[cold]
    pub(crate) fn forgets_failures(&self) -> bool {
        self.observed.as_ref().is_some_and(|observed| observed.forgetful.get())
    }

    /// Whether values stand in for failures.
    pub(crate) fn has_stand_ins(&self) -> bool {
        self.observed.as_ref().is_some_and(|observed| !observed.stand_ins.borrow().is_empty())
    }

    /// What stands in for a failure with this message, or for what fails because of it below this error context.
    pub(crate) fn stand_in_for(&self, message: &[u8], context: Option<&[u8]>) -> Option<Value<'h>> {
        let stand_ins = self.observed.as_ref()?.stand_ins.borrow();
        let is_it = |known: &&StandIn<'h>| known.message == message && known.context.as_deref() == context;
        stand_ins.iter().find(is_it).map(|found| found.value)
    }

    /// Where `mkIf` was called for this value of it, if that was observed.
    pub fn place_of_condition(&self, wrapper: Value<'h>) -> Pos {
        let places = self.observed.as_ref().map(|observed| observed.places.borrow());
        places.and_then(|places| places.get(&wrapper.address()).copied()).unwrap_or(Pos::NONE)
    }

    /// A function is about to be called. If its result is wanted, what to give it to [`Self::see_result`] with.
    #[cold]
    pub(crate) fn see_call(&self, closure: &'h Closure<'h>, args: &[Value<'h>], pos: Pos) -> Option<Seen> {
        let (observed, code) = (self.observed.as_ref()?, closure.code());
        let name = self.lambda_name(code, closure.lambda())?;
        if name == MERGE {
            let outer = matches!(code.expr(closure.lambda().body), Expr::Lambda(_));
            let configuration = match (outer, args) {
                (true, [prefix, modules, ..]) => Some((*prefix, *modules)),
                (false, [modules, ..]) => closure.env.slots().first().map(|prefix| (prefix.get(), *modules)),
                _ => None,
            };
            let (prefix, modules) = configuration?;
            let mut configurations = observed.configurations.borrow_mut();
            configurations.push(Configuration { prefix, modules, merged: None, function: closure });
            return Some(Seen::Configuration(configurations.len() - 1));
        }
        if name == CONDITIONAL {
            return Some(Seen::Conditional(pos));
        }
        if name == MERGE_DEFINITIONS
            && observed.before_assertions.borrow().is_some()
            && let [location, ..] = args
            && self.names_in(*location).is_some_and(|names| names == [ASSERTIONS])
            && let Some(work) = observed.before_assertions.take()
        {
            work(self);
        }
        None
    }

    /// What a function answered that was seen when it was called.
    #[cold]
    pub(crate) fn see_result(&self, seen: Seen, value: Value<'h>) {
        let Some(observed) = &self.observed else { return };
        match seen {
            Seen::Configuration(number) => {
                if let Some(configuration) = observed.configurations.borrow_mut().get_mut(number) {
                    configuration.merged = Some(value);
                }
            }
            Seen::Conditional(pos) => {
                observed.places.borrow_mut().insert(value.address(), pos);
            }
        }
    }
}
