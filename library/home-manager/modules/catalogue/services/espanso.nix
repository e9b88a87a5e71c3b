# `services.espanso`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described opt;
  inherit (pkgs.stdenv.hostPlatform) isLinux;
  format = pkgs.formats.yaml { };
  onLinux = described ''"`true` on linux"'';
  inherit (config.services.espanso) waylandSupport;
in
lib.hm.library.service args "espanso" {
  title = "the expansion of text by Espanso";
  install = false;
  options = {
    package-wayland = lib.mkPackageOption pkgs "espanso-wayland" { nullable = true; } // {
      default = if isLinux && waylandSupport then pkgs.espanso-wayland else null;
    };
    x11Support = onLinux (opt types.bool isLinux "Whether it runs on X servers.");
    waylandSupport = onLinux (opt types.bool isLinux "Whether it runs on Wayland.");
    configs = opt format.type { default = { }; } "Files of {file}`espanso/config` by name.";
    matches = opt format.type { default.matches = [ ]; } "Files of {file}`espanso/match` by name.";
  };
  config =
    cfg:
    let
      package =
        if !(isLinux && cfg.waylandSupport) then
          cfg.package
        else if cfg.x11Support then
          # Which it is, shows at the start.
          pkgs.writeShellScriptBin "espanso" ''
            if [ -n "$WAYLAND_DISPLAY" ]; then
              ${lib.getExe cfg.package-wayland} "$@"
            else
              ${lib.getExe cfg.package} "$@"
            fi
          ''
        else
          cfg.package-wayland;
      files =
        folder:
        lib.mapAttrs' (
          name: value: lib.nameValuePair "espanso/${folder}/${name}.yml" { source = format.generate "${name}.yml" value; }
        );
    in
    {
      assertions = [
        {
          assertion = lib.versionAtLeast cfg.package.version "2";
          message = ''
            `services.espanso` writes files of Espanso 2 and later.
          '';
        }
        {
          assertion = isLinux -> cfg.x11Support || cfg.waylandSupport;
          message = ''
            On Linux `services.espanso` needs X11 or Wayland.
          '';
        }
      ];
      home.packages = [ package ];
      xdg.configFile = files "config" cfg.configs // files "match" cfg.matches;
      systemd.user.services.espanso = {
        Unit.Description = "Espanso: cross platform text expander in Rust";
        Service = {
          ExecStart = "${lib.getExe package} launcher";
          Restart = "on-failure";
          RestartSec = 3;
        };
        Install.WantedBy = [ "default.target" ];
      };
      launchd.agents.espanso = {
        enable = true;
        config = {
          ProgramArguments = [
            "${cfg.package}/Applications/Espanso.app/Contents/MacOS/espanso"
            "launcher"
          ];
          EnvironmentVariables.PATH = "${cfg.package}/bin:/usr/bin:/bin:/usr/sbin:/sbin";
          KeepAlive = {
            Crashed = true;
            SuccessfulExit = false;
          };
          RunAtLoad = true;
        };
      };
    };
}
