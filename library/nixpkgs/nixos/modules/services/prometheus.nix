# What Prometheus with its exporters, and Tor, do. Their options are in `catalogue/`.
{
  config,
  lib,
  pkgs,
  ...
}@arguments:
let
  inherit (import ../../lib/defined.nix lib arguments "services") isDefined isOn;
  cfg = config.services.prometheus;
  on = lib.optionalAttrs (isDefined [ "prometheus" "exporters" ]) (
    lib.filterAttrs (name: _port: cfg.exporters.${name}.enable) (import ../../lib/prometheus-exporters.nix)
  );
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
  config = {
    systemd.services = lib.optionalAttrs (isOn "prometheus") {
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
    // lib.optionalAttrs (isOn "tor") {
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
      (lib.mkIf (isOn "prometheus") {
        users.prometheus = {
          isSystemUser = true;
          group = "prometheus";
        };
        groups.prometheus = { };
      })
      (lib.mkIf (isOn "tor") {
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
