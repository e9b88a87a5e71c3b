# `programs.joshuto`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.toml { };
  document = file: lib.hm.library.opt format.type { } "Contents of {file}`joshuto/${file}.toml`.";
in
lib.hm.library.program args "joshuto" {
  options = {
    settings = document "joshuto";
    keymap = document "keymap";
    mimetype = document "mimetype";
    theme = document "theme";
  };
  config =
    cfg:
    let
      file = name: lib.mkIf (cfg.${name} != { }) { source = format.generate "joshuto-${name}" cfg.${name}; };
    in
    {
      xdg.configFile = {
        "joshuto/joshuto.toml" = file "settings";
        "joshuto/keymap.toml" = file "keymap";
        "joshuto/mimetype.toml" = file "mimetype";
        "joshuto/theme.toml" = file "theme";
      };
    };
}
