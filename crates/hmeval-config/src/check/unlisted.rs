//! Options that do not exist, where the module system cannot list them: one definition that fails makes the whole list fail.
//!
//! The user's modules are walked, each as far as it can be evaluated, and compared with the tree of options.

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Evaluator, Value};
use hmeval_modules::evaluations::{Merged, Unknown};

use super::defined::Defined;
use crate::configuration::at_path;
use crate::configuration::options::Node;

/// The definitions of options that do not exist in the user's modules.
pub(super) fn unknown<'h>(ev: &Evaluator<'h>, merged: &Merged<'h>) -> Vec<Unknown<'h>> {
    if has_freeform(ev, merged.options) {
        return Vec::new();
    }
    Defined::by_user(ev, merged).unknown
}

/// Whether names without an option are values.
fn has_freeform<'h>(ev: &Evaluator<'h>, options: Attrs<'h>) -> bool {
    let option = at_path(ev, Value::attrs(options), &["_module", "freeformType"]).ok().flatten();
    let Some(Ok(Some(Node::Option(option)))) = option.map(|node| Node::of(ev, node)) else { return false };
    let value = option.value(ev).and_then(|value| ev.force(value, Pos::NONE).ok());
    value.is_some_and(|value| value.as_attrs().is_some())
}
