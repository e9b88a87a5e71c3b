# `programs.vscode`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library)
    flag
    maybe
    opt
    packages
    ;
  json = pkgs.formats.json { };
  document = types.either types.path json.type;
  isDarwin = pkgs.stdenv.hostPlatform.isDarwin;

  profile = types.submodule {
    options = {
      userSettings = opt document { } "Contents of {file}`settings.json`.";
      userTasks = opt document { } "Contents of {file}`tasks.json`.";
      userMcp = opt document { } "Contents of {file}`mcp.json`.";
      keybindings = opt (types.either types.path (types.listOf (types.submodule { freeformType = json.type; }))) [ ] "Contents of {file}`keybindings.json`.";
      extensions = packages "Extensions.";
      languageSnippets = opt json.type { } "Snippets by language.";
      globalSnippets = opt json.type { } "Snippets of all languages.";
      enableUpdateCheck = maybe types.bool "Whether it looks for updates.";
      enableExtensionUpdateCheck = maybe types.bool "Whether it looks for updates of extensions.";
      enableMcpIntegration = flag "Whether the servers of {option}`programs.mcp` are its too.";
    };
  };
  old = name: lib.mkRenamedOptionModule [ "programs" "vscode" name ] [ "programs" "vscode" "profiles" "default" name ];
in
lib.hm.library.program args "vscode" {
  title = "Visual Studio Code";
  nullable = true;
  imports = map old [
    "userSettings"
    "userTasks"
    "keybindings"
    "extensions"
    "languageSnippets"
    "globalSnippets"
    "enableUpdateCheck"
    "enableExtensionUpdateCheck"
    "userMcp"
  ]
  ++ lib.hm.library.gone [ "programs" "vscode" ] "Programs made of it, such as VSCodium, have modules of their own." [ "pname" ]
  ++ [
    (lib.mkChangedOptionModule [ "programs" "vscode" "immutableExtensionsDir" ] [ "programs" "vscode" "mutableExtensionsDir" ] (
      config: !config.programs.vscode.immutableExtensionsDir
    ))
  ];
  options = {
    profiles = opt (types.attrsOf profile) { } "Profiles by name; `default` is the one without a name.";
    argvSettings = opt document { } "Contents of {file}`argv.json`.";
    mutableExtensionsDir = lib.hm.library.described "(removeAttrs config.programs.vscode.profiles [ \"default\" ]) == { }" (
      opt types.bool (
        removeAttrs config.programs.vscode.profiles [ "default" ] == { }
      ) "Whether extensions may be added by hand."
    );
  };
  config =
    cfg:
    let
      variant = {
        vscode = { folder = "Code"; extensions = "vscode"; };
        vscode-insiders = { folder = "Code - Insiders"; extensions = "vscode-insiders"; };
        vscodium = { folder = "VSCodium"; extensions = "vscode-oss"; };
        cursor = { folder = "Cursor"; extensions = "cursor"; };
        windsurf = { folder = "Windsurf"; extensions = "windsurf"; };
      }.${cfg.package.pname or "vscode"} or { folder = "Code"; extensions = "vscode"; };
      user =
        if isDarwin then
          "Library/Application Support/${variant.folder}/User"
        else
          "${config.xdg.configHome}/${variant.folder}/User";
      folder = name: if name == "default" then user else "${user}/profiles/${name}";
      file =
        name: value: mkIf (value != { } && value != [ ]) {
          source = if lib.isPath value then value else json.generate name value;
        };
      settings =
        p:
        if lib.isPath p.userSettings then
          p.userSettings
        else
          p.userSettings
          // lib.optionalAttrs (p.enableUpdateCheck == false) { "update.mode" = "none"; }
          // lib.optionalAttrs (p.enableExtensionUpdateCheck == false) { "extensions.autoCheckUpdates" = false; };
      filesOf = name: p: {
        "${folder name}/settings.json" = file "vscode-user-settings" (settings p);
        "${folder name}/tasks.json" = file "vscode-user-tasks" p.userTasks;
        "${folder name}/mcp.json" = file "vscode-user-mcp" p.userMcp;
        "${folder name}/keybindings.json" = file "vscode-keybindings" (
          if lib.isPath p.keybindings then p.keybindings else map lib.hm.library.notNull p.keybindings
        );
        "${folder name}/snippets/global.code-snippets" = file "user-snippet-global.code-snippets" p.globalSnippets;
      }
      // lib.mapAttrs' (
        language: snippets:
        lib.nameValuePair "${folder name}/snippets/${language}.json" (file "user-snippet-${language}.json" snippets)
      ) p.languageSnippets;
      extensions = lib.unique (lib.concatMap (p: p.extensions) (lib.attrValues cfg.profiles));
      joined = pkgs.buildEnv {
        name = "vscode-extensions";
        paths = extensions;
      };
      below = ".${variant.extensions}/extensions";
    in
    {
      home.file = lib.mkMerge (
        lib.mapAttrsToList filesOf cfg.profiles
        ++ [
          { ".vscode/argv.json" = file "vscode-argv" cfg.argvSettings; }
          (mkIf (extensions != [ ]) (
            if cfg.mutableExtensionsDir then
              lib.listToAttrs (
                map (e: lib.nameValuePair "${below}/${e.vscodeExtUniqueId or (lib.getName e)}" {
                  source = "${e}/share/vscode/extensions/${e.vscodeExtUniqueId or (lib.getName e)}";
                }) extensions
              )
            else
              { ${below}.source = "${joined}/share/vscode/extensions"; }
          ))
        ]
      );
    };
}
