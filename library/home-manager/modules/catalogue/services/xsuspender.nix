# `services.xsuspender`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library)
    described
    enabled
    flag
    maybe
    opt
    ;
  format = pkgs.formats.ini { };
  said = maybe types.str;
  rule = types.submodule {
    options = {
      matchWmClassContains = said "Part of the class of its windows.";
      matchWmClassGroupContains = said "Part of the group of that.";
      matchWmNameContains = said "Part of the title.";
      suspendDelay = opt types.int 5 "Seconds to the pause of a program that is not in front.";
      resumeEvery = opt types.int 50 "Seconds between two wakes.";
      resumeFor = opt types.int 5 "Seconds of a wake.";
      execSuspend = said "Command before a pause; where it fails, there is none.";
      execResume = said "Command before a wake.";
      sendSignals = enabled "Whether programs get signals, not only the commands.";
      suspendSubtreePattern = said "Which processes below it pause, too.";
      onlyOnBattery = flag "Whether it holds on battery only.";
      autoSuspendOnBattery = enabled "Whether a change to battery begins a pause.";
      downclockOnBattery = opt types.int 0 "How much slower the processor is on battery.";
    };
  };
  fields =
    rule:
    lib.hm.library.notNull {
      match_wm_class_contains = rule.matchWmClassContains;
      match_wm_class_group_contains = rule.matchWmClassGroupContains;
      match_wm_name_contains = rule.matchWmNameContains;
      suspend_delay = rule.suspendDelay;
      resume_every = rule.resumeEvery;
      resume_for = rule.resumeFor;
      exec_suspend = rule.execSuspend;
      exec_resume = rule.execResume;
      send_signals = rule.sendSignals;
      suspend_subtree_pattern = rule.suspendSubtreePattern;
      only_on_battery = rule.onlyOnBattery;
      auto_suspend_on_battery = rule.autoSuspendOnBattery;
      downclock_on_battery = rule.downclockOnBattery;
    };
  inherit (config.services.xsuspender) defaults rules;
in
lib.hm.library.service args "xsuspender" {
  title = "pauses of programs by XSuspender";
  options = {
    defaults = opt rule { } "What holds for all.";
    rules = opt (types.attrsOf rule) { } "What holds for some.";
    debug = flag "Whether its log is long.";
    iniContent =
      described "{ }" (opt format.type ({ Default = fields defaults; } // lib.mapAttrs (_: fields) rules) "Its file.")
      // {
        internal = true;
      };
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.xsuspender" pkgs lib.platforms.linux) ];
    xdg.configFile."xsuspender.conf".source = format.generate "xsuspender.conf" cfg.iniContent;
    systemd.user.services.xsuspender = lib.hm.library.sessionService {
      description = "XSuspender";
      exec = lib.getExe cfg.package;
      unit.X-Restart-Triggers = [ "${config.xdg.configFile."xsuspender.conf".source}" ];
      service.Environment = lib.mkIf cfg.debug [ "G_MESSAGES_DEBUG=all" ];
    };
  };
}
