# The module of an editor made of Visual Studio Code, `programs.NAME`: the options of `programs.vscode`, with settings in the
# folder `title` and extensions in `folder`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
{
  name,
  title,
  package,
  folder,
  # Whether its versions are not those of Visual Studio Code.
  ownVersions ? false,
}:
let
  inherit (lib) mapAttrs' mapAttrsToList mkIf nameValuePair;
  inherit (lib.hm.strings) isPathLike;
  inherit (config.programs) mcp;
  editor = config.programs.${name};
  vscode = (import ../programs/vscode.nix args).options.programs.vscode;
  json = pkgs.formats.json { };
  user =
    if pkgs.stdenv.hostPlatform.isDarwin then
      "${config.home.homeDirectory}/Library/Application Support/${title}/User"
    else
      "${config.xdg.configHome}/${title}/User";
  # Profiles with a name.
  named = removeAttrs editor.profiles [ "default" ];

  file =
    name: value: mkIf (value != { } && value != [ ]) {
      source = if isPathLike value then value else json.generate name value;
    };
  settings =
    p:
    if isPathLike p.userSettings then
      p.userSettings
    else
      p.userSettings
      // lib.optionalAttrs (p.enableUpdateCheck == false) { "update.mode" = "none"; }
      // lib.optionalAttrs (p.enableExtensionUpdateCheck == false) { "extensions.autoCheckUpdates" = false; };
  server =
    name: given:
    lib.hm.mcp.transformMcpServer {
      server = given;
      extraTransforms = [
        lib.hm.mcp.addType
        (lib.hm.mcp.wrapEnvFilesCommand { inherit name pkgs; })
      ];
    };
  servers =
    p:
    if isPathLike p.userMcp || !(p.enableMcpIntegration && mcp.enable && mcp.servers != { }) then
      p.userMcp
    else
      p.userMcp // { servers = lib.mapAttrs server mcp.servers // p.userMcp.servers or { }; };
  filesOf =
    name: p:
    let
      place = if name == "default" then user else "${user}/profiles/${name}";
    in
    {
      "${place}/settings.json" = file "vscode-user-settings" (settings p);
      "${place}/tasks.json" = file "vscode-user-tasks" p.userTasks;
      "${place}/mcp.json" = file "vscode-user-mcp" (servers p);
      "${place}/keybindings.json" = file "vscode-keybindings" (
        if isPathLike p.keybindings then p.keybindings else map lib.hm.library.notNull p.keybindings
      );
      "${place}/snippets/global.code-snippets" = file "user-snippet-global.code-snippets" p.globalSnippets;
    }
    // mapAttrs' (
      language: snippets:
      nameValuePair "${place}/snippets/${language}.json" (file "user-snippet-${language}.json" snippets)
    ) p.languageSnippets
    // lib.optionalAttrs (name != "default") {
      "${place}/extensions.json".source = "${listed name p.extensions}/${below}/extensions.json";
    };

  below = "share/vscode/extensions";
  extensions = lib.concatMap (p: p.extensions) (lib.attrValues editor.profiles);
  listed =
    name: list:
    pkgs.writeTextFile {
      name = "extensions-json-${name}";
      text = pkgs.vscode-utils.toExtensionJson list;
      destination = "/${below}/extensions.json";
    };
  foldersOf =
    e: if e ? vscodeExtUniqueId then [ e.vscodeExtUniqueId ] else builtins.attrNames (builtins.readDir (e + "/${below}"));
  each = lib.concatMap (
    e: map (id: { "${folder}/extensions/${id}".source = "${e}/${below}/${id}"; }) (foldersOf e)
  ) extensions;
  # Older ones need no list.
  isListed =
    editor.profiles ? default
    && (ownVersions || lib.versionAtLeast (editor.package.version or pkgs.vscode.version) "1.74.0");
  # It lists them itself when it is told that there are others.
  told = lib.optional (isListed && editor.package != null) {
    "${folder}/extensions/.extensions-immutable.json" = {
      text = pkgs.vscode-utils.toExtensionJson editor.profiles.default.extensions;
      onChange = ''
        run rm $VERBOSE_ARG -f ${folder}/extensions/{extensions.json,.init-default-profile-extensions}
        verboseEcho "Regenerating VSCode extensions.json"
        run ${lib.getExe editor.package} --list-extensions > /dev/null
      '';
    };
  };
  joined = pkgs.buildEnv {
    name = "vscode-extensions";
    paths =
      extensions ++ lib.optional isListed (listed "default" editor.profiles.default.extensions);
  };

  # It has to know its profiles, in a file that it writes.
  register = pkgs.writeShellScript "${name}-global-storage-modify" ''
    PATH=${lib.makeBinPath [ pkgs.jq ]}''${PATH:+:}$PATH
    file="${user}/globalStorage/storage.json"
    mkdir -p "$(dirname "$file")"
    [ -f "$file" ] || echo "{}" > "$file"
    text=$(jq --argjson names ${lib.escapeShellArg (builtins.toJSON (lib.attrNames named))} '
      .userDataProfiles = ((.userDataProfiles // []) as $there | $there + (
        $names | map({ name: ., location: . }) | map(select(. as $one | $there | any(.name == $one.name and .location == $one.location) | not))
      ))' "$file") && printf '%s\n' "$text" > "$file"
  '';
in
lib.hm.library.program args name {
  inherit package title;
  nullable = true;
  options = {
    inherit (vscode) argvSettings profiles;
    mutableExtensionsDir = lib.hm.library.described "(removeAttrs config.programs.${name}.profiles [ \"default\" ]) == { }" (
      lib.hm.library.opt lib.types.bool (named == { }) "Whether extensions may be added by hand."
    );
  };
  config = cfg: {
    warnings =
      lib.optional (
        named != { } && cfg.mutableExtensionsDir
      ) "programs.${name}.mutableExtensionsDir can be used only if no profiles apart from default are set."
      ++
        lib.optional
          (lib.any (p: p.enableExtensionUpdateCheck != null || p.enableUpdateCheck != null) (lib.attrValues named))
          "The option programs.${name}.profiles.*.enableExtensionUpdateCheck and option programs.${name}.profiles.*.enableUpdateCheck is invalid for all profiles except default.";
    home.activation = mkIf (named != { }) {
      "${name}Profiles" = lib.hm.dag.entryAfter [ "writeBoundary" ] register.outPath;
    };
    home.file = lib.mkMerge (
      [ { "${folder}/argv.json" = file "vscode-argv" cfg.argvSettings; } ]
      ++ mapAttrsToList filesOf cfg.profiles
      ++ lib.optionals (cfg.profiles != { }) (
        if cfg.mutableExtensionsDir && named == { } then
          each ++ told
        else
          [ { "${folder}/extensions".source = "${joined}/${below}"; } ]
      )
    );
  };
}
