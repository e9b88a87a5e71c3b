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
      shellAliases = lib.mkIf (arguments != "") { fd = "fd ${arguments}"; };
    in
    {
      # Each shell has its own; Ion's module asks for it.
      programs = lib.genAttrs [ "bash" "fish" "nushell" "zsh" ] (_: { inherit shellAliases; });
      xdg.configFile."fd/ignore" = lib.mkIf (cfg.ignores != [ ]) { text = lib.concatLines cfg.ignores; };
    };
}
