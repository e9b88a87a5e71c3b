# `programs.onedrive`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "onedrive" {
  nullable = true;
  options.settings = lib.hm.library.strings "Contents of {file}`onedrive/config`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.onedrive" pkgs lib.platforms.linux) ];
    xdg.configFile."onedrive/config" = lib.mkIf (cfg.settings != { }) {
      text = lib.generators.toKeyValue { mkKeyValue = name: value: "${name} = \"${value}\""; } cfg.settings;
    };
  };
}
