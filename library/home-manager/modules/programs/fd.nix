# `programs.fd`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) flag words;
in
lib.hm.library.program args "fd" {
  nullable = true;
  options = {
    ignores = words "Patterns of files that it leaves out.";
    hidden = lib.mkEnableOption "hidden files";
    extraOptions = words "Arguments.";
  };
  config =
    cfg:
    let
      arguments = lib.escapeShellArgs (lib.optional cfg.hidden "--hidden" ++ cfg.extraOptions);
    in
    {
      home.shellAliases = lib.mkIf (arguments != "") { fd = "fd ${arguments}"; };
      xdg.configFile."fd/ignore" = lib.mkIf (cfg.ignores != [ ]) { text = lib.concatLines cfg.ignores; };
    };
}
