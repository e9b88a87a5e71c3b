# `programs.todoman`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) opt text;
  inherit (config.accounts) calendar;
in
lib.hm.library.program args "todoman" {
  nullable = true;
  options = {
    glob = opt lib.types.str "*" "Where its folders are below {option}`accounts.calendar.basePath`.";
    extraConfig = text "More text of {file}`todoman/config.py`.";
  };
  config = cfg: {
    assertions = [
      {
        assertion = calendar ? basePath;
        message = "`programs.todoman` needs the folder of calendars, `accounts.calendar.basePath`.";
      }
    ];
    xdg.configFile."todoman/config.py".text = ''
      path = "${calendar.basePath}/${cfg.glob}"
      ${cfg.extraConfig}
    '';
  };
}
