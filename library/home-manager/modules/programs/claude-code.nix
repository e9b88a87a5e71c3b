# `programs.claude-code`.
{ config, pkgs, lib, ... }@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library)
    described
    flag
    maybe
    opt
    ;
  inherit (lib.hm.strings) isPathLike;
  json = pkgs.formats.json { };
  source = types.either types.package types.path;
  texts = opt (types.attrsOf (types.either types.lines types.path)) { };
  folder = maybe types.path;
  servers = opt (types.attrsOf json.type) { };
  # Folders that can be given in place of texts.
  both = [ "rules" "agents" "commands" "hooks" ];
  moved = from: to: lib.mkChangedOptionModule ([ "programs" "claude-code" ] ++ from) [ "programs" "claude-code" to ] (
    lib.getAttrFromPath ([ "programs" "claude-code" ] ++ from)
  );

  content = value: if isPathLike value then { source = value; } else { text = value; };
  skill =
    configDir: name: value:
    let
      place = "${configDir}/skills/${name}";
    in
    if lib.isPath value && lib.pathIsDirectory value then
      lib.nameValuePair place {
        source = value;
        recursive = true;
      }
    else if lib.isPath value then
      lib.nameValuePair "${place}/SKILL.md" { source = value; }
    else if isPathLike value then
      lib.nameValuePair place {
        # Only a build can tell whether it is a folder.
        source = pkgs.runCommandLocal "claude-code-skill-${lib.strings.sanitizeDerivationName name}" { } ''
          source=${lib.escapeShellArg "${value}"}
          if [[ -d "$source" ]]; then
            ln -s "$source" "$out"
          elif [[ -f "$source" ]]; then
            mkdir -p "$out"
            ln -s "$source" "$out/SKILL.md"
          else
            echo "Claude Code skill source '$source' is neither a file nor a directory" >&2
            exit 1
          fi
        '';
        recursive = true;
      }
    else
      lib.nameValuePair "${place}/SKILL.md" { text = value; };
in
lib.hm.library.program args "claude-code" {
  title = "Claude Code";
  nullable = true;
  install = false;
  imports = [
    (moved [ "memory" "text" ] "context")
    (moved [ "memory" "source" ] "context")
    (moved [ "skillsDir" ] "skills")
  ];
  options = {
    finalPackage = lib.mkOption {
      type = types.package;
      readOnly = true;
      internal = true;
      description = "The package with its plugins.";
    };
    enableMcpIntegration = flag "Whether it gets the servers of `programs.mcp`.";
    configDir = described ''"''${config.home.homeDirectory}/.claude"'' (
      opt types.str "${config.home.homeDirectory}/.claude" "Where its files are."
    );
    settings = opt json.type { } "Contents of {file}`settings.json`.";
    context = opt (types.either types.lines types.path) "" "Contents of {file}`CLAUDE.md`.";
    plugins = opt (types.either (types.attrsOf source) (types.listOf source)) { } "Plugins.";
    marketplaces = opt (types.attrsOf source) { } "Folders of plugins.";
    agents = texts "Agents.";
    commands = texts "Commands.";
    hooks = texts "Hooks.";
    rules = texts "Rules.";
    rulesDir = folder "Folder of rules.";
    agentsDir = folder "Folder of agents.";
    commandsDir = folder "Folder of commands.";
    hooksDir = folder "Folder of hooks.";
    outputStyles = texts "Styles of what it writes.";
    skills = opt (types.either (types.attrsOf (types.either types.lines types.path)) types.path) { } "Skills.";
    lspServers = servers "Language servers.";
    mcpServers = servers "Servers of the Model Context Protocol.";
  };
  config =
    cfg:
    let
      version = if cfg.package == null then null else lib.getVersion cfg.package;
      hasVersion = version != null && version != "";
      since = wanted: cfg.package == null || (hasVersion && lib.versionAtLeast version wanted);
      # Newer ones find plugins among the skills; older ones are told of them.
      findsPlugins = since "2.1.157";
      isToldOfPlugins = !hasVersion || since "2.1.76";
      plugins = import ../parts/claude-code-plugins.nix { inherit lib pkgs config cfg; };
      isOld = plugins.folders != [ ] && !findsPlugins;
      names = map (plugin: plugin.name) plugins.entries;
      skillsArePath = isPathLike cfg.skills;
      skillNames =
        if !skillsArePath then
          lib.attrNames cfg.skills
        else if lib.isPath cfg.skills && lib.pathIsDirectory cfg.skills then
          lib.attrNames (builtins.readDir cfg.skills)
        else
          [ ];
      skillsFolder = pkgs.runCommandLocal "claude-code-skills" { } ''
        source=${lib.escapeShellArg "${cfg.skills}"}
        [[ -d "$source" ]] || { echo "programs.claude-code.skills must be a directory when set to a path" >&2; exit 1; }
        ln -s "$source" "$out"
      '';
      wrapped = pkgs.symlinkJoin {
        name = "claude-code";
        paths = [ cfg.package ];
        postBuild = ''
          mv $out/bin/claude $out/bin/.claude-wrapped
          cat > $out/bin/claude <<EOF
          #! ${pkgs.bash}/bin/bash -e
          exec -a "\$0" "$out/bin/.claude-wrapped" ${
            lib.escapeShellArgs (lib.concatMap (plugin: [ "--plugin-dir" "${plugin}" ]) plugins.folders)
          } "\$@"
          EOF
          chmod +x $out/bin/claude
        '';
        inherit (cfg.package) meta;
      };
      settings = json.generate "claude-code-settings.json" (
        cfg.settings
        // {
          "$schema" = "https://json.schemastore.org/claude-code-settings.json";
        }
        // lib.optionalAttrs (cfg.marketplaces != { }) {
          extraKnownMarketplaces = lib.mapAttrs (_: marketplace) cfg.marketplaces;
        }
        // lib.optionalAttrs (plugins.off != [ ]) {
          disabledMcpjsonServers = lib.unique (cfg.settings.disabledMcpjsonServers or [ ] ++ plugins.off);
        }
      );
      marketplace = path: {
        source = {
          source = "directory";
          inherit path;
        };
      };
      # `DIR/NAME.md`
      markdown = dir: lib.mapAttrs' (name: value: lib.nameValuePair "${cfg.configDir}/${dir}/${name}.md" (content value));
      whole = dir: lib.optionalAttrs (cfg."${dir}Dir" != null) {
        "${cfg.configDir}/${dir}" = {
          source = cfg."${dir}Dir";
          recursive = true;
        };
      };
    in
    {
      assertions = [
        {
          assertion = plugins.folders == [ ] || isToldOfPlugins;
          message = "Managed Claude Code MCP, LSP, and plugins require `programs.claude-code.package` version 2.1.76 or later";
        }
        {
          assertion = !lib.isPath cfg.skills || lib.pathIsDirectory cfg.skills;
          message = "`programs.claude-code.skills` must be a directory when set to a path";
        }
        {
          assertion = !findsPlugins || lib.allUnique names;
          message = "`programs.claude-code.plugins` entries must resolve to unique personal-plugin directory names";
        }
        {
          assertion = !findsPlugins || lib.intersectLists skillNames names == [ ];
          message = "`programs.claude-code.skills` and managed plugins must have unique directory names";
        }
      ]
      ++ map (name: {
        assertion = cfg.${name} == { } || cfg."${name}Dir" == null;
        message = "Cannot specify both `programs.claude-code.${name}` and `programs.claude-code.${name}Dir`";
      }) both;
      warnings =
        lib.optional (lib.isList cfg.plugins && cfg.plugins != [ ]) ''
          `programs.claude-code.plugins` is set to a list. Names are then derived
          from each entry's base name, which for store paths yields unstable
          directory names such as `bxa1s0m3h4sh-source`. Use an attribute set
          instead so plugin directory names stay stable and readable:

            plugins.my-plugin = ./my-plugin;
        ''
        ++ lib.optional (isOld && isToldOfPlugins) ''
          `programs.claude-code.package` ${if hasVersion then "version ${version}" else "has no detectable version and"}
          uses the legacy `--plugin-dir` wrapper. Strict-parser subcommands such
          as `claude rc` may reject managed MCP, LSP, or plugin arguments. Upgrade
          Claude Code to version 2.1.157 or later to use persistent personal
          plugins instead.
        '';
      programs.claude-code.finalPackage = mkIf (cfg.package != null) (if isOld then wrapped else cfg.package);
      home.packages = mkIf (cfg.package != null) [ cfg.finalPackage ];
      home.sessionVariables = mkIf (cfg.configDir != "${config.home.homeDirectory}/.claude") {
        CLAUDE_CONFIG_DIR = cfg.configDir;
      };
      home.file = lib.mkMerge (
        [
          (mkIf (cfg.settings != { } || cfg.marketplaces != { } || plugins.off != [ ]) {
            "${cfg.configDir}/settings.json".source = "${
              pkgs.runCommand "claude-code-settings-directory" { } ''
                install -Dm444 ${settings} "$out/settings.json"
              ''
            }/settings.json";
          })
          (mkIf (cfg.context != "") {
            "${cfg.configDir}/CLAUDE.md" = if lib.isPath cfg.context then { source = cfg.context; } else { text = cfg.context; };
          })
          (mkIf (cfg.marketplaces != { }) {
            "${cfg.configDir}/plugins/known_marketplaces.json".source = json.generate "claude-code-known-marketplaces.json" (
              lib.mapAttrs (
                _: path:
                marketplace path
                // {
                  installLocation = path;
                  lastUpdated = "1970-01-01T00:00:00Z";
                }
              ) cfg.marketplaces
            );
          })
          (markdown "agents" cfg.agents)
          (markdown "commands" cfg.commands)
          (markdown "rules" cfg.rules)
          (markdown "output-styles" cfg.outputStyles)
          (lib.mapAttrs' (
            name: value: lib.nameValuePair "${cfg.configDir}/hooks/${name}" (content value // { executable = true; })
          ) cfg.hooks)
          (mkIf skillsArePath {
            "${cfg.configDir}/skills" = {
              source = if lib.isPath cfg.skills then cfg.skills else skillsFolder;
              recursive = true;
            };
          })
          (if skillsArePath then { } else lib.mapAttrs' (skill cfg.configDir) cfg.skills)
          (lib.optionalAttrs findsPlugins (
            lib.listToAttrs (
              map (
                plugin: lib.nameValuePair "${cfg.configDir}/skills/${plugin.name}" { inherit (plugin) source; }
              ) plugins.entries
            )
          ))
        ]
        ++ map whole both
      );
    };
}
