# `nix.gc`: garbage collection at regular times.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) enabled flag maybe opt;
  cfg = config.nix.gc;
  package = if config.nix.package != null then config.nix.package else pkgs.nix;
  isDarwin = pkgs.stdenv.hostPlatform.isDarwin;
in
{
  imports = [
    (lib.mkChangedOptionModule [ "nix" "gc" "frequency" ] [ "nix" "gc" "dates" ] (
      config: lib.toList config.nix.gc.frequency
    ))
  ];

  options.nix.gc = {
    automatic = flag "Whether old generations and unused paths are removed at regular times.";
    dates = lib.mkOption {
      type = with types; either singleLineStr (listOf str);
      apply = lib.toList;
      default = "weekly";
      description = "When, as {manpage}`systemd.time(7)` writes it. ${lib.hm.darwin.intervalDocumentation}";
    };
    randomizedDelaySec = opt types.singleLineStr "0" "The most that each run is put off by.";
    options = maybe types.str "Arguments of {command}`nix-collect-garbage`.";
    persistent = enabled "Whether a run that was missed is made up for.";
  };

  config = mkIf cfg.automatic {
    assertions = [
      {
        assertion = isDarwin -> lib.length cfg.dates == 1;
        message = "On Darwin, `nix.gc.dates` must contain a single element.";
      }
      (lib.hm.darwin.assertInterval "nix.gc.dates.*" (lib.head cfg.dates) pkgs)
    ];
    launchd.agents.nix-gc = {
      enable = true;
      config = {
        ProgramArguments = [
          "${package}/bin/nix-collect-garbage"
        ]
        ++ lib.optional (cfg.options != null) cfg.options;
        StartCalendarInterval = lib.hm.darwin.mkCalendarInterval (lib.head cfg.dates);
      };
    };
    systemd.user = {
      services.nix-gc = {
        Unit.Description = "Nix Garbage Collector";
        Service = {
          Type = "oneshot";
          ExecStart = pkgs.writeShellScript "nix-gc" "exec ${package}/bin/nix-collect-garbage ${
            lib.optionalString (cfg.options != null) cfg.options
          }";
        };
      };
      timers.nix-gc = {
        Unit.Description = "Nix Garbage Collector";
        Timer = {
          OnCalendar = cfg.dates;
          RandomizedDelaySec = cfg.randomizedDelaySec;
          Persistent = cfg.persistent;
          Unit = "nix-gc.service";
        };
        Install.WantedBy = [ "timers.target" ];
      };
    };
  };
}
