# `programs.anki`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) flag maybe need opt packages;
  folder =
    if pkgs.stdenv.hostPlatform.isDarwin then "Library/Application Support/Anki2" else "${config.xdg.dataHome}/Anki2";
  choice = of: maybe (types.enum of);
  yesOrNo = maybe types.bool;
  whole = maybe types.ints.unsigned;

  answer = types.submodule {
    options = {
      ease = need types.int "Number of the answer.";
      key = need types.str "Its key.";
    };
  };
  profile = types.submodule {
    options = {
      default = flag "Whether it is opened first.";
      sync = {
        username = maybe types.str "Name at the server.";
        usernameFile = maybe types.path "File with that name.";
        keyFile = maybe types.path "File with the key.";
        url = maybe types.str "Address of another server.";
        autoSync = yesOrNo "Whether it is brought there at the start and the end.";
        syncMedia = yesOrNo "Whether pictures and sounds are, too.";
        autoSyncMediaMinutes = whole "How often those are.";
        networkTimeout = whole "Seconds that the server is waited for.";
      };
    };
  };

  # Its settings are a data base, made by its own code.
  script = pkgs.writeText "anki-settings.py" ''
    import json, sys
    from aqt.profiles import ProfileManager, VideoDriver
    from aqt.theme import Theme, WidgetStyle, theme_manager
    from aqt.toolbar import HideMode

    given = json.load(open(sys.argv[2]))
    manager = ProfileManager(ProfileManager.get_created_base_folder(sys.argv[1]))
    manager.setupMeta()
    manager.meta["firstRun"] = False
    theme_manager.apply_style = lambda: None

    def put(name, how):
        if given[name] is not None:
            how(given[name])

    put("videoDriver", lambda v: manager.set_video_driver(VideoDriver.OpenGL if v == "opengl" else VideoDriver(v)))
    manager.setLang(given["language"])
    put("theme", lambda v: manager.set_theme({"followSystem": Theme.FOLLOW_SYSTEM, "light": Theme.LIGHT, "dark": Theme.DARK}[v]))
    put("style", lambda v: manager.set_widget_style(WidgetStyle[v.upper()]))
    put("uiScale", lambda v: manager.setUiScale(float(v)))
    put("hideTopBar", manager.set_hide_top_bar)
    put("hideTopBarMode", lambda v: manager.set_top_bar_hide_mode(HideMode[v.upper()]))
    put("hideBottomBar", manager.set_hide_bottom_bar)
    put("hideBottomBarMode", lambda v: manager.set_bottom_bar_hide_mode(HideMode[v.upper()]))
    put("reduceMotion", manager.set_reduce_motion)
    put("minimalistMode", manager.set_minimalist_mode)
    put("spacebarRatesCard", manager.set_spacebar_rates_card)
    put("legacyImportExport", manager.set_legacy_import_export)
    for answer in given["answerKeys"]:
        manager.set_answer_key(answer["ease"], answer["key"])

    for name, profile in given["profiles"].items():
        manager.create(name)
        manager.openProfile(name)
        manager.profile["lastOptimize"] = None
        sync = profile["sync"]
        for key in ("autoSync", "syncMedia"):
            if sync[key] is not None:
                manager.profile[key] = sync[key]
        if sync["autoSyncMediaMinutes"] is not None:
            manager.set_periodic_sync_media_minutes(sync["autoSyncMediaMinutes"])
        if sync["networkTimeout"] is not None:
            manager.set_network_timeout(sync["networkTimeout"])
        manager.save()
    for name, profile in given["profiles"].items():
        if profile["default"]:
            manager.set_last_loaded_profile_name(name)
    manager.save()
  '';
  # Names and keys are read when a profile is opened, and what is written is not kept.
  addon =
    profiles:
    pkgs.anki-utils.buildAnkiAddon {
      pname = "hm-sync-config";
      version = "1.0";
      src = pkgs.writeTextDir "__init__.py" ''
        import json
        import aqt
        from pathlib import Path

        profiles = json.loads(${builtins.toJSON (builtins.toJSON (lib.mapAttrs (_: p: p.sync) profiles))})

        def opened():
            manager = aqt.mw.pm
            sync = profiles.get(manager.name)
            if sync is None:
                return

            def text(path):
                return Path(path).read_text().strip() if path and Path(path).exists() else None

            username = sync["username"] or text(sync["usernameFile"])
            key = text(sync["keyFile"])
            if sync["url"]:
                manager.set_custom_sync_url(sync["url"])
            if username:
                manager.set_sync_username(username)
            if key:
                manager.set_sync_key(key)

        aqt.mw.pm.save = lambda: None
        aqt.gui_hooks.profile_did_open.append(opened)
      '';
    };
in
lib.hm.library.program args "anki" {
  install = false;
  options = {
    language = opt types.nonEmptyStr "en_US" "Its language.";
    videoDriver = choice [ "opengl" "angle" "software" "metal" "vulkan" "d3d11" ] "What it draws with.";
    theme = choice [ "followSystem" "light" "dark" ] "Whether it is light or dark.";
    style = choice [ "anki" "native" ] "How its controls look.";
    uiScale = maybe (types.numbers.between 1.0 2.0) "How large it is.";
    hideTopBar = yesOrNo "Whether the upper bar is hidden while cards are answered.";
    hideTopBarMode = choice [ "fullscreen" "always" ] "When that one is hidden.";
    hideBottomBar = yesOrNo "Whether the lower bar is hidden while cards are answered.";
    hideBottomBarMode = choice [ "fullscreen" "always" ] "When that one is hidden.";
    reduceMotion = yesOrNo "Whether little moves.";
    minimalistMode = yesOrNo "Whether it is plain.";
    spacebarRatesCard = yesOrNo "Whether the space bar answers.";
    legacyImportExport = yesOrNo "Whether files are read and written in the older manner.";
    answerKeys = opt (types.listOf answer) [ ] "Keys of answers.";
    addons = packages "Add-ons.";
    profiles = opt (types.attrsOf profile) { "User 1" = { }; } "Profiles by name.";
  };
  config =
    cfg:
    let
      settings = pkgs.runCommand "ankiConfig" { nativeBuildInputs = [ cfg.package ]; } ''
        ${pkgs.python3.interpreter} ${script} $out ${
          pkgs.writeText "anki-settings.json" (builtins.toJSON (removeAttrs cfg [ "addons" "enable" "package" ]))
        }
      '';
      takesAddons = cfg.package ? withAddons;
      defaults = lib.filterAttrs (_: p: p.default) cfg.profiles;
      checks =
        name: p:
        let
          wrong = lib.concatLists (lib.filter lib.isList (builtins.split ''([.:?\"<>|\*\\\/])'' name));
          path = "programs.anki.profiles.${lib.strings.escapeNixString name}";
        in
        [
          {
            assertion = wrong == [ ];
            message = "`${path}` has invalid\ncharacter(s) in its name: ${lib.concatStrings wrong}\n";
          }
          {
            assertion = p.sync.username == null || p.sync.usernameFile == null;
            message = "The `${path}.sync`\n`username` option is mutually exclusive with the `usernameFile` option.\n";
          }
        ];
    in
    {
      assertions = [
        {
          assertion = lib.length (lib.attrNames defaults) <= 1;
          message = "Only one profile in `programs.anki.profiles` can be marked as default.\n";
        }
        {
          # Where there are no add-ons at all, nobody can say more.
          assertion = takesAddons || !(pkgs ? anki-utils);
          message = "`programs.anki.package` takes no add-ons: it has to be one like `pkgs.anki`.\n";
        }
      ]
      ++ lib.concatLists (lib.mapAttrsToList checks cfg.profiles);
      home.packages = [
        (
          if takesAddons && pkgs ? anki-utils then cfg.package.withAddons ([ (addon cfg.profiles) ] ++ cfg.addons) else cfg.package
        )
      ];
      home.file = {
        "${folder}/prefs21.db".source = "${settings}/prefs21.db";
        "${folder}/gldriver6" = lib.mkIf (cfg.videoDriver != null) { source = "${settings}/gldriver6"; };
      };
    };
}
