# Prometheus with its exporters, and Tor.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../lib/catalogue.nix { inherit lib pkgs; };
let
  cfg = config.services.prometheus;
  exporters = {
    blackbox = 9115;
    nginx = 9113;
    nginxlog = 9117;
    node = 9100;
    nextcloud = 9205;
    postgres = 9187;
    process = 9256;
    redis = 9121;
    restic = 9753;
    smartctl = 9633;
    snmp = 9116;
    systemd = 9558;
    unifi = 9130;
    unpoller = 9130;
    wireguard = 9586;
    zfs = 9134;
  };
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
    postgres = {
      runAsLocalSuperUser = flag "Whether it runs as the user of the database.";
      dataSourceName = opt str "user=postgres database=postgres host=/run/postgresql sslmode=disable" "How the database is reached.";
    };
    smartctl = {
      devices = words "The disks.";
      maxInterval = opt str "60s" "How often.";
    };
    zfs.pools = opt (nullOr (listOf str)) [ ] "The pools.";
    nginx.scrapeUri = opt str "http://localhost/nginx_status" "Where the numbers are.";
  };
  on = lib.filterAttrs (name: _port: cfg.exporters.${name}.enable) exporters;
  file = (pkgs.formats.yaml { }).generate "prometheus.yml" {
    global = lib.filterAttrs (_name: value: value != null) cfg.globalConfig;
    scrape_configs = cfg.scrapeConfigs;
    rule_files = map (rules: pkgs.writeText "prometheus.rules" rules) cfg.rules ++ cfg.ruleFiles;
    remote_write = cfg.remoteWrite;
    alerting.alertmanagers = cfg.alertmanagers;
  };
  tor = config.services.tor;
in
{
  options.services = {
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
  };

  config = {
    systemd.services = lib.optionalAttrs cfg.enable {
      prometheus = {
        description = "Prometheus monitoring";
        wantedBy = [ "multi-user.target" ];
        after = [ "network.target" ];
        serviceConfig = {
          ExecStart = "${cfg.package}/bin/prometheus --config.file=${
            if cfg.configText != null then pkgs.writeText "prometheus.yml" cfg.configText else file
          } --web.listen-address=${cfg.listenAddress}:${toString cfg.port} --storage.tsdb.path=/var/lib/${cfg.stateDir}/data ${
            lib.optionalString (cfg.retentionTime != null) "--storage.tsdb.retention.time=${cfg.retentionTime} "
          }${toString cfg.extraFlags}";
          User = "prometheus";
          StateDirectory = cfg.stateDir;
        };
      };
    }
    // lib.mapAttrs' (
      name: _port:
      lib.nameValuePair "prometheus-${name}-exporter" {
        description = "prometheus-${name}-exporter";
        wantedBy = [ "multi-user.target" ];
        after = [ "network.target" ];
        serviceConfig = {
          ExecStart = "${lib.getExe pkgs."prometheus-${name}-exporter"} --web.listen-address ${cfg.exporters.${name}.listenAddress}:${toString cfg.exporters.${name}.port}";
          DynamicUser = true;
        };
      }
    ) on
    // lib.optionalAttrs tor.enable {
      tor = {
        description = "Tor Daemon";
        wantedBy = [ "multi-user.target" ];
        after = [ "network.target" ];
        serviceConfig = {
          ExecStart = "${tor.package}/bin/tor -f ${pkgs.writeText "torrc" (lib.generators.toKeyValue { listsAsDuplicateKeys = true; mkKeyValue = name: value: "${name} ${if lib.isBool value then (if value then "1" else "0") else if lib.isAttrs value then builtins.toJSON value else toString value}"; } tor.settings)}";
          User = "tor";
        };
      };
    };
    users = lib.mkMerge [
      (lib.mkIf cfg.enable {
        users.prometheus = {
          isSystemUser = true;
          group = "prometheus";
        };
        groups.prometheus = { };
      })
      (lib.mkIf tor.enable {
        users.tor = {
          isSystemUser = true;
          group = "tor";
        };
        groups.tor = { };
      })
    ];
    networking.firewall.allowedTCPPorts = lib.mapAttrsToList (name: _usual: cfg.exporters.${name}.port) (
      lib.filterAttrs (name: _port: cfg.exporters.${name}.openFirewall) on
    );
  };
}
