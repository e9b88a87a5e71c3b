# `programs.xmobar`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "xmobar" {
  package = [ "haskellPackages" "xmobar" ];
  options.extraConfig = lib.hm.library.text "Contents of {file}`xmobar/.xmobarrc`.";
  config = cfg: { xdg.configFile."xmobar/.xmobarrc".text = cfg.extraConfig; };
}
