# `programs.tiny`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) described opt;
  yaml = pkgs.formats.yaml { };
  folder = if pkgs.stdenv.hostPlatform.isDarwin then "Library/Application Support" else config.xdg.configHome;
in
lib.hm.library.program args "tiny" {
  options.settings = described "{ }" (opt yaml.type { } "Contents of {file}`tiny/config.yml`.");
  config = cfg: {
    home.file."${folder}/tiny/config.yml" = lib.mkIf (cfg.settings != { }) {
      source = yaml.generate "tiny-config" cfg.settings;
    };
  };
}
