# `programs.waylogout`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) flag opt;
  line =
    name: value:
    lib.optionalString (value != false) ((if value == true then name else "${name}=${toString value}") + "\n");
in
lib.hm.library.program args "waylogout" {
  nullable = true;
  options = {
    enable = flag "Whether waylogout is there.";
    settings = opt (with types; attrsOf (oneOf [ bool float int path str ])) { } "Contents of {file}`waylogout/config`.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.waylogout" pkgs lib.platforms.linux) ];
    xdg.configFile."waylogout/config" = lib.mkIf (cfg.settings != { }) {
      text = lib.concatStrings (lib.mapAttrsToList line cfg.settings);
    };
  };
}
