# `programs.git-credential-oauth`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "git-credential-oauth" {
  title = "logging in to git's servers by a browser";
  options.extraFlags = lib.hm.library.words "Arguments.";
  config = cfg: {
    # It asks people, so the helpers that only look something up come first.
    programs.git.settings.credential.helper = lib.mkAfter [
      (lib.concatStringsSep " " ([ "${cfg.package}/bin/git-credential-oauth" ] ++ cfg.extraFlags))
    ];
  };
}
