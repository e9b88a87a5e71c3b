# `programs.bemenu`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  atom = with types; oneOf [ str number bool ];
  flag = name: {
    option = if lib.stringLength name > 1 then "--${name}" else "-${name}";
    sep = null;
    explicitBool = false;
  };
in
lib.hm.library.program args "bemenu" {
  title = "bemenu";
  nullable = true;
  options.settings = lib.hm.library.opt (types.attrsOf atom) { } "Flags of {command}`bemenu`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.bemenu" pkgs lib.platforms.linux) ];
    home.sessionVariables = mkIf (cfg.settings != { }) {
      BEMENU_OPTS = lib.cli.toCommandLineShell flag cfg.settings;
    };
  };
}
