# `services.lieer`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  accounts = lib.filter (a: a.enable && a.lieer.enable && a.lieer.sync.enable) (lib.attrValues config.accounts.email.accounts);
  isGood = character: builtins.match "[A-Za-z0-9_-]" character != null;
  nameOf = a: lib.stringAsChars (c: if isGood c then c else "-") "lieer-${a.name}";
  Description = a: "lieer Gmail synchronization for ${a.name}";
  units = unit: lib.listToAttrs (map (a: lib.nameValuePair (nameOf a) (unit a)) accounts);
in
lib.hm.library.service args "lieer" {
  package = null;
  config = _: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.lieer" pkgs lib.platforms.linux) ];
    programs.lieer.enable = true;
    systemd.user.services = units (a: {
      Unit = {
        Description = Description a;
        ConditionPathExists = "${a.maildir.absPath}/.gmailieer.json";
      };
      Service = {
        Type = "oneshot";
        ExecStart = "${config.programs.lieer.package}/bin/gmi sync";
        WorkingDirectory = a.maildir.absPath;
        Environment = "NOTMUCH_CONFIG=${config.xdg.configHome}/notmuch/default/config";
      };
    });
    systemd.user.timers = units (a: {
      Unit.Description = Description a;
      Timer = {
        OnCalendar = a.lieer.sync.frequency;
        RandomizedDelaySec = 30;
      };
      Install.WantedBy = [ "timers.target" ];
    });
  };
}
