# `programs.cargo`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe opt;
  toml = pkgs.formats.toml { };
in
lib.hm.library.program args "cargo" {
  nullable = true;
  options = {
    cargoHome = maybe types.str "Its folder, as {env}`CARGO_HOME` says; `null`: {file}`~/.cargo`." // {
      apply = lib.mapNullable (lib.removePrefix "${config.home.homeDirectory}/");
    };
    settings = opt toml.type { } "Contents of {file}`config.toml` in its folder.";
  };
  config =
    cfg:
    let
      isMoved = cfg.cargoHome != null;
    in
    {
      home.sessionVariables = lib.mkIf isMoved { CARGO_HOME = "${config.home.homeDirectory}/${cfg.cargoHome}"; };
      home.file."${if isMoved then cfg.cargoHome else ".cargo"}/config.toml".source = toml.generate "config.toml" cfg.settings;
    };
}
