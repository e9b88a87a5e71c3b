# A container, and the file that says what it is: read where a host has one.
{ lib, pkgs }:
with import ../../lib/catalogue.nix { inherit lib pkgs; };
let
  ports = opt (listOf (submodule {
    options = {
      containerPort = maybe int "The port in the container; `null`: the same.";
      hostPort = need int "The port of the host.";
      protocol = opt str "tcp" "Its protocol.";
    };
  })) [ ] "Ports that lead into it.";
  network = {
    forwardPorts = ports;
    hostAddress = maybe str "Address of the host's end.";
    hostAddress6 = maybe str "The same of IPv6.";
    hostBridge = maybe str "Bridge of the host's end.";
    localAddress = maybe str "Address of the container's end.";
    localAddress6 = maybe str "The same of IPv6.";
  };
  # The configuration of a host of its own.
  within =
    name: container:
    lib.mkOptionType {
      name = "Toplevel NixOS config";
      merge =
        _loc: definitions:
        (import ../../lib/eval-config.nix {
          inherit lib;
          inherit (container) specialArgs;
          inherit (pkgs.stdenv.hostPlatform) system;
          prefix = [
            "containers"
            name
          ];
          modules = [
            {
              boot.isContainer = true;
              networking.hostName = lib.mkDefault name;
              networking.useDHCP = false;
              nixpkgs.hostPlatform = lib.mkDefault pkgs.stdenv.hostPlatform.system;
            }
          ]
          ++ map (definition: definition.value) definitions;
        }).config;
    };
  container =
    { name, config, options, ... }:
    {
      options = network // {
        additionalCapabilities = words "What it may do besides.";
        allowedDevices = opt (listOf (submodule {
          options = {
            modifier = need str "What it may do with it.";
            node = need str "The device.";
          };
        })) [ ] "Devices that it may use.";
        autoStart = flag "Whether it starts with the host.";
        bindMounts = opt (attrsOf (submodule (
          { name, ... }:
          {
            options = {
              hostPath = maybe str "The folder of the host.";
              isReadOnly = enabled "Whether it can only be read.";
              mountPoint = opt str name "Where the container has it.";
            };
          }
        ))) { } "Folders of the host that it sees.";
        config = need (within name config) "Its configuration.";
        enableTun = flag "Whether it may have tunnels.";
        ephemeral = flag "Whether it forgets everything.";
        extraFlags = words "More arguments of {command}`systemd-nspawn`.";
        extraVeths = opt (attrsOf (submodule { options = network; })) { } "More connections to the host.";
        flake = maybe str "The flake that its configuration is in.";
        interfaces = words "Interfaces that are given to it.";
        macvlans = words "Interfaces that it has a share in.";
        networkNamespace = maybe path "The network that it is in.";
        nixpkgs = described "pkgs.path" (opt path pkgs.path "The nixpkgs of its configuration.");
        path = need path "The host as one package.";
        privateNetwork = flag "Whether it has a network of its own.";
        privateUsers = opt (either ints.u32 (enum [ "no" "identity" "pick" ])) "no" "Whether it has users of its own.";
        restartIfChanged = enabled "Whether a change starts it again.";
        specialArgs = opt (attrsOf unspecified) { } "More arguments of its modules.";
        timeoutStartSec = opt str "1min" "How long its start may take.";
        tmpfs = words "Folders in memory.";
      };
      config.path = lib.mkIf options.config.isDefined config.config.system.build.toplevel;
    };
  setting = name: value: lib.optionalString (value != null) "${name}=${value}\n";
  port = p: "${p.protocol}:${toString p.hostPort}:${toString (if p.containerPort == null then p.hostPort else p.containerPort)}";
  bind = mount: "${if mount.isReadOnly then "--bind-ro" else "--bind"}=${lib.optionalString (mount.hostPath != null) "${mount.hostPath}:"}${mount.mountPoint}";
  settingsOf =
    c:
    "SYSTEM_PATH=${c.path}\n"
    + lib.optionalString c.privateNetwork (
      "PRIVATE_NETWORK=1\n"
      + setting "HOST_BRIDGE" c.hostBridge
      + lib.optionalString (c.forwardPorts != [ ]) "HOST_PORT=${lib.concatMapStringsSep "," port c.forwardPorts}\n"
      + setting "HOST_ADDRESS" c.hostAddress
      + setting "HOST_ADDRESS6" c.hostAddress6
      + setting "LOCAL_ADDRESS" c.localAddress
      + setting "LOCAL_ADDRESS6" c.localAddress6
    )
    + "INTERFACES=\"${toString c.interfaces}\"\nMACVLANS=\"${toString c.macvlans}\"\n"
    + lib.optionalString c.autoStart "AUTO_START=1\n"
    + "EXTRA_NSPAWN_FLAGS=\"${toString (map bind (lib.attrValues c.bindMounts) ++ c.extraFlags)}\"\n";
in
{
  inherit container settingsOf;
}
