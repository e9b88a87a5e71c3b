# `programs.hmeval` for Home Manager: the program in the profile, and what can be decided about it.
#
# Completions and manual pages come with the package; Home Manager makes shells find them.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf mkOption types;
  cfg = config.programs.hmeval;

  # hmeval answers as nix-instantiate when it is called by that name. In the profile it comes before one of Nix.
  nixInstantiate = lib.hiPrio (
    pkgs.runCommand "hmeval-nix-instantiate" { } ''
      mkdir -p $out/bin
      ln -s ${cfg.package}/bin/hmeval $out/bin/nix-instantiate
    ''
  );
in
{
  options.programs.hmeval = {
    enable = lib.mkEnableOption "hmeval, a native evaluator of Nix configurations";

    package = mkOption {
      type = types.package;
      default = pkgs.callPackage ./package.nix { };
      defaultText = lib.literalMD "hmeval of the same revision as this module, built with `pkgs`";
      description = "The package to install.";
    };

    replaceNixInstantiate = mkOption {
      type = types.bool;
      default = false;
      description = ''
        Whether `nix-instantiate` in the profile is hmeval. It prints the same and exits with the same status, but it
        builds nothing, uses no network, and never writes to the store.
      '';
    };

    cacheDir = mkOption {
      type = types.nullOr types.str;
      default = null;
      example = "/var/cache/hmeval";
      description = ''
        The folder in which hashes of source trees are kept, as an absolute path; null for `hmeval` in the user's cache
        folder.
      '';
    };
  };

  config = mkIf cfg.enable {
    home.packages = [ cfg.package ] ++ lib.optional cfg.replaceNixInstantiate nixInstantiate;
    home.sessionVariables = mkIf (cfg.cacheDir != null) { HMEVAL_CACHE_DIR = cfg.cacheDir; };
  };
}
