# `programs.mistral-vibe`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  toml = pkgs.formats.toml { };
in
lib.hm.library.program args "mistral-vibe" {
  nullable = true;
  options.settings = lib.hm.library.opt toml.type { } "Contents of {file}`~/.vibe/config.toml`.";
  config = cfg: { home.file.".vibe/config.toml".source = toml.generate "config.toml" cfg.settings; };
}
