# `services.remmina`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) enabled opt;
in
lib.hm.library.service args "remmina" {
  options = {
    addRdpMimeTypeAssoc = enabled "Whether it opens files of RDP.";
    systemdService = {
      enable = enabled "Whether it starts with the session.";
      startupFlags = opt (types.listOf types.str) [ "--icon" ] "Its arguments then.";
    };
  };
  config = cfg: {
    systemd.user.services.remmina = mkIf cfg.systemdService.enable {
      Unit = {
        Description = "Remmina remote desktop client";
        Documentation = "man:remmina(1)";
        Requires = [ "graphical-session.target" ];
      };
      Service = {
        Type = "simple";
        ExecStart = "${lib.getExe cfg.package} ${lib.escapeShellArgs cfg.systemdService.startupFlags}";
        Restart = "on-failure";
      };
      Install.WantedBy = [ "graphical-session.target" ];
    };
    xdg = mkIf (config.xdg.mimeApps.enable && cfg.addRdpMimeTypeAssoc) {
      mimeApps.associations.added."application/x-rdp" = "org.remmina.Remmina.desktop";
      dataFile."mime/packages/application-x-rdp.xml".text = ''
        <?xml version="1.0" encoding="UTF-8"?>
        <mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
          <mime-type type="application/x-rdp">
            <comment>rdp file</comment>
            <icon name="application-x-rdp"/>
            <glob-deleteall/>
            <glob pattern="*.rdp"/>
          </mime-type>
        </mime-info>
      '';
    };
  };
}
