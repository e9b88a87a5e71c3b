{ pkgs, ... }:
{
  networking.hostName = "hostname";

  # What 'nixos-generate-config' found out about the machine belongs here, or into a file that 'imports' names.
  boot.loader.systemd-boot.enable = true;
  fileSystems."/" = {
    device = "/dev/disk/by-label/nixos";
    fsType = "ext4";
  };

  users.users.jdoe = {
    isNormalUser = true;
    extraGroups = [ "wheel" ];
  };

  environment.systemPackages = [ pkgs.git ];

  # The release that was installed first. It need not follow updates.
  system.stateVersion = "26.05";
}
