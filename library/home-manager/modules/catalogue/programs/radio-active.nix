# `programs.radio-active`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt;
  ini = pkgs.formats.ini { };
  value = types.oneOf [ types.nonEmptyStr types.numbers.nonnegative ];
in
lib.hm.library.program args "radio-active" {
  nullable = true;
  install = false;
  options = {
    settings = opt (types.attrsOf (types.attrsOf value)) { } "Contents of {file}`radio-active/configs.ini`.";
    aliases = opt (types.attrsOf types.nonEmptyStr) { } "Addresses of stations by name.";
  };
  config =
    cfg:
    let
      # As in Home Manager, `package` decides only whether there is one.
      player = cfg.settings.AppConfig.player or "ffplay";
      # The player's path is written into the program.
      calling =
        name: program:
        pkgs.radio-active.overrideAttrs (_final: old: {
          postPatch = ''
            ${old.postPatch}
            substituteInPlace radioactive/${name}.py \
              --replace-fail 'self.exe_path = which(self.program_name)' \
              'self.exe_path = "${lib.getExe program}"'
          '';
        });
      package =
        if player == "mpv" then
          calling "mpv" pkgs.mpv
        else if player == "vlc" then
          calling "vlc" pkgs.vlc
        else
          pkgs.radio-active;
    in
    {
      warnings = lib.optional (!lib.elem player [ "ffplay" "mpv" "vlc" ]) ''
        Unknown player defined in `config.programs.radio-active.AppConfig.player`
      '';
      home.packages = mkIf (cfg.package != null) [ package ];
      home.file.".radio-active-alias" = mkIf (cfg.aliases != { }) {
        text = lib.concatLines (lib.mapAttrsToList (name: value: "${name}==${value}") cfg.aliases);
      };
      xdg.configFile."radio-active/configs.ini" = mkIf (cfg.settings != { } && cfg.settings.AppConfig or null != { }) {
        source = ini.generate "radio-active-config" cfg.settings;
      };
    };
}
