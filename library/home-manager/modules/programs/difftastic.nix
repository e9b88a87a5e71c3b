# `programs.difftastic`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf mkMerge types;
  inherit (lib.hm.library) opt;
  atom = with types; oneOf [ str int bool ];
in
lib.hm.library.program args "difftastic" {
  options = {
    options = opt (types.attrsOf (types.either atom (types.listOf atom))) { } "Arguments.";
    git = {
      enable = lib.mkEnableOption "showing git's differences by it";
      mode = opt (types.enum [ "external" "difftool" "both" ]) "external" "How git calls it.";
    };
    jujutsu.enable = lib.mkEnableOption "showing jujutsu's differences by it";
  };
  config =
    cfg:
    let
      command = lib.concatStringsSep " " (
        [ (lib.getExe cfg.package) ] ++ map lib.escapeShellArg (lib.cli.toGNUCommandLine { optionValueSeparator = "="; } cfg.options)
      );
      is = mode: cfg.git.enable && (cfg.git.mode == mode || cfg.git.mode == "both");
    in
    {
      programs.git.iniContent = mkMerge [
        (mkIf (is "external") { diff.external = command; })
        (mkIf (is "difftool") {
          diff.tool = lib.mkDefault "difftastic";
          difftool.difftastic.cmd = "${command} $LOCAL $REMOTE";
        })
      ];
    };
}
