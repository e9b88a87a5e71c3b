# `programs.grep`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "grep" {
  packageOptions.default = "gnugrep";
  nullable = true;
  options.colors = lib.hm.library.strings "Colours, what {env}`GREP_COLORS` is made of.";
  config = cfg: {
    home.sessionVariables = lib.mkIf (cfg.colors != { }) {
      GREP_COLORS = lib.concatStringsSep ":" (lib.mapAttrsToList (name: value: "${name}=${value}") cfg.colors);
    };
  };
}
