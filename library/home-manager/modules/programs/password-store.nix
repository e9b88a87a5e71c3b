# `programs.password-store`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) opt;
  old = lib.versionOlder config.home.stateVersion "25.11";
in
lib.hm.library.program args "password-store" {
  title = "the password manager pass";
  package = "pass";
  options.settings = lib.mkOption {
    type = lib.types.attrsOf lib.types.str;
    default = lib.optionalAttrs old { PASSWORD_STORE_DIR = "${config.xdg.dataHome}/password-store"; };
    defaultText = lib.literalExpression "if lib.versionAtLeast config.home.stateVersion \"25.11\" then { } else { PASSWORD_STORE_DIR = \"\${config.xdg.dataHome}/password-store\"; }";
    description = "Variables of the program.";
  };
  config = cfg: { home.sessionVariables = cfg.settings; };
}
