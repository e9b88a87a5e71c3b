# `programs.rizin`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt text;
  file = if config.xdg.enable then "${config.xdg.configHome}/rizin/rizinrc" else ".rizinrc";
in
lib.hm.library.program args "rizin" {
  nullable = true;
  options = {
    settings = opt (with types; attrsOf (either str (either int (either bool float)))) { } "Variables by name.";
    extraConfig = text "Commands.";
  };
  config = cfg: {
    home.file.${file} = lib.mkIf (cfg.extraConfig != "" || cfg.settings != { }) {
      text = ''
        # settings
        ${lib.concatStringsSep "\n" (lib.mapAttrsToList (name: value: "e ${name}=${toString value}") cfg.settings)}

        # extraConfig
        ${cfg.extraConfig}
      '';
    };
  };
}
