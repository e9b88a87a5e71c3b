# `programs.kickoff`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "kickoff" {
  nullable = true;
  format = "toml";
  file = "kickoff/config.toml";
  generated = "kickoff-config-toml";
  config = _: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.kickoff" pkgs lib.platforms.linux) ];
  };
}
