# The programs of services that few hosts have: read where one of them is on.
{
  lib,
  pkgs,
  utils,
}:
let
  inherit (lib) escapeShellArgs getExe;
  json = name: value: (pkgs.formats.json { }).generate name value;
  yaml = name: value: (pkgs.formats.yaml { }).generate name value;
  # A file that is given, or the one of the settings.
  either = given: other: if given != null then given else other;
  arguments' = lib.cli.toCommandLineShellGNU { };
in
# The command, the user that is made for it (without one it runs as nobody in particular) and the open ports.
{
  alloy = s: { run = "${getExe s.package} run ${s.configPath} ${escapeShellArgs s.extraFlags}"; };
  cachix-agent = s: {
    run = "${s.package}/bin/cachix ${lib.optionalString s.verbose "--verbose"} ${lib.optionalString (s.host != null) "--host ${s.host}"} deploy agent ${s.name} ${lib.optionalString (s.profile != null) s.profile}";
    dynamic = false;
    more.serviceConfig.EnvironmentFile = s.credentialsFile;
    more.wants = [ "network-online.target" ];
  };
  calibre-server = s: {
    run = "${s.package}/bin/calibre-server ${toString s.libraries} ${arguments' {
      listen-on = s.host;
      inherit (s) port;
    }} ${toString s.extraFlags or ""}";
    user = "calibre-server";
    ports = lib.optional (s.openFirewall or false) s.port;
  };
  chhoto-url = s: {
    run = getExe s.package;
    more.environment = lib.mapAttrs (
      _name: value: if lib.isBool value then (if value then "True" else "False") else toString value
    ) s.settings;
    more.serviceConfig.EnvironmentFile = s.environmentFiles;
  };
  coredns = s: { run = "${lib.getBin s.package}/bin/coredns -conf=${pkgs.writeText "Corefile" s.config} ${escapeShellArgs s.extraArgs}"; };
  filebrowser = s: {
    run = utils.escapeSystemdExecArgs [ (getExe s.package) "--config" (json "config.json" s.settings) ];
    ports = lib.optional s.openFirewall s.settings.port;
    more.serviceConfig.WorkingDirectory = s.settings.root;
  };
  flaresolverr = s: {
    run = getExe s.package;
    ports = lib.optional s.openFirewall s.port;
    more.environment.PORT = toString s.port;
  };
  flood = s: {
    run = utils.escapeSystemdExecArgs (
      [ (getExe s.package) "--host" s.host "--port" (toString s.port) "--rundir=/var/lib/flood" ] ++ s.extraArgs
    );
    ports = lib.optional s.openFirewall s.port;
  };
  glance = s: {
    run = "${getExe s.package} --config ${yaml "glance.yaml" s.settings}";
    ports = lib.optional s.openFirewall s.settings.server.port;
  };
  homebridge = s: {
    run = "${pkgs.homebridge}/bin/homebridge -U ${s.userStoragePath} -P ${s.pluginPath} --strict-plugin-resolution${lib.optionalString s.allowInsecure " -I"}";
    user = "homebridge";
    ports = lib.optionals s.openFirewall [ s.settings.bridge.port s.uiSettings.port ];
  };
  iperf3 = s: {
    run = toString (
      [ "${pkgs.iperf3}/bin/iperf --server --port ${toString s.port}" ]
      ++ lib.optional (s.affinity != null) "--affinity ${toString s.affinity}"
      ++ lib.optional (s.bind != null) "--bind ${s.bind}"
      ++ lib.optional (s.rsaPrivateKey != null) "--rsa-private-key-path ${s.rsaPrivateKey}"
      ++ lib.optional (s.authorizedUsersFile != null) "--authorized-users-path ${s.authorizedUsersFile}"
      ++ lib.optional s.verbose "--verbose"
      ++ lib.optional s.debug "--debug"
      ++ lib.optional s.forceFlush "--forceflush"
      ++ [ (escapeShellArgs s.extraFlags) ]
    );
    ports = lib.optional s.openFirewall s.port;
  };
  meilisearch = s: {
    run = "${s.package}/bin/meilisearch";
    more.environment = {
      MEILI_DB_PATH = "/var/lib/meilisearch";
      MEILI_HTTP_ADDR = "${s.listenAddress}:${toString s.listenPort}";
    };
  };
  mimir = s: { run = "${s.package}/bin/mimir --config.file=${either s.configFile (json "config.json" s.configuration)} ${escapeShellArgs s.extraFlags}"; };
  oauth2-proxy = s: {
    run = getExe s.package;
    user = "oauth2-proxy";
  };
  openvscode-server = s: {
    run = "${getExe s.package} --host ${s.host} --port ${toString s.port} ${escapeShellArgs s.extraArguments}";
    user = "openvscode-server";
  };
  rtorrent = s: {
    run = "${s.package}/bin/rtorrent -n -o system.daemon.set=true -o import=${pkgs.writeText "rtorrent.rc" s.configText}";
    user = "rtorrent";
    ports = lib.optional s.openFirewall s.port;
  };
  tempo = s: { run = "${pkgs.tempo}/bin/tempo --config.file=${either s.configFile (yaml "config.yaml" s.settings)} ${escapeShellArgs s.extraFlags}"; };
  watchdogd = s: {
    run = "${s.package}/bin/watchdogd -n";
    dynamic = false;
  };
}
