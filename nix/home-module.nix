# programs.hmeval: the module for Home Manager.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  cfg = config.programs.hmeval;
in
{
  options.programs.hmeval = {
    enable = lib.mkEnableOption "hmeval, which shows what Nix configurations resolve to";

    package = lib.mkOption {
      type = lib.types.package;
      default = pkgs.hmeval;
      defaultText = lib.literalExpression "pkgs.hmeval";
      description = "The package that brings the program.";
    };

    cacheDirectory = lib.mkOption {
      type = lib.types.nullOr lib.types.str;
      default = null;
      example = "/var/cache/hmeval";
      description = "Where caches lie, if not in the user's cache directory.";
    };
  };

  config = lib.mkIf cfg.enable {
    home.packages = [ cfg.package ];
    home.sessionVariables = lib.mkIf (cfg.cacheDirectory != null) {
      HMEVAL_CACHE_DIR = cfg.cacheDirectory;
    };
  };
}
