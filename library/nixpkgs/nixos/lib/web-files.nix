# The files of nginx and Caddy.
{
  lib,
  pkgs,
  nginx,
  caddy,
}:
let
  inherit (lib)
    concatMapStrings
    concatStrings
    mapAttrsToList
    optionalString
    ;
  indent = text: concatMapStrings (line: optionalString (line != "") "  ${line}" + "\n") (lib.splitString "\n" (lib.removeSuffix "\n" text));
  block = head: text: "${head} {\n${indent text}}\n";
  line = name: value: optionalString (value != null && value != "") "${name} ${toString value};\n";

  hasTls = host: host.addSSL || host.forceSSL || host.onlySSL;
  certificate = name: host: "/var/lib/acme/${if host.useACMEHost != null then host.useACMEHost else name}";
  usesAcme = host: host.enableACME || host.useACMEHost != null;

  location =
    path: at:
    block "location ${path}" (
      line "proxy_pass" at.proxyPass
      + optionalString at.proxyWebsockets ''
        proxy_http_version 1.1;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $connection_upgrade;
      ''
      + optionalString (at.proxyPass != null && at.recommendedProxySettings) ''
        proxy_set_header Host $host;
        proxy_set_header X-Real-IP $remote_addr;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;
      ''
      + line "root" at.root
      + line "alias" at.alias
      + line "index" at.index
      + line "try_files" at.tryFiles
      + line "return" at.return
      + at.extraConfig
    );
  listens =
    host:
    if host.listen != [ ] then
      concatMapStrings (
        at: "listen ${at.addr}:${toString at.port}${optionalString (at.ssl or false) " ssl"};\n"
      ) host.listen
    else
      let
        addresses = if host.listenAddresses != [ ] then host.listenAddresses else nginx.defaultListenAddresses;
        default = optionalString host.default " default_server";
        on = port: tls: concatMapStrings (address: "listen ${address}:${toString port}${tls}${default};\n") addresses;
      in
      optionalString (!host.onlySSL) (on nginx.defaultHTTPListenPort "")
      + optionalString (hasTls host) (on nginx.defaultSSLListenPort " ssl");
  server =
    name: host:
    block "server" (
      listens host
      + "server_name ${toString ([ (if host.serverName != null then host.serverName else name) ] ++ host.serverAliases)};\n"
      + optionalString (hasTls host) (
        if usesAcme host then
          ''
            ssl_certificate ${certificate name host}/fullchain.pem;
            ssl_certificate_key ${certificate name host}/key.pem;
          ''
        else
          line "ssl_certificate" host.sslCertificate + line "ssl_certificate_key" host.sslCertificateKey
      )
      + optionalString host.forceSSL "if ($scheme = http) { return 301 https://$host$request_uri; }\n"
      + line "root" host.root
      + optionalString (host.globalRedirect != null) "return 301 $scheme://${host.globalRedirect}$request_uri;\n"
      + concatStrings (mapAttrsToList location host.locations)
      + host.extraConfig
    );
  nginxFile = pkgs.writeText "nginx.conf" (
    "pid /run/nginx/nginx.pid;\nerror_log ${nginx.logError};\ndaemon off;\n"
    + nginx.config
    + block "events" nginx.eventsConfig
    + optionalString (nginx.httpConfig == "" && nginx.config == "") (
      block "http" (
        "include ${nginx.defaultMimeTypes};\n"
        + line "client_max_body_size" nginx.clientMaxBodySize
        + optionalString nginx.recommendedGzipSettings "gzip on;\n"
        + optionalString nginx.recommendedOptimisation "sendfile on;\ntcp_nopush on;\ntcp_nodelay on;\nkeepalive_timeout 65;\n"
        + optionalString nginx.recommendedTlsSettings "ssl_session_timeout 1d;\nssl_prefer_server_ciphers off;\n"
        + nginx.commonHttpConfig
        + "map $http_upgrade $connection_upgrade {\n  default upgrade;\n  '' close;\n}\n"
        + concatStrings (mapAttrsToList server nginx.virtualHosts)
        + nginx.appendHttpConfig
      )
    )
    + optionalString (nginx.httpConfig != "") (block "http" nginx.httpConfig)
    + optionalString (nginx.streamConfig != "") (block "stream" nginx.streamConfig)
    + nginx.appendConfig
  );

  site =
    host:
    block (lib.concatStringsSep ", " ([ host.hostName ] ++ host.serverAliases)) (
      optionalString (host.listenAddresses != [ ]) "bind ${toString host.listenAddresses}\n"
      + optionalString (host.useACMEHost != null) "tls /var/lib/acme/${host.useACMEHost}/cert.pem /var/lib/acme/${host.useACMEHost}/key.pem\n"
      + optionalString (host.logFormat != null) (block "log" host.logFormat)
      + host.extraConfig
    );
  caddyfile = pkgs.writeTextDir "Caddyfile" (
    block "" (optionalString (caddy.email != null) "email ${caddy.email}\n" + block "log" caddy.logFormat + caddy.globalConfig)
    + concatMapStrings site (lib.attrValues caddy.virtualHosts)
    + caddy.extraConfig
  );
  caddyFile =
    if caddy.settings != { } then
      (pkgs.formats.json { }).generate "caddy.json" caddy.settings
    else
      "${caddyfile}/Caddyfile";
in
{
  inherit nginxFile caddyFile;
}
