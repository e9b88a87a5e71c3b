# `programs.acd-cli`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.ini { };
  document = file: lib.hm.library.opt format.type { } "Contents of {file}`acd_cli/${file}`.";
in
lib.hm.library.program args "acd-cli" {
  nullable = true;
  options = {
    cliSettings = document "acd_cli.ini";
    clientSettings = document "acd_client.ini";
    cacheSettings = document "cache.ini";
    fuseSettings = document "fuse.ini";
  };
  config =
    cfg:
    let
      file = name: value: lib.mkIf (value != { }) { source = format.generate name value; };
    in
    {
      xdg.configFile = {
        "acd_cli/acd_cli.ini" = file "acd_cli.ini" cfg.cliSettings;
        "acd_cli/acd_client.ini" = file "acd_client.ini" cfg.clientSettings;
        "acd_cli/cache.ini" = file "acd_cli_cache.ini" cfg.cacheSettings;
        "acd_cli/fuse.ini" = file "acd_cli_fuse.ini" cfg.fuseSettings;
      };
    };
}
