# `programs.man`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf mkMerge optional types;
  inherit (lib.hm.library) described enabled flag opt text;
  cfg = config.programs.man;
  # macOS has a manual of its own.
  isOfSystem = pkgs.stdenv.hostPlatform.isDarwin && lib.versionAtLeast config.home.stateVersion "26.05";
  reader =
    if isOfSystem then
      null
    else if cfg.man-db.enable then
      pkgs.man
    else if cfg.mandoc.enable then
      pkgs.mandoc
    else
      null;
  makesCaches = cfg.generateCaches && cfg.package != null;

  # The pages of all packages, and the database of man-db for them.
  pages = pkgs.buildEnv {
    name = "man-paths";
    paths = config.home.packages;
    pathsToLink = [ "/share/man" ];
    extraOutputsToInstall = [ "man" ];
    ignoreCollisions = true;
  };
  cache = pkgs.runCommandLocal "man-cache" { nativeBuildInputs = [ cfg.package ]; } ''
    printf 'MANDB_MAP %s %s\n' ${pages}/share/man "$out" > map.conf
    mandb -C map.conf --create --no-straycats ${pages}/share/man
  '';
in
{
  imports = lib.hm.library.renamed [ "programs" "man" ] { extraConfig = "man-db.extraConfig"; };

  options.programs.man = {
    enable = enabled "Whether manual pages and the command {command}`man` are installed.";
    package = described "by `man-db.enable` and `mandoc.enable`; null on macOS since 26.05" (
      opt (types.nullOr types.package) reader "What shows pages."
    );
    generateCaches = flag "Whether the database of {command}`apropos` is made.";
    man-db = {
      enable = enabled "Whether man-db shows pages.";
      extraConfig = text "More text of {file}`.manpath`.";
    };
    mandoc.enable = lib.mkEnableOption "mandoc, which shows pages in place of man-db";
  };

  config = mkIf cfg.enable (mkMerge [
    {
      assertions = [
        {
          assertion = !(cfg.man-db.enable && cfg.mandoc.enable);
          message = "Pages are shown by man-db or by mandoc: disable `programs.man.man-db` or `programs.man.mandoc`.";
        }
      ];
      warnings = optional (cfg.generateCaches && cfg.package == null) "`programs.man.generateCaches` makes nothing, as `programs.man.package` is null.";
      home = {
        packages = mkIf (cfg.package != null) [ cfg.package ];
        extraOutputsToInstall = [ "man" ];
      };
    }
    (mkIf cfg.man-db.enable {
      warnings = optional (
        cfg.man-db.extraConfig != "" && !cfg.generateCaches
      ) "`programs.man.man-db.extraConfig` is written only where `programs.man.generateCaches` is true.";
      home.file.".manpath" = mkIf makesCaches {
        text =
          "MANDB_MAP ${config.home.profileDirectory}/share/man ${cache}\n"
          + lib.optionalString (cfg.man-db.extraConfig != "") "\n${cfg.man-db.extraConfig}";
      };
    })
    (mkIf cfg.mandoc.enable {
      home = {
        extraProfileCommands = mkIf makesCaches ''
          if [[ -d $out/share/man ]]; then
            ${lib.getExe' cfg.package "makewhatis"} -T utf8 "$out/share/man"
          fi
        '';
        sessionSearchVariables.MANPATH = lib.mkBefore [ "${config.xdg.dataHome}/mandoc/man" ];
      };
      xdg.dataFile."mandoc/man".source = config.home.path + "/share/man";
    })
  ]);
}
