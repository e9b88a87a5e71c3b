# `programs.docker-cli`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described opt;
  format = pkgs.formats.json { };
  home = config.home.homeDirectory;
  context =
    { name, ... }:
    {
      freeformType = format.type;
      options.Name = lib.mkOption {
        type = types.str;
        readOnly = true;
        description = "Its name.";
      };
      config.Name = name;
    };
  inXdg = config.xdg.enable && lib.versionAtLeast config.home.stateVersion "26.05";
in
lib.hm.library.program args "docker-cli" {
  title = "settings of Docker's client";
  package = null;
  options = {
    configDir =
      described
        ''
          if config.xdg.enable && lib.versionAtLeast config.home.stateVersion "26.05" then
            "$XDG_CONFIG_HOME/docker"
          else
            ".docker"
        ''
        (opt types.str (if inXdg then "${config.xdg.configHome}/docker" else ".docker") "Folder of the settings.")
      // {
        apply = lib.removePrefix "${home}/";
      };
    contexts = opt (types.attrsOf (types.submodule context)) { } "Contexts by name.";
    settings = opt format.type { } "Contents of {file}`config.json`.";
  };
  config = cfg: {
    home.sessionVariables.DOCKER_CONFIG = "${home}/${cfg.configDir}";
    home.file = {
      "${cfg.configDir}/config.json".source = format.generate "config.json" cfg.settings;
    }
    // lib.mapAttrs' (
      _: context:
      lib.nameValuePair "${cfg.configDir}/contexts/meta/${builtins.hashString "sha256" context.Name}/meta.json" {
        source = format.generate "config.json" context;
      }
    ) cfg.contexts;
  };
}
