//! The configuration that an evaluation was about to make when it was refused: an option that does not exist, or a failed
//! assertion, keeps the module system from answering anything, but all options were merged by then.

use hmeval_diag::Pos;
use hmeval_eval::{Evaluator, Value};
use hmeval_modules::evaluations;

use super::Configuration;

/// What the module system makes of the tree of options (`declaredConfig` in nixpkgs' `lib/modules.nix`).
const DECLARED: &str = "
lib: options: {
  inherit options;
  config = lib.mapAttrsRecursiveCond (set: !(lib.isOption set)) (_: option: option.value) options;
}
";

impl<'h> Configuration<'h> {
    /// The configuration that an observed evaluation has seen; `None` if it came to none.
    pub fn seen(ev: &Evaluator<'h>) -> Option<Self> {
        let whole = evaluations::whole(ev).ok()??;
        let library = ev.library_of(&whole.seen)?;
        let function = ev.eval_internal("configuration that was refused", DECLARED).ok()?;
        let value = ev.call(function, &[library, Value::attrs(whole.options)], Pos::NONE).ok()?;
        Some(Configuration { attrs: ev.force(value, Pos::NONE).ok()?.as_attrs()?, host: None })
    }
}
