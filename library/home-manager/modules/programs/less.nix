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
  atom = with types; oneOf [ bool int str ];
  arguments = types.coercedTo (types.attrsOf (types.either atom (types.listOf atom))) (lib.cli.toCommandLineGNU { }) (types.listOf types.str);
in
lib.hm.library.program args "less" {
  nullable = true;
  imports = lib.hm.library.renamed [ "programs" "less" ] { keys = "config"; };
  options = {
    config = text "Contents of {file}`lesskey`.";
    options = opt arguments [ ] "Arguments.";
  };
  config = cfg: {
    programs.less.config = mkIf (cfg.options != [ ]) (
      lib.mkBefore "#env\nLESS = ${lib.concatStringsSep " " cfg.options}\n"
    );
    xdg.configFile."lesskey" = mkIf (cfg.config != "") { text = cfg.config; };
  };
}
