# The module of a program that is Visual Studio Code under another name: `folder` is that of its settings, `data` that of its
# extensions, below the home.
{
  config,
  lib,
  pkgs,
  ...
}@args:
{
  name,
  title,
  package ? name,
  folder,
  data,
  skipVersionCheck ? false,
}:
let
  inherit (lib) mkIf nameValuePair types;
  inherit (lib.hm.library)
    described
    flag
    maybe
    need
    notNull
    opt
    packages
    ;
  inherit (lib.hm.strings) isPathLike;
  json = pkgs.formats.json { };
  document = types.either types.path json.type;
  file = name: value: if isPathLike value then value else json.generate name value;

  keybinding = types.submodule {
    freeformType = json.type;
    options = {
      key = need types.str "The key.";
      command = need types.str "What it does.";
      when = maybe types.str "Where it holds.";
      args = maybe json.type "Arguments of the command.";
    };
  };
  profile = types.submodule {
    options = {
      userSettings = opt document { } "Contents of {file}`settings.json`.";
      userTasks = opt document { } "Contents of {file}`tasks.json`.";
      userMcp = opt document { } "Contents of {file}`mcp.json`.";
      keybindings = opt (types.either types.path (types.listOf keybinding)) [ ] "Contents of {file}`keybindings.json`.";
      extensions = packages "Extensions.";
      languageSnippets = opt json.type { } "Snippets by language.";
      globalSnippets = opt json.type { } "Snippets of all languages.";
      enableUpdateCheck = maybe types.bool "Whether it looks for updates; of the default profile.";
      enableExtensionUpdateCheck = maybe types.bool "Whether it looks for updates of extensions; of the default profile.";
      enableMcpIntegration = flag "Whether the servers of {option}`programs.mcp` are its too.";
    };
  };
  user = "${
    if pkgs.stdenv.hostPlatform.isDarwin then
      "${config.home.homeDirectory}/Library/Application Support"
    else
      config.xdg.configHome
  }/${folder}/User";
  folderOf = profile: if profile == "default" then user else "${user}/profiles/${profile}";
  others = profiles: removeAttrs profiles [ "default" ];
  path = "programs.${name}";

  mcpServers = lib.mapAttrs (
    name: server:
    lib.hm.mcp.transformMcpServer {
      inherit server;
      extraTransforms = [
        lib.hm.mcp.addType
        (lib.hm.mcp.wrapEnvFilesCommand { inherit name pkgs; })
      ];
    }
  );

  filesOf =
    name: profile:
    let
      at = file: "${folderOf name}/${file}";
      settings =
        if isPathLike profile.userSettings then
          profile.userSettings
        else
          profile.userSettings
          // lib.optionalAttrs (profile.enableUpdateCheck == false) { "update.mode" = "none"; }
          // lib.optionalAttrs (profile.enableExtensionUpdateCheck == false) { "extensions.autoCheckUpdates" = false; };
      hasShared = profile.enableMcpIntegration && config.programs.mcp.enable && config.programs.mcp.servers != { };
      servers = lib.optionalAttrs hasShared (mcpServers config.programs.mcp.servers) // (profile.userMcp.servers or { });
      mcp =
        if isPathLike profile.userMcp then
          profile.userMcp
        else
          profile.userMcp // lib.optionalAttrs (servers != { }) { inherit servers; };
      keys = if isPathLike profile.keybindings then profile.keybindings else map notNull profile.keybindings;
    in
    {
      ${at "settings.json"} = mkIf (settings != { }) { source = file "vscode-user-settings" settings; };
      ${at "tasks.json"} = mkIf (profile.userTasks != { }) { source = file "vscode-user-tasks" profile.userTasks; };
      ${at "mcp.json"} = mkIf (profile.userMcp != { } || hasShared) { source = file "vscode-user-mcp" mcp; };
      ${at "keybindings.json"} = mkIf (profile.keybindings != [ ]) { source = file "vscode-keybindings" keys; };
      ${at "snippets/global.code-snippets"} = mkIf (profile.globalSnippets != { }) {
        source = json.generate "user-snippet-global.code-snippets" profile.globalSnippets;
      };
    }
    // lib.mapAttrs' (
      language: snippets:
      nameValuePair (at "snippets/${language}.json") { source = json.generate "user-snippet-${language}.json" snippets; }
    ) profile.languageSnippets;

  # The list of extensions, which newer versions want in their folder: it is left out where the package set cannot write it.
  below = "share/vscode/extensions";
  canList = pkgs ? vscode-utils.toExtensionJson;
  listed = pkgs.vscode-utils.toExtensionJson;
  listFile =
    name: extensions:
    pkgs.writeTextFile {
      name = "extensions-json-${name}";
      text = listed extensions;
      destination = "/${below}/extensions.json";
    };
  namesOf =
    extension:
    if extension ? vscodeExtUniqueId then
      [ extension.vscodeExtUniqueId ]
    else
      lib.attrNames (builtins.readDir "${extension}/${below}");
in
lib.hm.library.program args name {
  inherit package title;
  nullable = true;
  packageOptions.extraDescription = "It is the version that is installed.";
  options = {
    mutableExtensionsDir = described "(removeAttrs config.${path}.profiles [ \"default\" ]) == { }" (
      opt types.bool (others config.programs.${name}.profiles == { }) "Whether extensions may be added by hand."
    );
    argvSettings = opt document { } "Contents of {file}`argv.json`.";
    profiles = opt (types.attrsOf profile) { } "Profiles by name; `default` is the one without a name.";
  };
  config =
    cfg:
    let
      further = others cfg.profiles;
      hasFurther = further != { };
      isMutable = cfg.mutableExtensionsDir && !hasFurther;
      extensions = lib.concatMap (profile: profile.extensions) (lib.attrValues cfg.profiles);
      ofDefault = cfg.profiles.default.extensions;
      hasList =
        (lib.versionAtLeast (cfg.package.version or pkgs.vscode.version) "1.74.0" || skipVersionCheck)
        && cfg.profiles ? default
        && canList;
      link =
        extension:
        map (name: nameValuePair "${data}/extensions/${name}" { source = "${extension}/${below}/${name}"; }) (
          namesOf extension
        );
      joined = pkgs.buildEnv {
        name = "vscode-extensions";
        paths = extensions ++ lib.optional hasList (listFile "default" ofDefault);
      };
      checks = profile: profile.enableExtensionUpdateCheck != null || profile.enableUpdateCheck != null;
      storage = "${user}/globalStorage/storage.json";
    in
    {
      warnings =
        lib.optional (
          hasFurther && cfg.mutableExtensionsDir
        ) "${path}.mutableExtensionsDir can be used only if no profiles apart from default are set."
        ++
          lib.optional (lib.any checks (lib.attrValues further))
            "The option ${path}.profiles.*.enableExtensionUpdateCheck and option ${path}.profiles.*.enableUpdateCheck is invalid for all profiles except default.";
      # It keeps more in that file: what lacks of the profiles is added. It must not run while that is done.
      home.activation."${name}Profiles" = lib.hm.dag.entryAfter [ "writeBoundary" ] (
        (pkgs.writeShellScript "${name}-global-storage-modify" ''
          PATH=${lib.makeBinPath [ pkgs.jq ]}''${PATH:+:}$PATH
          file="${storage}"
          wanted=${lib.escapeShellArg (builtins.toJSON (lib.attrNames further))}
          if [ ! -f "$file" ]; then
            mkdir -p "$(dirname "$file")"
            echo '{}' > "$file"
          fi
          if changed="$(jq -e --argjson wanted "$wanted" '
            ([.userDataProfiles // [] | .[] | select(.name == .location) | .name]) as $there
            | ($wanted - $there) as $new
            | if $new == [] then false else .userDataProfiles += ($new | map({ name: ., location: . })) end
          ' "$file")"; then
            printf '%s\n' "$changed" > "$file"
          fi
        '').outPath
      );
      home.file = lib.mkMerge (
        lib.mapAttrsToList filesOf cfg.profiles
        ++ lib.mapAttrsToList (name: profile: {
          "${folderOf name}/extensions.json" = mkIf canList {
            source = "${listFile name profile.extensions}/${below}/extensions.json";
          };
        }) further
        ++ [
          { "${data}/argv.json" = mkIf (cfg.argvSettings != { }) { source = file "vscode-argv" cfg.argvSettings; }; }
          (mkIf (cfg.profiles != { } && isMutable) (lib.listToAttrs (lib.concatMap link extensions)))
          {
            "${data}/extensions/.extensions-immutable.json" = mkIf (isMutable && hasList && cfg.package != null) {
              text = listed ofDefault;
              onChange = ''
                run rm $VERBOSE_ARG -f ${data}/extensions/{extensions.json,.init-default-profile-extensions}
                verboseEcho "Regenerating VSCode extensions.json"
                run ${lib.getExe cfg.package} --list-extensions > /dev/null
              '';
            };
            "${data}/extensions" = mkIf (cfg.profiles != { } && !isMutable) { source = "${joined}/${below}"; };
          }
        ]
      );
    };
}
