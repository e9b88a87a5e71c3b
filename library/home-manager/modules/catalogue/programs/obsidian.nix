# `programs.obsidian`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib)
    concatMap
    mkIf
    nameValuePair
    optional
    optionals
    types
    ;
  inherit (lib.hm.library)
    described
    enabled
    maybe
    need
    opt
    words
    ;
  json = pkgs.formats.json { };
  corePlugins = [
    "audio-recorder"
    "backlink"
    "bases"
    "bookmarks"
    "canvas"
    "command-palette"
    "daily-notes"
    "editor-status"
    "file-explorer"
    "file-recovery"
    "footnotes"
    "global-search"
    "graph"
    "markdown-importer"
    "note-composer"
    "outgoing-link"
    "outline"
    "page-preview"
    "properties"
    "publish"
    "random-note"
    "slash-command"
    "slides"
    "switcher"
    "sync"
    "tag-pane"
    "templates"
    "webviewer"
    "word-count"
    "workspaces"
    "zk-prefixer"
  ];

  # A list of sets, of which each may be given as one value: that of `key`.
  entries = from: key: module: types.nullOr (types.listOf (types.coercedTo from (value: { ${key} = value; }) (types.submodule module)));
  settings = opt json.type null "Its settings.";
  core = types.enum corePlugins;
  style = types.addCheck types.path (path: lib.pathIsRegularFile path && lib.hasSuffix ".css" path);
  file = {
    source = maybe types.path "Its file.";
    text = maybe types.str "Its text.";
  };
  vaultOptions = {
    app = {
      inherit (json) type;
      description = "Contents of {file}`app.json`.";
    };
    appearance = {
      inherit (json) type;
      description = "Contents of {file}`appearance.json`.";
    };
    corePlugins = {
      type = entries core "name" {
        options = {
          enable = enabled "Whether it is used.";
          name = need core "The plugin.";
          inherit settings;
        };
      };
      description = "Plugins that are part of it.";
    };
    communityPlugins = {
      type = entries types.package "pkg" {
        options = {
          enable = enabled "Whether it is used.";
          pkg = need types.package "The plugin.";
          inherit settings;
        };
      };
      description = "Plugins of others.";
    };
    cssSnippets = {
      type = entries style "source" (
        { config, ... }:
        {
          options = {
            enable = enabled "Whether it is used.";
            name = described "lib.strings.removeSuffix \".css\" (builtins.baseNameOf source)" (need types.str "Its name.");
            inherit (file) text;
            source = maybe style "Its file.";
          };
          config.name = lib.mkDefault (lib.removeSuffix ".css" (baseNameOf config.source));
        }
      );
      description = "Style sheets.";
    };
    themes = {
      type = entries types.package "pkg" {
        options = {
          enable = enabled "Whether it is the one that is used.";
          pkg = need types.package "The theme.";
        };
      };
      description = "Themes.";
    };
    hotkeys = {
      type =
        with types;
        nullOr (
          attrsOf (
            listOf (submodule {
              options = {
                modifiers = words "What is pressed with it.";
                key = need str "The key.";
              };
            })
          )
        );
      description = "Keys by command.";
    };
    extraFiles = {
      type = types.nullOr (
        types.attrsOf (
          types.submodule (
            { name, ... }:
            {
              options = file // {
                target = described "name" (need types.str "Where it is in the folder of settings.");
              };
              config.target = lib.mkDefault name;
            }
          )
        )
      );
      description = "More files by name.";
    };
  };
  defaults = config.programs.obsidian.defaultSettings;
  vault = types.submodule (
    { name, ... }:
    {
      options = {
        enable = enabled "Whether it is one of this home.";
        target = described "name" (need types.str "Its folder below the home.");
        settings = lib.mapAttrs (
          option: it:
          described "config.programs.obsidian.defaultSettings.${option}" (opt it.type defaults.${option} it.description)
        ) vaultOptions;
      };
      config.target = lib.mkDefault name;
    }
  );

  idOf =
    it:
    let
      manifest = builtins.fromJSON (builtins.readFile "${it.pkg}/manifest.json");
    in
    it.pkg.manifestId or manifest.id or manifest.name;
  isUsed = lib.filter (it: it.enable);
  given = value: optionals (value != null) value;

  # The files of a vault, by their names in its folder of settings.
  filesOf =
    settings:
    let
      inherit (settings) app appearance cssSnippets hotkeys themes;
      document = name: value: nameValuePair "${name}.json" { source = json.generate "${baseNameOf name}.json" value; };
      content = it: if it.source != null then { inherit (it) source; } else { inherit (it) text; };
      theme = lib.findSingle (it: it.enable) null (throw "More than one theme is enabled; there can be one.") (given themes);
      look =
        (if appearance == null then { } else appearance)
        // lib.optionalAttrs (cssSnippets != null) { enabledCssSnippets = map (it: it.name) (isUsed cssSnippets); }
        // lib.optionalAttrs (theme != null) { cssTheme = idOf theme; };
      isOn = name: lib.any (it: it.name == name && it.enable) settings.corePlugins;
      withSettings = lib.filter (it: it.settings != null);
    in
    optional (app != null) (document "app" app)
    ++ optional (appearance != null || themes != null || cssSnippets != null) (document "appearance" look)
    ++ optional (settings.corePlugins != null) (document "core-plugins" (lib.genAttrs corePlugins isOn))
    ++ map (it: document it.name it.settings) (withSettings (given settings.corePlugins))
    ++ optional (settings.communityPlugins != null) (
      document "community-plugins" (map idOf (isUsed settings.communityPlugins))
    )
    ++ map (
      it:
      nameValuePair "plugins/${idOf it}" {
        source = it.pkg;
        recursive = true;
      }
    ) (given settings.communityPlugins)
    ++ map (it: document "plugins/${idOf it}/data" it.settings) (withSettings (given settings.communityPlugins))
    ++ map (it: nameValuePair "snippets/${it.name}.css" (content it)) (given cssSnippets)
    ++ map (it: nameValuePair "themes/${idOf it}" { source = it.pkg; }) (given themes)
    ++ optional (hotkeys != null) (document "hotkeys" hotkeys)
    ++ map (it: nameValuePair it.target (content it)) (
      optionals (settings.extraFiles != null) (lib.attrValues settings.extraFiles)
    );
in
lib.hm.library.program args "obsidian" {
  nullable = true;
  options = {
    cli.enable = lib.hm.library.flag "Whether its command is on.";
    defaultSettings = lib.mapAttrs (_: it: opt it.type null it.description) vaultOptions;
    vaults = opt (types.attrsOf vault) { } "Vaults by name.";
  };
  config =
    cfg:
    let
      all = lib.attrValues cfg.vaults;
      vaults = isUsed all;
      folder =
        if pkgs.stdenv.hostPlatform.isDarwin then
          "${config.home.homeDirectory}/Library/Application Support/obsidian"
        else
          "${config.xdg.configHome}/obsidian";
      known = json.generate "obsidian.json" {
        vaults = lib.listToAttrs (
          map (
            vault:
            nameValuePair (lib.substring 0 16 (builtins.hashString "md5" vault.target)) {
              path = "${config.home.homeDirectory}/${vault.target}";
            }
          ) vaults
        );
        updateDisabled = true;
        cli = cfg.cli.enable;
      };
      isOne = it: (it.source == null) != (it.text == null);
    in
    {
      assertions = [
        {
          assertion = lib.all isOne (concatMap (vault: given vault.settings.cssSnippets) all);
          message = "A snippet of CSS has either `source` or `text`.";
        }
        {
          assertion = lib.all isOne (
            concatMap (
              vault: optionals (vault.settings.extraFiles != null) (lib.attrValues vault.settings.extraFiles)
            ) all
          );
          message = "An extra file has either `source` or `text`.";
        }
      ];
      home.file = lib.listToAttrs (
        concatMap (
          vault: map (it: it // { name = "${vault.target}/.obsidian/${it.name}"; }) (filesOf vault.settings)
        ) vaults
      );
      # It writes the file itself, too.
      home.activation.obsidian = lib.hm.dag.entryAfter [ "writeBoundary" ] ''
        OBSIDIAN_CONFIG="${folder}/obsidian.json"
        if [ -f "$OBSIDIAN_CONFIG" ]; then
          verboseEcho "Adding the vaults to those that Obsidian knows"
          tmp="$(mktemp)"
          run ${lib.getExe pkgs.jq} -s '(.[0] // {}) * (.[1] // {})' "$OBSIDIAN_CONFIG" "${known}" > "$tmp"
          run install -m644 "$tmp" "$OBSIDIAN_CONFIG"
          rm -f "$tmp"
        else
          verboseEcho "Telling Obsidian of the vaults"
          run install -D -m644 "${known}" "$OBSIDIAN_CONFIG"
        fi
      '';
    };
}
