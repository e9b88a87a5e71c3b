# `programs.mangohud`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) flag opt;
  value = with types; oneOf [ bool int float str path (listOf (oneOf [ int str ])) ];
  show = given: if lib.isList given then lib.concatMapStringsSep "," toString given else toString given;
  # What is on is named, what is off is 0.
  line =
    name: given:
    if given == true then
      name
    else if given == false then
      "${name}=0"
    else
      "${name}=${show given}";
  write = settings: { text = lib.concatStringsSep "\n" (lib.mapAttrsToList line settings) + "\n"; };
in
lib.hm.library.program args "mangohud" {
  title = "figures over games by MangoHud";
  options = {
    enableSessionWide = flag "Whether every program has it that can.";
    settings = opt (types.attrsOf value) { } "Contents of {file}`MangoHud/MangoHud.conf`.";
    settingsPerApplication = opt (types.attrsOf (types.attrsOf value)) { } "Settings by program.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.mangohud" pkgs lib.platforms.linux) ];
    home.sessionVariables = mkIf cfg.enableSessionWide {
      MANGOHUD = 1;
      MANGOHUD_DLSYM = 1;
    };
    xdg.configFile = {
      "MangoHud/MangoHud.conf" = mkIf (cfg.settings != { }) (write cfg.settings);
    }
    // lib.mapAttrs' (name: settings: lib.nameValuePair "MangoHud/${name}.conf" (write settings)) cfg.settingsPerApplication;
  };
}
