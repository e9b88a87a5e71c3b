# `networking`, `power` and `time`.
{ config, lib, ... }:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    internal
    maybe
    opt
    words
    ;
  cfg = config.networking;
  inherit (config) power;
  label = "([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]*[a-zA-Z0-9])";
  hostName = types.nullOr (
    types.strMatching "^(${label}\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\\-]*[A-Za-z0-9])$"
  );
  onOff = value: if value then "on" else "off";
  # A command for a setting that is given.
  given = value: command: lib.optional (value != null) (command value);
  quoted = lib.escapeShellArg;
  setup = option: value: given value (value: "systemsetup -${option} '${value}' &> /dev/null");
  switch = option: value: setup option (if value == null then null else onOff value);
  minutes = option: value: setup option (if value == null then null else toString value);
  firewall = option: value: given value (value: "/usr/libexec/ApplicationFirewall/socketfilterfw --${option} ${onOff value}");
  name = option: value: given value (value: "scutil --set ${option} ${quoted value}");
  orEmpty = list: if list == [ ] then [ "empty" ] else list;
  service = one: ''
    if networksetup -listallnetworkservices | grep -qF ${quoted one}; then
      networksetup -setdnsservers ${lib.escapeShellArgs ([ one ] ++ orEmpty cfg.dns)}
      networksetup -setsearchdomains ${lib.escapeShellArgs ([ one ] ++ orEmpty cfg.search)}
      ${lib.optionalString (cfg.dhcpClientId != null) "networksetup -setdhcp ${lib.escapeShellArgs [ one cfg.dhcpClientId ]}"}
    fi
  '';
  unused = option: given: lib.mkIf (cfg.knownNetworkServices == [ ] && given) "`networking.${option}` is set only for `networking.knownNetworkServices`, and there are none.";
in
{
  options = {
    networking = {
      computerName = maybe types.str "Name of the Mac for people.";
      hostName = opt hostName null "Name of the Mac in networks.";
      localHostName = opt hostName cfg.hostName "Its name in the local network." // {
        defaultText = lib.literalExpression "cfg.hostName";
      };
      domain = maybe types.str "Its domain.";
      fqdn =
        opt types.str
          (
            if cfg.hostName != "" && cfg.domain != null then
              "${cfg.hostName}.${cfg.domain}"
            else
              throw "The full name of the host needs `networking.hostName` and `networking.domain`, or is `networking.fqdn`."
          )
          "Its name with the domain."
        // {
          defaultText = lib.literalExpression ''"''${networking.hostName}.''${networking.domain}"'';
        };
      fqdnOrHostName = opt types.str (if cfg.domain == null then cfg.hostName else cfg.fqdn) "Its name, with the domain if it has one." // {
        readOnly = true;
        defaultText = lib.literalExpression "if cfg.domain == null then cfg.hostName else cfg.fqdn\n";
      };
      dns = words "Servers of names.";
      search = words "Domains that names are looked for in.";
      knownNetworkServices = words "Networks that are managed.";
      dhcpClientId = maybe types.str "What the Mac calls itself when it asks for an address.";
      wakeOnLan.enable = maybe types.bool "Whether the network wakes it.";
      applicationFirewall = lib.mapAttrs (_name: maybe types.bool) {
        enable = "Whether programs may be kept from being reached.";
        blockAllIncoming = "Whether nothing can be reached.";
        allowSigned = "Whether programs of macOS can be reached.";
        allowSignedApp = "Whether other signed programs can be reached.";
        enableStealthMode = "Whether the Mac does not answer others.";
      };
      networkservices = internal (lib.mkOption {
        default = null;
        description = "The older name of `knownNetworkServices`.";
      });
    };
    power = {
      restartAfterPowerFailure = maybe types.bool "Whether it starts when power is back.";
      restartAfterFreeze = maybe types.bool "Whether it starts again when it hangs.";
      sleep =
        lib.genAttrs [ "computer" "display" "harddisk" ] (
          what: maybe (types.either types.ints.positive (types.enum [ "never" ])) "Minutes before the ${what} sleeps."
        )
        // {
          allowSleepByPowerButton = maybe types.bool "Whether the power key makes it sleep.";
        };
    };
    time.timeZone = maybe types.str "The time zone.";
  };

  config = {
    networking.knownNetworkServices = lib.mkIf (cfg.networkservices != null) cfg.networkservices;
    warnings = [
      # Where Tailscale is asked, it is Tailscale that says so.
      (unused "dns" (cfg.dns != [ ] && !config.services.tailscale.overrideLocalDns))
      (unused "search" (cfg.search != [ ]))
      (unused "dhcpClientId" (cfg.dhcpClientId != null))
      (lib.mkIf (cfg.networkservices != null) "`networking.networkservices` is `networking.knownNetworkServices` now.")
    ];
    system.activationScripts = {
      networking.text = lib.concatLines (
        [ ''echo "network..." >&2'' ]
        ++ name "ComputerName" cfg.computerName
        ++ name "HostName" cfg.hostName
        ++ name "LocalHostName" cfg.localHostName
        ++ map service cfg.knownNetworkServices
        ++ switch "setWakeOnNetworkAccess" cfg.wakeOnLan.enable
        ++ firewall "setglobalstate" cfg.applicationFirewall.enable
        ++ firewall "setblockall" cfg.applicationFirewall.blockAllIncoming
        ++ firewall "setallowsigned" cfg.applicationFirewall.allowSigned
        ++ firewall "setallowsignedapp" cfg.applicationFirewall.allowSignedApp
        ++ firewall "setstealthmode" cfg.applicationFirewall.enableStealthMode
      );
      power.text = lib.concatLines (
        [ ''echo "power..." >&2'' ]
        ++ switch "setRestartPowerFailure" power.restartAfterPowerFailure
        ++ switch "setRestartFreeze" power.restartAfterFreeze
        ++ minutes "setComputerSleep" power.sleep.computer
        ++ minutes "setDisplaySleep" power.sleep.display
        ++ minutes "setHardDiskSleep" power.sleep.harddisk
        ++ switch "setAllowPowerButtonToSleepComputer" power.sleep.allowSleepByPowerButton
      );
      time.text = lib.mkIf (config.time.timeZone != null) ''
        echo "time..." >&2
        systemsetup -settimezone "${config.time.timeZone}" &> /dev/null
      '';
    };
  };
}
