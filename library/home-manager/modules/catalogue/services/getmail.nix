# `services.getmail`; what it reads of the accounts is written by `accounts/getmail.nix`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) opt;
  accounts = lib.filter (a: a.enable && a.getmail.enable) (lib.attrValues config.accounts.email.accounts);
  # Names below its folder.
  files = lib.concatMapStringsSep " " (a: " --rcfile getmail${if a.primary then "rc" else a.name}") accounts;
  Unit.Description = "getmail email fetcher";
in
lib.hm.library.service args "getmail" {
  packageOptions.default = "getmail6";
  install = false;
  options.frequency = opt lib.types.str "*:0/5" "When it runs, as a calendar expression of systemd.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.getmail" pkgs lib.platforms.linux) ];
    systemd.user.services.getmail = {
      inherit Unit;
      Service.ExecStart = "${lib.getExe cfg.package} ${files}";
    };
    systemd.user.timers.getmail = {
      inherit Unit;
      Timer = {
        OnCalendar = cfg.frequency;
        Unit = "getmail.service";
      };
      Install.WantedBy = [ "timers.target" ];
    };
  };
}
