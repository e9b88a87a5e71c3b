# `programs.bun`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
in
lib.hm.library.fileProgram args "bun" {
  nullable = true;
  format = "toml";
  file = ".bunfig.toml";
  generated = "bun-config";
  options.enableGitIntegration = lib.mkEnableOption "showing git's differences of its lock file" // {
    default = true;
  };
  config =
    cfg:
    let
      git = mkIf (cfg.enableGitIntegration && cfg.package != null);
    in
    {
      warnings = lib.optional (
        cfg.enableGitIntegration && cfg.package == null
      ) "`programs.bun.package` is null, so git does not show its lock file, although `programs.bun.enableGitIntegration` is on.";
      programs.git = {
        attributes = git [ "*.lockb binary diff=lockb" ];
        settings.diff.lockb = git {
          textconv = lib.getExe cfg.package;
          binary = true;
        };
      };
    };
}
