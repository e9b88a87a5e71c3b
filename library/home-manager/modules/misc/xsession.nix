# `xsession`, and the target of graphical services.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf mkOption types;
  inherit (lib.hm.library) flag opt text;
  cfg = config.xsession;
  inherit (config.home) keyboard;

  graphical = description: service: {
    Unit = {
      Description = description;
      After = [ "graphical-session-pre.target" ];
      PartOf = [ "graphical-session.target" ];
    };
    Install.WantedBy = [ "graphical-session.target" ];
    Service = service;
  };

  layout = lib.concatStringsSep " " (
    lib.optional (keyboard.layout != null) "-layout '${keyboard.layout}'"
    ++ lib.optional (keyboard.variant != null) "-variant '${keyboard.variant}'"
    ++ lib.optional (keyboard.model != null) "-model '${keyboard.model}'"
    ++ [ "-option ''" ]
    ++ map (option: "-option '${option}'") keyboard.options
  );
  replugged = pkgs.writeShellScript "xplugrc" ''
    case "$1,$3" in
      keyboard,connected) systemctl --user restart setxkbmap.service ;;
    esac
  '';
  variables =
    verb:
    lib.optionalString (
      cfg.importedVariables != [ ]
    ) "systemctl --user ${verb}-environment ${lib.escapeShellArgs cfg.importedVariables}";
in
{
  options = {
    xsession = {
      enable = lib.mkEnableOption "the X session";
      numlock.enable = lib.mkEnableOption "Num Lock at the start of the session";
      trayTarget =
        opt types.attrs {
          Unit = {
            Description = "Home Manager System Tray";
            Requires = [ "graphical-session-pre.target" ];
          };
        } "The target of the tray."
        // {
          readOnly = true;
          internal = true;
          visible = false;
        };
      scriptPath = opt types.str ".xsession" "The session's script, below the home directory.";
      profilePath = opt types.str ".xprofile" "The profile's script, below the home directory.";
      windowManager.command = opt types.str "test -n \"$1\" && eval \"$@\"" "The command of the window manager.";
      preferStatusNotifierItems = flag "Whether icons of the tray use the newer protocol." // {
        example = true;
      };
      profileExtra = text "Commands in front of the session.";
      initExtra = text "Commands at its start.";
      importedVariables = mkOption {
        type = types.listOf (types.strMatching "[a-zA-Z_][a-zA-Z0-9_]*");
        apply = lib.unique;
        visible = false;
        description = "Variables that the user's services see.";
      };
    };
    wayland.systemd.target = opt types.str "graphical-session.target" "The target that starts graphical services.";
  };

  config = lib.mkMerge [
    { systemd.user.targets.tray = cfg.trayTarget; }
    (mkIf cfg.numlock.enable {
      assertions = [ (lib.hm.assertions.assertPlatform "xsession.numlock" pkgs lib.platforms.linux) ];
      systemd.user.services.numlockx = {
        Unit = {
          Description = "NumLockX";
          After = [ "graphical-session.target" ];
          PartOf = [ "graphical-session.target" ];
        };
        Service = {
          Type = "oneshot";
          RemainAfterExit = true;
          ExecStart = "${pkgs.numlockx}/bin/numlockx";
        };
        Install.WantedBy = [ "graphical-session.target" ];
      };
    })
    (mkIf cfg.enable {
      assertions = [ (lib.hm.assertions.assertPlatform "xsession" pkgs lib.platforms.linux) ];
      xsession.importedVariables = [
        "DBUS_SESSION_BUS_ADDRESS"
        "DISPLAY"
        "SSH_AUTH_SOCK"
        "XAUTHORITY"
        "XDG_DATA_DIRS"
        "XDG_RUNTIME_DIR"
        "XDG_SESSION_ID"
      ];
      systemd.user.services = mkIf (keyboard != null) {
        setxkbmap = graphical "Set up keyboard in X" {
          Type = "oneshot";
          RemainAfterExit = true;
          ExecStart = "${lib.getExe pkgs.setxkbmap} ${layout}";
        };
        xplugd = graphical "Rerun setxkbmap.service when I/O is changed" {
          Type = "forking";
          Restart = "on-failure";
          ExecStart = "${pkgs.xplugd}/bin/xplugd ${replugged}";
        };
      };
      systemd.user.targets.hm-graphical-session.Unit = {
        Description = "Home Manager X session";
        Requires =
          lib.optional config.xdg.autostart.enable "xdg-desktop-autostart.target"
          ++ [ "graphical-session-pre.target" ];
        BindsTo = [
          "graphical-session.target"
          "tray.target"
        ];
      };
      home.file.${cfg.profilePath}.text = ''
        . "${config.home.profileDirectory}/etc/profile.d/hm-session-vars.sh"

        if [ -e "$HOME/.profile" ]; then
          . "$HOME/.profile"
        fi

        # If there are any running services from a previous session.
        # Need to run this in xprofile because the NixOS xsession
        # script starts up graphical-session.target.
        systemctl --user stop graphical-session.target graphical-session-pre.target

        ${variables "import"}

        ${cfg.profileExtra}

        export HM_XPROFILE_SOURCED=1
      '';
      home.file.${cfg.scriptPath} = {
        executable = true;
        text = ''
          if [ -z "$HM_XPROFILE_SOURCED" ]; then
            . "${config.home.homeDirectory}/${cfg.profilePath}"
          fi
          unset HM_XPROFILE_SOURCED

          systemctl --user start hm-graphical-session.target

          ${cfg.initExtra}

          ${cfg.windowManager.command}

          systemctl --user stop graphical-session.target
          systemctl --user stop graphical-session-pre.target

          # Wait until the units actually stop.
          while [ -n "$(systemctl --user --no-legend --state=deactivating list-units)" ]; do
            sleep 0.5
          done

          ${variables "unset"}
        '';
      };
    })
  ];
}
