# `programs.calibre`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "calibre" {
  nullable = true;
  options.plugins = lib.hm.library.opt (lib.types.listOf lib.types.path) [ ] "Folders of plugins.";
  config =
    cfg:
    let
      joined = pkgs.symlinkJoin {
        name = "calibre-plugins";
        paths = cfg.plugins;
      };
    in
    {
      xdg.configFile = lib.mkIf (cfg.plugins != [ ]) (
        lib.mapAttrs' (name: _: lib.nameValuePair "calibre/plugins/${name}" { source = joined + "/${name}"; }) (
          builtins.readDir joined
        )
      );
    };
}
