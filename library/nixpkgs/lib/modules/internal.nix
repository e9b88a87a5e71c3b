# The options that every evaluation has, below `_module`.
lib:
let
  inherit (lib) mkOption types;
  args = {
    type = types.lazyAttrsOf types.raw;
    description = ''
      Arguments that modules can ask for by name, besides `lib`, `config`, `options` and those of `specialArgs`.
      They are part of the configuration, and so cannot be used to compute `imports`; `specialArgs` can.
      Submodules have arguments of their own. The option set around a submodule gives it `name`, the name it is
      defined under.
    '';
  };
  # The same for all evaluations.
  below = {
    args = mkOption (args // { internal = true; });
    check = mkOption {
      type = types.bool;
      internal = true;
      default = true;
      description = "Whether a definition without an option is an error.";
    };
    freeformType = mkOption {
      type = types.nullOr types.optionType;
      internal = true;
      default = null;
      description = ''
        The type that merges all definitions without an option; null if there must be none.
      '';
    };
    specialArgs = mkOption {
      readOnly = true;
      internal = true;
      description = ''
        Arguments of modules given from outside, which can be used in `imports` and cannot be changed by a module.
      '';
    };
  };
  top = below // {
    args = mkOption args;
  };
in
{
  prefix,
  specialArgs,
  extendModules,
  moduleType,
}:
rec {
  _file = "lib/modules.nix";
  key = _file;
  options._module = if prefix == [ ] then top else below;
  config._module = {
    args = {
      inherit extendModules moduleType;
    };
    inherit specialArgs;
  };
}
