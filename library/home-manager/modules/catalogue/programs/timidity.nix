# `programs.timidity`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt text;
  cfg = config.programs.timidity;
  final = pkgs.symlinkJoin {
    name = "timidity-with-config";
    paths = [ cfg.package ];
    nativeBuildInputs = [ pkgs.makeWrapper ];
    postBuild = ''
      wrapProgram $out/bin/timidity \
        --add-flags '-c ${pkgs.writeText "timidity.cfg" cfg.extraConfig}'
    '';
  };
in
lib.hm.library.program args "timidity" {
  install = false;
  options = {
    finalPackage = lib.hm.library.described "programs.timidity.package with its settings" (opt types.package final "The package with its settings.") // {
      readOnly = true;
    };
    extraConfig = text "Its settings.";
  };
  config = cfg: { home.packages = [ cfg.finalPackage ]; };
}
