# `programs.man`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  cfg = config.programs.man;
in
{
  options.programs.man = {
    enable = lib.hm.library.enabled "Whether manual pages and the command {command}`man` are installed.";
    package = lib.mkPackageOption pkgs "man" { nullable = true; };
    generateCaches = lib.hm.library.flag "Whether the database of {command}`apropos` is made.";
    extraConfig = lib.hm.library.text "More text of {file}`man_db.conf`.";
  };

  config = lib.mkIf cfg.enable {
    home = {
      packages = lib.mkIf (cfg.package != null) [ cfg.package ];
      extraOutputsToInstall = [ "man" ];
    };
  };
}
