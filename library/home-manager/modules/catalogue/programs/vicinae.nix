# `programs.vicinae`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) enabled opt packages;
  json = pkgs.formats.json { };
  toml = pkgs.formats.toml { };
in
lib.hm.library.program args "vicinae" {
  nullable = true;
  options = {
    systemd = {
      enable = lib.mkEnableOption "its service";
      autoStart = enabled "Whether that starts by itself.";
      target = opt types.str "graphical-session.target" "Target that it belongs to.";
    };
    useLayerShell = enabled "Whether its window is above all others.";
    enableFirefoxIntegration = lib.mkOption {
      default = true;
      description = "Whether Firefox may talk to it.";
    };
    extensions = packages "Extensions.";
    themes = opt toml.type { } "Themes by name.";
    settings = opt json.type { } "Contents of {file}`vicinae/settings.json`.";
  };
  config =
    cfg:
    let
      isSince = version: cfg.package == null || lib.versionAtLeast (lib.getVersion cfg.package) version;
      format = if isSince "0.15.0" then toml else json;
      isNew = isSince "0.17.0";
      settingsFile = if isNew then "vicinae/settings.json" else "vicinae/vicinae.json";
      themes = lib.mapAttrs' (
        name: theme:
        lib.nameValuePair "vicinae/themes/${name}.${if isSince "0.15.0" then "toml" else "json"}" {
          source = format.generate "vicinae-${name}-theme" theme;
        }
      ) cfg.themes;
      inherit (cfg.systemd) target;
      host = pkgs.writeTextDir "lib/mozilla/native-messaging-hosts/com.vicinae.vicinae.json" (
        builtins.toJSON {
          name = "com.vicinae.vicinae";
          description = "Vicinae Native Messaging Host";
          path = "${cfg.package}/libexec/vicinae/vicinae-browser-link";
          type = "stdio";
          allowed_extensions = [ "firefox@vicinae.com" ];
        }
      );
    in
    {
      assertions = [
        (lib.hm.assertions.assertPlatform "programs.vicinae" pkgs lib.platforms.linux)
        {
          assertion = cfg.systemd.enable -> cfg.package != null;
          message = "`programs.vicinae.systemd.enable` runs `programs.vicinae.package`, which is null.";
        }
        {
          assertion = cfg.useLayerShell || !isNew;
          message = "Since version 0.17 the layer shell is left with programs.vicinae.settings.launcher_window.layer_shell.enabled = false, not with useLayerShell.";
        }
      ];
      xdg.configFile = {
        ${settingsFile} = mkIf (cfg.settings != { }) { source = json.generate "vicinae-settings" cfg.settings; };
      }
      // lib.optionalAttrs (!isSince "0.15.0") themes;
      xdg.dataFile =
        lib.listToAttrs (
          map (extension: lib.nameValuePair "vicinae/extensions/${extension.name}" { source = extension; }) cfg.extensions
        )
        // lib.optionalAttrs (isSince "0.15.0") themes;
      home.activation.vicinae-refresh-apps = mkIf (cfg.package != null) (
        lib.hm.dag.entryAfter [ "installPackages" ] ''
          verboseEcho "Telling vicinae of new applications"
          run --silence ${lib.getExe cfg.package} deeplink vicinae://launch/core/refresh-apps || verboseEcho "vicinae could not be told of new applications"
        ''
      );
      mozilla.firefoxNativeMessagingHosts = mkIf (cfg.enableFirefoxIntegration && cfg.package != null) [ host ];
      systemd.user.services.vicinae = mkIf (cfg.systemd.enable && cfg.package != null) {
        Unit = {
          Description = "Vicinae server daemon";
          Documentation = [ "https://docs.vicinae.com" ];
          After = [ target ];
          PartOf = [ target ];
          X-Restart-Triggers =
            lib.optional (cfg.settings != { }) config.xdg.configFile.${settingsFile}.source
            ++ map (theme: theme.source) (lib.attrValues themes)
            ++ cfg.extensions;
        };
        Service = {
          Type = "simple";
          ExecStart = "${lib.getExe' cfg.package "vicinae"} server";
          Restart = "always";
          RestartSec = 5;
          KillMode = "process";
          EnvironmentFile = mkIf (!isNew) (
            pkgs.writeText "vicinae-env" ''
              USE_LAYER_SHELL=${if cfg.useLayerShell then "1" else "0"}
            ''
          );
        };
        Install = mkIf cfg.systemd.autoStart { WantedBy = [ target ]; };
      };
    };
}
