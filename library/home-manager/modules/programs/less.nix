# `programs.less`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt text;
in
lib.hm.library.program args "less" {
  nullable = true;
  options = {
    config = text "Contents of {file}`lesskey`.";
    options = opt (types.either (types.listOf types.str) (types.attrsOf types.anything)) [ ] "Arguments.";
  };
  config =
    cfg:
    let
      arguments = if lib.isList cfg.options then cfg.options else lib.cli.toGNUCommandLine { } cfg.options;
    in
    {
      programs.less.config = mkIf (arguments != [ ]) (lib.mkBefore "#env\nLESS = ${lib.concatStringsSep " " arguments}\n");
      xdg.configFile."lesskey" = mkIf (cfg.config != "") { text = cfg.config; };
    };
}
