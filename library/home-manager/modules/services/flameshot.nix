# `services.flameshot`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  ini = pkgs.formats.ini { };
in
lib.hm.library.service args "flameshot" {
  title = "pictures of the screen by Flameshot";
  options.settings = lib.hm.library.opt ini.type { } "Contents of {file}`flameshot/flameshot.ini`.";
  config = cfg: {
    xdg.configFile."flameshot/flameshot.ini" = lib.mkIf (cfg.settings != { }) { source = ini.generate "flameshot.ini" cfg.settings; };
    launchd.agents.flameshot = {
      enable = true;
      config = {
        ProgramArguments = [ (lib.getExe cfg.package) ];
        KeepAlive = {
          Crashed = true;
          SuccessfulExit = false;
        };
        ProcessType = "Interactive";
        RunAtLoad = true;
      };
    };
    systemd.user.services.flameshot = lib.hm.library.sessionService {
      description = "Flameshot screenshot tool";
      exec = "${cfg.package}/bin/flameshot";
      after = [ "graphical-session.target" "tray.target" ];
      unit = {
        Requires = [ "tray.target" ];
        X-Restart-Triggers = lib.mkIf (cfg.settings != { }) [ "${config.xdg.configFile."flameshot/flameshot.ini".source}" ];
      };
      service = {
        Environment = [ "PATH=${config.home.profileDirectory}/bin" ];
        Restart = "on-abort";
        LockPersonality = true;
        MemoryDenyWriteExecute = true;
        NoNewPrivileges = true;
        PrivateUsers = true;
        RestrictNamespaces = true;
        SystemCallArchitectures = "native";
        SystemCallFilter = "@system-service";
      };
    };
  };
}
