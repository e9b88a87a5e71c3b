# Servers of the web: nginx and Caddy, with their files.
{
  config,
  lib,
  pkgs,
  ...
}@arguments:
let
  inherit (lib)
    mapAttrsToList
    mkIf
    optionalString
    types
    ;
  inherit (import ../../lib/defined.nix lib arguments "services") isOn;
  nginx = config.services.nginx;
  caddy = config.services.caddy;
  inherit (import ../../lib/web-files.nix { inherit lib pkgs nginx caddy; }) nginxFile caddyFile;
in
{
  options.services.caddy.virtualHosts = lib.mkOption {
    type = types.attrsOf (
      types.submodule (
        { name, config, ... }:
        {
          config = {
            hostName = lib.mkOptionDefault name;
            logFormat = lib.mkOptionDefault ''
              output file ${caddy.logDir}/access-${lib.replaceStrings [ "/" " " ] [ "_" "_" ] config.hostName}.log
            '';
          };
        }
      )
    );
  };

  config = lib.mkMerge [
    { services.caddy.configFile = lib.mkOptionDefault caddyFile; }
    (mkIf (isOn "nginx") {
      assertions = mapAttrsToList (name: host: {
        assertion = lib.count (is: is) [ host.addSSL host.forceSSL host.onlySSL host.rejectSSL ] <= 1;
        message = "services.nginx.virtualHosts.${name}: of addSSL, forceSSL, onlySSL and rejectSSL at most one can be true.";
      }) nginx.virtualHosts
      ++ mapAttrsToList (name: host: {
        assertion = !(host.enableACME && host.useACMEHost != null);
        message = "services.nginx.virtualHosts.${name}: enableACME and useACMEHost exclude each other.";
      }) nginx.virtualHosts;
      security.acme.certs = lib.mapAttrs (_name: _host: { webroot = lib.mkDefault "/var/lib/acme/acme-challenge"; }) (
        lib.filterAttrs (_name: host: host.enableACME) nginx.virtualHosts
      );
      users.users.nginx = mkIf (nginx.user == "nginx") {
        inherit (nginx) group;
        isSystemUser = true;
      };
      users.groups.nginx = mkIf (nginx.group == "nginx") { };
      environment.etc."nginx/nginx.conf" = mkIf nginx.enableReload { source = nginxFile; };
      systemd.services.nginx = {
        description = "Nginx Web Server";
        wantedBy = [ "multi-user.target" ];
        after = [ "network.target" ];
        stopIfChanged = false;
        inherit (nginx) preStart;
        serviceConfig = {
          ExecStart = "${nginx.package}/bin/nginx -c ${if nginx.enableReload then "/etc/nginx/nginx.conf" else nginxFile}";
          User = nginx.user;
          Group = nginx.group;
          Restart = "always";
          RestartSec = "10s";
          RuntimeDirectory = "nginx";
          CacheDirectory = "nginx";
          LogsDirectory = "nginx";
          AmbientCapabilities = [ "CAP_NET_BIND_SERVICE" ];
        };
      };
    })
    (mkIf (isOn "caddy") {
      users.users.caddy = mkIf (caddy.user == "caddy") {
        inherit (caddy) group;
        isSystemUser = true;
        home = caddy.dataDir;
      };
      users.groups.caddy = mkIf (caddy.group == "caddy") { };
      environment.etc."caddy/caddy_config".source = caddy.configFile;
      systemd.packages = [ caddy.package ];
      systemd.services.caddy = {
        wantedBy = [ "multi-user.target" ];
        serviceConfig = {
          ExecStart = [
            ""
            "${lib.getExe caddy.package} run --config /etc/caddy/caddy_config${
              optionalString (caddy.settings == { }) " --adapter ${if caddy.adapter != null then caddy.adapter else "caddyfile"}"
            }${optionalString caddy.resume " --resume"}"
          ];
          User = caddy.user;
          Group = caddy.group;
        };
      };
    })
  ];
}
