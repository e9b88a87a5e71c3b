# Home Manager in NixOS: a service activates each home.
{
  config,
  lib,
  pkgs,
  utils,
  ...
}:
let
  inherit (lib) mkIf;
  cfg = config.home-manager;
  hasUsers = cfg.users != { };
  dropIn = "/share/systemd/user/home-manager.service.d";

  unit = name: {
    description = "Home Manager environment for ${name}";
    stopIfChanged = false;
    environment = lib.mkMerge [
      # Programs of Qt run without a screen.
      { QT_QPA_PLATFORM = "offscreen"; }
      (mkIf cfg.verbose { VERBOSE = "1"; })
      (mkIf (cfg.backupCommand != null) { HOME_MANAGER_BACKUP_COMMAND = cfg.backupCommand; })
      (mkIf (cfg.backupFileExtension != null) { HOME_MANAGER_BACKUP_EXT = cfg.backupFileExtension; })
      (mkIf cfg.overwriteBackup { HOME_MANAGER_BACKUP_OVERWRITE = "1"; })
    ];
    serviceConfig = {
      Type = "oneshot";
      RemainAfterExit = "yes";
      TimeoutStartSec = "5m";
      SyslogIdentifier = "hm-activate-${name}";
    };
  };

  # Variables of the user's running session.
  imported = lib.concatStringsSep "|" [
    "DBUS_SESSION_BUS_ADDRESS"
    "DISPLAY"
    "WAYLAND_DISPLAY"
    "XAUTHORITY"
    "XDG_RUNTIME_DIR"
  ];
  # A login shell gives the activation the environment that the user is used to.
  start = pkgs.writeScript "hm-setup-env" ''
    #! ${pkgs.runtimeShell} -el
    eval "$(
      XDG_RUNTIME_DIR=''${XDG_RUNTIME_DIR:-/run/user/$UID} systemctl --user show-environment 2> /dev/null \
      | ${pkgs.gnused}/bin/sed -En '/^(${imported})=/s/^/export /p'
    )"
    exec "$1/activate" --driver-version ${if cfg.enableLegacyProfileManagement then "0" else "1"}
  '';

  service =
    _: user:
    let
      inherit (user.home) activationPackage homeDirectory username;
      base = unit username;
    in
    lib.nameValuePair "home-manager-${utils.escapeSystemdPath username}" (
      base
      // {
        wantedBy = [ "multi-user.target" ];
        wants = [ "nix-daemon.socket" ];
        after = [ "nix-daemon.socket" ];
        before = [ "systemd-user-sessions.service" ];
        unitConfig.RequiresMountsFor = homeDirectory;
        serviceConfig = base.serviceConfig // {
          User = username;
          ExecStart = "${start} ${activationPackage}";
        };
      }
    );
in
{
  imports = [ ./common.nix ];

  options.home-manager.startAsUserService = lib.mkOption {
    type = lib.types.bool;
    default = false;
    description = "Whether a home is activated when its user logs in, in place of at the start of the machine; needed where home directories are there only then.";
  };

  config = lib.mkMerge [
    { home-manager.extraSpecialArgs.nixosConfig = config; }
    (mkIf (hasUsers && !cfg.startAsUserService) {
      systemd.services = lib.mapAttrs' service cfg.users;
    })
    (mkIf (hasUsers && cfg.startAsUserService) {
      # Users without a home have no ExecStart; the others get theirs from their packages.
      systemd.user.services.home-manager = unit "%u" // {
        unitConfig.RequiresMountsFor = "%h";
      };
      users.users = lib.mapAttrs (_: user: {
        packages = [
          (pkgs.writeTextDir "${dropIn}/10-user-activation.conf" ''
            [Service]
            ExecStart=${user.home.activationPackage}/activate
          '')
        ];
      }) cfg.users;
      environment.pathsToLink = [ dropIn ];
      system.userActivationScripts.home-manager = {
        deps = [ ];
        text = "${pkgs.systemd}/bin/systemctl --user restart home-manager";
      };
    })
  ];
}
