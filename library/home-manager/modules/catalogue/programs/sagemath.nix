# `programs.sagemath`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described opt text;
in
lib.hm.library.program args "sagemath" {
  title = "SageMath";
  package = "sage";
  nullable = true;
  options = {
    configDir = described "\${config.xdg.configHome}/sage" (
      opt types.str "${config.xdg.configHome}/sage" "Folder of its start."
    );
    dataDir = described "\${config.xdg.dataHome}/sage" (opt types.str "${config.xdg.dataHome}/sage" "Folder of its files.");
    initScript = text "What it does at the start.";
  };
  config = cfg: {
    home.file."${cfg.configDir}/init.sage".text = cfg.initScript;
    home.sessionVariables = {
      DOT_SAGE = cfg.dataDir;
      SAGE_STARTUP_FILE = "${cfg.configDir}/init.sage";
    };
  };
}
