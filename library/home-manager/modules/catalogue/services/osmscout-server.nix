# `services.osmscout-server`.
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
lib.hm.library.service args "osmscout-server" {
  title = "the maps of OSM Scout Server";
  options.network = {
    startWhenNeeded = enabled "Whether a socket starts it.";
    listenAddress = opt types.str "127.0.0.1" "Address of the socket.";
    port = opt types.port 8553 "Port of the socket.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.osmscout-server" pkgs lib.platforms.linux) ];
    systemd.user.services.osmscout-server = {
      Unit.Description = "OSM Scout Server";
      Service.ExecStart = "'${cfg.package}/bin/osmscout-server' --systemd --quiet";
      Install = mkIf (!cfg.network.startWhenNeeded) { WantedBy = [ "default.target" ]; };
    };
    systemd.user.sockets.osmscout-server = mkIf cfg.network.startWhenNeeded {
      Unit.Description = "OSM Scout Server Socket";
      Socket = {
        ListenStream = "${cfg.network.listenAddress}:${toString cfg.network.port}";
        TriggerLimitIntervalSec = "60s";
        TriggerLimitBurst = 1;
      };
      Install.WantedBy = [ "sockets.target" ];
    };
  };
}
