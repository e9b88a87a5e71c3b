# `services.gnome-keyring`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  parts = types.enum [
    "pkcs11"
    "secrets"
    "ssh"
  ];
in
lib.hm.library.service args "gnome-keyring" {
  title = "the keyring of GNOME";
  install = false;
  options.components = lib.hm.library.opt (types.listOf parts) [ ] "Its parts that are started; none: the usual ones.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.gnome-keyring" pkgs lib.platforms.linux) ];
    systemd.user.services.gnome-keyring = {
      Unit = {
        Description = "GNOME Keyring";
        PartOf = [ "graphical-session-pre.target" ];
      };
      Service = {
        ExecStart = lib.concatStringsSep " " (
          [
            (lib.getExe' cfg.package "gnome-keyring-daemon")
            "--start"
            "--foreground"
          ]
          ++ lib.optional (cfg.components != [ ]) "--components=${lib.concatStringsSep "," cfg.components}"
        );
        Restart = "on-abort";
      };
      Install.WantedBy = [ "graphical-session-pre.target" ];
    };
  };
}
