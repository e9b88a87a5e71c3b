# `programs.bluetuith`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "bluetuith" {
  nullable = true;
  format = "json";
  file = "bluetuith/bluetuith.conf";
  generated = "bluetuith.conf";
  config = _: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.bluetuith" pkgs lib.platforms.linux) ];
  };
}
