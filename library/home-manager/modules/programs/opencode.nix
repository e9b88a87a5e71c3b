# `programs.opencode`.
{ config, pkgs, lib, ... }@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library)
    flag
    maybe
    opt
    packages
    words
    ;
  inherit (lib.hm.strings) isPathLike;
  json = pkgs.formats.json { };
  ordered = lib.hm.generators.mkDAGOrderedJsonFormat {
    inherit pkgs;
    jsonFormat = json;
  };
  setOrFolder = type: opt (types.either (types.attrsOf type) types.path) { };
  texts = setOrFolder (types.either types.lines types.path);

  # A server as opencode has it.
  shape =
    server:
    let
      isRemote = server.url or null != null;
      variables = lib.hm.mcp.renderEnv (path: "{file:${path}}") (server.env or { });
    in
    lib.optionalAttrs (server.enabled or null != null) { inherit (server) enabled; }
    // (
      if isRemote then
        {
          type = "remote";
          inherit (server) url;
        }
        // lib.optionalAttrs (server.headers or { } != { }) { inherit (server) headers; }
      else
        {
          type = "local";
          command = [ server.command ] ++ server.args or [ ];
        }
        // lib.optionalAttrs (variables != { }) { environment = variables; }
    );
  shared = lib.mapAttrs (
    _: server:
    lib.hm.mcp.transformMcpServer {
      inherit server;
      extraTransforms = [ shape ];
      exclude = [ "args" "env" ];
    }
  ) (lib.optionalAttrs config.programs.mcp.enable config.programs.mcp.servers);

  withMore =
    cfg:
    if cfg.package == null || cfg.extraPackages == [ ] then
      cfg.package
    else
      pkgs.symlinkJoin {
        inherit (cfg.package) meta;
        name = "${lib.getName cfg.package}-wrapped-${lib.getVersion cfg.package}";
        paths = [ cfg.package ];
        preferLocalBuild = true;
        nativeBuildInputs = [ pkgs.makeWrapper ];
        postBuild = ''
          wrapProgram $out/bin/${cfg.package.meta.mainProgram} \
            --suffix PATH : ${lib.makeBinPath cfg.extraPackages}
        '';
      };

  content = value: if lib.isPath value then { source = value; } else { text = value; };
  withSchema = name: { "$schema" = "https://opencode.ai/${name}.json"; };
  # The files of a set, or the folder.
  folder =
    name: value: fileOf:
    if lib.isAttrs value then
      lib.mapAttrs' (key: one: lib.nameValuePair "opencode/${name}/${fileOf.name key}" (fileOf.content key one)) value
    else
      { };
  wholeFolder = value: mkIf (lib.isPath value) {
    source = value;
    recursive = true;
  };
  textFile = ending: {
    name = key: "${key}.${ending}";
    content = _: content;
  };
  skill =
    name: value:
    if lib.isPath value && lib.pathIsDirectory value then
      lib.nameValuePair "opencode/skills/${name}" {
        source = value;
        recursive = true;
      }
    else if isPathLike value && !lib.isPath value then
      lib.nameValuePair "opencode/skills/${name}" {
        # Only a build can tell whether it is a folder.
        source = pkgs.runCommandLocal "opencode-skill" { } ''
          source=${lib.escapeShellArg (toString value)}
          if [[ -d "$source" ]]; then
            ln -s "$source" "$out"
          elif [[ -f "$source" ]]; then
            mkdir "$out"
            ln -s "$source" "$out/SKILL.md"
          else
            echo "OpenCode skill source must be a file or directory: $source" >&2
            exit 1
          fi
        '';
        recursive = true;
      }
    else
      lib.nameValuePair "opencode/skills/${name}/SKILL.md" (content value);
in
lib.hm.library.program args "opencode" {
  nullable = true;
  install = false;
  imports = [ (lib.mkRenamedOptionModule [ "programs" "opencode" "rules" ] [ "programs" "opencode" "context" ]) ];
  options = {
    extraPackages = packages "What it finds besides.";
    enableMcpIntegration = flag "Whether it gets the servers of `programs.mcp`.";
    settings = opt json.type { } "Contents of {file}`opencode/opencode.json`.";
    tui = opt json.type { } "Contents of {file}`opencode/tui.json`.";
    web = {
      enable = lib.mkEnableOption "the web service of opencode";
      extraArgs = words "Arguments of it.";
      environmentFile = maybe types.path "File with its variables.";
    };
    context = opt (types.either types.lines types.path) "" "Contents of {file}`opencode/AGENTS.md`.";
    commands = texts "Commands.";
    agents = texts "Agents.";
    skills = setOrFolder (types.oneOf [ types.lines types.path types.str ]) "Skills.";
    themes = setOrFolder (types.either json.type types.path) "Themes.";
    tools = texts "Tools.";
  };
  config =
    cfg:
    let
      package = withMore cfg;
      servers = lib.optionalAttrs cfg.enableMcpIntegration shared // cfg.settings.mcp or { };
      settings = cfg.settings // lib.optionalAttrs (servers != { }) { mcp = servers; };
      old = lib.filter (key: lib.elem key [ "theme" "keybinds" "tui" ]) (lib.attrNames cfg.settings);
      start = [ (lib.getExe package) "serve" ] ++ cfg.web.extraArgs;
    in
    {
      assertions = map (name: {
        assertion = !lib.isPath cfg.${name} || lib.pathIsDirectory cfg.${name};
        message = "`programs.opencode.${name}` must be a directory when set to a path";
      }) [ "commands" "agents" "tools" "skills" "themes" ];
      warnings = lib.optional
        (old != [ ] && (cfg.package == null || lib.versionAtLeast (lib.getVersion cfg.package) "1.2.15"))
        ''
          programs.opencode.settings contains deprecated TUI-specific keys: ${lib.concatStringsSep ", " old}

          These settings should be moved to programs.opencode.tui instead.

          OpenCode v1.2.15+ requires TUI settings in a separate tui.json file.
          See: https://opencode.ai/docs/config#tui
        '';
      home.packages = mkIf (package != null) [ package ];
      xdg.configFile = {
        "opencode/opencode.json" = mkIf (settings != { }) {
          source = ordered.generate "opencode.json" (withSchema "config" // settings);
        };
        "opencode/tui.json" = mkIf (cfg.tui != { }) {
          source = json.generate "tui.json" (withSchema "tui" // cfg.tui);
        };
        "opencode/AGENTS.md" = mkIf (cfg.context != "") (content cfg.context);
        "opencode/commands" = wholeFolder cfg.commands;
        "opencode/agents" = wholeFolder cfg.agents;
        "opencode/tools" = wholeFolder cfg.tools;
        "opencode/themes" = wholeFolder cfg.themes;
        "opencode/skills" = mkIf (isPathLike cfg.skills) {
          recursive = true;
          source =
            if lib.isPath cfg.skills then
              cfg.skills
            else
              pkgs.runCommandLocal "opencode-skills" { } ''
                if [[ ! -d ${lib.escapeShellArg (toString cfg.skills)} ]]; then
                  echo 'programs.opencode.skills must be a directory' >&2
                  exit 1
                fi
                ln -s ${lib.escapeShellArg (toString cfg.skills)} "$out"
              '';
        };
      }
      // folder "commands" cfg.commands (textFile "md")
      // folder "agents" cfg.agents (textFile "md")
      // folder "tools" cfg.tools (textFile "ts")
      // lib.mapAttrs' skill (if lib.isAttrs cfg.skills then cfg.skills else { })
      // folder "themes" cfg.themes {
        name = key: "${key}.json";
        content = key: value: {
          source =
            if lib.isPath value then value else json.generate "opencode-${key}.json" (withSchema "theme" // value);
        };
      };
      systemd.user.services = mkIf cfg.web.enable {
        opencode-web = {
          Unit = {
            Description = "OpenCode Web Service";
            After = [ "network.target" ];
          };
          Service = {
            ExecStart = "${lib.getExe package} serve ${lib.escapeShellArgs cfg.web.extraArgs}";
            Restart = "always";
            RestartSec = 5;
          }
          // lib.optionalAttrs (cfg.web.environmentFile != null) { EnvironmentFile = cfg.web.environmentFile; };
          Install.WantedBy = [ "default.target" ];
        };
      };
      launchd.agents = mkIf cfg.web.enable {
        opencode-web = {
          enable = true;
          config = {
            ProgramArguments =
              if cfg.web.environmentFile == null then
                start
              else
                [
                  (lib.getExe (
                    pkgs.writeShellScriptBin "opencode-launchd-wrapper" ''
                      source ${cfg.web.environmentFile}
                      ${lib.escapeShellArgs start}
                    ''
                  ))
                ];
            KeepAlive = {
              Crashed = true;
              SuccessfulExit = false;
            };
            ProcessType = "Background";
            RunAtLoad = true;
          };
        };
      };
    };
}
