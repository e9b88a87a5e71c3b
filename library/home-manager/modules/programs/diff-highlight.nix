# `programs.diff-highlight`.
{
  config,
  lib,
  options,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf mkMerge;
  inherit (lib.hm.library) flag moved words;
  git = config.programs.git.package;
in
lib.hm.library.program args "diff-highlight" {
  package = null;
  imports = moved [ "programs" "git" "diff-highlight" ] [ "programs" "diff-highlight" ] [ "enable" "pagerOpts" ];
  options = {
    pagerOpts = words "Arguments of {command}`less`.";
    enableGitIntegration = flag "Whether git's differences are shown by it.";
  };
  config =
    cfg:
    let
      exe = "${git}/share/git/contrib/diff-highlight/diff-highlight";
    in
    mkMerge [
      (import ../parts/git-differ.nix {
        inherit lib options;
        name = "diff-highlight";
        path = [ "enableGitIntegration" ];
      })
      {
        assertions = [
          {
            assertion = !cfg.enableGitIntegration || git != null;
            message = "`programs.diff-highlight.enableGitIntegration` needs `programs.git.package`: it is part of git's package.";
          }
        ];
      }
      (mkIf (cfg.enableGitIntegration && git != null) {
        programs.git = {
          enable = lib.mkDefault true;
          iniContent = lib.hm.git.diffPagerConfig "${exe} | ${lib.getExe pkgs.less} ${lib.escapeShellArgs cfg.pagerOpts}" // {
            interactive.diffFilter = exe;
          };
        };
      })
    ];
}
