# `programs.atool`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt packages;
  inherit (config.programs.atool) extraPackages package;
  final =
    if extraPackages == [ ] then
      package
    else
      pkgs.symlinkJoin {
        name = "atool-wrapped";
        paths = [ package ];
        buildInputs = [ pkgs.makeWrapper ];
        postBuild = ''
          wrapProgram $out/bin/atool \
          --suffix PATH : ${lib.makeBinPath extraPackages}
        '';
      };
in
lib.hm.library.program args "atool" {
  nullable = true;
  install = false;
  options = {
    finalPackage = opt types.package final "The package with those that it calls." // { readOnly = true; };
    settings = opt (with types; attrsOf (either str int)) { } "Contents of {file}`.atoolrc`.";
    extraPackages = packages "Packages that it calls.";
  };
  config = cfg: {
    home.packages = lib.mkIf (cfg.package != null) [ cfg.finalPackage ];
    home.file.".atoolrc" = lib.mkIf (cfg.settings != { }) {
      source = pkgs.writeText ".atoolrc" (
        lib.generators.toKeyValue { mkKeyValue = lib.generators.mkKeyValueDefault { } " "; } cfg.settings
      );
    };
  };
}
