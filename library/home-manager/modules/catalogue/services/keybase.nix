# `services.keybase`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "keybase" {
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.keybase" pkgs lib.platforms.linux) ];
    systemd.user.services.keybase = {
      Unit.Description = "Keybase service";
      Service = {
        ExecStart = "${lib.getExe cfg.package} service --auto-forked";
        Restart = "on-failure";
        PrivateTmp = true;
      };
      Install.WantedBy = [ "default.target" ];
    };
  };
}
