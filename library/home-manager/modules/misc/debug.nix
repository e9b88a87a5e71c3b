# `home.enableDebugInfo`: the debug symbols of packages.
{ config, lib, ... }:
{
  options.home.enableDebugInfo = lib.hm.library.flag "Whether the debug symbols of packages are installed and found by debuggers." // {
    example = true;
  };

  config = lib.mkIf config.home.enableDebugInfo {
    home = {
      extraOutputsToInstall = [ "debug" ];
      sessionSearchVariables.NIX_DEBUG_INFO_DIRS = [ "${config.home.profileDirectory}/lib/debug" ];
    };
  };
}
