# `programs.codex`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) flag maybe opt;
  inherit (lib.hm.strings) isPathLike;
  toml = pkgs.formats.toml { };
  json = pkgs.formats.json { };
  textOrPath = types.either types.lines types.path;
  places = opt (with types; listOf (either package path)) [ ];

  shared = lib.mapAttrs (
    name: server:
    lib.hm.mcp.transformMcpServer {
      inherit server;
      exclude = [ "headers" "type" ];
      extraTransforms = [
        (s: s // lib.optionalAttrs (s.headers or { } != { }) { http_headers = s.headers; })
        lib.hm.mcp.addType
        (lib.hm.mcp.wrapEnvFilesCommand { inherit pkgs name; })
      ];
    }
  ) (lib.optionalAttrs config.programs.mcp.enable config.programs.mcp.servers);

  content = value: if lib.isPath value then { source = value; } else { text = value; };

  # Something that only a build can look at: it fails if `test` does not hold of it.
  checked =
    name: test: what: source:
    if lib.isPath source then
      source
    else
      pkgs.runCommandLocal name { } ''
        source=${lib.escapeShellArg "${source}"}
        if ! test ${test} "$source"; then
          echo "'$source' is no ${what}" >&2
          exit 1
        fi
        ln -s "$source" "$out"
      '';

  # The folder of a skill. A file in it must be no link, or Codex does not see it.
  skill =
    value:
    if lib.isPath value && lib.pathIsDirectory value then
      value
    else if lib.isPath value then
      pkgs.writeTextDir "SKILL.md" (builtins.readFile value)
    else if isPathLike value then
      pkgs.runCommandLocal "codex-skill" { } ''
        source=${lib.escapeShellArg "${value}"}
        if [[ -f "$source" ]]; then
          mkdir "$out"
          cp "$source" "$out/SKILL.md"
        else
          ln -s "$source" "$out"
        fi
      ''
    else
      pkgs.writeTextDir "SKILL.md" value;
in
lib.hm.library.program args "codex" {
  nullable = true;
  imports = [
    (lib.mkRenamedOptionModule [ "programs" "codex" "custom-instructions" ] [ "programs" "codex" "context" ])
  ];
  options = {
    enableMcpIntegration = flag "Whether it gets the servers of `programs.mcp`.";
    settings = opt (types.nullOr toml.type) { } "Contents of {file}`config.toml`.";
    profiles = opt (types.attrsOf toml.type) { } "Contents of {file}`NAME.config.toml` by name.";
    context = opt textOrPath "" "Contents of {file}`AGENTS.md`.";
    contextOverride = maybe textOrPath "Contents of {file}`AGENTS.override.md`.";
    hooks = opt (types.either json.type types.path) { } "Hooks, their file, or a folder with {file}`hooks.json`.";
    plugins = places "Plugins: their folders.";
    marketplaces = opt (with types; attrsOf (either package path)) { } "Folders of marketplaces by name.";
    skills = opt (types.either (types.attrsOf textOrPath) types.path) { } "Skills by name, or a folder of skills.";
    rules = opt (types.attrsOf textOrPath) { } "Contents of {file}`rules/NAME.rules` by name.";
  };
  config =
    cfg:
    let
      atLeast = version: cfg.package == null || lib.versionAtLeast (lib.getVersion cfg.package) version;
      hasToml = atLeast "0.2.0";
      isXdg = config.home.preferXdgDirectories && hasToml;
      folder = if isXdg then "${lib.removePrefix config.home.homeDirectory config.xdg.configHome}/codex" else ".codex";

      given = if cfg.settings == null then { } else cfg.settings;
      # Since 0.134 profiles have files of their own.
      hasOldProfiles = atLeast "0.134.0" && (given ? profile || given ? profiles);
      oldProfiles = lib.optionalAttrs (hasOldProfiles && lib.isAttrs (given.profiles or null)) given.profiles;
      base = lib.recursiveUpdate (if hasOldProfiles then removeAttrs given [ "profile" "profiles" ] else given) (
        lib.optionalAttrs (cfg.marketplaces != { }) {
          features.plugins = true;
          marketplaces = lib.mapAttrs (name: source: {
            source_type = "local";
            source = "${checked "codex-${lib.strings.sanitizeDerivationName "marketplace-${name}"}" "-d" "folder" source}";
          }) cfg.marketplaces;
        }
      );
      servers = lib.optionalAttrs cfg.enableMcpIntegration shared // base.mcp_servers or { };
      settings = base // lib.optionalAttrs (servers != { }) { mcp_servers = servers; };

      hasHookFolder = lib.isPath cfg.hooks && lib.pathIsDirectory cfg.hooks;
      skills =
        if !isPathLike cfg.skills then
          cfg.skills
        else if lib.isPath cfg.skills && lib.pathIsDirectory cfg.skills then
          lib.mapAttrs (name: _: cfg.skills + "/${name}") (builtins.readDir cfg.skills)
        else
          { };
    in
    {
      warnings = lib.optional hasOldProfiles ''
        `programs.codex.settings.profile` and `programs.codex.settings.profiles`
        are no longer supported by Codex 0.134.0 and later. Home Manager
        now writes entries from `programs.codex.settings.profiles` to
        `CODEX_HOME/<name>.config.toml`. Move them to
        `programs.codex.profiles` and remove `programs.codex.settings.profile`.
      '';
      assertions = [
        {
          assertion = cfg.marketplaces == { } || hasToml;
          message = "`programs.codex.plugins` and `programs.codex.marketplaces` require Codex 0.2.0 or later";
        }
        {
          assertion = cfg.plugins == [ ];
          message = "programs.codex.plugins: the built-in library installs no plugins of Codex.";
        }
        {
          assertion = lib.isPath cfg.hooks || !isPathLike cfg.hooks;
          message = "programs.codex.hooks: the built-in library takes hooks, or a path of the configuration.";
        }
        {
          assertion = lib.isPath cfg.skills || !isPathLike cfg.skills;
          message = "programs.codex.skills: the built-in library takes skills, or a path of the configuration.";
        }
        {
          assertion = !lib.isPath cfg.skills || lib.pathIsDirectory cfg.skills;
          message = "`programs.codex.skills` must be a directory when set to a path";
        }
        {
          assertion = !hasHookFolder || builtins.pathExists (cfg.hooks + "/hooks.json");
          message = "`programs.codex.hooks` directory must contain a hooks.json file";
        }
      ];
      home.sessionVariables = mkIf isXdg { CODEX_HOME = "${config.xdg.configHome}/codex"; };
      home.file = {
        "${folder}/${if hasToml then "config.toml" else "config.yaml"}" = mkIf (settings != { }) {
          source = (if hasToml then toml else pkgs.formats.yaml { }).generate "codex-config" settings;
        };
        "${folder}/hooks.json" = mkIf (cfg.hooks != { }) {
          source =
            if hasHookFolder then
              cfg.hooks + "/hooks.json"
            else if lib.isPath cfg.hooks then
              cfg.hooks
            else
              json.generate "codex-hooks" { inherit (cfg) hooks; };
        };
        "${folder}/AGENTS.md" = mkIf (cfg.context != "") (content cfg.context);
      }
      // lib.optionalAttrs hasHookFolder {
        "${folder}/hooks" = {
          source = cfg.hooks;
          recursive = true;
        };
      }
      // lib.optionalAttrs (cfg.contextOverride != null) {
        "${folder}/AGENTS.override.md" = mkIf (cfg.contextOverride != "") (content cfg.contextOverride);
      }
      // lib.mapAttrs' (name: profile: lib.nameValuePair "${folder}/${name}.config.toml" {
        source = toml.generate "codex-${name}-config" profile;
      }) (oldProfiles // cfg.profiles)
      // lib.mapAttrs' (name: value: lib.nameValuePair "${folder}/skills/${name}" { source = skill value; }) skills
      // lib.mapAttrs' (
        name: value:
        lib.nameValuePair "${folder}/rules/${name}.rules" (
          if isPathLike value then
            { source = checked "codex-${lib.strings.sanitizeDerivationName "rule-${name}"}" "-f" "file" value; }
          else
            { text = value; }
        )
      ) cfg.rules;
    };
}
