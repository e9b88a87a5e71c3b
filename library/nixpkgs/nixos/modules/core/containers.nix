# Containers: hosts within the host.
{
  config,
  lib,
  pkgs,
  ...
}@arguments:
with import ../../lib/catalogue.nix { inherit lib pkgs; };
let
  isUsed = !(arguments ? _defined) || arguments._defined ? containers;
  inherit (import ../parts/containers.nix { inherit lib pkgs; }) container settingsOf;
  all = config.containers;
in
{
  options.containers = opt (attrsOf (submodule container)) { } "Containers by name.";

  config = lib.mkIf (isUsed && all != { }) {
    environment.etc = lib.mapAttrs' (
      name: c: lib.nameValuePair "nixos-containers/${name}.conf" { text = settingsOf c; }
    ) all;
    systemd.services = lib.mapAttrs' (
      name: c:
      lib.nameValuePair "container@${name}" {
        description = "Container '${name}'";
        wantedBy = lib.optional c.autoStart "machines.target";
        wants = lib.optional c.autoStart "network.target";
        after = lib.optional c.autoStart "network.target";
        inherit (c) restartIfChanged;
        environment = {
          INSTANCE = "%i";
          root = "/var/lib/nixos-containers/%i";
        };
        serviceConfig = {
          ExecStart = "${config.systemd.package}/bin/systemd-nspawn --keep-unit -M %i -D /var/lib/nixos-containers/%i";
          EnvironmentFile = "-/etc/nixos-containers/%i.conf";
          Slice = "machine.slice";
          TimeoutStartSec = c.timeoutStartSec;
          Type = "notify";
        };
      }
    ) all;
  };
}
