# `programs.looking-glass-client`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "looking-glass-client" {
  nullable = true;
  format = "ini";
  file = "looking-glass/client.ini";
  generated = "looking-glass-client.ini";
  config = _: { assertions = [ (lib.hm.assertions.assertPlatform "programs.looking-glass-client" pkgs lib.platforms.linux) ]; };
}
