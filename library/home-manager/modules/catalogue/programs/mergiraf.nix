# `programs.mergiraf`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) described opt;
  older = lib.versionOlder config.home.stateVersion "26.05";
  integration =
    what:
    described "lib.versionOlder config.home.stateVersion \"26.05\"" (
      opt lib.types.bool older "Whether ${what} merges with it."
    )
    // {
      defaultText = "lib.versionOlder config.home.stateVersion \"26.05\"";
    };
  # The default that is about to change, where nobody has chosen.
  warning =
    name: user:
    lib.optional
      (config.programs.${user}.enable && older && args.options.programs.mergiraf.${name}.highestPrio >= 1500)
      ''
        `programs.mergiraf.${name}` is on because `home.stateVersion` is older than 26.05; later it is off unless it is set.
      '';
in
lib.hm.library.program args "mergiraf" {
  options = {
    enableGitIntegration = integration "Git";
    enableJujutsuIntegration = integration "Jujutsu";
  };
  config = cfg: {
    warnings = warning "enableGitIntegration" "git" ++ warning "enableJujutsuIntegration" "jujutsu";
    programs = {
      git = mkIf cfg.enableGitIntegration {
        attributes = [ "* merge=mergiraf" ];
        settings.merge = {
          conflictStyle = "diff3";
          mergiraf = {
            name = "mergiraf";
            driver = "${lib.getExe cfg.package} merge --git %O %A %B -s %S -x %X -y %Y -p %P -l %L";
          };
        };
      };
      jujutsu = mkIf cfg.enableJujutsuIntegration {
        settings = {
          ui.merge-editor = "mergiraf";
          merge-tools.mergiraf.program = lib.getExe cfg.package;
        };
      };
    };
  };
}
