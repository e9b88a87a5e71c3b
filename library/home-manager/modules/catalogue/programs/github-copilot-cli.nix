# `programs.github-copilot-cli`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described flag opt;
  inherit (lib.hm.strings) isPathLike;
  inherit (config.programs) mcp;
  agentSkills = import ../../parts/agent-skills.nix {
    inherit lib pkgs;
    name = "github-copilot-cli";
  };
  format = pkgs.formats.json { };
  document = opt (types.attrsOf format.type) { };
  setOrFolder = opt (types.either (with types; attrsOf (oneOf [ lines path str ])) types.path) { };
  upstream = "${config.home.homeDirectory}/.copilot";

  serverOf =
    name: server:
    let
      plain = lib.hm.mcp.transformMcpServer {
        inherit server;
        extraTransforms = [
          lib.hm.mcp.addType
          (lib.hm.mcp.wrapEnvFilesCommand { inherit name pkgs; })
        ];
      };
      isLocal = plain.type == "stdio" || plain.type == "local";
    in
    { tools = [ "*" ]; }
    // lib.optionalAttrs isLocal { args = [ ]; }
    // plain
    // lib.optionalAttrs isLocal { type = "local"; };
  isUsed = server: !(server.disabled or false) && (server ? url || server ? command);
in
lib.hm.library.program args "github-copilot-cli" {
  title = "the command line of GitHub Copilot";
  nullable = true;
  options = {
    configDir =
      described
        ''
          if config.home.preferXdgDirectories then
            "''${config.xdg.configHome}/copilot"
          else
            "''${config.home.homeDirectory}/.copilot"
        ''
        (opt types.str (
          if config.home.preferXdgDirectories then "${config.xdg.configHome}/copilot" else upstream
        ) "Its folder.");
    enableMcpIntegration = flag "Whether the servers of {option}`programs.mcp` are its too.";
    settings = document "Contents of {file}`config.json`.";
    context = opt (types.either types.lines types.path) "" "Contents of {file}`copilot-instructions.md`, or a file with them.";
    mcpServers = document "Servers of the Model Context Protocol.";
    lspServers = document "Language servers.";
    agents = setOrFolder "Agents by name, or a folder of agents.";
    skills = setOrFolder "Skills by name, or a folder of skills.";
  };
  config =
    cfg:
    let
      folder = cfg.configDir;
      servers = lib.mapAttrs serverOf (
        lib.optionalAttrs (cfg.enableMcpIntegration && mcp.enable) (lib.filterAttrs (_: isUsed) mcp.servers)
        // cfg.mcpServers
      );
      agents =
        if isPathLike cfg.agents then
          {
            "${folder}/agents" = {
              source = agentSkills.folder "agents" cfg.agents;
              recursive = true;
            };
          }
        else
          lib.mapAttrs' (
            name: agent: lib.nameValuePair "${folder}/agents/${name}.agent.md" (agentSkills.fileOf agent)
          ) cfg.agents;
    in
    {
      assertions = [
        (agentSkills.isFolder "agents" cfg.agents)
        (agentSkills.isFolder "skills" cfg.skills)
      ];
      home.sessionVariables = mkIf (folder != upstream) { COPILOT_HOME = folder; };
      home.file = {
        # It writes the date of its first start, and fails where it cannot.
        "${folder}/config.json" = mkIf (cfg.settings != { }) {
          source = format.generate "github-copilot-cli-config.json" (
            { firstLaunchAt = "1970-01-01T00:00:00.000Z"; } // cfg.settings
          );
        };
        "${folder}/mcp-config.json" = mkIf (servers != { }) {
          source = format.generate "github-copilot-cli-mcp-config.json" { mcpServers = servers; };
        };
        "${folder}/lsp-config.json" = mkIf (cfg.lspServers != { }) {
          source = format.generate "github-copilot-cli-lsp-config.json" { inherit (cfg) lspServers; };
        };
        "${folder}/copilot-instructions.md" = mkIf (cfg.context != "") (agentSkills.fileOf cfg.context);
      }
      // agents
      // agentSkills.files "${folder}/skills" cfg.skills;
    };
}
