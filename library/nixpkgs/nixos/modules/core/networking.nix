# `networking`: the host's name, addresses, and firewall.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (import ../../lib/options.nix { inherit lib; })
    attrs
    described
    enabled
    flag
    maybe
    need
    opt
    packages
    text
    words
    ;
  cfg = config.networking;

  address = bits: types.submodule {
    options = {
      address = need types.str "The address.";
      prefixLength = need (types.addCheck types.int (n: n >= 0 && n <= bits)) "Length of the network's part.";
    };
  };
  route = types.submodule {
    options = {
      address = need types.str "The network.";
      prefixLength = need types.int "Length of the network's part.";
      via = maybe types.str "Where it leads.";
      type = maybe (types.enum [
        "unicast"
        "local"
        "broadcast"
        "multicast"
      ]) "Its kind.";
      options = opt (types.attrsOf types.str) { } "More of it.";
    };
  };
  family = bits: {
    addresses = opt (types.listOf (address bits)) [ ] "Addresses.";
    routes = opt (types.listOf route) [ ] "Routes.";
  };
  interface =
    { name, ... }:
    {
      options = {
        name = opt types.str name "Name of the interface.";
        ipv4 = family 32;
        ipv6 = family 128;
        useDHCP = maybe types.bool "Whether its address is asked for.";
        macAddress = maybe types.str "Its hardware address.";
        mtu = maybe types.int "Size of its packets.";
        virtual = flag "Whether it is virtual.";
        virtualOwner = opt types.str "root" "Whose it is then.";
        proxyARP = flag "Whether it answers for others.";
        tempAddress = opt (types.enum [ "disabled" "enabled" "default" ]) cfg.tempAddresses "Whether it has further addresses of IPv6 for a time.";
        wakeOnLan.enable = flag "Whether it wakes the machine.";
        wakeOnLan.policy = opt (types.listOf (types.enum [ "phy" "unicast" "multicast" "broadcast" "arp" "magic" "secureon" ])) [ "magic" ] "What wakes it.";
      };
    };
  gateway = maybe (
    types.coercedTo types.str (address: { inherit address; }) (
      types.submodule {
        options = {
          address = need types.str "Its address.";
          interface = maybe types.str "Its interface.";
          metric = maybe types.int "How much it costs.";
        };
      }
    )
  );

  ports = types.listOf types.port;
  ranges = types.listOf (types.attrsOf types.port);
  sorted = option: option // { apply = values: lib.unique (lib.sort (a: b: a < b) values); };
  open = {
    allowedTCPPorts = sorted (opt ports [ ] "Open ports of TCP.");
    allowedUDPPorts = sorted (opt ports [ ] "Open ports of UDP.");
    allowedTCPPortRanges = opt ranges [ ] "Open ranges of TCP.";
    allowedUDPPortRanges = opt ranges [ ] "Open ranges of UDP.";
  };
  proxy = description: described "config.networking.proxy.default" (opt (types.nullOr types.str) cfg.proxy.default description);
in
{
  options.networking = {
    hostName = mkOption {
      type = types.strMatching "^$|^[[:alnum:]]([[:alnum:]_-]{0,61}[[:alnum:]])?$";
      default = config.system.nixos.distroId;
      defaultText = lib.literalExpression "config.system.nixos.distroId";
      description = "Name of the host, without its domain.";
    };
    domain = maybe types.str "Its domain.";
    fqdn = mkOption {
      type = types.str;
      readOnly = true;
      default =
        if cfg.hostName != "" && cfg.domain != null then
          "${cfg.hostName}.${cfg.domain}"
        else
          throw "The FQDN is required but cannot be determined. Please make sure that\nboth networking.hostName and networking.domain are set properly.\n";
      defaultText = lib.literalExpression "\"\${networking.hostName}.\${networking.domain}\"";
      description = "The whole name.";
    };
    fqdnOrHostName = mkOption {
      type = types.str;
      readOnly = true;
      default = if cfg.domain == null then cfg.hostName else cfg.fqdn;
      defaultText = lib.literalExpression "if cfg.domain == null then cfg.hostName else cfg.fqdn\n";
      description = "The whole name, or the name if there is no domain.";
    };
    hostId = maybe types.str "Number of the host, of eight hexadecimal digits.";
    useDHCP = enabled "Whether addresses are asked for.";
    useNetworkd = flag "Whether systemd manages the network.";
    usePredictableInterfaceNames = enabled "Whether interfaces are named by where they are.";
    enableIPv6 = enabled "Whether IPv6 is used.";
    interfaces = opt (types.attrsOf (types.submodule interface)) { } "Interfaces by name.";
    defaultGateway = gateway "Where packets for other networks go.";
    defaultGateway6 = gateway "Where packets of IPv6 for other networks go.";
    nameservers = words "Servers of names.";
    search = words "Domains that names are looked for in.";
    timeServers = opt (types.listOf types.str) (map (n: "${toString n}.nixos.pool.ntp.org") (lib.range 0 3)) "Servers of the time.";
    hosts = opt (types.attrsOf (types.listOf types.str)) { } "Names by address.";
    extraHosts = text "More lines of {file}`/etc/hosts`.";
    hostFiles = opt (types.listOf types.path) [ ] "Files of which {file}`/etc/hosts` is made.";
    localCommands = text "Commands after the interfaces are set up.";
    bridges = attrs "Bridges between interfaces.";
    bonds = attrs "Interfaces that are used as one.";
    vlans = attrs "Virtual networks.";
    wireguard = {
      enable = flag "Whether WireGuard is used.";
      interfaces = attrs "Tunnels of WireGuard by name.";
    };
    wg-quick.interfaces = attrs "Tunnels of wg-quick by name.";
    dhcpcd.enable = enabled "Whether dhcpcd asks for addresses.";
    resolvconf.enable = opt types.bool true "Whether resolvconf keeps the list of servers.";
    nftables = {
      enable = flag "Whether nftables filters packets.";
      ruleset = text "Its rules.";
    };
    nat = {
      enable = flag "Whether addresses are translated.";
      externalInterface = maybe types.str "The interface outward.";
      internalInterfaces = words "Interfaces inward.";
      internalIPs = words "Networks inward.";
      enableIPv6 = flag "Whether those of IPv6 are too.";
      forwardPorts = opt (types.listOf types.attrs) [ ] "Ports that lead inward.";
    };
    proxy = {
      default = maybe types.str "The proxy.";
      allProxy = proxy "The proxy of everything.";
      ftpProxy = proxy "The proxy of FTP.";
      httpProxy = proxy "The proxy of HTTP.";
      httpsProxy = proxy "The proxy of HTTPS.";
      rsyncProxy = proxy "The proxy of rsync.";
      noProxy = maybe types.str "What needs no proxy.";
    };
    firewall = open // {
      enable = enabled "Whether packets are filtered.";
      allowPing = enabled "Whether the host answers pings.";
      pingLimit = maybe (types.separatedString " ") "How many of them.";
      checkReversePath = opt (types.either types.bool (types.enum [ "strict" "loose" ])) true "Whether packets have to come from where answers go.";
      trustedInterfaces = words "Interfaces that are not filtered.";
      interfaces = opt (types.attrsOf (types.submodule { options = open; })) { } "Open ports by interface.";
      rejectPackets = flag "Whether refused packets are answered.";
      logRefusedConnections = enabled "Whether refused connections are recorded.";
      logRefusedPackets = flag "Whether refused packets are recorded.";
      logRefusedUnicastsOnly = enabled "Whether only those to this host are.";
      logReversePathDrops = flag "Whether packets from elsewhere are recorded.";
      extraCommands = text "More commands.";
      extraStopCommands = text "More commands at the end.";
      extraInputRules = text "More rules.";
      extraForwardRules = text "More rules for packets that pass.";
      extraPackages = packages "Packages for these commands.";
      connectionTrackingModules = words "Protocols that are followed.";
      autoLoadConntrackHelpers = flag "Whether the kernel follows them by itself.";
      filterForward = flag "Whether packets that pass are filtered.";
      package = mkOption {
        type = types.package;
        default = if cfg.nftables.enable then pkgs.nftables else pkgs.iptables;
        defaultText = lib.literalExpression "if config.networking.nftables.enable then \"pkgs.nftables\" else \"pkgs.iptables\"";
        description = "What filters them.";
      };
    };
    networkmanager = {
      enable = flag "Whether NetworkManager manages the network.";
      package = lib.mkPackageOption pkgs "networkmanager" { };
      plugins = packages "Its plugins.";
      settings = attrs "Its settings.";
      connectionConfig = attrs "Settings of all connections.";
      unmanaged = words "Interfaces that it leaves alone.";
      dns = opt (types.enum [
        "default"
        "dnsmasq"
        "systemd-resolved"
        "none"
      ]) "default" "How names are looked up.";
      dhcp = opt (types.enum [
        "dhcpcd"
        "internal"
      ]) "internal" "What asks for addresses.";
      logLevel = opt (types.enum [
        "OFF"
        "ERR"
        "WARN"
        "INFO"
        "DEBUG"
        "TRACE"
      ]) "WARN" "What it records.";
      appendNameservers = words "Servers of names after its own.";
      insertNameservers = words "Servers of names in front of its own.";
      wifi = {
        backend = opt (types.enum [
          "wpa_supplicant"
          "iwd"
        ]) "wpa_supplicant" "What it uses for wireless networks.";
        powersave = maybe types.bool "Whether it saves power.";
        macAddress = opt types.str "preserve" "Its hardware address.";
        scanRandMacAddress = enabled "Whether it hides its address while it looks for networks.";
      };
      ethernet.macAddress = opt types.str "preserve" "Its hardware address.";
      ensureProfiles = {
        profiles = attrs "Connections that it has.";
        environmentFiles = opt (types.listOf types.path) [ ] "Files with secrets for them.";
      };
    };
    wireless = {
      enable = flag "Whether wpa_supplicant manages wireless networks.";
      # Later releases have a boolean here, earlier ones a set.
      userControlled = opt (types.coercedTo types.bool (enable: { inherit enable; }) (
        types.submodule {
          options = {
            enable = flag "Whether users may.";
            group = opt types.str "wheel" "Those who may.";
          };
        }
      )) { } "Whether users may manage networks.";
      interfaces = words "Its interfaces.";
      networks = attrs "Networks by name.";
      secretsFile = maybe types.path "File with secrets for them.";
      iwd = {
        enable = flag "Whether iwd manages wireless networks.";
        settings = attrs "Its settings.";
      };
    };
  };

  config = {
    networking = {
      hosts = {
        "127.0.0.1" = [ "localhost" ];
        "::1" = lib.mkIf cfg.enableIPv6 [ "localhost" ];
        "127.0.0.2" = lib.mkIf (cfg.hostName != "") (
          lib.optional (cfg.domain != null) "${cfg.hostName}.${cfg.domain}" ++ [ cfg.hostName ]
        );
      };
      hostFiles = [
        (pkgs.writeText "string-hosts" (
          lib.concatStrings (
            lib.mapAttrsToList (address: names: "${address} ${lib.concatStringsSep " " names}\n") (
              lib.filterAttrs (_: names: names != [ ]) cfg.hosts
            )
          )
        ))
        (pkgs.writeText "extra-hosts" cfg.extraHosts)
      ];
    };
    environment.etc = {
      hosts.source = pkgs.concatText "hosts" cfg.hostFiles;
      hostname = lib.mkIf (cfg.hostName != "") { text = cfg.hostName + "\n"; };
    };
    environment.systemPackages = lib.mkIf cfg.networkmanager.enable [ cfg.networkmanager.package ];
    users.groups.networkmanager = lib.mkIf cfg.networkmanager.enable { gid = 57; };
  };
}
