# `programs.crush`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) flag opt;
  inherit (config.programs) mcp;
  skills = import ../../parts/agent-skills.nix {
    inherit lib pkgs;
    name = "crush";
  };
  format = pkgs.formats.json { };
  # It reads variables from files by itself.
  server =
    given:
    lib.hm.mcp.transformMcpServer {
      server = given;
      exclude = [ "enabled" ];
      extraTransforms = [ lib.hm.mcp.addType ];
      mkFileRef = path: "$(cat ${lib.escapeShellArg path})";
    }
    // lib.optionalAttrs (given.enabled or null == false || given.disabled or false) { disabled = true; };
in
lib.hm.library.program args "crush" {
  nullable = true;
  options = {
    enableMcpIntegration = flag "Whether the servers of {option}`programs.mcp` are its too.";
    settings = opt format.type { } "Contents of {file}`crush/crush.json`.";
    skills = opt (types.either (with types; attrsOf (oneOf [ lines path str ])) types.path) { } "Skills by name, or a folder of skills.";
  };
  config =
    cfg:
    let
      servers =
        lib.optionalAttrs (cfg.enableMcpIntegration && mcp.enable) (lib.mapAttrs (_: server) mcp.servers)
        // cfg.settings.mcp or { };
      settings = cfg.settings // lib.optionalAttrs (servers != { }) { mcp = servers; };
    in
    {
      assertions = [ (skills.isFolder "skills" cfg.skills) ];
      xdg.configFile = {
        "crush/crush.json" = mkIf (settings != { }) {
          source = format.generate "crush.json" ({ "$schema" = "https://charm.land/crush.json"; } // settings);
        };
      }
      // skills.files "crush/skills" cfg.skills;
    };
}
