# `programs.mr`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  ini = pkgs.formats.ini { listToValue = lib.concatMapStringsSep ", " (lib.generators.mkValueStringDefault { }); };
in
lib.hm.library.program args "mr" {
  nullable = true;
  options.settings = lib.hm.library.opt ini.type { } "Contents of {file}`~/.mrconfig`.";
  config = cfg: { home.file.".mrconfig".source = ini.generate ".mrconfig" cfg.settings; };
}
