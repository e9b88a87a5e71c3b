# `programs.delta`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  atom = with types; oneOf [ str bool int ];
in
lib.hm.library.program args "delta" {
  options = {
    options = lib.hm.library.opt (types.attrsOf (types.either atom (types.attrsOf atom))) { } "Its section of git's file.";
    enableGitIntegration = lib.mkEnableOption "showing git's differences by it";
    enableJujutsuIntegration = lib.mkEnableOption "showing jujutsu's differences by it";
  };
  config =
    cfg:
    let
      exe = lib.getExe cfg.package;
    in
    {
      programs.git.iniContent = mkIf cfg.enableGitIntegration {
        pager = (lib.hm.git.diffPagerConfig exe).pager // {
          blame = exe;
        };
        interactive.diffFilter = "${exe} --color-only";
        delta = cfg.options;
      };
      programs.jujutsu.settings = mkIf cfg.enableJujutsuIntegration {
        ui.pager = lib.mkDefault exe;
        ui.diff-formatter = lib.mkDefault ":git";
      };
    };
}
