# `programs.wleave`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) maybe opt;
in
lib.hm.library.program args "wleave" {
  nullable = true;
  options = {
    settings = opt (pkgs.formats.json { }).type { } "Contents of {file}`wleave/layout.json`.";
    style = maybe (with types; either path lines) "Style sheet.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.wleave" pkgs lib.platforms.linux) ];
    xdg.configFile = {
      "wleave/layout.json" = mkIf (cfg.settings != { }) {
        source = pkgs.writeText "wleave-layout.json" (builtins.toJSON cfg.settings + "\n");
      };
      "wleave/style.css" = mkIf (cfg.style != null) {
        source =
          if lib.isPath cfg.style || lib.isStorePath cfg.style then cfg.style else pkgs.writeText "wleave-style.css" cfg.style;
      };
    };
  };
}
