# `programs.sioyek`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt;
  render = lib.generators.toKeyValue {
    mkKeyValue = name: value: "${name} ${value}";
    listsAsDuplicateKeys = true;
  };
  settings = types.submodule {
    freeformType = types.attrsOf types.str;
    options.startup_commands = opt (types.either types.str (types.listOf types.str)) [ ] "What it does at the start." // {
      apply =
        value:
        lib.warnIf (lib.isString value)
          "`programs.sioyek.config.startup_commands` is a list of texts now; it was given as one text."
          value;
    };
  };
in
lib.hm.library.program args "sioyek" {
  options = {
    bindings = opt (with types; attrsOf (either str (listOf str))) { } "Contents of {file}`sioyek/keys_user.config`.";
    config = opt settings { } "Contents of {file}`sioyek/prefs_user.config`.";
  };
  config =
    cfg:
    let
      commands = cfg.config.startup_commands;
      preferences =
        cfg.config
        // lib.optionalAttrs (commands != [ ] && lib.isList commands) {
          startup_commands = lib.concatStringsSep ";" commands;
        };
    in
    {
      xdg.configFile = {
        "sioyek/prefs_user.config".text = render preferences;
        "sioyek/keys_user.config" = mkIf (cfg.bindings != { }) { text = render cfg.bindings; };
      };
    };
}
