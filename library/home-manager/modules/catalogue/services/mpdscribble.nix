# `services.mpdscribble`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) optionalString types;
  inherit (lib.hm.library)
    described
    maybe
    need
    opt
    ;
  inherit (config.services.mpd) network;
  pages = {
    "last.fm" = "http://post.audioscrobbler.com";
    "libre.fm" = "http://turtle.libre.fm";
    jamendo = "http://postaudioscrobbler.jamendo.com";
    listenbrainz = "http://proxy.listenbrainz.org";
  };
  endpoint = types.submodule (
    { name, ... }:
    {
      options = {
        url = opt types.str (pages.${name} or "") "Its address.";
        username = need types.str "Name of the user.";
        passwordFile = need (types.nullOr types.str) "File with the password.";
      };
    }
  );
  listenAddress = "config.services.mpd.network.listenAddress";
in
lib.hm.library.service args "mpdscribble" {
  title = "MPD's songs for Last.fm and others by mpdscribble";
  install = false;
  options = {
    proxy = maybe types.str "Proxy of HTTP.";
    verbose = opt types.int 1 "How much it writes to its log.";
    journalInterval = opt types.int 600 "Seconds between two copies of what is not sent yet.";
    host = described ''
      if ${listenAddress} != "any"
      then ${listenAddress}
      else "localhost"
    '' (opt types.str (if network.listenAddress == "any" then "localhost" else network.listenAddress) "Address of MPD.");
    passwordFile = maybe types.str "File with the password of MPD.";
    port = described "config.services.mpd.network.port" (opt types.port network.port "Port of MPD.");
    endpoints = opt (types.attrsOf endpoint) { } "Who is told.";
  };
  config =
    cfg:
    let
      section = name: endpoint: ''
        [${name}]
        url      = ${endpoint.url}
        username = ${endpoint.username}
        password = {{${name}_PASSWORD}}
        journal  = ${config.xdg.dataHome}/mpdscribble/${name}.journal
      '';
      # Passwords come into it when it starts.
      template = pkgs.writeText "mpdscribble.conf" ''
        ${optionalString (cfg.proxy != null) "proxy = ${cfg.proxy}"}
        log = -
        verbose = ${toString cfg.verbose}
        journal_interval = ${toString cfg.journalInterval}
        host = ${optionalString (cfg.passwordFile != null) "{{MPD_PASSWORD}}@"}${cfg.host}
        port = ${toString cfg.port}

        ${lib.concatStringsSep "\n" (lib.mapAttrsToList section cfg.endpoints)}
      '';
      file = "\${XDG_RUNTIME_DIR:-/run/user/$(id -u)}/mpdscribble/mpdscribble.conf";
      replace =
        place: secret:
        optionalString (secret != null) ''
          ${pkgs.replace-secret}/bin/replace-secret '{{${place}PASSWORD}}' '${secret}' "$configFile"
        '';
      prepare = pkgs.writeShellApplication {
        name = "mpdscribble-pre-start";
        runtimeInputs = [
          pkgs.replace-secret
          pkgs.coreutils
        ];
        text = ''
          configFile="${file}"
          mkdir -p "$(dirname "$configFile")"
          cp --no-preserve=mode,ownership -f "${template}" "$configFile"
          ${replace "MPD_" cfg.passwordFile}
          ${lib.concatStrings (lib.mapAttrsToList (name: endpoint: replace "${name}_" endpoint.passwordFile) cfg.endpoints)}
        '';
      };
      start = pkgs.writeShellScript "mpdscribble-start" ''
        configFile="${file}"
        exec "${lib.getExe cfg.package}" --no-daemon --conf "$configFile"
      '';
      isLocal = lib.elem cfg.host [ "localhost" "127.0.0.1" ];
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.mpdscribble" pkgs lib.platforms.linux) ];
      systemd.user.services.mpdscribble = {
        Unit = {
          Description = "mpdscribble mpd scrobble client";
          After = [ "network.target" ] ++ lib.optional isLocal "mpd.service";
        };
        Service = {
          StateDirectory = "mpdscribble";
          RuntimeDirectory = "mpdscribble";
          RuntimeDirectoryMode = "700";
          ExecStartPre = "+${prepare}/bin/mpdscribble-pre-start";
          ExecStart = "${start}";
        };
        Install.WantedBy = [ "default.target" ];
      };
    };
}
