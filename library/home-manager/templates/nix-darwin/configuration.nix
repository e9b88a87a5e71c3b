{ pkgs, ... }:
{
  nixpkgs.hostPlatform = "aarch64-darwin";
  users.users.jdoe.home = "/Users/jdoe";
  environment.systemPackages = [ pkgs.git ];

  # The version of nix-darwin's defaults that this host keeps to.
  system.stateVersion = 6;
}
