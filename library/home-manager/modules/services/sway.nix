# `wayland.windowManager.sway`, and `swaynag`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf mkMerge types;
  inherit (lib.hm.library)
    described
    enabled
    flag
    maybe
    need
    opt
    text
    words
    ;
  cfg = config.wayland.windowManager.sway;
  parts = import ../parts/tiling-text.nix { inherit lib cfg; name = "sway"; };
  home = [ "left" "down" "up" "right" ];
  devices = opt (types.attrsOf (types.attrsOf types.str)) { };
  ini = pkgs.formats.ini { };
  atom = types.nullOr (types.oneOf [ types.bool types.int types.float types.str ]) // {
    description = "Swaynag config atom (null, bool, int, float, str)";
  };

  settings = types.submodule {
    options =
      import ../parts/tiling-options.nix { inherit config lib pkgs cfg; name = "sway"; }
      // lib.zipAttrsWith (_: lib.head) (
        lib.zipListsWith (direction: key: {
          ${direction} = opt types.str key "Key in the home row for `${direction}`.";
        }) home [ "h" "j" "k" "l" ]
      )
      // {
        keybindings = opt (types.attrsOf (types.nullOr types.str)) (lib.mapAttrs (_: lib.mkOptionDefault) (
          parts.defaultBindings
          // lib.mapAttrs' (keys: lib.nameValuePair "${cfg.config.modifier}+${keys}") (
            lib.listToAttrs (
              lib.concatMap (direction: [
                (lib.nameValuePair cfg.config.${direction} "focus ${direction}")
                (lib.nameValuePair "Shift+${cfg.config.${direction}}" "move ${direction}")
              ]) home
            )
            // {
              b = "splith";
              v = "splitv";
              "Shift+e" = "exec swaynag -t warning -m 'You pressed the exit shortcut. Do you really want to exit sway? This will end your Wayland session.' -b 'Yes, exit sway' 'swaymsg exit'";
            }
          )
        )) "Bindings of keys." // {
          defaultText = "Default sway keybindings.";
        };
        bindswitches = opt (types.attrsOf (types.submodule {
          options = {
            action = need types.str "What is done.";
            locked = flag "Whether also while the screen is locked.";
            reload = flag "Whether also when the configuration is read again.";
          };
        })) { } "Bindings of switches." // {
          defaultText = "No bindswitches by default";
        };
        bindkeysToCode = flag "Whether bindings are for the place of a key (`--to-code`).";
        input = devices "Input devices.";
        output = devices "Outputs.";
        seat = devices "Seats.";
        modes =
          let
            resize = {
              left = "resize shrink width 10 px";
              down = "resize grow height 10 px";
              up = "resize shrink height 10 px";
              right = "resize grow width 10 px";
            };
          in
          described "{ resize = …; }" (
            opt (types.attrsOf (types.attrsOf types.str)) {
              resize = {
                Escape = "mode default";
                Return = "mode default";
                Left = resize.left;
                Down = resize.down;
                Up = resize.up;
                Right = resize.right;
              }
              // lib.mapAttrs' (direction: lib.nameValuePair cfg.config.${direction}) resize;
            } "Modes with their bindings."
          );
      };
  };

  switches = lib.concatStringsSep "\n" (
    lib.mapAttrsToList (
      event: given:
      "bindswitch ${lib.optionalString given.locked "--locked "}${lib.optionalString given.reload "--reload "} ${event} ${given.action}"
    ) cfg.config.bindswitches
  );
  blocks =
    kind: set:
    lib.mapAttrsToList (name: given: ''
      ${kind} "${name}" {
      ${lib.concatStringsSep "\n" (lib.mapAttrsToList (key: value: "  ${key} ${value}") given)}
      }
    '') set;
  # The general in front of the special, for later lines win.
  inputs =
    let
      isKind = lib.hasPrefix "type:";
      select = predicate: blocks "input" (lib.filterAttrs (name: _: predicate name) cfg.config.input);
    in
    select (name: name == "*") ++ select isKind ++ select (name: name != "*" && !isKind name);
  session =
    let
      variables = toString cfg.systemd.variables;
      update =
        if cfg.systemd.dbusImplementation == "broker" then
          "systemctl --user import-environment ${variables}"
        else
          "${pkgs.dbus}/bin/dbus-update-activation-environment --systemd ${variables}";
    in
    ''exec "${update}; ${lib.concatStringsSep " && " cfg.systemd.extraCommands}"'';
  flags = lib.optionalString cfg.config.bindkeysToCode "--to-code";
  file = pkgs.writeTextFile {
    name = "sway.conf";
    checkPhase = lib.optionalString cfg.checkConfig ''
      export DBUS_SESSION_BUS_ADDRESS=/dev/null
      export XDG_RUNTIME_DIR=$(mktemp -d)
      ${pkgs.xvfb-run}/bin/xvfb-run ${cfg.package}/bin/sway --config "$target" --validate --unsupported-gpu
    '';
    text = lib.concatStringsSep "\n" (
      lib.optional (cfg.extraConfigEarly != "") cfg.extraConfigEarly
      ++ lib.optionals (cfg.config != null) (
        parts.head {
          inherit (cfg.config.focus) followMouse;
          mouseWarping =
            let
              warping = cfg.config.focus.mouseWarping;
            in
            if lib.isString warping then warping else if warping then "output" else "none";
          inherit flags;
        }
        ++ lib.optional (cfg.config.bindswitches != { }) switches
        ++ inputs
        ++ blocks "output" cfg.config.output
        ++ blocks "seat" cfg.config.seat
        ++ parts.tail {
          startup = given: "${if given.always then "exec_always" else "exec"} ${given.command}\n";
          inherit flags;
        }
      )
      ++ lib.optional cfg.systemd.enable session
      ++ lib.optional (!cfg.xwayland) "xwayland disable"
      ++ [ cfg.extraConfig ]
    );
  };
in
{
  imports = [
    (lib.mkRenamedOptionModule
      [ "wayland" "windowManager" "sway" "systemdIntegration" ]
      [ "wayland" "windowManager" "sway" "systemd" "enable" ]
    )
  ];

  options.wayland.windowManager.sway = {
    enable = lib.mkEnableOption "Sway";
    package = described "\${pkgs.sway}" (
      maybe types.package "The package; null if Sway comes from elsewhere."
      // {
        default = pkgs.sway.override {
          inherit (cfg) extraOptions extraSessionCommands;
          withBaseWrapper = cfg.wrapperFeatures.base;
          withGtkWrapper = cfg.wrapperFeatures.gtk;
        };
      }
    );
    systemd = {
      enable = opt types.bool pkgs.stdenv.hostPlatform.isLinux "Whether the session has a target." // {
        example = false;
      };
      variables = opt (types.listOf types.str) [
        "DISPLAY"
        "WAYLAND_DISPLAY"
        "SWAYSOCK"
        "XDG_CURRENT_DESKTOP"
        "XDG_SESSION_TYPE"
        "NIXOS_OZONE_WL"
        "XCURSOR_THEME"
        "XCURSOR_SIZE"
      ] "Variables that services see.";
      dbusImplementation = opt (types.enum [ "dbus" "broker" ]) "dbus" "The message bus.";
      extraCommands = opt (types.listOf types.str) [
        "systemctl --user reset-failed"
        "systemctl --user start sway-session.target"
        "swaymsg -mt subscribe '[]' || true"
        "systemctl --user stop sway-session.target"
      ] "Commands that follow.";
      xdgAutostart = lib.mkEnableOption "programs of the XDG autostart folders";
    };
    xwayland = enabled "Whether programs for X run.";
    wrapperFeatures = opt (types.submodule {
      options = {
        base = enabled "Whether there is a wrapper at all.";
        gtk = flag "Whether it is good for GTK.";
      };
    }) { } "The wrapper.";
    extraSessionCommands = text "Commands in front of Sway.";
    extraOptions = words "Arguments of Sway.";
    config = maybe settings "Settings." // { default = { }; };
    checkConfig = described "wayland.windowManager.sway.package != null" (
      opt types.bool (cfg.package != null) "Whether Sway checks the file."
    );
    extraConfig = text "More lines of {file}`sway/config`.";
    extraConfigEarly = text "Lines in front of all others.";
    swaynag = {
      enable = lib.mkEnableOption "settings of swaynag";
      settings = opt (types.attrsOf (types.attrsOf atom)) { } "Contents of {file}`swaynag/config`.";
    };
  };

  config = mkMerge [
    (mkIf cfg.swaynag.enable {
      assertions = [
        (lib.hm.assertions.assertPlatform "wayland.windowManager.sway.swaynag" pkgs lib.platforms.linux)
      ];
      xdg.configFile."swaynag/config" = mkIf (cfg.swaynag.settings != { }) {
        source = ini.generate "swaynag.conf" cfg.swaynag.settings;
      };
    })
    (mkIf cfg.enable {
      assertions = [
        (lib.hm.assertions.assertPlatform "wayland.windowManager.sway" pkgs lib.platforms.linux)
        {
          assertion = cfg.checkConfig -> cfg.package != null;
          message = "programs.sway.checkConfig requires non-null programs.sway.package";
        }
      ];
      home.packages = lib.optional (cfg.package != null) cfg.package ++ lib.optional cfg.xwayland pkgs.xwayland;
      xdg.configFile."sway/config" = {
        source = file;
        onChange = lib.optionalString (cfg.package != null) ''
          socket="''${XDG_RUNTIME_DIR:-/run/user/$UID}/sway-ipc.$UID.$(${pkgs.procps}/bin/pgrep --uid $UID -x sway || true).sock"
          if [ -S "$socket" ]; then
            ${cfg.package}/bin/swaymsg -s $socket reload
          fi
        '';
      };
      systemd.user.targets.sway-session = mkIf cfg.systemd.enable {
        Unit = {
          Description = "sway compositor session";
          Documentation = [ "man:systemd.special(7)" ];
          BindsTo = [ "graphical-session.target" ];
          Wants = [
            "graphical-session-pre.target"
          ]
          ++ lib.optional cfg.systemd.xdgAutostart "xdg-desktop-autostart.target";
          After = [ "graphical-session-pre.target" ];
          Before = lib.optional cfg.systemd.xdgAutostart "xdg-desktop-autostart.target";
        };
      };
      warnings = mkIf (cfg.config != null) (
        parts.warnings
        ++ lib.optional cfg.config.focus.forceWrapping "sway.config.focus.forceWrapping is deprecated, use focus.wrapping instead."
      );
    })
  ];
}
