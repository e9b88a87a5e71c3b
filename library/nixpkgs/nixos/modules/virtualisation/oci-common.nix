# A machine in Oracle's cloud.
{ config, lib, ... }:
let
  cfg = config.oci;
in
{
  imports = [ ../profiles/qemu-guest.nix ];
  options.oci = {
    efi = lib.mkOption {
      type = lib.types.raw;
      default = true;
      internal = true;
      description = "Whether it starts by EFI.";
    };
    diskSize = lib.mkOption {
      type = lib.types.int;
      default = 8192;
      description = "Size of the image's disk in megabytes.";
    };
  };
  config = {
    boot = {
      growPartition = true;
      kernelParams = [
        "nvme.shutdown_timeout=10"
        "nvme_core.shutdown_timeout=10"
        "libiscsi.debug_libiscsi_eh=1"
        "crash_kexec_post_notifiers"
        "console=tty1"
        "console=ttyS0"
        "console=ttyAMA0,115200"
      ];
      loader = {
        efi.canTouchEfiVariables = false;
        grub = {
          device = if cfg.efi then "nodev" else "/dev/sda";
          efiSupport = cfg.efi;
          efiInstallAsRemovable = cfg.efi;
          splashImage = null;
          extraConfig = ''
            serial --unit=0 --speed=115200 --word=8 --parity=no --stop=1
            terminal_input --append serial
            terminal_output --append serial
          '';
        };
      };
    };
    fileSystems."/" = {
      device = "/dev/disk/by-label/nixos";
      fsType = "ext4";
      autoResize = true;
    };
    fileSystems."/boot" = lib.mkIf cfg.efi {
      device = "/dev/disk/by-label/ESP";
      fsType = "vfat";
    };
    networking.timeServers = [ "169.254.169.254" ];
    networking.useNetworkd = lib.mkDefault true;
    services.openssh.enable = true;
  };
}
