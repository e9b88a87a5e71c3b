//! Home Manager inside another configuration (NixOS, nix-darwin, system-manager): `home-manager.users.NAME`.

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Error, Evaluator, Value};

use super::{Configuration, at_path};

/// From a configuration and the name of a user to the options of that user.
///
/// The value of `home-manager.users.NAME` is what a submodule made of its options, without the options. They are had,
/// best first: from the `valueMeta` of newer module systems; by evaluating the configuration again with one more shared
/// module that hands them out; as the declarations alone (`getSubOptions`), which know nothing of definitions.
const OPTIONS_OF_USER: &str = r#"
configuration: name:
let
  users = configuration.options.home-manager.users;
  handOut = { options, ... }: {
    options.hmevalOptions = {
      _type = "option";
      internal = true;
      visible = false;
      default = { tree = options; };
    };
  };
  extended = configuration.extendModules { modules = [ { home-manager.sharedModules = [ handOut ]; } ]; };
in
if users ? valueMeta.attrs.${name}.configuration.options then
  users.valueMeta.attrs.${name}.configuration.options
else if configuration ? extendModules && configuration.options ? home-manager.sharedModules then
  builtins.removeAttrs extended.config.home-manager.users.${name}.hmevalOptions.tree [ "hmevalOptions" ]
else
  users.type.getSubOptions [ "home-manager" "users" name ]
"#;

/// The users that a configuration has homes for, sorted; none where it knows no Home Manager.
pub(super) fn users<'h>(ev: &Evaluator<'h>, config: Value<'h>) -> Result<Vec<&'h [u8]>, Error<'h>> {
    let Some(users) = at_path(ev, config, &["home-manager", "users"])? else { return Ok(Vec::new()) };
    let users = ev.force_attrs(users, Pos::NONE, "while evaluating the users of Home Manager")?;
    Ok(ev.sorted_attrs(users).iter().map(|(key, _)| ev.text(key.name)).collect())
}

/// The options of a user.
pub(super) fn options<'h>(
    ev: &Evaluator<'h>,
    configuration: Configuration<'h>,
    name: &[u8],
) -> Result<Attrs<'h>, Error<'h>> {
    let function = ev.eval_internal("options of a user", OPTIONS_OF_USER)?;
    let options = ev.call(function, &[Value::attrs(configuration.attrs), ev.string(name)], Pos::NONE)?;
    ev.force_attrs(options, Pos::NONE, "while evaluating the options of a user")
}
