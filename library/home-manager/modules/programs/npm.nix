# `programs.npm`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  ini = pkgs.formats.ini { listsAsDuplicateKeys = true; };
  line = lib.generators.mkKeyValueDefault { } "=";
  lines = name: value: if lib.isList value then map (line "${name}[]") value else [ (line name value) ];
  folder = lib.removePrefix config.home.homeDirectory config.xdg.configHome;
  file = if config.home.preferXdgDirectories then "${folder}/npm/npmrc" else ".npmrc";
in
lib.hm.library.program args "npm" {
  title = "the settings of {command}`npm`";
  package = "nodejs";
  nullable = true;
  options.settings = lib.hm.library.opt (lib.types.attrsOf ini.lib.types.atom) { prefix = "\${HOME}/.npm"; } "Its settings.";
  config = cfg: {
    home = lib.mkIf (cfg.settings != { }) {
      file.${file}.text = lib.concatLines (lib.concatLists (lib.mapAttrsToList lines cfg.settings));
      sessionVariables.NPM_CONFIG_USERCONFIG = "${config.home.homeDirectory}/${file}";
    };
  };
}
