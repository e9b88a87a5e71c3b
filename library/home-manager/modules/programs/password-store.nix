# `programs.password-store`.
{
  config,
  lib,
  options,
  pkgs,
  ...
}@args:
let
  default = lib.hm.deprecations.mkStateVersionOptionDefault {
    inherit (config.home) stateVersion;
    inherit config options;
    since = "25.11";
    optionPath = [ "programs" "password-store" "settings" ];
    legacy = {
      value.PASSWORD_STORE_DIR = "${config.xdg.dataHome}/password-store";
      text = "{ PASSWORD_STORE_DIR = \"\${config.xdg.dataHome}/password-store\"; }";
    };
    current.value = { };
    deferWarningToConfig = true;
  };
in
lib.hm.library.program args "password-store" {
  title = "the password manager pass";
  package = "pass";
  options.settings = lib.hm.library.opt (lib.types.attrsOf lib.types.str) default.default "Variables of the program." // {
    inherit (default) defaultText;
  };
  config =
    cfg:
    let
      # Who says nothing keeps the folder of older versions.
      variables = lib.optionalAttrs default.shouldWarn default.effectiveDefault // cfg.settings;
    in
    {
      warnings = lib.optional default.shouldWarn default.warning;
      home.sessionVariables = variables;
      services.pass-secret-service = lib.mkIf (variables ? PASSWORD_STORE_DIR) { storePath = variables.PASSWORD_STORE_DIR; };
      xsession.importedVariables = lib.mkIf config.xsession.enable (lib.attrNames variables);
    };
}
