# `programs.amber`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.toml { };
  folder = if pkgs.stdenv.hostPlatform.isDarwin then "Library/Preferences/com.github.dalance.amber" else ".config/amber";
  document = file: lib.hm.library.opt format.type { } "Contents of {file}`${file}.toml`.";
in
lib.hm.library.program args "amber" {
  nullable = true;
  options = {
    ambsSettings = document "ambs";
    ambrSettings = document "ambr";
  };
  config =
    cfg:
    let
      file = name: value: lib.mkIf (value != { }) { source = format.generate "${name}.toml" value; };
    in
    {
      home.file = {
        "${folder}/ambs.toml" = file "ambs" cfg.ambsSettings;
        "${folder}/ambr.toml" = file "ambr" cfg.ambrSettings;
      };
    };
}
