# `programs.fresh-editor`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) flag opt packages;
  format = pkgs.formats.json { };
in
lib.hm.library.program args "fresh-editor" {
  nullable = true;
  install = false;
  options = {
    extraPackages = packages "Packages that it calls.";
    defaultEditor = flag "Whether it is the editor of other programs.";
    settings = opt format.type { } "Contents of {file}`fresh/config.json`.";
  };
  config =
    cfg:
    let
      wrapped = pkgs.symlinkJoin {
        name = "${lib.getName cfg.package}-wrapped-${lib.getVersion cfg.package}";
        paths = [ cfg.package ];
        preferLocalBuild = true;
        nativeBuildInputs = [ pkgs.makeWrapper ];
        postBuild = ''
          wrapProgram $out/bin/fresh \
            --suffix PATH : ${lib.makeBinPath cfg.extraPackages}
        '';
      };
    in
    {
      home.packages = mkIf (cfg.package != null) [
        (if cfg.extraPackages == [ ] then cfg.package else wrapped)
      ];
      home.sessionVariables = mkIf cfg.defaultEditor {
        EDITOR = "fresh";
        VISUAL = "fresh";
      };
      xdg.configFile."fresh/config.json" = mkIf (cfg.settings != { }) {
        source = format.generate "config.json" cfg.settings;
      };
    };
}
