# `home.shell`: whether programs add themselves to shells.
{ config, lib, ... }:
let
  shells = [
    "Bash"
    "Fish"
    "Ion"
    "Nushell"
    "Zsh"
  ];
  all =
    shell:
    lib.nameValuePair "enable${shell}Integration" (
      lib.hm.shell."mk${shell}IntegrationOption" {
        inherit config;
        baseName = "Shell";
      }
    );
in
{
  options.home.shell = {
    enableShellIntegration = lib.hm.library.enabled "Whether programs add themselves to the shells that there are." // {
      example = false;
    };
  }
  // lib.listToAttrs (map all shells);
}
