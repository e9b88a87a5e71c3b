# Rarer options of the network.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  dhcpcd = {
    denyInterfaces = words "Deny interfaces of dhcpcd.";
    extraConfig = opt lines "" "More text of its file.";
    persistent = flag "Whether dhcpcd has this: persistent.";
    wait = opt (enum [ "background" "any" "ipv4" "ipv6" "both" "if-carrier-up" ]) "any" "Wait of dhcpcd.";
  };
  firewall = {
    extraReversePathFilterRules = opt lines "" "Extra reverse path filter rules of firewall.";
  };
  modemmanager = {
    enable = opt bool config.networking.networkmanager.enable "Whether ModemManager leads modems.";
    fccUnlockScripts = opt (listOf (submodule {
      options = {
        id = need str "The modem.";
        path = need path "The script.";
      };
    })) [ ] "Scripts that unlock modems.";
    package = packaged "modemmanager";
  };
  nat = {
    extraCommands = opt lines "" "Extra commands of nat.";
  };
  networkmanager = {
    dispatcherScripts = opt (listOf (submodule {
      options = {
        source = need path "Source of dispatcher scripts.";
        type = opt (enum [ "basic" "pre-down" "pre-up" ]) "basic" "Type of dispatcher scripts.";
      };
    })) [ ] "Dispatcher scripts of networkmanager.";
  };
  nftables = {
    checkRuleset = enabled "Whether nftables has this: check ruleset.";
    tables = opt (attrsOf (submodule {
      options = {
        content = need lines "Content of tables.";
        enable = enabled "Whether tables is there.";
        family = need (enum [ "ip" "ip6" "inet" "arp" "bridge" "netdev" ]) "Family of tables.";
        name = need str "Its name.";
      };
    })) { } "Tables of nftables.";
  };
  resolvconf = {
    dnsExtensionMechanism = enabled "Whether resolvconf has this: dns extension mechanism.";
    extraConfig = opt lines "" "More text of its file.";
    extraOptions = words "More arguments.";
    useLocalResolver = flag "Whether resolvconf has this: use local resolver.";
  };
  wireless = {
    allowAuxiliaryImperativeNetworks = flag "Whether networks may be added by hand.";
    dbusControlled = enabled "Whether programs may manage networks.";
    driver = opt str "nl80211,wext" "How devices are driven.";
    extraConfig = opt str "" "More text of its file.";
    extraConfigFiles = opt (listOf path) [ ] "More files of its settings.";
    fallbackToWPA2 = enabled "Whether networks with WPA3 may be joined with WPA2.";
    scanOnLowSignal = enabled "Whether a better network is looked for.";
  };
}
