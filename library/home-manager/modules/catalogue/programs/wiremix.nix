# `programs.wiremix`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "wiremix" {
  nullable = true;
  format = "toml";
  file = "wiremix/wiremix.toml";
  generated = "hm_wiremix.toml";
  config = _: { assertions = [ (lib.hm.assertions.assertPlatform "programs.wiremix" pkgs lib.platforms.linux) ]; };
}
