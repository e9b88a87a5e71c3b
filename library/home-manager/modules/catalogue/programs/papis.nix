# `programs.papis`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) flag opt;
  settings = opt (with types; attrsOf (oneOf [ bool int str ])) { };
  library = types.submodule (
    { name, ... }:
    {
      options = {
        name = opt types.str name "Its name." // {
          readOnly = true;
        };
        isDefault = flag "Whether it is the one that is used.";
        settings = settings "Its settings.";
      };
    }
  );
in
lib.hm.library.program args "papis" {
  nullable = true;
  options = {
    settings = settings "Section `settings` of {file}`papis/config`.";
    libraries = opt (types.attrsOf library) { } "Libraries by name.";
  };
  config =
    cfg:
    let
      default = lib.head (lib.attrNames (lib.filterAttrs (_: library: library.isDefault) cfg.libraries));
    in
    {
      xdg.configFile."papis/config".text = lib.generators.toINI { } (
        lib.mapAttrs (_: library: library.settings) cfg.libraries
        // {
          settings = cfg.settings // lib.optionalAttrs (cfg.libraries != { }) { default-library = default; };
        }
      );
    };
}
