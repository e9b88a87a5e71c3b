# `services.plan9port`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkEnableOption mkIf;
  cfg = config.services.plan9port;
  unit = description: command: {
    Unit.Description = description;
    Service.ExecStart = "${lib.getExe' cfg.package "9"} ${command}";
    Install.WantedBy = [ "default.target" ];
  };
in
{
  options.services.plan9port = {
    package = lib.mkPackageOption pkgs "plan9port" { };
    fontsrv.enable = mkEnableOption "fonts of the host as files of Plan 9";
    plumber.enable = mkEnableOption "messages between programs by Plan 9's plumber";
  };
  config = mkIf (cfg.fontsrv.enable || cfg.plumber.enable) {
    assertions = [ (lib.hm.assertions.assertPlatform "services.plan9port" pkgs lib.platforms.linux) ];
    systemd.user.services = {
      fontsrv = mkIf cfg.fontsrv.enable (unit "the Plan 9 file system access to host fonts" "fontsrv");
      plumber = mkIf cfg.plumber.enable (unit "file system for interprocess messaging" "plumber -f");
    };
  };
}
