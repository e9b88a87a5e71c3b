# `programs.delta`.
{
  lib,
  options,
  config,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf mkMerge types;
  inherit (lib.hm.library) opt;
  atom = with types; oneOf [ str bool int ];

  # Without git's file its settings come with the command.
  wrapped =
    cfg:
    let
      file = pkgs.writeText "delta-config" (lib.generators.toGitINI { delta = cfg.options; });
    in
    pkgs.symlinkJoin {
      name = "delta-wrapped";
      paths = [ cfg.package ];
      nativeBuildInputs = [ pkgs.makeWrapper ];
      postBuild = ''
        wrapProgram $out/bin/delta --add-flags "--config ${file}"
      '';
      inherit (cfg.package) meta;
    };
  final =
    cfg:
    let
      inGit = cfg.enableGitIntegration && config.programs.git.enable;
    in
    if cfg.options == { } || inGit then cfg.package else wrapped cfg;
in
lib.hm.library.program args "delta" {
  install = false;
  imports = lib.hm.library.moved [ "programs" "git" "delta" ] [ "programs" "delta" ] [ "enable" "package" "options" ];
  options = {
    options = opt (types.attrsOf (types.either atom (types.attrsOf atom))) { } "Its section of git's file.";
    enableGitIntegration = lib.mkEnableOption "showing git's differences by it";
    enableJujutsuIntegration = lib.mkEnableOption "showing jujutsu's differences by it";
    finalPackage = opt types.package (final config.programs.delta) "The package with its settings." // {
      readOnly = true;
      visible = false;
    };
  };
  config =
    cfg:
    let
      exe = lib.getExe cfg.package;
    in
    mkMerge [
      (import ../parts/git-differ.nix {
        inherit lib options;
        name = "delta";
        path = [ "enableGitIntegration" ];
      })
      {
        home.packages = [ cfg.finalPackage ];
        programs.git.iniContent = mkIf cfg.enableGitIntegration {
          pager = (lib.hm.git.diffPagerConfig exe).pager // {
            blame = exe;
          };
          interactive.diffFilter = "${exe} --color-only";
          delta = cfg.options;
        };
        programs.jujutsu.settings = mkIf cfg.enableJujutsuIntegration {
          # It ends with 1 where two files differ.
          merge-tools.delta.diff-expected-exit-codes = [ 0 1 ];
          ui = {
            pager = lib.getExe cfg.finalPackage;
            diff-formatter = ":git";
          };
        };
      }
    ];
}
