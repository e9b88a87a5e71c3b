# `programs.home-manager`: the command.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  cfg = config.programs.home-manager;
in
{
  options.programs.home-manager = {
    enable = lib.mkEnableOption "the command home-manager";
    path = lib.hm.library.maybe lib.types.str "Where Home Manager is found; `null`: in its usual places.";
    package = lib.mkOption {
      type = lib.types.package;
      readOnly = true;
      default = pkgs.writeShellScriptBin "home-manager" ''
        exec hmeval "$@"
      '';
      defaultText = lib.literalExpression "a command that calls hmeval";
      description = "The package of the command.";
    };
  };

  config.home.packages = lib.mkIf (cfg.enable && !config.submoduleSupport.enable) [ cfg.package ];
}
