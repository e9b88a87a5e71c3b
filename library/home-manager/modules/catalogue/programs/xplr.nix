# `programs.xplr`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described opt text;
  # A folder where `require` finds the plugin by its name.
  parent =
    name: plugin:
    if lib.isStorePath plugin then
      pkgs.symlinkJoin {
        inherit name;
        paths = [ plugin ];
        postBuild = ''
          mkdir '${name}'
          mv $out/* '${name}/'
          mv '${name}' $out/
        '';
      }
    else
      dirOf plugin;
  search = folder: "${folder}/?/init.lua;${folder}/?.lua";
in
lib.hm.library.program args "xplr" {
  nullable = true;
  options = {
    plugins = described "{ }" (opt (with types; nullOr (attrsOf (either package str))) { } "Plugins by name.");
    extraConfig = text "Contents of {file}`xplr/init.lua`.";
  };
  config = cfg: {
    xdg.configFile."xplr/init.lua".source = pkgs.writeText "init.lua" (
      ''
        version = '${cfg.package.version}'
      ''
      + (
        if cfg.plugins == { } then
          "\n"
        else
          ''
            package.path = "${lib.concatStringsSep ";" (map search (lib.mapAttrsToList parent cfg.plugins))};" .. package.path
          ''
      )
      + cfg.extraConfig
    );
  };
}
