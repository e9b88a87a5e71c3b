# `programs.diff-so-fancy`.
{
  config,
  lib,
  options,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf mkMerge types;
  inherit (lib.hm.library) flag moved opt;
  inGit = [ "programs" "git" "diff-so-fancy" ];
  own = [ "programs" "diff-so-fancy" ];
  flags = [ "changeHunkIndicators" "markEmptyLines" "rulerWidth" "stripLeadingSymbols" "useUnicodeRuler" ];
in
lib.hm.library.program args "diff-so-fancy" {
  package = null;
  imports =
    moved inGit own [ "enable" "pagerOpts" ]
    ++ moved own (own ++ [ "settings" ]) flags
    ++ moved inGit (own ++ [ "settings" ]) flags;
  options = {
    pagerOpts = opt (types.listOf types.str) [ "--tabs=4" "-RFX" ] "Arguments of {command}`less`.";
    settings = opt (with types; attrsOf (oneOf [ str bool int ])) { } "Its section of git's file.";
    enableGitIntegration = flag "Whether git's differences are shown by it.";
  };
  config =
    cfg:
    let
      exe = "${pkgs.diff-so-fancy}/bin/diff-so-fancy";
      pager = "${exe} | ${pkgs.less}/bin/less ${lib.escapeShellArgs cfg.pagerOpts}";
    in
    mkMerge [
      (import ../parts/git-differ.nix {
        inherit lib options;
        name = "diff-so-fancy";
        path = [ "enableGitIntegration" ];
      })
      { home.packages = [ pkgs.diff-so-fancy ]; }
      (mkIf cfg.enableGitIntegration {
        programs.git = {
          enable = lib.mkDefault true;
          iniContent = lib.hm.git.diffPagerConfig pager // {
            interactive.diffFilter = "${exe} --patch";
            diff-so-fancy = cfg.settings;
          };
        };
      })
    ];
}
