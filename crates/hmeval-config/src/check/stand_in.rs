//! Values that stand in for what keeps the module system from answering anything.
//!
//! Some options decide what there is: Home Manager's `pkgs` needs `home.stateVersion`, and most options need `pkgs`. If such
//! an option has no value, or one that is refused, nothing else could be checked. So it gets a value of its type, and the
//! configuration is looked at once more. That value is used only to find other mistakes: nothing of it is ever shown.

use hmeval_diag::Pos;
use hmeval_eval::{Error, Evaluator, Value};
use hmeval_modules::evaluations;

use super::report;
use crate::configuration::at_path;
use crate::configuration::options::Node;

/// The codes of errors that nixpkgs' `lib/modules.nix` throws in the place of an option's value.
const ABOUT_VALUES: [&str; 3] = ["missing-value", "type", "conflict"];

/// From a type to a list with a value of it; empty where none is known to be harmless. The last of several choices is
/// the newest release for `stateVersion`.
const VALUE_OF_TYPE: &str = r#"
let
  one = value: [ value ];
  inherit (builtins) elem elemAt head isAttrs length;
  valueOf = type:
    let
      name = type.name or "";
      nested = which: let inner = type.nestedTypes.${which} or null; in if isAttrs inner then valueOf inner else [ ];
      choices = type.functor.payload.values or type.functor.payload or [ ];
    in
    if name == "enum" && choices != [ ] then one (elemAt choices (length choices - 1))
    else if elem name [ "str" "string" "nonEmptyStr" "singleLineStr" "passwdEntry" ] then one "unknown"
    else if elem name [ "separatedString" "lines" "commas" "envVar" ] then one ""
    else if name == "bool" || name == "boolByOr" then one false
    else if elem name [ "int" "unsignedInt" "unsignedInt16" "positiveInt" "float" "number" ] then one 1
    else if name == "nullOr" then one null
    else if name == "listOf" then one [ ]
    else if elem name [ "attrs" "attrsOf" "lazyAttrsOf" "anything" "raw" "unspecified" ] then one { }
    else if name == "path" then one "/"
    else if name == "either" then let left = nested "left"; in if left == [ ] then nested "right" else left
    else if name == "coercedTo" then nested "finalType"
    else if elem name [ "uniq" "unique" ] then nested "elemType"
    else [ ];
in
valueOf
"#;

/// Lets a value of the right type stand in for what an error says is missing or wrong. Answers whether there is one.
pub(super) fn stand_in_for<'h>(ev: &Evaluator<'h>, error: Error<'h>) -> bool {
    let (Some(observed), Some(value)) = (ev.observed(), value_for(ev, error)) else { return false };
    observed.stand_in(error.data().message, context_of(ev, error).as_deref(), value);
    true
}

/// The error context of what fails with an error: nixpkgs throws conflicts in the middle of the merging (`mergeEqualOption`
/// wants a definition in that place), so that the value stands in for that of the whole option. Nothing where it stands in for
/// the error itself.
fn context_of(ev: &Evaluator<'_>, error: Error<'_>) -> Option<Vec<u8>> {
    if report::code(error) != "conflict" {
        return None;
    }
    // Small module systems have neither the one nor the other.
    ev.library_of(&evaluations::at(ev, &[])?.seen)?;
    let name = report::named_option(error.data().message)?;
    Some([b"while evaluating the option `", name, b"':"].concat())
}

fn value_for<'h>(ev: &Evaluator<'h>, error: Error<'h>) -> Option<Value<'h>> {
    if !ABOUT_VALUES.contains(&report::code(error)) {
        return None;
    }
    let path = ev.parse_attr_path(report::named_option(error.data().message)?).ok()?;
    let merged = evaluations::merged_around(ev, &path)?;
    let node = at_path(ev, Value::attrs(merged.options), path.get(merged.depth..)?).ok()??;
    let Some(Node::Option(option)) = Node::of(ev, node).ok()? else { return None };
    let value_of_type = ev.eval_internal("stand-in", VALUE_OF_TYPE).ok()?;
    let values = ev.call(value_of_type, &[option.type_value(ev)?], Pos::NONE).ok()?;
    ev.force(*values.as_list()?.items().first()?, Pos::NONE).ok()
}
