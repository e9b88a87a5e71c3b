# `programs.pylint`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  ini = pkgs.formats.ini { listToValue = lib.concatMapStringsSep ", " (lib.generators.mkValueStringDefault { }); };
in
lib.hm.library.program args "pylint" {
  package = [ "python3Packages" "pylint" ];
  options.settings = lib.hm.library.described "{}" (lib.hm.library.opt ini.type { } "Contents of {file}`~/.pylintrc`.");
  config = cfg: { home.file.".pylintrc".source = ini.generate "pylintrc" cfg.settings; };
}
