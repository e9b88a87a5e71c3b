# `programs.ec`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "ec" {
  title = "ec, which settles conflicts of Git in a terminal";
  options.enableGitIntegration = lib.hm.library.flag "Whether it is the program that Git merges with.";
  config = cfg: {
    programs.git.settings = lib.mkIf cfg.enableGitIntegration {
      merge.tool = "ec";
      mergetool.ec = {
        cmd = ''${lib.getExe cfg.package} "$BASE" "$LOCAL" "$REMOTE" "$MERGED"'';
        trustExitCode = true;
      };
    };
  };
}
