# `programs.boxxy`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) need opt strings words;
  format = pkgs.formats.yaml { };
  rule = types.submodule {
    freeformType = format.type;
    options = {
      name = need types.str "Its name.";
      target = opt types.str "" "What is put elsewhere.";
      rewrite = opt types.str "" "Where it is put.";
      mode = opt (types.enum [ "file" "directory" ]) "directory" "What the target is.";
      only = words "Programs that it is for.";
      context = words "Folders that it is for.";
      env = strings "Variables for the programs.";
    };
  };
in
lib.hm.library.program args "boxxy" {
  nullable = true;
  options.rules = opt (types.listOf rule) [ ] "Rules.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.boxxy" pkgs lib.platforms.linux) ];
    home.file = lib.mkIf (cfg.rules != [ ]) {
      "${config.xdg.configHome}/boxxy/boxxy.yaml".source = format.generate "boxxy-config.yaml" { inherit (cfg) rules; };
    };
  };
}
