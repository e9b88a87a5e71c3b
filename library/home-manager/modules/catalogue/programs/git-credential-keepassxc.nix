# `programs.git-credential-keepassxc`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe words;
in
lib.hm.library.program args "git-credential-keepassxc" {
  options = {
    groups = maybe (types.listOf types.str) "Groups of KeePassXC whose passwords Git gets; without them, the groups of Git.";
    hosts = words "Hosts that it is for; without any, all.";
  };
  config =
    cfg:
    let
      groups = if cfg.groups == null then "--git-groups" else lib.concatMapStringsSep " " (group: "--group ${group}") cfg.groups;
      helper.helper = "${cfg.package}/bin/git-credential-keepassxc ${groups}";
    in
    {
      programs.git.settings.credential = if cfg.hosts == [ ] then helper else lib.genAttrs cfg.hosts (_: helper);
    };
}
