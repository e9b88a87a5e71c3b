# `services.skhd`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described maybe opt;
  log =
    kind: short:
    described "\${config.home.homeDirectory}/Library/Logs/skhd/${short}.log" (
      opt (types.nullOr (types.either types.path types.str))
        "${config.home.homeDirectory}/Library/Logs/skhd/skhd.${short}.log"
        "Where ${kind} goes."
    );
in
lib.hm.library.service args "skhd" {
  title = "the keys of skhd";
  options = {
    errorLogFile = log "standard error" "err";
    outLogFile = log "standard output" "out";
    config = maybe (types.either types.path types.lines) "Contents of {file}`skhd/skhdrc`.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.skhd" pkgs lib.platforms.darwin) ];
    launchd.agents.skhd = {
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
    xdg.configFile."skhd/skhdrc" = lib.mkIf (cfg.config != null) {
      source =
        if lib.hm.strings.isPathLike cfg.config then cfg.config else pkgs.writeScript "skhdrc" cfg.config;
    };
  };
}
