# `programs.pi-coding-agent`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described opt packages;
  json = pkgs.formats.json { };
  usual = "${config.home.homeDirectory}/.pi/agent";
  document = file: opt json.type { } "Contents of {file}`${file}.json`.";
in
lib.hm.library.program args "pi-coding-agent" {
  nullable = true;
  install = false;
  options = {
    extraPackages = packages "Packages that it calls.";
    configDir = described "\"\${config.home.homeDirectory}/.pi/agent\"" (opt types.str usual "Its folder.");
    settings = document "settings";
    keybindings = document "keybindings";
    models = document "models";
    context = opt (types.either types.lines types.path) "" "Contents of {file}`AGENTS.md`.";
  };
  config =
    cfg:
    let
      wrapped = pkgs.symlinkJoin {
        inherit (cfg.package) meta;
        name = "${lib.getName cfg.package}-wrapped-${lib.getVersion cfg.package}";
        paths = [ cfg.package ];
        preferLocalBuild = true;
        nativeBuildInputs = [ pkgs.makeWrapper ];
        postBuild = ''
          wrapProgram $out/bin/pi \
            --suffix PATH : ${lib.makeBinPath cfg.extraPackages}
        '';
      };
      file = name: value: mkIf (value != { }) { source = json.generate "pi-coding-agent-${name}.json" value; };
    in
    {
      home.packages = mkIf (cfg.package != null) [ (if cfg.extraPackages == [ ] then cfg.package else wrapped) ];
      home.sessionVariables = mkIf (cfg.configDir != usual) { PI_CODING_AGENT_DIR = cfg.configDir; };
      home.file = {
        "${cfg.configDir}/settings.json" = file "settings" cfg.settings;
        "${cfg.configDir}/keybindings.json" = file "keybindings" cfg.keybindings;
        "${cfg.configDir}/models.json" = file "models" cfg.models;
        "${cfg.configDir}/AGENTS.md" = mkIf (cfg.context != "") (
          if lib.hm.strings.isPathLike cfg.context then { source = cfg.context; } else { text = cfg.context; }
        );
      };
    };
}
