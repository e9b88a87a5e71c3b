# Services about the network: names, tunnels, proxies.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    flag
    maybe
    need
    opt
    text
    words
    ;
  inherit (import ./service-options.nix { inherit lib pkgs; })
    account
    always
    basic
    folder
    gone
    logTo
    ;
  cfg = config.services;
  inherit (config.networking) wg-quick;
  toml = pkgs.formats.toml { };

  session.options = {
    name = need types.str "Name of the connection.";
    user = need types.str "User that it runs as.";
    monitoringPort = opt types.int 0 "Port that tests the connection; 0 is none.";
    extraArguments = need types.str "Arguments of SSH.";
  };
  commands = opt (types.coercedTo (types.listOf types.str) (lib.concatStringsSep "\n") types.lines) "";
  peer.options = {
    allowedIPs = words "Addresses that are reached through it.";
    endpoint = maybe types.str "Where it is.";
    persistentKeepalive = maybe types.int "Seconds between packets that keep the connection.";
    presharedKeyFile = maybe types.str "File with a key that both have.";
    publicKey = opt types.str null "Its key.";
  };
  interface.options = {
    address = opt (types.nullOr (types.listOf types.str)) [ ] "Addresses of this host.";
    autostart = opt types.bool true "Whether it is there from the start.";
    dns = words "Servers of names.";
    listenPort = maybe types.int "Port where it listens.";
    mtu = maybe types.int "Size of packets.";
    peers = opt (types.listOf (types.submodule peer)) [ ] "Other hosts.";
    preUp = commands "Commands before it starts.";
    postUp = commands "Commands after it has started.";
    preDown = commands "Commands before it stops.";
    postDown = commands "Commands after it has stopped.";
    privateKeyFile = opt types.str null "File with its key.";
    table = maybe types.str "Where routes go: a table, `off` or `auto`.";
  };

  wgFile =
    name: one:
    let
      line = key: value: lib.optional (value != null && value != [ ]) "${key} = ${if lib.isList value then lib.concatStringsSep "," value else toString value}";
      script = key: file: text: lib.optional (text != "") "${key} = ${pkgs.writeShellScriptBin file text}/bin/${file}";
      set = "wg set $(cat /var/run/wireguard/${name}.name)";
      keys =
        "${set} private-key ${one.privateKeyFile}\n"
        + lib.concatMapStrings (
          peer:
          lib.optionalString (peer.presharedKeyFile != null) "${set} peer ${peer.publicKey} preshared-key ${peer.presharedKeyFile}\n"
        ) one.peers;
      section = title: lines: lib.concatLines ([ "[${title}]" ] ++ lines);
    in
    lib.concatStringsSep "\n" (
      [
        (section "Interface" (
          line "Address" one.address
          ++ line "DNS" one.dns
          ++ line "ListenPort" one.listenPort
          ++ line "MTU" one.mtu
          ++ script "PreUp" "preUp.sh" one.preUp
          ++ script "PreDown" "preDown.sh" one.preDown
          ++ script "PostUp" "postUp.sh" (keys + one.postUp)
          ++ script "PostDown" "postDown.sh" one.postDown
          ++ line "Table" one.table
        ))
      ]
      ++ map (
        peer:
        section "Peer" (
          line "PublicKey" peer.publicKey
          ++ line "AllowedIPs" peer.allowedIPs
          ++ line "Endpoint" peer.endpoint
          ++ line "PersistentKeepalive" peer.persistentKeepalive
        )
      ) one.peers
    );
in
{
  imports = [
    (gone [ "tailscale" "domain" ] "Tailscale finds its domain itself.")
    (gone [ "tailscale" "magicDNS" ] "See `services.tailscale.overrideLocalDns`.")
  ];

  options = {
    networking.wg-quick = {
      interfaces = opt (types.attrsOf (types.submodule interface)) { } "Networks of WireGuard.";
      logDir = opt types.str "/var/log" "Folder of their logs.";
    };
    services = {
      autossh.sessions = opt (types.listOf (types.submodule session)) [ ] "Connections that are kept.";
      dnscrypt-proxy = basic "dnscrypt-proxy" // {
        settings = opt toml.type { } "Its settings.";
      };
      dnsmasq = {
        enable = flag "Whether dnsmasq runs.";
        package = folder "dnsmasq";
        bind = opt types.str "127.0.0.1" "Where it listens.";
        port = opt types.int 53 "Its port.";
        addresses = opt types.attrs { } "Addresses of domains.";
        servers = words "Servers that it asks.";
      };
      eternal-terminal = {
        enable = lib.mkEnableOption "Eternal Terminal";
        package = folder "eternal-terminal";
        port = opt types.port 2022 "Its port.";
        verbosity = opt (types.enum (lib.range 0 9)) 0 "How much it says.";
        silent = flag "Whether it says nothing.";
        logSize = opt types.int 20971520 "Bytes of its log.";
      };
      netbird = basic "netbird";
      nextdns = {
        enable = flag "Whether NextDNS runs.";
        arguments = words "Its arguments.";
      };
      privoxy = {
        enable = flag "Whether Privoxy runs.";
        package = opt types.package pkgs.privoxy "The package that is used.";
        listenAddress = opt types.str "127.0.0.1:8118" "Where it listens.";
        config = text "More text of its file.";
        templdir = opt types.path "${pkgs.privoxy}/etc/templates" "Folder of its pages." // {
          defaultText = "\${pkgs.privoxy}/etc/templates";
        };
        confdir = maybe types.path "Folder of its rules.";
      };
      tailscale = basic "tailscale" // {
        overrideLocalDns = flag "Whether all names are asked of Tailscale.";
      };
    };
  };

  config = lib.mkMerge [
    (mkIf (wg-quick.interfaces != { }) {
      environment = {
        systemPackages = [
          pkgs.wireguard-go
          pkgs.wireguard-tools
        ];
        etc = lib.mapAttrs' (name: one: lib.nameValuePair "wireguard/${name}.conf" { text = wgFile name one; }) wg-quick.interfaces;
      };
      launchd.daemons = lib.mapAttrs' (
        name: _one:
        lib.nameValuePair "wg-quick-${name}" {
          serviceConfig = {
            EnvironmentVariables.PATH = "${pkgs.wireguard-tools}/bin:${pkgs.wireguard-go}/bin:${config.environment.systemPath}";
            KeepAlive = {
              NetworkState = true;
              SuccessfulExit = true;
            };
            ProgramArguments = [
              "${pkgs.wireguard-tools}/bin/wg-quick"
              "up"
              name
            ];
            RunAtLoad = true;
          }
          // logTo "${wg-quick.logDir}/wg-quick-${name}.log";
        }
      ) (lib.filterAttrs (_name: one: one.autostart) wg-quick.interfaces);
    })
    (mkIf (cfg.autossh.sessions != [ ]) {
      environment.systemPackages = [ pkgs.autossh ];
      launchd.daemons = lib.genAttrs' cfg.autossh.sessions (
        one:
        lib.nameValuePair "autossh-${one.name}" {
          environment = {
            AUTOSSH_GATETIME = "0";
            AUTOSSH_POLL = "30";
          };
          command = "${pkgs.autossh}/bin/autossh -M ${toString one.monitoringPort} ${one.extraArguments}";
          serviceConfig = {
            KeepAlive = true;
            UserName = one.user;
          };
        }
      );
    })
    (mkIf cfg.dnscrypt-proxy.enable {
      users = lib.recursiveUpdate (account "_dnscrypt-proxy" config.ids.uids._dnscrypt-proxy "/var/lib/dnscrypt-proxy" "DNSCrypt proxy") {
        users._dnscrypt-proxy.createHome = true;
        users._dnscrypt-proxy.shell = "/usr/bin/false";
      };
      launchd.daemons.dnscrypt-proxy = {
        script = "${lib.getExe' cfg.dnscrypt-proxy.package "dnscrypt-proxy"} -config ${toml.generate "dnscrypt-proxy.toml" cfg.dnscrypt-proxy.settings}";
        serviceConfig =
          always
          // logTo "${config.users.users._dnscrypt-proxy.home}/dnscrypt-proxy.log"
          // {
            GroupName = "_dnscrypt-proxy";
            UserName = "_dnscrypt-proxy";
          };
      };
    })
    (mkIf cfg.dnsmasq.enable {
      environment.systemPackages = [ cfg.dnsmasq.package ];
      environment.etc = lib.mapAttrs' (
        domain: _address:
        lib.nameValuePair "resolver/${domain}" {
          text = ''
            port ${toString cfg.dnsmasq.port}
            nameserver ${cfg.dnsmasq.bind}
          '';
        }
      ) cfg.dnsmasq.addresses;
      launchd.daemons.dnsmasq = {
        command = lib.concatStringsSep " " (
          [
            "${cfg.dnsmasq.package}/bin/dnsmasq"
            "--listen-address=${cfg.dnsmasq.bind}"
            "--port=${toString cfg.dnsmasq.port}"
            "--keep-in-foreground"
          ]
          ++ lib.mapAttrsToList (domain: address: "--address=/${domain}/${address}") cfg.dnsmasq.addresses
          ++ map (server: "--server=${server}") cfg.dnsmasq.servers
        );
        serviceConfig = always;
      };
    })
    (mkIf cfg.eternal-terminal.enable {
      environment.systemPackages = [ cfg.eternal-terminal.package ];
      launchd.daemons.eternal-terminal = {
        path = [ cfg.eternal-terminal.package ];
        serviceConfig = always // {
          ProgramArguments = [
            "${cfg.eternal-terminal.package}/bin/etserver"
            "--cfgfile=${
              pkgs.writeText "et.cfg" ''
                [Networking]
                port = ${toString cfg.eternal-terminal.port}
                [Debug]
                verbose = ${toString cfg.eternal-terminal.verbosity}
                silent = ${if cfg.eternal-terminal.silent then "1" else "0"}
                logsize = ${toString cfg.eternal-terminal.logSize}
              ''
            }"
          ];
          HardResourceLimits.NumberOfFiles = 4096;
          SoftResourceLimits.NumberOfFiles = 4096;
        };
      };
    })
    (mkIf cfg.netbird.enable {
      environment.systemPackages = [ cfg.netbird.package ];
      launchd.daemons.netbird = {
        script = ''
          mkdir -p /var/run/netbird /var/lib/netbird
          exec ${cfg.netbird.package}/bin/netbird service run
        '';
        serviceConfig = always // {
          EnvironmentVariables = {
            NB_CONFIG = "/var/lib/netbird/config.json";
            NB_LOG_FILE = "console";
          };
          StandardOutPath = "/var/log/netbird.out.log";
          StandardErrorPath = "/var/log/netbird.err.log";
        };
      };
    })
    (mkIf cfg.nextdns.enable {
      environment.systemPackages = [ pkgs.nextdns ];
      launchd.daemons.nextdns = {
        path = [ pkgs.nextdns ];
        command = lib.concatStringsSep " " ([ "${pkgs.nextdns}/bin/nextdns run" ] ++ cfg.nextdns.arguments);
        serviceConfig = always;
      };
    })
    (mkIf cfg.privoxy.enable {
      environment.etc.privoxy-config.text = ''
        ${lib.optionalString (cfg.privoxy.confdir != null) "confdir ${cfg.privoxy.confdir}"}
        templdir ${cfg.privoxy.templdir}
        listen-address ${cfg.privoxy.listenAddress}
        ${cfg.privoxy.config}
      '';
      launchd.user.agents.privoxy = {
        path = [ config.environment.systemPath ];
        command = "${cfg.privoxy.package}/bin/privoxy /etc/privoxy-config";
        serviceConfig.KeepAlive = true;
        managedBy = "services.privoxy.enable";
      };
    })
    (mkIf cfg.tailscale.enable {
      assertions = [
        {
          assertion = !cfg.tailscale.overrideLocalDns || config.networking.dns == [ "100.100.100.100" ];
          message = "With `services.tailscale.overrideLocalDns` there is no other server in `networking.dns`.";
        }
      ];
      environment.systemPackages = [ cfg.tailscale.package ];
      environment.etc."resolver/ts.net".text = "nameserver 100.100.100.100";
      networking.dns = mkIf cfg.tailscale.overrideLocalDns [ "100.100.100.100" ];
      launchd.daemons.tailscaled = {
        command = lib.getExe' cfg.tailscale.package "tailscaled";
        serviceConfig = {
          Label = "com.tailscale.tailscaled";
          RunAtLoad = true;
        };
      };
    })
  ];
}
