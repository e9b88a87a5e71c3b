# `services.restic`: backups, each with a service, a timer, and a command for the hand.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  cfg = config.services.restic;
  unit = name: "restic-backups-${name}";
  parts = import ../parts/restic-commands.nix { inherit config lib pkgs unit; };

  # A check of every backup.
  exactlyOne =
    a: b:
    lib.mapAttrsToList (name: backup: {
      assertion = (backup.${a} == null) != (backup.${b} == null);
      message = "services.restic.backups.${name}: exactly one of ${a} and ${b} has to be given";
    }) cfg.backups;
  named = lib.mapAttrs' (name: lib.nameValuePair (unit name));
  timed = lib.filterAttrs (_: backup: backup.timerConfig != null) cfg.backups;
in
{
  options.services.restic = {
    enable = lib.mkEnableOption "restic";
    backups = lib.hm.library.opt (types.attrsOf (
      types.submodule (import ../parts/restic-backup.nix { inherit lib pkgs; })
    )) { } "Backups by name.";
  };

  config = lib.mkIf cfg.enable {
    assertions = exactlyOne "passwordCommand" "passwordFile" ++ exactlyOne "repository" "repositoryFile";
    home.packages = lib.mapAttrsToList parts.wrapper (lib.filterAttrs (_: backup: backup.createWrapper) cfg.backups);
    systemd.user = {
      services = named (lib.mapAttrs parts.service cfg.backups);
      timers = named (
        lib.mapAttrs (_: backup: {
          Unit.Description = "Restic backup service";
          Timer = backup.timerConfig;
          Install.WantedBy = [ "timers.target" ];
        }) timed
      );
    };
  };
}
