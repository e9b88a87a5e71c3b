# `wayland.windowManager.hyprland`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf mkOption types;
  inherit (lib.hm.library)
    described
    enabled
    maybe
    need
    opt
    text
    ;
  cfg = config.wayland.windowManager.hyprland;
  value =
    with types;
    nullOr (oneOf [
      bool
      int
      float
      str
      path
      (attrsOf value)
      (listOf value)
    ])
    // {
      description = "Hyprland configuration value";
    };
  files = import ../parts/hyprland-files.nix { inherit cfg config lib pkgs; };

  portal = lib.converge (lib.filterAttrsRecursive (_: field: field != null && field != { })) cfg.xdph.settings;
  free = options: types.submodule {
    freeformType = types.attrsOf value;
    inherit options;
  };
  result = default: text: description: mkOption {
    type = types.nullOr types.package;
    readOnly = true;
    defaultText = lib.literalMD text;
    inherit default description;
  };

  submap.options = {
    onDispatch = opt types.str "" "Submap after a dispatch; `reset` for none.";
    settings = opt (types.attrsOf (types.listOf value) // { description = "Hyprland binds"; }) { } "The binds.";
  };
  luaFile.options = {
    content = need (types.either types.path types.lines) "The file, or its text.";
    autoLoad = enabled "Whether {file}`hyprland.lua` requires it.";
  };

  notBinds =
    submap: lib.filter (name: builtins.match "bind[[:lower:]]*" name == null) (lib.attrNames submap.settings);
  isEmpty = cfg.extraConfig == "" && cfg.extraLuaFiles == { } && cfg.settings == { } && cfg.submaps == { };
  luaNames = map files.luaFileName (lib.attrNames cfg.extraLuaFiles);
in
{
  options.wayland.windowManager.hyprland = {
    enable = opt types.bool false "Whether Hyprland is installed and configured.";
    package = lib.mkPackageOption pkgs "hyprland" { nullable = true; };
    portalPackage = lib.mkPackageOption pkgs "xdg-desktop-portal-hyprland" { nullable = true; };
    finalPackage = result (
      if cfg.package == null then
        null
      else
        cfg.package.override { enableXWayland = cfg.xwayland.enable; }
    ) "`wayland.windowManager.hyprland.package` with applied configuration" "The package as it is configured.";
    finalPortalPackage = result (
      if cfg.portalPackage != null && cfg.finalPackage != null then
        cfg.portalPackage.override { hyprland = cfg.finalPackage; }
      else
        cfg.portalPackage
    ) "`wayland.windowManager.hyprland.portalPackage` for that package" "The portal for this package.";

    xdph.settings = opt (free {
      general = opt (free {
        toplevel_dynamic_bind = maybe types.bool "Whether the manager of windows is bound when a session is made.";
      }) { } "Settings of the portal.";
      screencopy = opt (free {
        max_fps = maybe types.ints.unsigned "Pictures in a second; 0: as many as there are.";
        allow_token_by_default = maybe types.bool "Whether a choice can be kept.";
        custom_picker_binary = maybe types.str "Command that asks what is shared.";
        force_shm = maybe types.bool "Whether pictures go through shared memory.";
        cursor_mode = maybe (types.enum [
          0
          1
          2
        ]) "What becomes of the cursor.";
      }) { } "Settings of shared screens.";
    }) { } "Contents of {file}`hypr/xdph.conf`.";

    plugins = opt (types.listOf (types.either types.package types.path)) [ ] "Plugins, or their files.";
    configType = mkOption {
      type = types.enum [
        "hyprlang"
        "lua"
      ];
      inherit
        (lib.hm.deprecations.mkStateVersionOptionDefault {
          inherit (config.home) stateVersion;
          since = "26.05";
          optionPath = [
            "wayland"
            "windowManager"
            "hyprland"
            "configType"
          ];
          legacy.value = "hyprlang";
          current.value = "lua";
        })
        default
        defaultText
        ;
      description = "The language of the configuration: {file}`hyprland.conf` or {file}`hyprland.lua`.";
    };
    systemd = {
      enable = lib.mkEnableOption null // {
        default = true;
        description = "Whether {file}`hyprland-session.target` is started with Hyprland.";
      };
      variables = opt (types.listOf types.str) [
        "DISPLAY"
        "HYPRLAND_INSTANCE_SIGNATURE"
        "WAYLAND_DISPLAY"
        "XDG_CURRENT_DESKTOP"
        "XDG_SESSION_TYPE"
      ] "Variables that services get.";
      extraCommands = opt (types.listOf types.str) [
        "systemctl --user stop hyprland-session.target"
        "systemctl --user start hyprland-session.target"
      ] "Commands that follow.";
      enableXdgAutostart = lib.mkEnableOption "starting what is in the folders for autostart";
    };
    xwayland.enable = lib.mkEnableOption "XWayland" // {
      default = true;
    };
    settings = opt value { } "The configuration. In Lua each field is a call `hl.NAME(...)`; `_args` are several arguments, `_var` makes a variable.";
    submaps = opt (types.attrsOf (types.submodule submap)) { } "Submaps by their names.";
    extraConfig = text "More text of the configuration.";
    extraLuaFiles = opt (types.attrsOf (
      types.coercedTo (types.either types.path types.lines) (content: {
        inherit content;
        autoLoad = true;
      }) (types.submodule luaFile)
    )) { } "Files beside {file}`hyprland.lua`, by the names of their modules.";
    sourceFirst = lib.mkEnableOption "putting `source` first" // {
      default = true;
    };
    importantPrefixes = opt (types.listOf types.str) [
      "$"
      "bezier"
      "curve"
      "name"
      "output"
    ] "Beginnings of the names of fields that come first.";
  };

  config = mkIf cfg.enable {
    assertions = [
      (lib.hm.assertions.assertPlatform "wayland.windowManager.hyprland" pkgs lib.platforms.linux)
      {
        assertion = !(cfg.submaps ? reset);
        message = "Submaps can't be named 'reset'. The name 'reset' is reserved in order to have a way to switch to the default submap; as if 'reset' was its name.";
      }
      {
        assertion = !(lib.elem "hyprland.lua" luaNames);
        message = "wayland.windowManager.hyprland.extraLuaFiles cannot define hyprland.lua because it is generated by the Hyprland module.";
      }
      {
        assertion = lib.allUnique luaNames;
        message = "wayland.windowManager.hyprland.extraLuaFiles contains entries that resolve to the same Lua file path.";
      }
    ];
    warnings =
      lib.mapAttrsToList
        (name: others: ''
          wayland.windowManager.hyprland.submaps."${name}".settings: found non-bind entries: [${toString others}], which will have no effect in a submap
        '')
        (lib.filterAttrs (_: others: others != [ ]) (lib.mapAttrs (_: notBinds) cfg.submaps))
      ++ lib.optional ((cfg.systemd.enable || cfg.plugins != [ ]) && isEmpty) "You have enabled hyprland.systemd.enable or listed plugins in hyprland.plugins but do not have any configuration in hyprland.settings, hyprland.extraConfig, hyprland.extraLuaFiles or hyprland.submaps. This is almost certainly a mistake.";

    home.packages = mkIf (cfg.package != null) (
      [ cfg.finalPackage ] ++ lib.optional cfg.xwayland.enable pkgs.xwayland
    );
    xdg.configFile = lib.mkMerge [
      files.all
      (lib.optionalAttrs (portal != { }) {
        "hypr/xdph.conf".text = lib.hm.generators.toHyprconf { attrs = portal; };
      })
    ];
    xdg.portal = {
      enable = cfg.finalPortalPackage != null;
      extraPortals = mkIf (cfg.finalPortalPackage != null) [ cfg.finalPortalPackage ];
      configPackages = mkIf (cfg.finalPackage != null) (lib.mkDefault [ cfg.finalPackage ]);
    };
    systemd.user.targets.hyprland-session = mkIf cfg.systemd.enable {
      Unit = {
        Description = "Hyprland compositor session";
        Documentation = [ "man:systemd.special(7)" ];
        BindsTo = [ "graphical-session.target" ];
        Wants = [
          "graphical-session-pre.target"
        ]
        ++ lib.optional cfg.systemd.enableXdgAutostart "xdg-desktop-autostart.target";
        After = [ "graphical-session-pre.target" ];
        Before = mkIf cfg.systemd.enableXdgAutostart [ "xdg-desktop-autostart.target" ];
        PropagatesStopTo = [ "graphical-session.target" ];
      };
    };
  };
}
