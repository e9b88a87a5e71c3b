# `programs.lazydocker`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.yaml { };
  folder =
    if pkgs.stdenv.hostPlatform.isDarwin && !config.xdg.enable then
      "Library/Application Support/jesseduffield"
    else
      config.xdg.configHome;
in
lib.hm.library.program args "lazydocker" {
  title = "lazydocker, a view of containers";
  nullable = true;
  # What the program itself would call, docker-compose, is not there any more.
  options.settings = lib.hm.library.opt format.type {
    commandTemplates.dockerCompose = "docker compose";
  } "Contents of {file}`lazydocker/config.yml`.";
  config = cfg: {
    home.file."${folder}/lazydocker/config.yml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "lazydocker-config" cfg.settings;
    };
  };
}
