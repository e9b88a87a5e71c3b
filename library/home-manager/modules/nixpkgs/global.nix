# `nixpkgs.*` in a home whose host gives the package set: setting them has no effect, and says so.
{
  config,
  lib,
  options,
  pkgs,
  ...
}:
let
  inherit (lib.hm.library) maybe;
  cfg = config.nixpkgs;
  types = import ./types.nix { inherit lib pkgs; };
  hidden = option: option // { visible = false; };
  files = lib.unique (
    lib.optionals (cfg.config != null) options.nixpkgs.config.files
    ++ lib.optionals (cfg.overlays != null) options.nixpkgs.overlays.files
  );
in
{
  options.nixpkgs = {
    config = hidden (maybe types.config "Not used: the host's package set is.");
    overlays = hidden (maybe (lib.types.listOf types.overlay) "Not used: the host's package set is.");
  };

  config = {
    assertions = [
      {
        assertion = cfg.config == null || cfg.overlays == null;
        message = ''
          `nixpkgs` options are disabled when `home-manager.useGlobalPkgs` is enabled.
          Definitions found in ${lib.showFiles files}.
        '';
      }
    ];
    warnings = lib.optional (files != [ ]) ''
      You have set either `nixpkgs.config` or `nixpkgs.overlays` while using `home-manager.useGlobalPkgs`.
      This will soon not be possible. Please remove all `nixpkgs` options when using `home-manager.useGlobalPkgs`.
      Definitions found in ${lib.showFiles files}.
    '';
  };
}
