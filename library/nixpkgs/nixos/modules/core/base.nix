# What every module may use: assertions, warnings, `lib`, `utils`, the list of maintainers.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (import ../../lib/options.nix { inherit lib; }) internal opt words;
  inherit (lib) types;
in
{
  options = {
    assertions = internal (opt (types.listOf types.unspecified) [ ] "Conditions that must hold, each with its message.");
    warnings = internal (words "Messages to tell the user.");
    lib = opt (types.attrsOf types.attrs) { } "Functions of modules.";
    meta = {
      maintainers = internal (opt (types.listOf types.unspecified) [ ] "Who looks after a module.");
      doc = internal (opt types.unspecified null "Chapter of the manual.");
      buildDocsInSandbox = internal (opt types.bool true "Whether the module's documentation is built apart.");
    };
  };

  config._module.args.utils = import ../../lib/utils.nix { inherit config lib pkgs; };
}
