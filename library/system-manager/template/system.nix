{ pkgs, ... }:
{
  nixpkgs.hostPlatform = "x86_64-linux";

  # Makes the users below, where they do not exist yet.
  services.userborn.enable = true;
  # Home Manager's activation calls Nix.
  nix.enable = true;

  users.groups.jdoe.gid = 5000;
  users.users.jdoe = {
    isNormalUser = true;
    uid = 5000;
    group = "jdoe";
    home = "/home/jdoe";
    createHome = true;
  };

  environment.systemPackages = [ pkgs.git ];
}
