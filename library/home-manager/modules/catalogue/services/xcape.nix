# `services.xcape`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) optionalString types;
  inherit (lib.hm.library) maybe strings;
  hasKeyboard = config.home.keyboard != null && config.home.keyboard != { };
in
lib.hm.library.service args "xcape" {
  title = "keys that are others alone, by xcape";
  install = false;
  options = {
    timeout = maybe types.int "Milliseconds that a key may be held.";
    mapExpression = strings "Keys by the key that is pressed alone.";
  };
  config =
    cfg:
    let
      keys = lib.concatStringsSep ";" (lib.mapAttrsToList (name: value: "${name}=${value}") cfg.mapExpression);
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.xcape" pkgs lib.platforms.linux) ];
      systemd.user.services.xcape = lib.hm.library.sessionService {
        description = "xcape";
        after = [ "graphical-session.target" ] ++ lib.optionals hasKeyboard [ "graphical-session.target" "setxkbmap.service" ];
        exec =
          lib.getExe cfg.package
          + optionalString (cfg.timeout != null) " -t ${toString cfg.timeout}"
          + optionalString (keys != "") " -e '${keys}'";
        service.Type = "forking";
      };
    };
}
