# `programs.patdiff`.
{
  config,
  lib,
  options,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf mkMerge;
in
lib.hm.library.program args "patdiff" {
  imports = lib.hm.library.moved [ "programs" "git" "patdiff" ] [ "programs" "patdiff" ] [ "enable" "package" ];
  options.enableGitIntegration = lib.hm.library.flag "Whether git's differences are shown by it.";
  config =
    cfg:
    mkMerge [
      (import ../parts/git-differ.nix {
        inherit lib options;
        name = "patdiff";
        path = [ "enableGitIntegration" ];
      })
      (mkIf cfg.enableGitIntegration {
        programs.git = {
          enable = lib.mkDefault true;
          iniContent.diff.external = lib.getExe' cfg.package "patdiff-git-wrapper";
        };
      })
    ];
}
