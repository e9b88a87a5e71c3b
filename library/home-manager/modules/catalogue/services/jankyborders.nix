# `services.jankyborders`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described opt;
  log =
    kind: short:
    described "\${config.home.homeDirectory}/Library/Logs/jankyborders/${short}.log" (
      opt (types.nullOr (types.either types.path types.str))
        "${config.home.homeDirectory}/Library/Logs/borders/borders.${short}.log"
        "Where ${kind} goes."
    );
in
lib.hm.library.service args "jankyborders" {
  title = "the borders of JankyBorders";
  options = {
    errorLogFile = log "standard error" "err";
    outLogFile = log "standard output" "out";
    settings = opt (types.attrsOf types.anything) { } "Its settings.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.jankyborders" pkgs lib.platforms.darwin) ];
    launchd.agents.jankyborders = {
      enable = true;
      config = {
        ProgramArguments = [ (lib.getExe cfg.package) ];
        ProcessType = "Interactive";
        KeepAlive = true;
        RunAtLoad = true;
        StandardErrorPath = cfg.errorLogFile;
        StandardOutPath = cfg.outLogFile;
      };
    };
    xdg.configFile."borders/bordersrc".source = pkgs.writeShellScript "bordersrc" ''
      options=(
      ${lib.generators.toKeyValue { indent = "  "; } cfg.settings})

      ${lib.getExe cfg.package} "''${options[@]}"
    '';
  };
}
