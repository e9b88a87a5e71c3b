# `programs.discord`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) enabled flag opt;
  format = pkgs.formats.json { };
  folder =
    if pkgs.stdenv.hostPlatform.isDarwin then
      "Library/Application Support"
    else
      config.xdg.configHome;
  settings = types.submodule {
    freeformType = format.type;
    options = {
      # A Discord that knows of a newer one does not start.
      SKIP_HOST_UPDATE = enabled "Whether it does without its own updates.";
      DANGEROUS_ENABLE_DEVTOOLS_ONLY_ENABLE_IF_YOU_KNOW_WHAT_YOURE_DOING = flag "Whether the tools for developers are there.";
    };
  };
in
lib.hm.library.program args "discord" {
  nullable = true;
  options = {
    configName = opt types.str "discord" "Name of the folder of its settings.";
    settings = opt settings { } "Contents of {file}`settings.json`.";
  };
  config = cfg: {
    home.file."${folder}/${cfg.configName}/settings.json".source = format.generate "discord-settings" cfg.settings;
  };
}
