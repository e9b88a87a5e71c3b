# `services.tldr-update`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  cfg = config.services.tldr-update;
in
{
  options.services.tldr-update = {
    enable = lib.mkEnableOption "reading the pages of tldr anew from time to time";
    package = lib.mkPackageOption pkgs "tldr" { };
    period = lib.hm.library.opt types.str "weekly" "How often, in the words of systemd.";
  };
  config = lib.mkIf cfg.enable {
    systemd.user.services.tldr-update = {
      Unit = {
        Description = "Update tldr CLI cache";
        Documentation = "https://tldr.sh/";
      };
      Service = {
        Type = "oneshot";
        ExecStart = "${lib.getExe cfg.package} --update\n";
      };
    };
    systemd.user.timers.tldr-update = {
      Unit.Description = "Update tldr CLI cache";
      Timer = {
        OnCalendar = cfg.period;
        Persistent = true;
      };
      Install.WantedBy = [ "timers.target" ];
    };
  };
}
