# `services.volnoti`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "volnoti" {
  title = "the display of the volume by Volnoti";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.volnoti" pkgs lib.platforms.linux) ];
    systemd.user.services.volnoti = {
      Unit.Description = "volnoti";
      Service.ExecStart = "${lib.getExe cfg.package} -v -n";
      Install.WantedBy = [ "graphical-session.target" ];
    };
  };
}
