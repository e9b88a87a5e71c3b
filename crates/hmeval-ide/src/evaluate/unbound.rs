//! What names may mean that nothing binds: arguments that are passed, attributes of those, values of the option there.

use hmeval_config::configuration::{Configuration, at_path};
use hmeval_eval::{Evaluator, Value};
use hmeval_syntax::editor::Caller;

use super::formals::{gets, roots};
use super::items::values;
use super::resolve::home_options;
use super::{Evaluated, inputs::of_flake};
use crate::answer::{Meant, Unbound};
use crate::project::{argument, given};

/// What is looked through for a name, best first.
const SETS: [&str; 2] = ["lib", "pkgs"];

/// What each of some names in a file may mean.
pub(super) fn meant<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    file: &[u8],
    names: &[Unbound],
    evaluated: &Evaluated<'h>,
) -> Vec<Meant> {
    let passed = |name: &str| -> Option<Value<'h>> {
        let of_home =
            || given(ev, Value::attrs(home_options(ev, configuration)?), name).map(|(value, _)| value);
        argument(ev, configuration, name).or_else(of_home)
    };
    // Outside of the modules in it, a flake gets nothing that modules get.
    let in_module = |unbound: &Unbound| {
        !file.ends_with(b"/flake.nix")
            || unbound.function.as_ref().is_some_and(|function| function.caller == Caller::ModuleSystem)
    };
    let has = |set: &str, name: &str| {
        let found = passed(set).and_then(|set| at_path(ev, set, &[name]).ok()?);
        found.is_some()
    };
    let of_name = |unbound: &Unbound| {
        let name = &unbound.name;
        let function = unbound.function.as_ref();
        // A module without `...` would be passed more than it takes.
        let open = function.filter(|function| function.open);
        let of_modules = open.map(|function| roots(ev, configuration, file, function)).unwrap_or_default();
        let is_flake = function.is_some_and(|function| function.caller == Caller::Flake);
        let is_input = || file.ends_with(b"/flake.nix") && of_flake(ev, name, evaluated).is_some();
        let is_argument = if is_flake { is_input() } else { gets(ev, &of_modules, name) };
        let values = unbound.option.as_deref().map(|path| values(ev, configuration, path));
        Meant {
            is_argument,
            is_module: unbound.function.is_none() || !of_modules.is_empty(),
            sets: SETS
                .iter()
                .filter(|set| in_module(unbound) && has(set, name))
                .map(|set| (*set).to_owned())
                .collect(),
            values: values.unwrap_or_default().into_iter().map(|item| item.label).collect(),
        }
    };
    names.iter().map(of_name).collect()
}
