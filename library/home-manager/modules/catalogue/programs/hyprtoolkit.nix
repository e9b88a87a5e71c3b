# `programs.hyprtoolkit`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  value = (with lib.types; nullOr (oneOf [ int str (attrsOf value) (listOf value) ])) // {
    description = "Hyprtoolkit configuration values";
  };
in
lib.hm.library.program args "hyprtoolkit" {
  nullable = true;
  options.settings = lib.hm.library.opt value { } "Contents of {file}`hypr/hyprtoolkit.conf`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.hyprtoolkit" pkgs lib.platforms.linux) ];
    xdg.configFile."hypr/hyprtoolkit.conf" = lib.mkIf (cfg.settings != { }) {
      text = lib.hm.generators.toHyprconf { attrs = cfg.settings; };
    };
  };
}
