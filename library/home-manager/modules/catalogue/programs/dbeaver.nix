# `programs.dbeaver`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;
  format = pkgs.formats.json { };
  folder =
    if pkgs.stdenv.hostPlatform.isDarwin then
      "Library/DBeaverData/workspace6"
    else
      "${lib.removePrefix config.home.homeDirectory config.xdg.dataHome}/DBeaverData/workspace6";
  preferences = lib.generators.toKeyValue { };
in
lib.hm.library.program args "dbeaver" {
  title = "DBeaver";
  package = "dbeaver-bin";
  nullable = true;
  options = {
    settings = opt (with types; attrsOf (attrsOf str)) { } "Preferences by plugin.";
    dataSourcesSettings = opt format.type { } "Contents of {file}`data-sources.json`.";
  };
  config = cfg: {
    home.file = {
      "${folder}/General/.dbeaver/data-sources.json" = lib.mkIf (cfg.dataSourcesSettings != { }) {
        source = format.generate "dbeaver-data-sources" cfg.dataSourcesSettings;
      };
    }
    // lib.mapAttrs' (
      name: set:
      lib.nameValuePair "${folder}/.metadata/.plugins/org.eclipse.core.runtime/.settings/${name}.prefs" {
        text = preferences ({ "eclipse.preferences.version" = "1"; } // set);
      }
    ) cfg.settings;
  };
}
