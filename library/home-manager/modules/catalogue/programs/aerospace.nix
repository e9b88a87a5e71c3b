# `programs.aerospace`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) getExe mkIf types;
  inherit (lib.hm.library) enabled flag opt;
  format = pkgs.formats.toml { };
  file =
    if config.xdg.enable then
      "${lib.removePrefix config.home.homeDirectory config.xdg.configHome}/aerospace/aerospace.toml"
    else
      ".aerospace.toml";
  # TOML has no null.
  withoutNulls =
    value:
    if lib.isAttrs value then
      lib.mapAttrs (_: withoutNulls) (lib.hm.library.notNull value)
    else if lib.isList value then
      map (item: if lib.isAttrs item then withoutNulls item else item) (lib.filter (item: item != null) value)
    else
      value;
in
lib.hm.library.program args "aerospace" {
  title = "the windows of AeroSpace";
  nullable = true;
  options = {
    launchd = {
      enable = flag "Whether launchd starts it.";
      keepAlive = enabled "Whether launchd starts it again.";
    };
    settings = opt format.type { } "Its settings.";
  };
  config = cfg: {
    assertions = [
      (lib.hm.assertions.assertPlatform "programs.aerospace" pkgs lib.platforms.darwin)
      {
        assertion = cfg.settings.start-at-login or false != true || cfg.launchd.enable;
        message = ''
          `programs.aerospace.settings."start-at-login"` lets AeroSpace start itself:
          set `programs.aerospace.launchd.enable = true;` to have it started with the session.
        '';
      }
      {
        assertion =
          let
            given = cfg.settings.after-login-command or [ ];
          in
          !(lib.isList given && given != [ ]);
        message = ''
          `programs.aerospace.settings."after-login-command"` is not run where launchd starts AeroSpace:
          set `programs.aerospace.launchd.enable = true;` and
          `programs.aerospace.settings."after-startup-command"`.
        '';
      }
    ];
    home.file.${file} = mkIf (cfg.settings != { }) {
      source = format.generate "aerospace" (
        withoutNulls (
          cfg.settings
          // {
            # launchd does these.
            start-at-login = false;
            after-login-command = [ ];
          }
        )
      );
      onChange = mkIf cfg.launchd.enable ''
        echo "AeroSpace config changed, reloading..."
        if ${getExe cfg.package} list-modes --current >/dev/null 2>&1; then
          ${getExe cfg.package} reload-config
        else
          echo "AeroSpace does not run: nothing to load again."
        fi
      '';
    };
    launchd.agents.aerospace = {
      inherit (cfg.launchd) enable;
      config = {
        Program = "${cfg.package}/Applications/AeroSpace.app/Contents/MacOS/AeroSpace";
        KeepAlive = cfg.launchd.keepAlive;
        RunAtLoad = true;
        StandardOutPath = "/tmp/aerospace.log";
        StandardErrorPath = "/tmp/aerospace.err.log";
      };
    };
  };
}
