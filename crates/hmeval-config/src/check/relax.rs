//! Another look at a configuration that one mistake hides: the same modules, without the check.

use hmeval_diag::Pos;
use hmeval_eval::{Error, Evaluator, Value};

use crate::configuration::Configuration;

/// The configuration without the check for options that do not exist.
const UNCHECKED: &str =
    "configuration: configuration.extendModules { modules = [ { _module.check = false; } ]; }";

/// The same, and definitions of options that do not exist become values of a freeform type. That is too much for
/// configurations whose modules need `config` to say what they define (NixOS): they never end.
const FREEFORM: &str = r"
configuration: configuration.extendModules {
  modules = [
    ({ lib, ... }: {
      _module.check = false;
      _module.freeformType = lib.types.lazyAttrsOf lib.types.anything;
    })
  ];
}
";

/// How far a configuration is relaxed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relaxation {
    /// Options that do not exist are values.
    Freeform,
    /// Options that do not exist are ignored.
    Unchecked,
}

/// The relaxed configuration; `None` where the configuration cannot be extended.
///
/// # Errors
/// Those of evaluating it.
pub(super) fn relaxed<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    relaxation: Relaxation,
) -> Result<Option<Configuration<'h>>, Error<'h>> {
    if configuration.get(ev, "extendModules").is_none() {
        return Ok(None);
    }
    let text = match relaxation {
        Relaxation::Freeform => FREEFORM,
        Relaxation::Unchecked => UNCHECKED,
    };
    let function = ev.eval_internal("relaxed configuration", text)?;
    let value = ev.call(function, &[Value::attrs(configuration.attrs)], Pos::NONE)?;
    Ok(value.as_attrs().map(|attrs| Configuration { attrs, ..configuration }))
}
