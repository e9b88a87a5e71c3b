# `programs.freetube`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  folder = "${config.xdg.configHome}/FreeTube";
  line = name: value: builtins.toJSON { _id = name; inherit value; };
in
lib.hm.library.program args "freetube" {
  nullable = true;
  options.settings = lib.hm.library.opt lib.types.attrs { } "Settings, the lines of {file}`FreeTube/settings.db`.";
  config = cfg: {
    # It writes its settings: they are a copy.
    xdg.configFile."FreeTube/hm_settings.db" = {
      source = pkgs.writeText "hm_settings.db" (
        lib.concatStringsSep "\n" (lib.mapAttrsToList line cfg.settings) + "\n"
      );
      onChange = ''
        run install -Dm644 $VERBOSE_ARG '${folder}/hm_settings.db' '${folder}/settings.db'
      '';
    };
  };
}
