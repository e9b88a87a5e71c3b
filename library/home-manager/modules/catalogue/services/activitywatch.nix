# `services.activitywatch`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt words;
  format = pkgs.formats.toml { };
  watcher = types.submodule (
    { name, config, ... }:
    {
      options = {
        name = opt types.str name "Its name.";
        package = lib.mkPackageOption pkgs "activitywatch" { };
        executable = opt types.str config.name "Its program.";
        settings = opt format.type { } "Its settings.";
        settingsFilename = opt types.str "${config.name}.toml" "File of the settings, below {file}`activitywatch/NAME`.";
        extraOptions = words "Further arguments.";
      };
    }
  );
  # What a unit of ActivityWatch may not do.
  confined = {
    LockPersonality = true;
    NoNewPrivileges = true;
    RestrictNamespaces = true;
  };
in
lib.hm.library.service args "activitywatch" {
  title = "ActivityWatch, which measures the time of what one does";
  install = false;
  options = {
    settings = opt format.type { } "Contents of {file}`activitywatch/aw-server-rust/config.toml`.";
    extraOptions = words "Further arguments.";
    watchers = opt (types.attrsOf watcher) { } "What it is told by.";
  };
  config =
    cfg:
    let
      unit =
        _: watcher:
        lib.nameValuePair "activitywatch-watcher-${watcher.name}" {
          Unit = {
            Description = "ActivityWatch watcher '${watcher.name}'";
            After = [ "activitywatch.service" ];
            BindsTo = [ "activitywatch.target" ];
          };
          Service = confined // {
            ExecStart = "${lib.getExe' watcher.package watcher.executable} ${lib.escapeShellArgs watcher.extraOptions}";
          };
          Install.WantedBy = [ "activitywatch.target" ];
        };
      file =
        _: watcher:
        lib.nameValuePair "activitywatch/${watcher.name}/${watcher.settingsFilename}" (
          mkIf (watcher.settings != { }) {
            source = format.generate "activitywatch-watcher-${watcher.name}-settings" watcher.settings;
          }
        );
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.activitywatch" pkgs lib.platforms.linux) ];
      xdg.configFile = lib.mapAttrs' file cfg.watchers // {
        "activitywatch/aw-server-rust/config.toml" = mkIf (cfg.settings != { }) {
          source = format.generate "activitywatch-server-rust-config.toml" cfg.settings;
        };
      };
      systemd.user = {
        # All of it together.
        targets.activitywatch = {
          Unit = {
            Description = "ActivityWatch server";
            Requires = [ "default.target" ];
            After = [ "default.target" ];
          };
          Install.WantedBy = [ "default.target" ];
        };
        services = lib.mapAttrs' unit cfg.watchers // {
          activitywatch = {
            Unit = {
              Description = "ActivityWatch time tracker server";
              Documentation = [ "https://docs.activitywatch.net" ];
              BindsTo = [ "activitywatch.target" ];
            };
            Service = confined // {
              ExecStart = "${lib.getExe' cfg.package "aw-server"} ${lib.escapeShellArgs cfg.extraOptions}";
              Restart = "on-failure";
            };
            Install.WantedBy = [ "activitywatch.target" ];
          };
        };
      };
    };
}
