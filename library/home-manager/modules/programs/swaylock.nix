# `programs.swaylock`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf types;
  cfg = config.programs.swaylock;
  atom = with types; oneOf [ bool float int path str ];
  line =
    name: value:
    if value == false then
      ""
    else if value == true then
      "${name}\n"
    else
      "${name}=${if lib.isPath value then "${value}" else toString value}\n";
in
{
  options.programs.swaylock = {
    enable = lib.mkOption {
      type = types.bool;
      default = lib.versionOlder config.home.stateVersion "23.05" && cfg.settings != { };
      defaultText = lib.literalExpression ''
        true for state versions before 23.05 with settings, else false
      '';
      description = "Whether {command}`swaylock` is installed and configured.";
    };
    package = lib.mkPackageOption pkgs "swaylock" { nullable = true; };
    settings = lib.hm.library.opt (types.attrsOf atom) { } "Contents of {file}`swaylock/config`.";
  };

  config = mkIf cfg.enable {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.swaylock" pkgs lib.platforms.linux) ];
    home.packages = mkIf (cfg.package != null) [ cfg.package ];
    xdg.configFile."swaylock/config" = mkIf (cfg.settings != { }) {
      text = lib.concatStrings (lib.mapAttrsToList line cfg.settings);
    };
  };
}
