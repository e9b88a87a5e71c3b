# `services.darkman`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt;
  format = pkgs.formats.yaml { };
  scripts = description: opt (types.attrsOf (types.oneOf [ types.path types.lines ])) { } description;
  files =
    folder:
    lib.mapAttrs' (
      name: script:
      lib.nameValuePair "${folder}/${name}" {
        source =
          if lib.isPath script || lib.isDerivation script then
            script
          else
            pkgs.writeShellScript (lib.hm.strings.storeFileName name) script;
      }
    );
in
lib.hm.library.service args "darkman" {
  title = "light and dark by the time of day";
  nullable = true;
  options = {
    settings = opt (types.submodule { freeformType = format.type; }) { } "Contents of {file}`darkman/config.yaml`.";
    scripts = scripts "Scripts that run at each change, with the mode as their argument.";
    darkModeScripts = scripts "Scripts that run when it gets dark.";
    lightModeScripts = scripts "Scripts that run when it gets light.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.darkman" pkgs lib.platforms.linux) ];
    xdg.configFile."darkman/config.yaml" = mkIf (cfg.settings != { }) {
      source = format.generate "darkman-config.yaml" cfg.settings;
    };
    xdg.dataFile =
      files "darkman" cfg.scripts
      // files "dark-mode.d" cfg.darkModeScripts
      // files "light-mode.d" cfg.lightModeScripts;
    systemd.user.services.darkman = mkIf (cfg.package != null) {
      Unit = {
        Description = "Darkman system service";
        Documentation = "man:darkman(1)";
        PartOf = [ "graphical-session.target" ];
        BindsTo = [ "graphical-session.target" ];
        X-Restart-Triggers = mkIf (cfg.settings != { }) [ "${config.xdg.configFile."darkman/config.yaml".source}" ];
      };
      Service = {
        Type = "dbus";
        BusName = "nl.whynothugo.darkman";
        ExecStart = "${lib.getExe cfg.package} run";
        Restart = "on-failure";
        TimeoutStopSec = 15;
        Slice = "background.slice";
      };
      Install.WantedBy = lib.mkDefault [ "graphical-session.target" ];
    };
  };
}
