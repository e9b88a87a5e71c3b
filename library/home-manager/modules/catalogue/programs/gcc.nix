# `programs.gcc`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "gcc" {
  nullable = true;
  options.colors = lib.hm.library.strings "Colours, what {env}`GCC_COLORS` is made of.";
  config = cfg: {
    home.sessionVariables = lib.mkIf (cfg.colors != { }) {
      GCC_COLORS = lib.concatStringsSep ":" (lib.mapAttrsToList (name: value: "${name}=${value}") cfg.colors);
    };
  };
}
