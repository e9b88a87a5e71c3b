# `programs.vinegar`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  toml = pkgs.formats.toml { };
in
lib.hm.library.fileProgram args "vinegar" {
  nullable = true;
  format = "toml";
  file = "vinegar/config.toml";
  generated = "vinegar-config.toml";
  options.settings = lib.hm.library.opt (lib.types.attrsOf toml.type) { } "Contents of {file}`vinegar/config.toml`.";
  config = _: { assertions = [ (lib.hm.assertions.assertPlatform "programs.vinegar" pkgs lib.platforms.linux) ]; };
}
