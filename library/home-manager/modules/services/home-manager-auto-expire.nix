# `services.home-manager.autoExpire`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;
  cfg = config.services.home-manager.autoExpire;
  name = "home-manager-auto-expire";
  log = which: "${config.home.homeDirectory}/Library/Logs/${name}/launchd-${which}.log";
  script = toString (
    pkgs.writeShellScript name (
      "${config.programs.home-manager.package}/bin/home-manager expire-generations '${cfg.timestamp}'\n"
      + lib.optionalString cfg.store.cleanup "${pkgs.nix}/bin/nix-collect-garbage ${cfg.store.options}\n"
    )
  );
in
{
  options.services.home-manager.autoExpire = {
    enable = lib.mkEnableOption "forgetting older generations from time to time";
    timestamp = opt types.str "-30 days" "How old they are, as {command}`date -d` reads it.";
    frequency = opt types.str "monthly" "When, as {manpage}`systemd.time(7)` writes it.";
    store = {
      cleanup = lib.mkEnableOption "removing everything from the store that nothing needs any more";
      options = opt types.str "" "Arguments of {command}`nix-collect-garbage`.";
    };
  };

  config = lib.mkIf cfg.enable {
    assertions = [ (lib.hm.darwin.assertInterval "services.home-manager.autoExpire.frequency" cfg.frequency pkgs) ];
    systemd.user = {
      timers.${name} = {
        Unit.Description = "Home Manager expire generations timer";
        Timer = {
          OnCalendar = cfg.frequency;
          Unit = "${name}.service";
          Persistent = true;
        };
        Install.WantedBy = [ "timers.target" ];
      };
      services.${name} = {
        Unit.Description = "Home Manager expire generations";
        Service.ExecStart = script;
      };
    };
    launchd.agents.${name} = {
      enable = true;
      config = {
        ProgramArguments = [ script ];
        ProcessType = "Background";
        StartCalendarInterval = lib.hm.darwin.mkCalendarInterval cfg.frequency;
        StandardOutPath = log "stdout";
        StandardErrorPath = log "stderr";
      };
    };
  };
}
