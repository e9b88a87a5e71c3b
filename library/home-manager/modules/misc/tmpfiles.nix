# `systemd.user.tmpfiles`: files that systemd makes and cleans up.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (config.systemd.user.tmpfiles) rules;
  unit = name: { source = "${pkgs.systemd}/example/systemd/user/${name}"; };
in
{
  options.systemd.user.tmpfiles.rules = lib.hm.library.words "Rules in the format of {manpage}`tmpfiles.d(5)`.";

  config = lib.mkIf (rules != [ ]) {
    assertions = [ (lib.hm.assertions.assertPlatform "systemd.user.tmpfiles" pkgs lib.platforms.linux) ];
    xdg.configFile = {
      "user-tmpfiles.d/home-manager.conf" = {
        text = ''
          # This file is created automatically and should not be modified.
          # Please change the option ‘systemd.user.tmpfiles.rules’ instead.
          ${lib.concatStringsSep "\n" rules}
        '';
        onChange = ''
          run ${pkgs.systemd}/bin/systemd-tmpfiles --user --remove --create ''${DRY_RUN:+--dry-run}
        '';
      };
      "systemd/user/basic.target.wants/systemd-tmpfiles-setup.service" = unit "systemd-tmpfiles-setup.service";
      "systemd/user/systemd-tmpfiles-setup.service" = unit "systemd-tmpfiles-setup.service";
      "systemd/user/timers.target.wants/systemd-tmpfiles-clean.timer" = unit "systemd-tmpfiles-clean.timer";
      "systemd/user/systemd-tmpfiles-clean.service" = unit "systemd-tmpfiles-clean.service";
    };
  };
}
