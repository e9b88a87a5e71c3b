# `services.ludusavi`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library)
    described
    flag
    maybe
    opt
    ;
  format = pkgs.formats.yaml { };
  home = config.home.homeDirectory;
  backups = "${config.xdg.stateHome}/backups";
  settings = {
    manifest.url = "https://raw.githubusercontent.com/mtkennerly/ludusavi-manifest/master/data/manifest.yaml";
    roots = [ ];
    backup.path = "${backups}/ludusavi";
    restore.path = "${backups}/ludusavi";
  };
  # Earlier the name of the folder was that of the variable.
  migrate = pkgs.writeShellScript "ludusavi-migrate-backup" ''
    old="${home}/\$XDG_STATE_HOME"
    if [[ -d "$old" ]]; then
      mkdir -p "${backups}"
      mv "$old/backups/ludusavi" "${backups}/ludusavi"
      rmdir "$old/backups" "$old"
    fi
  '';
in
lib.hm.library.service args "ludusavi" {
  title = "backups of games by Ludusavi";
  options = {
    configFile = maybe types.path "Its file, in place of the made one.";
    frequency = opt types.str "daily" "When it runs, as {manpage}`systemd.time(7)` has it.";
    settings = described "''\n  {\n    manifest.url = \"${settings.manifest.url}\";\n    roots = [ ];\n    backup.path = \"$XDG_STATE_HOME/backups/ludusavi\";\n    restore.path = \"$XDG_STATE_HOME/backups/ludusavi\";\n  }\n''" (
      opt format.type settings "Contents of {file}`ludusavi/config.yaml`."
    );
    backupNotification = flag "Whether a notification says that a backup was made.";
  };
  config = cfg: {
    assertions = [
      {
        assertion = (cfg.settings != { }) != (cfg.configFile != null);
        message = "The `settings` and `configFile` options are mutually exclusive.";
      }
    ];
    xdg.configFile."ludusavi/config.yaml".source =
      if cfg.configFile == null then format.generate "config.yaml" cfg.settings else cfg.configFile;
    systemd.user = {
      services.ludusavi = {
        Unit.Description = "Run a game save backup with Ludusavi";
        Service = {
          Type = "oneshot";
          ExecStartPre = "${migrate}";
          ExecStart = "${lib.getExe cfg.package} backup --force";
        }
        // lib.optionalAttrs cfg.backupNotification {
          ExecStartPost = "${lib.getExe pkgs.libnotify} 'Ludusavi' 'Backup completed' -i com.mtkennerly.ludusavi -a 'Ludusavi'";
        };
      };
      timers.ludusavi = {
        Unit.Description = "Run a game save backup with Ludusavi";
        Timer.OnCalendar = cfg.frequency;
        Install.WantedBy = [ "timers.target" ];
      };
    };
  };
}
