# `programs.jjui`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described maybe opt;
  format = pkgs.formats.toml { };
  fileOf = value: if lib.isPath value || lib.isStorePath value then { source = value; } else { text = value; };
in
lib.hm.library.program args "jjui" {
  nullable = true;
  options = {
    configDir = described "\${config.xdg.configHome}/jjui" (
      opt types.str "${config.xdg.configHome}/jjui" "Folder of its settings, {env}`JJUI_CONFIG_DIR`."
    );
    settings = opt format.type { } "Contents of {file}`config.toml`.";
    configLua = maybe (types.either types.path types.lines) "Contents of {file}`config.lua`, or a file with them.";
    plugins = opt (with types; attrsOf (oneOf [ path lines ])) { } "Plugins by name.";
  };
  config = cfg: {
    home.sessionVariables.JJUI_CONFIG_DIR = cfg.configDir;
    home.file = {
      "${cfg.configDir}/config.toml" = mkIf (cfg.settings != { }) {
        source = format.generate "jjui-config" cfg.settings;
      };
      "${cfg.configDir}/config.lua" = mkIf (cfg.configLua != null) (fileOf cfg.configLua);
    }
    // lib.mapAttrs' (name: value: lib.nameValuePair "${cfg.configDir}/plugins/${name}.lua" (fileOf value)) cfg.plugins;
  };
}
