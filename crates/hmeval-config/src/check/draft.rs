//! One module of a configuration, checked before all else: as it was evaluated, or with another text.
//!
//! Evaluating everything again takes a second; what was changed is mostly one definition. So the new text is evaluated as
//! the module system would, given the options, the libraries and the other values of the old evaluation, and the options
//! that it defines are merged again with the definitions of all other modules. What else follows from the change is not seen
//! here: whoever asks evaluates everything afterwards. Used by the language server, which publishes this at once. A text
//! that was just opened is looked at so too, as it was evaluated: its options are merged once more all the same, because
//! those that nobody has read until the result was computed count as not needed. Of options that hold what many modules
//! say (`home.activation`, `home.file`) only the file's own definitions are merged then: the others take most of the time.

use std::sync::Arc;

use hmeval_diag::{Origin, Pos};
use hmeval_eval::heap::{Attrs, List};
use hmeval_eval::import::Source;
use hmeval_eval::observe;
use hmeval_eval::path::parent;
use hmeval_eval::{Error, Evaluator, Value};
use hmeval_modules::definitions;
use hmeval_modules::evaluations::{self, Member};

use super::defined::Defined;
use super::diagnostic::{Diagnostic, Severity};
use super::find::{Finder, Scope};
use super::rule::Levels;
use super::{again, lint};
use crate::configuration::options::{DeclaredOption, Node};
use crate::configuration::target::Target;
use crate::configuration::{Configuration, at_path};

/// What is wrong with a text.
pub struct Draft {
    /// The mistakes, worst first.
    pub diagnostics: Vec<Diagnostic>,
    /// The options that it defines: what was found about them in the older text is past.
    pub options: Vec<Vec<Vec<u8>>>,
}

/// Where more modules than that may define an option, those of other files, and lint rules, are left to the check of everything
/// when a text was just opened: their conditions look into half of the configuration.
const MANY: usize = 8;

/// A module as the module system gives it to itself: arguments applied, brought into one shape. These functions of nixpkgs'
/// `lib/modules.nix` are there in all releases since 2020.
const READ: &str = "
{ lib, config, options, args, specialArgs, prefix, key, module }:
let
  given = {
    inherit lib options specialArgs;
    _prefix = prefix;
    config = config // { _module = { inherit args specialArgs; }; };
  } // specialArgs;
in
lib.modules.unifyModuleSyntax key key (lib.modules.applyModuleArgsIfFunction key module given)
";

/// Checks a file that is a module of the configuration, with a new text if one is given. `is_file` tells whether a name of the
/// module system is that of the file. `None` if the file is no module by itself, or this cannot be said without evaluating
/// everything. Of the options that it defines those at the paths `only` are looked at, which are those of the module; all if
/// none are given.
pub fn draft<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    is_file: impl Fn(&[u8]) -> bool,
    text: Option<Arc<[u8]>>,
    only: Option<&[Vec<Vec<u8>>]>,
    levels: &Levels,
) -> Option<Draft> {
    let whole = configuration.options(ev).ok();
    let member = evaluations::member(ev, whole, is_file)?;
    let library = ev.library_of(&member.seen)?;
    let names: Vec<&[u8]> = member.prefix.iter().map(Vec::as_slice).collect();
    let config = at_path(ev, configuration.get(ev, "config")?, &names).ok()??;
    let is_new = text.is_some();
    let drafting = Drafting { ev, member, library, config, is_new };
    let mut finder = Finder::new(ev, levels);
    finder.scope = Scope::Whole;
    let module = match text.map_or_else(|| drafting.evaluated(), |text| drafting.read(text)) {
        Ok(module) => module?,
        Err(error) => {
            finder.error(Severity::Error, &[], error);
            return Some(Draft { diagnostics: finder.sorted(), options: Vec::new() });
        }
    };
    drafting.check(finder, module, only)
}

/// Whether a file is a module of the configuration, or of a submodule in it. `is_file` tells whether a name of the module system
/// is that of the file.
pub fn is_module<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    is_file: impl Fn(&[u8]) -> bool,
) -> bool {
    let whole = configuration.options(ev).ok();
    evaluations::member(ev, whole, is_file).is_some()
}

struct Drafting<'e, 'h> {
    ev: &'e Evaluator<'h>,
    /// The module as it was.
    member: Member<'h>,
    library: Value<'h>,
    /// What modules see as `config`.
    config: Value<'h>,
    /// Whether the module has another text than the one that was evaluated.
    is_new: bool,
}

/// A part of a set that was made here.
fn part<'h>(ev: &Evaluator<'h>, module: Attrs<'h>, name: &str) -> Option<Value<'h>> {
    module.value(ev.symbols.intern(name.as_bytes()))
}

impl<'h> Drafting<'_, 'h> {
    /// The module with the text that was evaluated.
    fn evaluated(&self) -> Result<Option<Attrs<'h>>, Error<'h>> {
        let Some(module) = self.member.modules.get(self.member.index) else { return Ok(None) };
        Ok(self.ev.force(*module, Pos::NONE)?.as_attrs())
    }

    /// The module with the new text; nothing if its text needs what is not known here.
    fn read(&self, text: Arc<[u8]>) -> Result<Option<Attrs<'h>>, Error<'h>> {
        let (ev, key) = (self.ev, &self.member.key);
        let options = Value::attrs(self.member.merged.options);
        let value = |name: &str| at_path(ev, options, &["_module", name, "value"]);
        let (Some(args), Some(special)) = (value("args")?, value("specialArgs")?) else { return Ok(None) };
        let source = Source { origin: Origin::File(Arc::from(&key[..])), text, dir: parent(key).to_vec() };
        let module = ev.eval_source(source)?;
        let given = again::set(
            ev,
            &[
                ("lib", self.library),
                ("config", self.config),
                ("options", options),
                ("args", args),
                ("specialArgs", special),
                ("prefix", again::strings(ev, &self.member.prefix)),
                ("key", ev.string(key)),
                ("module", module),
            ],
        );
        let function = ev.eval_internal("module as it is written", READ)?;
        let module = ev.force(ev.call(function, &[given], Pos::NONE)?, Pos::NONE)?;
        Ok(module.as_attrs())
    }

    fn check(
        self,
        mut finder: Finder<'_, 'h>,
        module: Attrs<'h>,
        only: Option<&[Vec<Vec<u8>>]>,
    ) -> Option<Draft> {
        let (ev, member) = (self.ev, &self.member);
        let text = |value: Value<'h>| Some(ev.force(value, Pos::NONE).ok()?.as_str()?.bytes.to_vec());
        let file = text(part(ev, module, "_file")?)?;
        let mut modules = member.modules.to_vec();
        *modules.get_mut(member.index)? = Value::attrs(module);
        let modules = again::list(ev, &modules);
        let mut defined = Defined::new();
        defined.add(ev, &file, part(ev, module, "config")?, member.merged.options);
        let first = observe::Configuration {
            modules,
            merged: Some(again::set(
                ev,
                &[
                    ("matchedOptions", Value::attrs(member.merged.options)),
                    ("unmatchedDefns", Value::list(List::empty())),
                ],
            )),
            ..member.seen
        };
        let mut options = Vec::new();
        ev.observed_first(first, || {
            for error in std::mem::take(&mut defined.failures) {
                finder.error(Severity::Error, &[], error);
            }
            if self.refuses_unknown(module) {
                for unknown in std::mem::take(&mut defined.unknown) {
                    finder.unknown_option(member.merged.options, &member.prefix, unknown);
                }
            }
            let mut wanted = std::mem::take(&mut defined.options);
            // Where no option has such a name the definition is computed of another one.
            let meets =
                |path: &[Vec<u8>], other: &[Vec<u8>]| path.iter().zip(other).all(|(one, two)| one == two);
            if let Some(only) = only
                && only.iter().all(|path| {
                    wanted.keys().any(|option| meets(path, option)) || self.leads_into_options(path)
                })
            {
                wanted.retain(|option, _| only.iter().any(|path| meets(path, option)));
            }
            for (path, option) in wanted {
                self.option(&mut finder, modules, module, &path, option);
                options.push([&member.prefix[..], &path].concat());
            }
            finder.behind_submodules()
        })
        .ok()?;
        Some(Draft { diagnostics: finder.sorted(), options })
    }

    /// Whether a path leads into the options: to one that the text does not define (any more), or to none, which is a mistake.
    /// What stands there computes nothing else.
    fn leads_into_options(&self, path: &[Vec<u8>]) -> bool {
        let mut section = self.member.merged.options;
        for (depth, name) in path.iter().enumerate() {
            let Some(node) = section.value(self.ev.symbols.intern(name)) else { return depth > 0 };
            match Node::of(self.ev, node) {
                Ok(Some(Node::Section(inner))) => section = inner,
                Ok(Some(Node::Option(_))) => return true,
                _ => return false,
            }
        }
        false
    }

    /// Whether a definition without an option is a mistake: the configuration takes no others, and the text declares none
    /// of its own.
    fn refuses_unknown(&self, module: Attrs<'h>) -> bool {
        let ev = self.ev;
        let options = Value::attrs(self.member.merged.options);
        let value =
            |name: &str| ev.force(at_path(ev, options, &["_module", name, "value"]).ok()??, Pos::NONE).ok();
        let declares = part(ev, module, "options").and_then(|options| ev.force(options, Pos::NONE).ok());
        declares.and_then(Value::as_attrs).is_some_and(Attrs::is_empty)
            && value("freeformType").is_some_and(|kind| kind.same(Value::NULL))
            && value("check").and_then(Value::as_bool) != Some(false)
    }

    /// Merges the definitions of an option again, and looks what is wrong with the result.
    fn option(
        &self,
        finder: &mut Finder<'_, 'h>,
        modules: Value<'h>,
        module: Attrs<'h>,
        path: &[Vec<u8>],
        option: DeclaredOption<'h>,
    ) {
        let (ev, member) = (self.ev, &self.member);
        let is_partial =
            !self.is_new && definitions::candidates(ev, modules, path).is_ok_and(|count| count > MANY);
        let modules = if is_partial { again::list(ev, &[Value::attrs(module)]) } else { modules };
        let Ok(found) = definitions::of_modules(ev, modules, path) else { return };
        let mut counting: Vec<_> =
            found.definitions.iter().filter_map(|one| Some((one, again::definition(ev, one)?))).collect();
        if is_partial {
            let best = counting.iter().map(|(one, _)| one.priority).min();
            counting.retain(|(one, _)| Some(one.priority) == best);
        }
        let counting: Vec<Value<'h>> = counting.into_iter().map(|(_, value)| value).collect();
        let whole = [&member.prefix[..], path].concat();
        match again::merged(ev, self.library, &whole, option.attrs(), &counting) {
            Ok(None) => {}
            Ok(Some(merged)) => {
                let target = Target {
                    options: member.merged.options,
                    config: self.config,
                    base: member.prefix.clone(),
                    path: Vec::new(),
                };
                finder.option(&target, path, merged);
                if !is_partial {
                    lint::definitions(finder, found.definitions, &member.prefix, path.to_vec(), option);
                }
            }
            Err(error) => finder.error(Severity::Error, path, error),
        }
    }
}
