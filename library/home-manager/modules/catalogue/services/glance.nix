# `services.glance`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  format = pkgs.formats.yaml { };
  # A page with the month.
  calendar.pages = [
    {
      name = "Calendar";
      columns = [
        {
          size = "full";
          widgets = [ { type = "calendar"; } ];
        }
      ];
    }
  ];
in
lib.hm.library.service args "glance" {
  title = "the dashboard Glance";
  options.settings = lib.hm.library.opt format.type calendar "Contents of {file}`glance/glance.yml`.";
  config =
    cfg:
    let
      file = format.generate "glance.yml" cfg.settings;
      path = "${config.xdg.configHome}/glance/glance.yml";
    in
    {
      xdg.configFile."glance/glance.yml" = {
        source = file;
        onChange = mkIf pkgs.stdenv.hostPlatform.isDarwin ''
          domain="${config.launchd.agents.glance.domain}/$(id -u)"
          /bin/launchctl kickstart -k "$domain/org.nix-community.home.glance" \
            2>/dev/null || true
        '';
      };
      launchd.agents.glance = {
        enable = true;
        config = {
          ProgramArguments = [
            (lib.getExe cfg.package)
            "--config"
            path
          ];
          RunAtLoad = true;
          KeepAlive = true;
          StandardErrorPath = "${config.home.homeDirectory}/Library/Logs/glance.err";
          StandardOutPath = "${config.home.homeDirectory}/Library/Logs/glance.log";
        };
      };
      systemd.user.services.glance = {
        Unit = {
          Description = "Glance feed dashboard server";
          PartOf = [ "graphical-session.target" ];
          X-Restart-Triggers = [ file ];
        };
        Service.ExecStart = "${lib.getExe cfg.package} --config ${path}";
        Install.WantedBy = [ "graphical-session.target" ];
      };
    };
}
