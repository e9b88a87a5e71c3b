# `programs.satty`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "satty" {
  nullable = true;
  format = "toml";
  file = "satty/config.toml";
  generated = "satty-config.toml";
  config = _: { assertions = [ (lib.hm.assertions.assertPlatform "programs.satty" pkgs lib.platforms.linux) ]; };
}
