# `services.home-manager.autoUpgrade`.
{
  config,
  lib,
  options,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described flag need opt words;
  cfg = config.services.home-manager.autoUpgrade;
  before = lib.hm.deprecations.mkStateVersionOptionDefault {
    inherit (config.home) stateVersion;
    inherit config options;
    since = "26.05";
    optionPath = [ "services" "home-manager" "autoUpgrade" "preSwitchCommands" ];
    legacy.value = [ "nix flake update" ];
    current.value = [ ];
    deferWarningToConfig = true;
    shouldWarn = { optionUsesDefaultPriority, ... }: cfg.useFlake && optionUsesDefaultPriority;
  };

  commands = lib.concatLines (
    (
      if cfg.useFlake then
        [
          "if [[ ! -f \"$FLAKE_DIR/flake.nix\" ]]; then"
          "  echo \"$FLAKE_DIR has no flake.nix\" >&2"
          "  exit 1"
          "fi"
          "cd \"$FLAKE_DIR\""
        ]
      else
        [ "nix-channel --update" ]
    )
    ++ lib.optional (cfg.preSwitchCommands != [ ]) "set -o xtrace"
    ++ cfg.preSwitchCommands
    ++ [ "home-manager switch ${lib.optionalString cfg.useFlake "--flake . "}${lib.escapeShellArgs cfg.flags}" ]
  );
  upgrade = pkgs.writeShellApplication {
    name = "home-manager-auto-upgrade";
    runtimeInputs = [
      config.programs.home-manager.package
      pkgs.nix
    ];
    text = commands;
  };
in
{
  options.services.home-manager.autoUpgrade = {
    enable = lib.mkEnableOption "switching to a newer configuration from time to time";
    frequency = need types.str "When, as {manpage}`systemd.time(7)` writes it.";
    useFlake = flag "Whether the configuration is a flake.";
    flakeDir = described "\"\${config.xdg.configHome}/home-manager\"" (
      opt types.str "${config.xdg.configHome}/home-manager" "Folder of the flake."
    );
    flags = words "Arguments of {command}`home-manager switch`.";
    preSwitchCommands =
      described "`[ \"nix flake update\" ]` for a flake before state version 26.05, else `[ ]`"
        (words "Commands that are run before.");
  };

  config = mkIf cfg.enable {
    assertions = [ (lib.hm.assertions.assertPlatform "services.home-manager.autoUpgrade" pkgs lib.platforms.linux) ];
    warnings = lib.optional before.shouldWarn before.warning;
    services.home-manager.autoUpgrade.preSwitchCommands = mkIf cfg.useFlake (lib.mkOptionDefault before.effectiveDefault);
    systemd.user = {
      timers.home-manager-auto-upgrade = {
        Unit.Description = "Home Manager upgrade timer";
        Timer = {
          OnCalendar = cfg.frequency;
          Unit = "home-manager-auto-upgrade.service";
          Persistent = true;
        };
        Install.WantedBy = [ "timers.target" ];
      };
      services.home-manager-auto-upgrade = {
        Unit = {
          Description = "Home Manager upgrade";
          # The switch that it makes must not stop it.
          X-SwitchMethod = "keep-old";
        };
        Service = {
          ExecStart = "${upgrade}/bin/home-manager-auto-upgrade";
          Environment = mkIf cfg.useFlake [ "FLAKE_DIR=${cfg.flakeDir}" ];
        };
      };
    };
  };
}
