# `programs.swappy`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "swappy" {
  nullable = true;
  format = "ini";
  file = "swappy/config";
  generated = "swappy-config";
  config = _: { assertions = [ (lib.hm.assertions.assertPlatform "programs.swappy" pkgs lib.platforms.linux) ]; };
}
