# `programs.havoc`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "havoc" {
  nullable = true;
  format = "ini";
  file = "havoc.cfg";
  generated = "havoc.cfg";
  config = _: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.havoc" pkgs lib.platforms.linux) ];
  };
}
