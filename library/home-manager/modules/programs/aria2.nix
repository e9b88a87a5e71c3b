# `programs.aria2`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  keyValue = pkgs.formats.keyValue { };
in
lib.hm.library.program args "aria2" {
  nullable = true;
  imports = lib.hm.library.gone [ "programs" "aria2" ] "Its settings are `programs.aria2.settings`." [ "extraConfig" ];
  options = {
    settings = lib.hm.library.opt keyValue.type { } "Contents of {file}`aria2/aria2.conf`.";
    systemd.enable = lib.mkEnableOption "its server";
  };
  config = cfg: {
    xdg.configFile."aria2/aria2.conf" = mkIf (cfg.settings != { }) { source = keyValue.generate "aria2.conf" cfg.settings; };
    systemd.user.services.aria2 = mkIf cfg.systemd.enable {
      Unit = {
        Description = "Aria2c daemon";
        Documentation = "man:aria2c(1)";
        X-Restart-Triggers = mkIf (cfg.settings != { }) [ "${config.xdg.configFile."aria2/aria2.conf".source}" ];
      };
      Service = {
        ExecStart = "${lib.getExe cfg.package} --enable-rpc";
        Restart = "on-failure";
      };
      Install.WantedBy = [ "default.target" ];
    };
  };
}
