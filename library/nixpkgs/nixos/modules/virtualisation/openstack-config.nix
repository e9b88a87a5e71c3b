# A machine in a cloud of OpenStack. What its metadata say is not fetched: the unit that does is there by name.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkDefault mkIf mkOption types;
  cfg = config.openstack;
  mounted = lib.filterAttrs (_name: dataset: dataset.mount != null) cfg.zfs.datasets;
in
{
  imports = [
    ../profiles/qemu-guest.nix
    ../profiles/headless.nix
  ];
  options.openstack = {
    efi = mkOption {
      type = types.raw;
      default = pkgs.stdenv.hostPlatform.isAarch64;
      defaultText = lib.literalExpression "pkgs.stdenv.hostPlatform.isAarch64";
      internal = true;
      description = "Whether it starts by EFI.";
    };
    zfs = {
      enable = mkOption {
        type = types.raw;
        default = false;
        internal = true;
        description = "Whether its root is of ZFS.";
      };
      datasets = mkOption {
        type = types.attrsOf (types.submodule {
          options = {
            mount = mkOption {
              type = types.nullOr types.str;
              default = null;
              description = "Where it is mounted.";
            };
            properties = mkOption {
              type = types.attrsOf types.str;
              default = { };
              description = "Its properties.";
            };
          };
        });
        default = { };
        description = "Parts of the pools `tank` and `boot`.";
      };
    };
  };
  config = {
    fileSystems = lib.mkMerge [
      {
        "/" = mkIf (!cfg.zfs.enable) {
          device = "/dev/disk/by-label/nixos";
          fsType = "ext4";
          autoResize = true;
        };
        "/boot" = mkIf (cfg.efi || cfg.zfs.enable) {
          device = "/dev/disk/by-label/ESP";
          fsType = "vfat";
        };
      }
      (mkIf cfg.zfs.enable (
        lib.mapAttrs' (device: dataset: lib.nameValuePair dataset.mount { inherit device; fsType = "zfs"; }) mounted
      ))
    ];
    boot = {
      growPartition = true;
      kernelParams = [ "console=tty1" ];
      loader = {
        timeout = 1;
        grub = {
          device = if cfg.efi then "nodev" else "/dev/vda";
          efiSupport = cfg.efi;
          efiInstallAsRemovable = cfg.efi;
          extraConfig = ''
            serial --unit=1 --speed=115200 --word=8 --parity=no --stop=1
            terminal_output console serial
            terminal_input console serial
          '';
        };
      };
    };
    networking = {
      hostId = mkIf cfg.zfs.enable (mkDefault "00000000");
      hostName = mkDefault "";
    };
    services.openssh = {
      enable = true;
      settings = {
        PermitRootLogin = "prohibit-password";
        PasswordAuthentication = mkDefault false;
      };
    };
    users.users.root.initialPassword = "foobar";
    systemd.services."serial-getty@tty1".enable = true;
    systemd.services.openstack-init = {
      description = "Fetch Metadata on startup";
      path = [ pkgs.wget ];
      wantedBy = [ "multi-user.target" ];
      before = [
        "apply-ec2-data.service"
        "amazon-init.service"
      ];
      wants = [ "network-online.target" ];
      after = [ "network-online.target" ];
      script = "echo 'the built-in library does not have the script that fetches metadata' >&2";
      restartIfChanged = false;
      unitConfig.X-StopOnRemoval = false;
      serviceConfig = {
        Type = "oneshot";
        RemainAfterExit = true;
      };
    };
  };
}
