# A home from a module alone, as `import <home-manager/modules> { inherit configuration pkgs; }` makes it.
{
  configuration,
  pkgs,
  lib ? pkgs.lib,
  minimal ? false,
  check ? true,
  extraSpecialArgs ? { },
}:
import ../lib/configuration.nix {
  inherit
    check
    extraSpecialArgs
    lib
    minimal
    pkgs
    ;
  modules = [ configuration ];
}
