# `services.tahoe-lafs`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "tahoe-lafs" {
  title = "the node of Tahoe-LAFS";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.tahoe-lafs" pkgs lib.platforms.linux) ];
    systemd.user.services.tahoe-lafs = {
      Unit.Description = "Tahoe-LAFS";
      Service.ExecStart = "${lib.getExe' cfg.package "tahoe"} run -C %h/.tahoe";
    };
  };
}
