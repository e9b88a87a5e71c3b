//! Forces every option and collects what fails.

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Error, Evaluator, Value};
use hmeval_modules::evaluations;
use rustc_hash::{FxHashMap, FxHashSet};

use super::diagnostic::{Diagnostic, Severity};
use super::names::option_names;
use super::relax::{Relaxation, relaxed};
use super::rule::Levels;
use super::stand_in::stand_in_for;
use super::tidy::tidied;
use super::{deprecated, homes, lint, own, parts, submodules, wrappers};
use crate::configuration::options::{DeclaredOption, Node};
use crate::configuration::shape::{Form, Shape, Viewer};
use crate::configuration::target::{Part, Target};
use crate::configuration::{Configuration, at_path};
use crate::failure::{Failure, Outcome};

/// How many mistakes are got out of the way of finding others.
pub(super) const MAX_OBSTACLES: usize = 20;

/// How Home Manager begins the error that lists failed assertions.
pub(super) const FAILED_ASSERTIONS: &[u8] = b"Failed assertions:";

/// Whether an error only says that the option of this name itself was given no value.
fn has_no_value(error: Error<'_>, name: &[u8]) -> bool {
    let message = error.data().message;
    let says = b"' was accessed but has no value defined";
    let path = message.strip_prefix(b"The option `").and_then(|rest| {
        let end = rest.windows(says.len()).position(|window| window == says)?;
        Some(&rest[..end])
    });
    path.is_some_and(|path| path == name || path.ends_with(&[b".", name].concat()))
}

/// What becomes of options that nobody needs: the user neither sets nor declares them, and all that the configuration is for
/// was computed without them. They can only fail for what module libraries do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unneeded {
    /// They are left alone: they are most of the options, and of the time.
    Skipped,
    /// They are looked at. What fails in them is told with the severity [`Severity::Info`].
    Checked,
}

/// Everything that is wrong with a target, worst first.
pub fn find<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    target: &[u8],
    levels: &Levels,
    unneeded: Unneeded,
) -> Outcome<'h, Vec<Diagnostic>> {
    let mut finder = Finder::new(ev, levels);
    finder.unneeded = unneeded;
    let target = match finder.open(configuration, target) {
        Ok(target) => target,
        Err(Failure::Eval(error)) => {
            // One mistake keeps the module system from answering anything: report it, and look behind it.
            finder.obstacles(error);
            if finder.behind()? {
                finder.behind_submodules()?;
                return Ok(finder.sorted());
            }
            match finder.open_relaxed(configuration, target)? {
                Some(target) => target,
                None => return Ok(finder.sorted()),
            }
        }
        Err(failure) => return Err(failure),
    };
    finder.remember_failures();
    let scope = if target.path.is_empty() { Scope::Whole } else { Scope::Part };
    finder.check(&target, scope)?;
    finder.behind_submodules()?;
    Ok(finder.sorted())
}

/// What is wrong with a configuration that cannot be evaluated at all.
pub fn only<'h>(ev: &Evaluator<'h>, error: Error<'h>, levels: &Levels) -> Outcome<'h, Vec<Diagnostic>> {
    let mut finder = Finder::new(ev, levels);
    finder.obstacles(error);
    finder.behind()?;
    finder.behind_submodules()?;
    Ok(finder.sorted())
}

pub(super) struct Finder<'e, 'h> {
    pub(super) ev: &'e Evaluator<'h>,
    viewer: Viewer<'e, 'h>,
    pub(super) found: Vec<Diagnostic>,
    /// Options that do not exist, as errors name them: submodules that have one hide what else is wrong in them.
    pub(super) refused: Vec<Vec<Vec<u8>>>,
    /// Where the evaluations of modules are whose refused definitions were all reported.
    pub(super) searched: Vec<Vec<Vec<u8>>>,
    pub(super) levels: &'e Levels,
    /// The paths of the options of a tree, by the address of the tree.
    names: FxHashMap<usize, Vec<Vec<&'h [u8]>>>,
    /// Errors that were reported, by address, and as how bad: one mistake makes many options fail.
    pub(super) reported: FxHashMap<usize, Severity>,
    /// Sets and lists that were looked into, by address.
    seen: FxHashSet<usize>,
    /// Where module libraries are, once some of their files were loaded.
    pub(super) libraries: Option<Vec<Vec<u8>>>,
    /// Options whose definitions by the user were looked into, as they fail with those of all others.
    pub(super) looked_into: FxHashSet<Vec<Vec<u8>>>,
    /// Whether what is being looked at was made of the user's definitions only.
    pub(super) alone: bool,
    /// Whether nobody hears what the evaluation says.
    quiet: bool,
    /// How much is checked.
    pub(super) scope: Scope,
    /// What becomes of options that nobody needs.
    unneeded: Unneeded,
    /// Whether it is known which options nobody needs.
    knows_needed: bool,
}

/// How much of a configuration is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// All of it: what it needs is computed first, so that other failures in module libraries hurt nobody.
    Whole,
    /// A submodule that was refused.
    Submodule,
    /// What the user asked for: each failure in it counts.
    Part,
}

impl<'e, 'h> Finder<'e, 'h> {
    pub(super) fn new(ev: &'e Evaluator<'h>, levels: &'e Levels) -> Self {
        Finder {
            ev,
            viewer: Viewer::new(ev),
            found: Vec::new(),
            refused: Vec::new(),
            searched: Vec::new(),
            levels,
            names: FxHashMap::default(),
            reported: FxHashMap::default(),
            seen: FxHashSet::default(),
            libraries: None,
            looked_into: FxHashSet::default(),
            alone: false,
            quiet: false,
            scope: Scope::Part,
            unneeded: Unneeded::Checked,
            knows_needed: false,
        }
    }

    /// What was found, worst first.
    pub(super) fn sorted(mut self) -> Vec<Diagnostic> {
        wrappers::explain(self.ev, &mut self.found);
        tidied(self.ev, self.found)
    }

    fn open(&self, configuration: Configuration<'h>, target: &[u8]) -> Outcome<'h, Target<'h>> {
        let target = Target::find(self.ev, configuration, target)?;
        target.part(self.ev)?;
        Ok(target)
    }

    /// The target in the same configuration without checks; `None` where that is no better.
    fn open_relaxed(
        &mut self,
        configuration: Configuration<'h>,
        target: &[u8],
    ) -> Outcome<'h, Option<Target<'h>>> {
        if let Ok(Some(freeform)) = relaxed(self.ev, configuration, Relaxation::Freeform)
            && let Ok(target) = self.open(freeform, target)
            && self.unknown_options(freeform).is_ok()
        {
            return Ok(Some(target));
        }
        let Some(unchecked) = relaxed(self.ev, configuration, Relaxation::Unchecked)? else {
            return Ok(None);
        };
        match self.open(unchecked, target) {
            Ok(target) => Ok(Some(target)),
            Err(Failure::Eval(error)) => {
                self.error(Severity::Error, &[], error);
                Ok(None)
            }
            Err(failure) => Err(failure),
        }
    }

    /// What keeps the module system from answering anything, and what else does once a value stands in for that.
    fn obstacles(&mut self, error: Error<'h>) {
        let (mut errors, mut next) = (Vec::new(), Some(error));
        while let Some(error) = next {
            errors.push(error);
            next = match errors.len() < MAX_OBSTACLES && stand_in_for(self.ev, error) {
                true => evaluations::whole(self.ev).map_or_else(Some, |merged| merged?.obstacle),
                false => None,
            };
        }
        // To find their places, much is asked that fails for the same reason.
        self.remember_failures();
        for error in errors {
            self.blocked(error);
        }
    }

    /// From here on most failures are those of options that nobody needs: each is computed once.
    fn remember_failures(&self) {
        if let Some(observed) = self.ev.observed() {
            observed.forget_failures(false);
        }
    }

    /// Reports what keeps the module system from answering anything.
    fn blocked(&mut self, error: Error<'h>) {
        let message = error.data().message.trim_ascii();
        let Some(list) = message.strip_prefix(FAILED_ASSERTIONS) else {
            self.error(Severity::Error, &[], error);
            return;
        };
        let list = String::from_utf8_lossy(list).into_owned();
        for assertion in list.split("\n- ").map(str::trim).filter(|text| !text.is_empty()) {
            self.found.push(deprecated::assertion(self.ev, assertion.as_bytes()));
        }
    }

    /// Checks a target that evaluates.
    pub(super) fn check(&mut self, target: &Target<'h>, scope: Scope) -> Outcome<'h> {
        self.scope = scope;
        if scope != Scope::Part {
            self.messages(target);
        }
        if scope == Scope::Whole {
            let computed = self.results_and_warnings(target);
            self.knows_needed = computed && !self.found.iter().any(|known| known.severity == Severity::Error);
        }
        if scope == Scope::Part {
            return self.check_parts(target);
        }
        // What the configuration does not need is forced from here on.
        self.quietly(|finder| finder.check_parts(target))
    }

    /// Forces what is only for hmeval to look at: what that says, Nix would never say.
    pub(super) fn quietly<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let observed = self.ev.observed();
        let before = std::mem::replace(&mut self.quiet, true);
        observed.inspect(|observed| observed.mute(true));
        let result = work(self);
        self.quiet = before;
        observed.inspect(|observed| observed.mute(before));
        result
    }

    pub(super) fn check_parts(&mut self, target: &Target<'h>) -> Outcome<'h> {
        if self.scope == Scope::Whole {
            // Before all options are forced: what was not read until now is not needed.
            lint::lint(self, target);
        }
        match target.part(self.ev)? {
            Part::Section(section) => {
                self.section(target, &mut target.path.clone(), section)?;
                if self.scope == Scope::Whole {
                    homes::check(self, target)?;
                    submodules::check(self);
                }
            }
            Part::Option(option) => self.option(target, &target.path, option),
            Part::Value(value) => self.value(value, Shape::Plain, &target.path, Severity::Error, false),
        }
        Ok(())
    }

    fn section(&mut self, target: &Target<'h>, path: &mut Vec<Vec<u8>>, section: Attrs<'h>) -> Outcome<'h> {
        self.ev.check_stack(Pos::NONE)?;
        for (key, value) in self.ev.sorted_attrs(section) {
            let name = self.ev.text(key.name);
            path.push(name.to_vec());
            match Node::of(self.ev, value) {
                Ok(Some(Node::Section(inner))) if name != b"_module" => self.section(target, path, inner)?,
                Ok(Some(Node::Option(option))) if self.is_wanted(target, path, option) => {
                    self.option(target, path, option);
                }
                Ok(_) => {}
                Err(error) => self.error(Severity::Error, path, error),
            }
            path.pop();
        }
        Ok(())
    }

    pub(super) fn option(&mut self, target: &Target<'h>, path: &[Vec<u8>], option: DeclaredOption<'h>) {
        // A configuration of its own repeats the mistakes of the one around it.
        if option.is_shallow(self.ev) {
            return;
        }
        let path = &[&target.base[..], path].concat()[..];
        // What has no value is only wrong where it is used, and fails there.
        match option.is_defined(self.ev) {
            Ok(true) => {}
            Ok(false) => return,
            // Then nobody can say whose definition it is that fails.
            Err(error) => {
                self.judge(path, error);
                return self.parts(path);
            }
        }
        let severity = self.severity(&option.files(self.ev));
        let value = match option.value(self.ev) {
            Some(value) => Ok(Some(value)),
            None => at_path(self.ev, target.config, path.get(target.base.len()..).unwrap_or_default()),
        };
        match value {
            Ok(Some(value)) => self.value(value, Shape::of(self.ev, option), path, severity, false),
            Ok(None) => {}
            Err(error) => {
                self.error(severity, path, error);
                self.parts(path);
            }
        }
    }

    /// Looks what else is wrong in the user's definitions of an option that fails.
    fn parts(&mut self, path: &[Vec<u8>]) {
        if !self.alone {
            parts::parts(self, path);
        }
    }

    /// Whether an option is to be looked at: it is the user's, or, if what nobody needs is looked at, one for people.
    fn is_wanted(&mut self, target: &Target<'h>, path: &[Vec<u8>], option: DeclaredOption<'h>) -> bool {
        if !self.knows_needed || self.unneeded == Unneeded::Checked {
            return option.is_shown(self.ev) || self.is_set_by_user(option);
        }
        match option.defined_in(self.ev) {
            Ok(files) if self.severity(&files) == Severity::Error => {
                option.is_shown(self.ev) || self.has_own(&files)
            }
            Ok(_) => self.has_own(&option.declared_in(self.ev)),
            // A default that fails, or a condition.
            Err(_) => own::may_define(self.ev, &[&target.base[..], path].concat()),
        }
    }

    /// Whether a file of the user defines an option.
    fn is_set_by_user(&mut self, option: DeclaredOption<'h>) -> bool {
        let files = option.files(self.ev);
        self.has_own(&files)
    }

    /// Whether one of these files is the user's.
    pub(super) fn has_own(&mut self, files: &[Vec<u8>]) -> bool {
        let roots = self.libraries.get_or_insert_with(|| own::libraries(self.ev));
        files.iter().any(|file| own::is_own_file(self.ev, roots, file))
    }

    /// The paths of the options of a tree.
    pub(super) fn names(&mut self, options: Attrs<'h>) -> &[Vec<&'h [u8]>] {
        let address = Value::attrs(options).address();
        if !self.names.contains_key(&address) {
            let mut names = Vec::new();
            self.quietly(|finder| option_names(finder.ev, options, &mut Vec::new(), &mut names));
            self.names.insert(address, names);
        }
        self.names.get(&address).map(Vec::as_slice).unwrap_or_default()
    }

    /// Forces a value with what is in it.
    pub(super) fn value(
        &mut self,
        value: Value<'h>,
        shape: Shape<'h>,
        path: &[Vec<u8>],
        severity: Severity,
        nested: bool,
    ) {
        // What a set or list holds is looked at once, wherever it can be reached from.
        let inside = self
            .ev
            .force(value, Pos::NONE)
            .ok()
            .filter(|value| value.as_attrs().is_some() || value.as_list().is_some());
        let seen = inside.is_some_and(|value| !self.seen.insert(value.address()));
        if seen || self.ev.check_stack(Pos::NONE).is_err() {
            return;
        }
        match self.viewer.form(value, shape) {
            Ok(Form::List(items)) => {
                for (index, (item, shape)) in items.into_iter().enumerate() {
                    self.value(
                        item,
                        shape,
                        &[path, &[index.to_string().into_bytes()]].concat(),
                        severity,
                        true,
                    );
                }
            }
            Ok(Form::Set(items)) => {
                for item in items {
                    self.value(
                        item.value,
                        item.shape,
                        &[path, &[item.name.to_vec()]].concat(),
                        severity,
                        true,
                    );
                }
            }
            Ok(Form::Derivation(attrs)) => {
                if let Err(error) = self.ev.package_drv_path(attrs) {
                    self.error(severity, path, error);
                }
            }
            Ok(Form::Scalar(_) | Form::Function | Form::Opaque(_)) => {}
            Err(error) => {
                // As above, for the options of submodules.
                let lacks_value = has_no_value(error, path.last().map_or(&b""[..], |name| name));
                match nested {
                    _ if lacks_value => {}
                    // Submodules of module libraries have defaults that fail where nothing needs them.
                    true if self.scope != Scope::Part => self.judge(path, error),
                    _ => self.error(severity, path, error),
                }
                if !lacks_value {
                    self.parts(path);
                }
            }
        }
    }
}
