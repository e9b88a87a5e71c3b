# `services.syncthing`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) enabled maybe need opt words;
  json = pkgs.formats.json { };
  open = options: types.submodule { freeformType = json.type; inherit options; };
  device = types.submodule ({ name, ... }: {
    freeformType = json.type;
    options = {
      id = need types.str "Its identity.";
      name = opt types.str name "Its name.";
      autoAcceptFolders = lib.hm.library.flag "Whether its folders are taken without asking.";
    };
  });
  folder = types.submodule ({ name, ... }: {
    freeformType = json.type;
    options = {
      enable = enabled "Whether it is kept the same.";
      id = opt types.str name "Its identity.";
      label = opt types.str name "Its name.";
      path = opt types.str name "Where it is.";
      type = opt (types.enum [ "sendreceive" "sendonly" "receiveonly" "receiveencrypted" ]) "sendreceive" "Which way it goes.";
      devices = opt (types.listOf types.unspecified) [ ] "Machines that have it.";
      ignorePatterns = maybe (types.listOf types.str) "Patterns of files that are left out.";
      copyOwnershipFromParent = lib.hm.library.flag "Whether files belong to the folder's owner.";
      versioning = maybe json.type "How older files are kept.";
    };
  });
  # The icon does without the service.
  inherit (config.services.syncthing) tray;
  icon.config = lib.mkIf tray.enable {
    assertions = [ (lib.hm.assertions.assertPlatform "services.syncthing.tray" pkgs lib.platforms.linux) ];
    home.packages = [ tray.package ];
    systemd.user.services.${tray.package.pname} = lib.hm.library.sessionService {
      description = tray.package.pname;
      exec = "${tray.package}/bin/${tray.command}";
      after = [ "graphical-session.target" "tray.target" ];
      unit.Requires = [ "tray.target" ];
    };
  };
in
lib.hm.library.service args "syncthing" {
  title = "Syncthing, which keeps files the same on several machines";
  imports = [ icon ] ++ lib.hm.library.gone [ "services" "syncthing" ] "Give `services.syncthing.guiCredentials`." [ "passwordFile" ];
  options = {
    extraOptions = words "Arguments.";
    guiAddress = opt types.str "127.0.0.1:8384" "Where it is administered.";
    guiCredentials = maybe (types.submodule {
      options = {
        username = need types.nonEmptyStr "Who may.";
        passwordFile = need types.str "File with the password.";
      };
    }) "Who may administer it.";
    allProxy = maybe types.str "The proxy.";
    cert = maybe types.str "File with its certificate.";
    key = maybe types.str "File with its key.";
    overrideDevices = enabled "Whether machines added by hand are forgotten.";
    overrideFolders = enabled "Whether folders added by hand are forgotten.";
    settings = opt (open {
      devices = opt (types.attrsOf device) { } "Other machines.";
      folders = opt (types.attrsOf folder) { } "Folders.";
      options = opt json.type { } "Its options.";
      gui = opt json.type { } "How it is administered.";
    }) { } "Its settings.";
    tray = {
      enable = lib.hm.library.flag "Whether there is an icon of it.";
      command = lib.hm.library.described "syncthingtray --wait" (opt types.str "syncthingtray --wait" "The program of the icon.");
      package = lib.mkPackageOption pkgs "syncthingtray-minimal" { };
    };
  };
  config = cfg: {
    systemd.user.services.syncthing = {
      Unit = {
        Description = "Syncthing - Open Source Continuous File Synchronization";
        Documentation = "man:syncthing(1)";
        After = [ "network.target" ];
        StartLimitBurst = 4;
        StartLimitIntervalSec = 60;
      };
      Service = {
        ExecStart = lib.escapeShellArgs (
          [
            "${cfg.package}/bin/syncthing"
            "serve"
            "--no-browser"
            "--no-restart"
            "--no-upgrade"
            "--gui-address=${cfg.guiAddress}"
          ]
          ++ cfg.extraOptions
        );
        Environment = lib.optional (cfg.allProxy != null) "all_proxy=${cfg.allProxy}";
        Restart = "on-failure";
        SuccessExitStatus = [ 3 4 ];
        RestartForceExitStatus = [ 3 4 ];
        LockPersonality = true;
        MemoryDenyWriteExecute = true;
        NoNewPrivileges = true;
        PrivateUsers = true;
        RestrictNamespaces = true;
        SystemCallArchitectures = "native";
        SystemCallFilter = "@system-service";
      };
      Install.WantedBy = [ "default.target" ];
    };
  };
}
