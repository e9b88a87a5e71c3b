# `programs.darcs`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt words;
in
lib.hm.library.program args "darcs" {
  nullable = true;
  options = {
    author = words "Authors.";
    boring = words "Patterns of files that are left out.";
    defaults = opt (types.nullOr types.lines) "" "Contents of {file}`.darcs/defaults`.";
  };
  config =
    cfg:
    let
      file = lines: mkIf (lines != [ ]) { text = lib.concatMapStrings (line: line + "\n") lines; };
    in
    {
      home.file = {
        ".darcs/author" = file cfg.author;
        ".darcs/boring" = file cfg.boring;
        ".darcs/defaults" = mkIf (cfg.defaults != null) { text = cfg.defaults; };
      };
    };
}
