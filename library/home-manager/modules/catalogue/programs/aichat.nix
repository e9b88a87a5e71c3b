# `programs.aichat`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) opt;
  format = pkgs.formats.yaml { };
  folder =
    if pkgs.stdenv.hostPlatform.isDarwin && !config.xdg.enable then
      "Library/Application Support/aichat"
    else
      "${lib.removePrefix config.home.homeDirectory config.xdg.configHome}/aichat";
in
lib.hm.library.program args "aichat" {
  nullable = true;
  options = {
    settings = opt format.type { } "Contents of {file}`config.yaml`.";
    agents = opt (lib.types.attrsOf format.type) { } "Agents by name.";
  };
  config = cfg: {
    home.file = {
      "${folder}/config.yaml" = lib.mkIf (cfg.settings != { }) {
        source = format.generate "aichat-config" cfg.settings;
      };
    }
    // lib.mapAttrs' (
      name: agent:
      lib.nameValuePair "${folder}/agents/${name}/config.yaml" {
        source = format.generate "aichat-agent-${name}" agent;
      }
    ) cfg.agents;
  };
}
