# `services.pbgopy`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe opt;
in
lib.hm.library.service args "pbgopy" {
  title = "the shared clipboard of pbgopy";
  package = null;
  options = {
    port = opt types.port 9090 "Its port.";
    cache.ttl = opt types.str "24h" "How long contents live.";
    httpAuth = maybe types.str "Name and password, `NAME:PASSWORD`.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.pbgopy" pkgs lib.platforms.linux) ];
    home.packages = [ pkgs.pbgopy ];
    systemd.user.services.pbgopy = lib.hm.library.sessionService {
      description = "pbgopy server for sharing the clipboard between devices";
      exec =
        "${pkgs.pbgopy}/bin/pbgopy serve --port ${toString cfg.port} --ttl ${cfg.cache.ttl}"
        + lib.optionalString (cfg.httpAuth != null) " --basic-auth ${lib.escapeShellArg cfg.httpAuth}";
      service.Restart = "on-abort";
    };
  };
}
