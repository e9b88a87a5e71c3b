# `services.etesync-dav`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;
in
lib.hm.library.service args "etesync-dav" {
  title = "EteSync by DAV";
  options = {
    serverUrl = opt types.str "https://api.etebase.com/partner/etesync/" "Its server.";
    settings = opt (types.attrsOf (types.oneOf [ types.str types.int ])) { } "Variables of its environment.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.etesync-dav" pkgs lib.platforms.linux) ];
    systemd.user.services.etesync-dav = {
      Unit.Description = "etesync-dav";
      Service = {
        ExecStart = "${cfg.package}/bin/etesync-dav";
        Environment = toString (
          lib.mapAttrsToList (name: value: "${name}=${lib.escapeShellArg value}") (
            { ETESYNC_URL = cfg.serverUrl; } // cfg.settings
          )
        );
      };
      Install.WantedBy = [ "default.target" ];
    };
  };
}
