# `programs.pubs`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "pubs" {
  options.extraConfig = lib.hm.library.text "Contents of {file}`~/.pubsrc`.";
  config = cfg: {
    home.file.".pubsrc" = lib.mkIf (cfg.extraConfig != "") { text = cfg.extraConfig; };
  };
}
