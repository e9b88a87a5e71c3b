# Options of Prometheus with its exporters, and of Tor. What enabling one does is in `../prometheus.nix`.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
let
  exporters = import ../../../lib/prometheus-exporters.nix;
  exporter = name: usual: {
    enable = flag "Whether the exporter ${name} is there.";
    port = opt port usual "Its port.";
    listenAddress = opt str "0.0.0.0" "Where it listens.";
    extraFlags = words "Arguments.";
    openFirewall = flag "Whether its port is open.";
    firewallFilter = maybe str "Which packets reach it.";
    user = opt str "${name}-exporter" "Who runs it.";
    group = opt str "${name}-exporter" "The group that runs it.";
  };
  more = {
    node = {
      enabledCollectors = words "What is collected besides.";
      disabledCollectors = words "What is not collected.";
    };
    blackbox.configFile = need path "Its file.";
    nginxlog.settings = opt (attrsOf anything) { } "Its settings.";
    nginxlog.metricsEndpoint = opt str "/metrics" "Where the numbers are.";
    postgres = {
      runAsLocalSuperUser = flag "Whether it runs as the user of the database.";
      dataSourceName = opt str "user=postgres database=postgres host=/run/postgresql sslmode=disable" "How the database is reached.";
    };
    smartctl = {
      devices = words "The disks.";
      maxInterval = opt str "60s" "How often.";
    };
    v2ray.v2rayEndpoint = opt str "127.0.0.1:54321" "Where V2Ray answers.";
    zfs.pools = opt (nullOr (listOf str)) [ ] "The pools.";
    nginx.scrapeUri = opt str "http://localhost/nginx_status" "Where the numbers are.";
  };
in
{
  prometheus = {
    enable = flag "Whether Prometheus collects numbers.";
    package = packaged "prometheus";
    port = opt port 9090 "Its port.";
    listenAddress = opt str "0.0.0.0" "Where it listens.";
    stateDir = opt str "prometheus2" "Folder of its data below {file}`/var/lib`.";
    extraFlags = words "Arguments.";
    enableReload = flag "Whether it reads its file again without a start.";
    environmentFile = maybe path "File with variables that nobody else may read.";
    configText = maybe lines "Its file, in place of the settings.";
    globalConfig = opt (attrsOf anything) { } "Settings for all.";
    remoteRead = opt (listOf (attrsOf anything)) [ ] "Where older numbers are.";
    remoteWrite = opt (listOf (attrsOf anything)) [ ] "Where numbers are sent.";
    rules = words "Rules.";
    ruleFiles = opt (listOf path) [ ] "Files with rules.";
    scrapeConfigs = opt (listOf (attrsOf anything)) [ ] "What is asked for numbers.";
    alertmanagers = opt (listOf attrs) [ ] "Who is told.";
    webExternalUrl = maybe str "Its address for others.";
    webConfigFile = maybe path "File with settings of its pages.";
    checkConfig = opt (either bool (enum [ "syntax-only" ])) true "Whether its file is checked.";
    retentionTime = maybe str "How long numbers are kept.";
    alertmanager = {
      enable = flag "Whether it tells people.";
      package = packaged "prometheus-alertmanager";
      configuration = maybe attrs "Its settings.";
      configText = maybe lines "Its file, in place of the settings.";
      port = opt port 9093 "Its port.";
      listenAddress = opt str "" "Where it listens.";
      logLevel = opt str "warn" "How much it records.";
      openFirewall = flag "Whether its port is open.";
      extraFlags = words "Arguments.";
      environmentFile = maybe path "File with variables that nobody else may read.";
      webExternalUrl = maybe str "Its address for others.";
    };
    pushgateway.enable = flag "Whether others may send numbers.";
    exporters = lib.mapAttrs (name: usual: exporter name usual // more.${name} or { }) exporters;
  };
  tor = {
    enable = flag "Whether Tor is there.";
    package = packaged "tor";
    openFirewall = flag "Whether its ports are open.";
    enableGeoIP = enabled "Whether it knows where addresses are.";
    controlSocket.enable = flag "Whether it is led through a socket.";
    client = {
      enable = flag "Whether programs may use it.";
      transparentProxy.enable = flag "Whether all connections go through it.";
      dns.enable = flag "Whether it looks names up.";
      socksListenAddress = opt anything { addr = "127.0.0.1"; port = 9050; IsolateDestAddr = true; } "Where programs find it.";
      onionServices = opt (attrsOf anything) { } "Keys for services.";
    };
    relay = {
      enable = flag "Whether it passes others' connections on.";
      role = opt (enum [ "exit" "relay" "bridge" "private-bridge" ]) "relay" "As what.";
      onionServices = opt (attrsOf anything) { } "Services that are found through it.";
    };
    settings = opt (attrsOf anything) { } "Its settings.";
    torsocks.enable = flag "Whether programs can be led through it.";
  };
}
