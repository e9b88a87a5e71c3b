# `services.xscreensaver`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "xscreensaver" {
  title = "XScreenSaver";
  options.settings = lib.hm.library.opt (with lib.types; attrsOf (either bool (either int str))) { } "Its resources.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.xscreensaver" pkgs lib.platforms.linux) ];
    xresources.properties = lib.mapAttrs' (name: lib.nameValuePair "xscreensaver.${name}") cfg.settings;
    systemd.user.services.xscreensaver = lib.hm.library.sessionService {
      description = "XScreenSaver";
      exec = "${cfg.package}/bin/xscreensaver -no-splash";
      # Other settings start it anew.
      unit.X-Restart-Triggers = [ (builtins.hashString "md5" (builtins.toJSON cfg.settings)) ];
      service.Environment = [ "PATH=${lib.makeBinPath [ cfg.package ]}" ];
    };
  };
}
