# `services.comodoro`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) need strings;
in
lib.hm.library.service args "comodoro" {
  title = "the server of Comodoro";
  options = {
    environment = strings "Variables of its environment.";
    preset = need types.nonEmptyStr "Preset of the timer.";
    protocols = need (types.nonEmptyListOf types.nonEmptyStr) "Protocols by which clients talk to it.";
  };
  config = cfg: {
    systemd.user.services.comodoro = {
      Unit = {
        Description = "Comodoro server";
        After = [ "network.target" ];
      };
      Service = {
        ExecStart = "${cfg.package}/bin/comodoro server start ${cfg.preset} ${toString cfg.protocols}";
        ExecSearchPath = "/bin";
        Restart = "always";
        RestartSec = 10;
        Environment = lib.mapAttrsToList (name: value: "${name}=${value}") cfg.environment;
      };
      Install.WantedBy = [ "default.target" ];
    };
  };
}
