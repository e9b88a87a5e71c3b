# `services.xembed-sni-proxy`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "xembed-sni-proxy" {
  package = [ "kdePackages" "plasma-workspace" ];
  title = "icons of XEmbed as status notifiers";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.xembed-sni-proxy" pkgs lib.platforms.linux) ];
    systemd.user.services.xembed-sni-proxy = lib.hm.library.sessionService {
      description = "XEmbed SNI Proxy";
      exec = "${cfg.package}/bin/xembedsniproxy";
      service = {
        Environment = [ "PATH=${config.home.profileDirectory}/bin" ];
        Restart = "on-abort";
      };
    };
  };
}
