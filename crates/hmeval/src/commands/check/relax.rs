//! Another look at a configuration that one mistake hides: the same modules, with checks off.

use hmeval_diag::Pos;
use hmeval_eval::{Error, Evaluator, Value};

use crate::configuration::Configuration;

/// The configuration with what the module system checks before it answers anything switched off: options that do not
/// exist become values of a freeform type, failed assertions are not looked at (Home Manager looks at them first).
const RELAXED: &str = r"
configuration: configuration.extendModules {
  modules = [
    ({ lib, options, ... }: {
      config = {
        _module.check = false;
        _module.freeformType = lib.types.lazyAttrsOf lib.types.anything;
      } // (if options ? assertions then { assertions = lib.mkOverride 0 [ ]; } else { });
    })
  ];
}
";

/// The relaxed configuration; `None` where the configuration cannot be extended.
///
/// # Errors
/// Those of evaluating it.
pub(super) fn relaxed<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
) -> Result<Option<Configuration<'h>>, Error<'h>> {
    if configuration.get(ev, "extendModules").is_none() {
        return Ok(None);
    }
    let function = ev.eval_internal("relaxed configuration", RELAXED)?;
    let value = ev.call(function, &[Value::attrs(configuration.attrs)], Pos::NONE)?;
    Ok(value.as_attrs().map(|attrs| Configuration { attrs }))
}
