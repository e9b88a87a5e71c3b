# `programs.command-not-found`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "command-not-found" {
  title = "a hint for missing commands";
  package = null;
  options.dbPath = lib.hm.library.opt lib.types.path "/nix/var/nix/profiles/per-user/root/channels/nixos/programs.sqlite" "The list of programs.";
}
