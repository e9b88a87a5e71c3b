# `dbus`: services of the session bus that packages bring.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (config.dbus) packages;
in
{
  options.dbus.packages = lib.hm.library.packages "Packages whose D-Bus services the session bus offers.";

  config.xdg.dataFile."dbus-1/services" = lib.mkIf (packages != [ ]) {
    recursive = true;
    source = pkgs.symlinkJoin {
      name = "user-dbus-services";
      paths = packages;
      stripPrefix = "/share/dbus-1/services";
    };
  };
}
