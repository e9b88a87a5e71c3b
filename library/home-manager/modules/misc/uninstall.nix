# `uninstall`: a home that removes what Home Manager made.
{ config, lib, ... }:
{
  options.uninstall = lib.hm.library.flag "Whether activation removes all managed files, packages and generations.";

  config = lib.mkIf config.uninstall {
    manual.manpages.enable = lib.mkForce false;
    news.display = lib.mkForce "silent";
    home = {
      packages = lib.mkForce [ ];
      file = lib.mkForce { };
      stateVersion = lib.mkForce "26.05";
      enableNixpkgsReleaseCheck = lib.mkForce false;
      activation.uninstall = lib.hm.dag.entryAfter [ "installPackages" "linkGeneration" ] ''
        nixProfileRemove home-manager-path
        for leftover in "$hmDataPath" "$hmStatePath"; do
          if [[ -e $leftover ]]; then run rm $VERBOSE_ARG -r "$leftover"; fi
        done
        if [[ -e $genProfilePath ]]; then run rm $VERBOSE_ARG "$genProfilePath"*; fi
        if [[ -e $legacyGenGcPath ]]; then run rm $VERBOSE_ARG "$legacyGenGcPath"; fi
      '';
    };
  };
}
