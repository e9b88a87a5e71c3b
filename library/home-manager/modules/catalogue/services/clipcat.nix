# `services.clipcat`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) enabled integrations opt;
  format = pkgs.formats.toml { };
  settings = default: file: opt format.type default "Contents of {file}`clipcat/${file}.toml`.";
in
lib.hm.library.service args "clipcat" {
  title = "the clipboard's history by Clipcat";
  options = integrations config [ "Zsh" ] // {
    enableSystemdUnit = enabled "Whether systemd starts it.";
    daemonSettings = settings { daemonize = true; } "clipcatd";
    ctlSettings = settings { } "clipcatctl";
    menuSettings = settings { } "clipcat-menu";
  };
  config =
    cfg:
    let
      file = name: value: mkIf (value != { }) { source = format.generate name value; };
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.clipcat" pkgs lib.platforms.linux) ];
      programs.zsh.initContent = mkIf cfg.enableZshIntegration ''
        if type clipcat-menu >/dev/null 2>&1; then
            alias clipedit=' clipcat-menu --finder=builtin edit'
            alias clipdel=' clipcat-menu --finder=builtin remove'

            bindkey -s '^\' "^Q clipcat-menu --finder=builtin insert ^J"
            bindkey -s '^]' "^Q clipcat-menu --finder=builtin remove ^J"
        fi
      '';
      xdg.configFile = {
        "clipcat/clipcatd.toml" = file "clipcatd.toml" cfg.daemonSettings;
        "clipcat/clipcatctl.toml" = file "clipcatctl.toml" cfg.ctlSettings;
        "clipcat/clipcat-menu.toml" = file "clipcat-menu.toml" cfg.menuSettings;
      };
      systemd.user.services.clipcat = mkIf cfg.enableSystemdUnit {
        Unit = {
          Description = "Clipcat Daemon";
          PartOf = "graphical-session.target";
        };
        Service = {
          ExecStartPre = "${pkgs.writeShellScript "clipcatd-exec-start-pre" ''
            PATH=/run/current-system/sw/bin:
            rm -f %t/clipcat/grpc.sock
          ''}";
          ExecStart = "${pkgs.writeShellScript "clipcatd-exec-start" ''
            PATH=/run/current-system/sw/bin:
            ${cfg.package}/bin/clipcatd --no-daemon --replace
          ''}";
          Restart = "on-failure";
          Type = "simple";
        };
        Install.WantedBy = [ "graphical-session.target" ];
      };
    };
}
