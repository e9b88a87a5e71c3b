# `programs.ripgrep`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "ripgrep" {
  nullable = true;
  options.arguments = lib.hm.library.words "Arguments, one a line of its file.";
  config =
    cfg:
    let
      file = "${config.xdg.configHome}/ripgrep/ripgreprc";
    in
    lib.mkIf (cfg.arguments != [ ]) {
      home.file.${file}.text = lib.concatLines cfg.arguments;
      home.sessionVariables.RIPGREP_CONFIG_PATH = file;
    };
}
