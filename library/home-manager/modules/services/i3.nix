# `xsession.windowManager.i3`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described maybe opt text;
  inherit (lib.hm.booleans) yesNo;
  cfg = config.xsession.windowManager.i3;
  parts = import ../parts/tiling-text.nix { inherit lib cfg; name = "i3"; };
  resize = change: "resize ${change} 10 px or 10 ppt";

  settings = types.submodule {
    options = import ../parts/tiling-options.nix { inherit config lib pkgs cfg; name = "i3"; } // {
      keybindings = described "Default i3 keybindings." (
        opt (types.attrsOf (types.nullOr types.str)) (lib.mapAttrs (_: lib.mkOptionDefault) (
          parts.defaultBindings
          // lib.mapAttrs' (keys: lib.nameValuePair "${cfg.config.modifier}+${keys}") {
            h = "split h";
            v = "split v";
            "Shift+r" = "restart";
            "Shift+e" = "exec i3-nagbar -t warning -m 'Do you want to exit i3?' -b 'Yes' 'i3-msg exit'";
          }
        )) "Bindings of keys."
      ) // { defaultText = "Default i3 keybindings."; };
      modes = opt (types.attrsOf (types.attrsOf types.str)) {
        resize = {
          Left = resize "shrink width";
          Down = resize "grow height";
          Up = resize "shrink height";
          Right = resize "grow width";
          Escape = "mode default";
          Return = "mode default";
        };
      } "Modes with their bindings.";
    };
  };

  startup =
    given:
    lib.concatStringsSep " " [
      (if given.always then "exec_always" else "exec")
      (lib.optionalString (!given.notification || given.workspace != null) "--no-startup-id")
      (
        if given.workspace == null then
          given.command
        else
          "i3-msg 'workspace ${given.workspace}; exec ${given.command}'"
      )
    ];
  file = pkgs.writeText "i3.conf" (
    lib.concatStringsSep "\n" (
      lib.optionals (cfg.config != null) (
        parts.head {
          followMouse = yesNo cfg.config.focus.followMouse;
          mouseWarping = if cfg.config.focus.mouseWarping then "output" else "none";
        }
        ++ parts.tail { inherit startup; }
      )
      ++ [ cfg.extraConfig ]
    )
  );
  checked = pkgs.runCommandLocal "i3-config" { buildInputs = [ cfg.package ]; } ''
    export DBUS_SESSION_BUS_ADDRESS=1
    if ! i3 -c ${file} -C -d all; then
      echo "i3 refuses the configuration; 'i3 -c ${file} -C -d all' says why at length"
      exit 1
    fi
    cp ${file} $out
  '';
in
{
  options.xsession.windowManager.i3 = {
    enable = lib.mkEnableOption "i3";
    package = lib.mkPackageOption pkgs "i3" { nullable = true; };
    config = maybe settings "Settings." // { default = { }; };
    extraConfig = text "More lines of {file}`i3/config`.";
  };

  config = mkIf cfg.enable {
    assertions = [ (lib.hm.assertions.assertPlatform "xsession.windowManager.i3" pkgs lib.platforms.linux) ];
    home.packages = mkIf (cfg.package != null) [ cfg.package ];
    xsession.windowManager.command = "${cfg.package}/bin/i3";
    xdg.configFile."i3/config" = {
      source = checked;
      # Sockets of sessions that are gone may still lie there.
      onChange = ''
        for socket in ''${XDG_RUNTIME_DIR:-/run/user/$UID}/i3/ipc-socket.*; do
          if [[ -S $socket ]]; then
            ${cfg.package}/bin/i3-msg -s $socket reload >/dev/null |& grep -v "Connection refused" || true
          fi
        done
      '';
    };
    warnings = mkIf (cfg.config != null) (
      parts.warnings
      ++ lib.optional (lib.any (given: given.workspace != null) cfg.config.startup) (
        "'xsession.windowManager.i3.config.startup.*.workspace' is deprecated, "
        + "use 'xsession.windowManager.i3.config.assigns' instead."
        + "See https://github.com/nix-community/home-manager/issues/265."
      )
      ++ lib.optional cfg.config.focus.forceWrapping (
        "'xsession.windowManager.i3.config.focus.forceWrapping' is deprecated, "
        + "use 'xsession.windowManager.i3.config.focus.wrapping' instead."
      )
    );
  };
}
