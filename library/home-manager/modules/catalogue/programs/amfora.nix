# `programs.amfora`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt;
  format = pkgs.formats.toml { };
in
lib.hm.library.program args "amfora" {
  nullable = true;
  options = {
    settings = opt format.type { } "Contents of {file}`amfora/config.toml`.";
    bookmarks = opt (types.either types.str types.path) "" "Contents of {file}`amfora/bookmarks.xml`, or a file with them.";
  };
  config = cfg: {
    xdg.configFile."amfora/config.toml" = mkIf (cfg.settings != { }) {
      source = format.generate "amfora-config.toml" cfg.settings;
    };
    xdg.dataFile."amfora/bookmarks.xml" = mkIf (cfg.bookmarks != "") {
      source = if lib.isPath cfg.bookmarks then cfg.bookmarks else pkgs.writeText "amfora-bookmarks.xml" cfg.bookmarks;
    };
  };
}
