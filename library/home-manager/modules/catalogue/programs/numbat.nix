# `programs.numbat`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) maybe opt;
  toml = pkgs.formats.toml { };
  folder = if pkgs.stdenv.hostPlatform.isDarwin then "Library/Application Support" else config.xdg.configHome;
in
lib.hm.library.program args "numbat" {
  nullable = true;
  options = {
    settings = opt toml.type { } "Contents of {file}`numbat/config.toml`.";
    initFile = maybe (types.either types.lines types.path) "Contents of {file}`numbat/init.nbt`.";
  };
  config = cfg: {
    home.file = {
      "${folder}/numbat/init.nbt" = mkIf (cfg.initFile != null) {
        source = if lib.isString cfg.initFile then pkgs.writeText "init.nbt" cfg.initFile else cfg.initFile;
      };
      "${folder}/numbat/config.toml" = mkIf (cfg.settings != { }) {
        source = toml.generate "numbat-config" cfg.settings;
      };
    };
  };
}
