# `services.swayidle`.
{
  config,
  lib,
  options,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library)
    described
    maybe
    need
    opt
    ;
  timeout.options = {
    timeout = need types.ints.positive "Seconds without activity.";
    command = need types.str "What is run then.";
    resumeCommand = maybe types.str "What is run when there is activity again.";
  };
  events.options = lib.mapAttrs (_: maybe types.str) {
    before-sleep = "What is run before the machine sleeps.";
    after-resume = "What is run when it wakes up.";
    lock = "What is run when the session is locked.";
    unlock = "What is run when it is unlocked.";
  };
  fromList = list: lib.listToAttrs (map (event: lib.nameValuePair event.event event.command) list);
  arguments =
    cfg:
    let
      waiting =
        wait:
        [
          "timeout"
          (toString wait.timeout)
          wait.command
        ]
        ++ lib.optionals (wait.resumeCommand != null) [
          "resume"
          wait.resumeCommand
        ];
      event = name: command: [
        name
        command
      ];
    in
    cfg.extraArgs
    ++ lib.concatMap waiting cfg.timeouts
    ++ lib.concatLists (lib.mapAttrsToList event (lib.hm.library.notNull cfg.events));
in
lib.hm.library.service args "swayidle" {
  title = "a watch over idle time for Wayland";
  imports = [
    (lib.mkChangedOptionModule
      [ "services" "swayidle" "systemdTarget" ]
      [ "services" "swayidle" "systemdTargets" ]
      (config: lib.toList config.services.swayidle.systemdTarget)
    )
  ];
  options = {
    timeouts = opt (types.listOf (types.submodule timeout)) [ ] "What is run when nothing happens for a while.";
    events = opt (types.coercedTo (types.listOf types.attrs) fromList (types.submodule events)) { } "What is run at events.";
    extraArgs = opt (types.listOf types.str) [ "-w" ] "More arguments.";
    systemdTargets = described "[ config.wayland.systemd.target ]" (
      opt (types.listOf types.str) [ config.wayland.systemd.target ] "Targets that it belongs to."
    );
  };
  config = cfg: {
    warnings = lib.optional (lib.any lib.isList options.services.swayidle.events.definitions) (
      lib.hm.deprecations.mkDeprecatedOptionValueWarning {
        option = [
          "services"
          "swayidle"
          "events"
        ];
        old = "a list";
        replacement = "an attribute set keyed by event name";
        details = "Use event names as attribute keys and commands as values.\n";
      }
    );
    assertions = [ (lib.hm.assertions.assertPlatform "services.swayidle" pkgs lib.platforms.linux) ];
    systemd.user.services.swayidle = {
      Unit = {
        Description = "Idle manager for Wayland";
        Documentation = "man:swayidle(1)";
        ConditionEnvironment = "WAYLAND_DISPLAY";
        PartOf = cfg.systemdTargets;
        After = cfg.systemdTargets;
      };
      Service = {
        Type = "simple";
        Restart = "always";
        # Commands are run by a shell.
        Environment = [ "PATH=${lib.makeBinPath [ pkgs.bash ]}" ];
        ExecStart = "${lib.getExe cfg.package} ${lib.escapeShellArgs (arguments cfg)}";
      };
      Install.WantedBy = cfg.systemdTargets;
    };
  };
}
