# `programs.antigravity-cli`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) flag maybe need opt words;
  inherit (lib.hm.strings) isPathLike;
  inherit (config.programs) mcp;
  # `programs.gemini-cli` is the same with the older program.
  name = args.name or "antigravity-cli";
  isGemini = name == "gemini-cli";
  skills = import ../../parts/agent-skills.nix { inherit lib name pkgs; };
  json = pkgs.formats.json { };
  toml = pkgs.formats.toml { };

  command = types.submodule {
    freeformType = types.str;
    options = {
      prompt = need types.str "What is said to the model.";
      description = need types.str "What it is for, on one line.";
    };
  };
  permissions = types.submodule {
    options = {
      allow = words "What it may do.";
      deny = words "What it may not do.";
      ask = words "What it asks for.";
    };
  };

  # A server as the newer program reads it.
  serverOf =
    server:
    let
      isRemote = lib.any (key: server.${key} or null != null) [ "httpUrl" "url" "serverUrl" ];
      renamed =
        removeAttrs server ([ "httpUrl" "url" "enabled" ] ++ lib.optionals isRemote [ "command" "args" "env" ])
        // lib.optionalAttrs (server ? httpUrl) { serverUrl = server.httpUrl; }
        // lib.optionalAttrs (server ? url) { serverUrl = server.url; }
        // lib.optionalAttrs (lib.hm.mcp.resolveEnabled server == false) { disabled = true; };
    in
    lib.filterAttrs (_: value: value != null && value != [ ] && value != { }) renamed;
in
lib.hm.library.program args name {
  nullable = true;
  options = {
    useLegacyGeminiConfig = opt types.bool isGemini "Whether its files are those of Gemini's command line.";
    enableMcpIntegration = flag "Whether the servers of {option}`programs.mcp` are its too.";
    settings = opt json.type { } "Contents of {file}`settings.json`.";
    mcpServers = opt json.type { } "Servers of the Model Context Protocol.";
    commands = opt (types.attrsOf command) { } "Commands by name.";
    permissions = maybe permissions "What it may do.";
    policies = opt (types.attrsOf (types.either types.path toml.type)) { } "Policies by name.";
    defaultModel = maybe types.str "The model, {env}`GEMINI_MODEL`.";
    context = opt (with types; attrsOf (either lines path)) { } "Files about what it works on, by name.";
    skills = opt (types.either (with types; attrsOf (either lines path)) types.path) { } "Skills by name, or a folder of skills.";
  };
  config =
    cfg:
    let
      usesGemini = cfg.useLegacyGeminiConfig || (cfg.package != null && lib.getName cfg.package == "gemini-cli");
      shared = lib.optionalAttrs (cfg.enableMcpIntegration && mcp.enable) (
        lib.mapAttrs (
          name: server:
          lib.hm.mcp.transformMcpServer {
            inherit server;
            extraTransforms = [
              lib.hm.mcp.addType
              (lib.hm.mcp.wrapEnvFilesCommand { inherit name pkgs; })
            ];
          }
        ) mcp.servers
      );
      given = cfg.settings.mcpServers or { };
      servers =
        if usesGemini then
          lib.recursiveUpdate (lib.recursiveUpdate shared given) cfg.mcpServers
        else
          lib.recursiveUpdate given (lib.recursiveUpdate shared cfg.mcpServers);
      settings = lib.recursiveUpdate (lib.hm.library.notNull { inherit (cfg) permissions; }) (
        removeAttrs cfg.settings [ "mcpServers" ]
        // lib.optionalAttrs (usesGemini && servers != { }) { mcpServers = servers; }
      );
      file = path: name: content: lib.optionalAttrs (content != { }) { ${path}.source = json.generate name content; };

      commandText = name: command: ''
        ---
        name: ${name}
        description: ${command.description}
        ---

        ${command.prompt}
      '';
      geminiFiles =
        file ".gemini/settings.json" "gemini-cli-settings.json" settings
        // lib.mapAttrs' (
          name: command:
          lib.nameValuePair ".gemini/commands/${name}.toml" {
            source = toml.generate "gemini-cli-command-${name}.toml" { inherit (command) description prompt; };
          }
        ) cfg.commands
        // lib.mapAttrs' (
          name: policy:
          lib.nameValuePair ".gemini/policies/${name}.toml" {
            source = if isPathLike policy then policy else toml.generate "gemini-cli-policy-${name}.toml" policy;
          }
        ) cfg.policies
        // skills.files ".gemini/skills" cfg.skills;
      newFiles =
        file ".gemini/antigravity-cli/settings.json" "antigravity-cli-settings.json" settings
        // lib.optionalAttrs (servers != { }) (
          file ".gemini/config/mcp_config.json" "antigravity-cli-mcp-config.json" {
            mcpServers = lib.mapAttrs (_: serverOf) servers;
          }
        )
        // lib.mapAttrs' (
          command: value:
          let
            skill = lib.replaceStrings [ "/" ] [ ":" ] command;
          in
          lib.nameValuePair ".gemini/antigravity-cli/skills/${skill}/SKILL.md" { text = commandText skill value; }
        ) cfg.commands
        // skills.files ".gemini/antigravity-cli/skills" cfg.skills;
    in
    {
      assertions =
        lib.optional (!usesGemini) {
          assertion = cfg.policies == { };
          message = ''
            `programs.antigravity-cli.policies` is only supported when
            `programs.antigravity-cli.package` is a `gemini-cli` package.
            Antigravity CLI configures permissions in
            `programs.antigravity-cli.settings.permissions` or
            `programs.antigravity-cli.permissions`.
          '';
        }
        ++ [ (skills.isFolder "skills" cfg.skills) ];
      home.sessionVariables = lib.hm.library.notNull { GEMINI_MODEL = cfg.defaultModel; };
      home.file =
        lib.mapAttrs' (
          name: value: lib.nameValuePair ".gemini/${name}.md" (if lib.isPath value then { source = value; } else { text = value; })
        ) cfg.context
        // (if usesGemini then geminiFiles else newFiles);
    };
}
