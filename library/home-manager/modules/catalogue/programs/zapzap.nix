# `programs.zapzap`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "zapzap" {
  nullable = true;
  format = "ini";
  file = "ZapZap/ZapZap.conf";
  generated = "ZapZap.conf";
  config = _: { assertions = [ (lib.hm.assertions.assertPlatform "programs.zapzap" pkgs lib.platforms.linux) ]; };
}
