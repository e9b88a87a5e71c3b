# `programs.streamlink`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) maybe opt;
  inherit (pkgs.stdenv.hostPlatform) isDarwin;
  support = "Library/Application Support";
  configs = "${if isDarwin then support else config.xdg.configHome}/streamlink";
  data = "${if isDarwin then support else config.xdg.dataHome}/streamlink";
  settings = opt (
    with types;
    attrsOf (oneOf [
      bool
      int
      float
      str
      (listOf (oneOf [ int float str ]))
    ])
  ) { };
  plugin = types.submodule {
    options = {
      src = maybe (with types; either path lines) "The plugin's file.";
      settings = settings "What holds for it.";
    };
  };
  line =
    name: value:
    if lib.isBool value then
      lib.optional value name
    else
      map (value: "${name}=${toString value}") (lib.toList value);
  file = settings: mkIf (settings != { }) { text = lib.concatLines (lib.concatLists (lib.mapAttrsToList line settings)); };
in
lib.hm.library.program args "streamlink" {
  nullable = true;
  options = {
    settings = settings "Contents of {file}`streamlink/config`.";
    plugins = opt (types.attrsOf plugin) { } "Plugins by name.";
  };
  config = cfg: {
    home.file = {
      "${configs}/config" = file cfg.settings;
    }
    // lib.mapAttrs' (name: plugin: lib.nameValuePair "${configs}/config.${name}" (file plugin.settings)) cfg.plugins
    // lib.mapAttrs' (
      name: plugin:
      lib.nameValuePair "${data}/plugins/${name}.py" (
        mkIf (plugin.src != null) (if lib.isPath plugin.src then { source = plugin.src; } else { text = plugin.src; })
      )
    ) cfg.plugins;
  };
}
