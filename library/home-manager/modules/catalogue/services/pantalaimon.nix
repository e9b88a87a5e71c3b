# `services.pantalaimon`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.ini { };
in
lib.hm.library.service args "pantalaimon" {
  title = "encryption for Matrix by Pantalaimon";
  options.settings = lib.hm.library.opt format.type { } "Its settings, by section.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.pantalaimon" pkgs lib.platforms.linux) ];
    systemd.user.services.pantalaimon = {
      Unit.Description = "Pantalaimon - E2EE aware proxy daemon for matrix clients";
      Service = {
        ExecStart = "${cfg.package}/bin/pantalaimon -c ${format.generate "pantalaimon.conf" cfg.settings}";
        Restart = "on-failure";
      };
      Install.WantedBy = [ "default.target" ];
    };
  };
}
