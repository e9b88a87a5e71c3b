# `services.psd`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) enabled opt words;
in
lib.hm.library.service args "psd" {
  package = "profile-sync-daemon";
  title = "profiles of browsers in memory";
  options = {
    resyncTimer = opt types.str "1h" "Time between two copies to the disk.";
    browsers = words "The browsers; without any all that it knows.";
    useBackup = enabled "Whether a lost profile comes back from a copy.";
    backupLimit = opt types.ints.unsigned 5 "How many such copies there are.";
  };
  config =
    cfg:
    let
      program = lib.getExe' cfg.package "profile-sync-daemon";
      path = lib.makeBinPath [
        pkgs.rsync
        pkgs.kmod
        pkgs.gawk
        pkgs.gnugrep
        pkgs.gnused
        pkgs.coreutils
        pkgs.findutils
        pkgs.net-tools
        pkgs.util-linux
        cfg.package
      ];
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.psd" pkgs lib.platforms.linux) ];
      xdg.configFile."psd/psd.conf".text = ''
        ${lib.optionalString (cfg.browsers != [ ]) ''
          BROWSERS=(${toString cfg.browsers})
        ''}

        USE_BACKUP="${lib.hm.booleans.yesNo cfg.useBackup}"
        BACKUP_LIMIT=${toString cfg.backupLimit}
      '';
      systemd.user = {
        services = {
          psd = {
            Unit = {
              Description = "Profile-sync-daemon";
              Wants = [ "psd-resync.service" ];
              RequiresMountsFor = [ "/home/" ];
              After = "winbindd.service";
            };
            Service = {
              Type = "oneshot";
              RemainAfterExit = "yes";
              ExecStart = "${program} startup";
              ExecStop = "${program} unsync";
              Environment = [ "LAUNCHED_BY_SYSTEMD=1" "PATH=$PATH:${path}" ];
            };
            Install.WantedBy = [ "default.target" ];
          };
          psd-resync = {
            Unit = {
              Description = "Timed profile resync";
              After = [ "psd.service" ];
              Wants = [ "psd-resync.timer" ];
              PartOf = [ "psd.service" ];
            };
            Service = {
              Type = "oneshot";
              ExecStart = "${program} resync";
              Environment = [ "PATH=$PATH:${path}" ];
            };
            Install.WantedBy = [ "default.target" ];
          };
        };
        timers.psd-resync = {
          Unit = {
            Description = "Timer for Profile-sync-daemon";
            PartOf = [ "psd-resync.service" "psd.service" ];
          };
          Timer.OnUnitActiveSec = cfg.resyncTimer;
        };
      };
    };
}
