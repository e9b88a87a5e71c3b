# Services of the lists in `catalogue/` that are one program: their unit, their user, their ports.
{
  config,
  lib,
  pkgs,
  ...
}@arguments:
let
  cfg = config.services;
  inherit (import ../../lib/defined.nix lib arguments "services") isOn;
  # The unit, where it is not named as the service; the user that the service makes; what its ports are.
  plain = {
    adguardhome.ports = [ "port" ];
    atuin.ports = [ "port" ];
    audiobookshelf = {
      user = "audiobookshelf";
      ports = [ "port" ];
    };
    auto-cpufreq.package = pkgs.auto-cpufreq;
    bazarr = {
      package = pkgs.bazarr;
      user = "bazarr";
      ports = [ "listenPort" ];
    };
    blocky = { };
    calibre-web.user = "calibre-web";
    cockpit.ports = [ "port" ];
    code-server.user = "code-server";
    deluge = {
      unit = "deluged";
      user = "deluge";
    };
    dnsmasq.user = "dnsmasq";
    duplicati.user = "duplicati";
    earlyoom.package = pkgs.earlyoom;
    esphome.ports = [ "port" ];
    fail2ban = { };
    forgejo.user = "forgejo";
    freshrss = {
      unit = "freshrss-config";
      user = "freshrss";
      # It is run by a server of the web.
      package = null;
    };
    fwupd = { };
    gitea.user = "gitea";
    harmonia = { };
    headscale.user = "headscale";
    home-assistant.user = "hass";
    homepage-dashboard.ports = [ "listenPort" ];
    influxdb2.user = "influxdb2";
    jackett = {
      user = "jackett";
      ports = [ "port" ];
    };
    jellyfin.user = "jellyfin";
    jellyseerr.ports = [ "port" ];
    k3s = { };
    kavita.user = "kavita";
    komga.user = "komga";
    languagetool = { };
    lidarr.user = "lidarr";
    loki.user = "loki";
    mealie = { };
    miniflux = { };
    minio.user = "minio";
    mosquitto.user = "mosquitto";
    mpd.user = "mpd";
    mullvad-vpn.unit = "mullvad-daemon";
    murmur.user = "murmur";
    n8n = { };
    navidrome.user = "navidrome";
    netdata.user = "netdata";
    ntfy-sh.user = "ntfy-sh";
    ollama.ports = [ "port" ];
    paperless = {
      unit = "paperless-scheduler";
      user = "paperless";
    };
    photoprism = { };
    plex.user = "plex";
    power-profiles-daemon = { };
    prowlarr = { };
    radarr.user = "radarr";
    radicale.user = "radicale";
    readarr.user = "readarr";
    sabnzbd.user = "sabnzbd";
    searx.user = "searx";
    sonarr.user = "sonarr";
    thermald = { };
    tlp = { };
    traefik.user = "traefik";
    transmission.user = "transmission";
    unbound.user = "unbound";
    unifi.user = "unifi";
    upower = { };
    uptime-kuma = { };
    vaultwarden.user = "vaultwarden";
    zerotierone = { };
    zigbee2mqtt.user = "zigbee2mqtt";
    znc.user = "znc";
  };
  on = lib.filterAttrs (name: _about: isOn name) plain;

  unit =
    name: about:
    let
      service = cfg.${name};
      package = about.package or service.package or pkgs.${name} or null;
      user = service.user or about.user or null;
    in
    lib.nameValuePair (about.unit or name) {
      description = name;
      wantedBy = [ "multi-user.target" ];
      after = [ "network.target" ];
      serviceConfig = {
        ExecStart = lib.mkIf (package != null) (lib.mkDefault (lib.getExe package));
        Restart = lib.mkDefault "on-failure";
      }
      // lib.optionalAttrs (user != null) {
        User = lib.mkDefault user;
        Group = lib.mkDefault (service.group or user);
      };
    };
  # A user of another name is one that the configuration has.
  own = lib.filterAttrs (name: about: about ? user && (cfg.${name}.user or about.user) == about.user) on;
  groupOf = name: about: cfg.${name}.group or about.user;
  open = lib.concatLists (
    lib.mapAttrsToList (
      name: about:
      lib.optionals (cfg.${name}.openFirewall or false) (
        lib.filter lib.isInt (map (port: cfg.${name}.${port} or null) (about.ports or [ ]))
      )
    ) on
  );
  # Ports of services that have no option for them.
  fixed =
    lib.optionals (isOn "jellyfin" && cfg.jellyfin.openFirewall) [
      8096
      8920
    ]
    ++ lib.optional (isOn "plex" && cfg.plex.openFirewall) 32400
    ++ lib.optionals (isOn "samba" && cfg.samba.openFirewall) [
      139
      445
    ]
    ++ lib.optional (isOn "prowlarr" && cfg.prowlarr.openFirewall) 9696
    ++ lib.optional (isOn "sonarr" && cfg.sonarr.openFirewall) 8989
    ++ lib.optional (isOn "radarr" && cfg.radarr.openFirewall) 7878;
in
{
  config = {
    systemd.services = lib.mapAttrs' unit on;
    users.users = lib.mapAttrs' (
      name: about:
      lib.nameValuePair about.user {
        isSystemUser = true;
        group = lib.mkDefault (groupOf name about);
        description = lib.mkDefault name;
      }
    ) own;
    users.groups = lib.mapAttrs' (name: about: lib.nameValuePair (groupOf name about) { }) own;
    networking.firewall = {
      allowedTCPPorts = open ++ fixed;
      allowedUDPPorts = lib.optionals (isOn "samba" && cfg.samba.openFirewall) [
        137
        138
      ];
    };
    environment.systemPackages =
      lib.optional (isOn "tlp") (cfg.tlp.package or pkgs.tlp)
      ++ lib.optional (isOn "power-profiles-daemon") cfg.power-profiles-daemon.package
      ++ lib.optional (isOn "samba") cfg.samba.package
      ++ lib.optional (isOn "ollama") cfg.ollama.package
      ++ lib.optional (isOn "mullvad-vpn") cfg.mullvad-vpn.package;
    assertions = [
      {
        assertion = !(isOn "tlp" && isOn "power-profiles-daemon");
        message = "services.tlp.enable and services.power-profiles-daemon.enable cannot both be true: both would set how power is saved.";
      }
    ];
  };
}
