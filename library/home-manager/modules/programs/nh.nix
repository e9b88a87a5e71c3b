# `programs.nh`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) maybe opt;
  flake = maybe (types.either types.singleLineStr types.path);
in
lib.hm.library.program args "nh" {
  title = "nh, a helper for Nix";
  options = {
    flake = flake "The flake of everything.";
    osFlake = flake "The flake of the host.";
    homeFlake = flake "The flake of the home.";
    darwinFlake = flake "The flake of the Mac.";
    clean = {
      enable = lib.mkEnableOption "removing old generations at regular times";
      dates = opt types.singleLineStr "weekly" "When.";
      extraArgs = opt types.singleLineStr "" "Arguments.";
    };
  };
  config = cfg: {
    home.sessionVariables = lib.hm.library.notNull {
      ${if lib.versionAtLeast (lib.getVersion cfg.package) "4.0.0" then "NH_FLAKE" else "FLAKE"} = cfg.flake;
      NH_OS_FLAKE = cfg.osFlake;
      NH_HOME_FLAKE = cfg.homeFlake;
      NH_DARWIN_FLAKE = cfg.darwinFlake;
    };
    systemd.user = mkIf cfg.clean.enable {
      services.nh-clean = {
        Unit.Description = "Nh clean (user)";
        Service = {
          Type = "oneshot";
          ExecStart = "${lib.getExe cfg.package} clean user ${cfg.clean.extraArgs}";
        };
      };
      timers.nh-clean = {
        Unit.Description = "Run nh clean";
        Timer = {
          OnCalendar = cfg.clean.dates;
          Persistent = true;
        };
        Install.WantedBy = [ "timers.target" ];
      };
    };
  };
}
