# `nixpkgs.*`: the package set of this home.
{
  config,
  lib,
  pkgs,
  pkgsPath,
  ...
}:
let
  inherit (lib.hm.library) maybe need;
  types = import ./types.nix { inherit lib pkgs; };
  set = import pkgsPath (lib.filterAttrs (_: value: value != null) config.nixpkgs);
in
{
  options.nixpkgs = {
    config = maybe types.config "Settings of the package set, as in {file}`~/.config/nixpkgs/config.nix`.";
    overlays = maybe (lib.types.listOf types.overlay) "Overlays of the package set; `null` takes those of the user's configuration folder.";
    system = need lib.types.str "System that the packages are for." // {
      internal = true;
    };
  };

  config._module.args = {
    # The explicit priority keeps the merge from looking into the set.
    pkgs = lib.mkOverride lib.modules.defaultOverridePriority set;
    pkgs_i686 = if set.stdenv.hostPlatform.isLinux && set.stdenv.hostPlatform.isx86 then set.pkgsi686Linux else { };
  };
}
