{ pkgs, ... }:
{
  # The release whose defaults this home keeps to. It need not follow updates of Home Manager.
  home.stateVersion = "26.05";

  # Packages of this user.
  home.packages = [
    pkgs.hello
  ];

  # Programs have options of their own: 'hmeval options' lists them.
  programs.git.enable = true;
}
