# `programs.sherlock`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) opt text;
  toml = pkgs.formats.toml { };
  json = pkgs.formats.json { };
in
lib.hm.library.program args "sherlock" {
  packageOptions.default = "sherlock-launcher";
  nullable = true;
  options = {
    settings = opt toml.type { } "Contents of {file}`sherlock/config.toml`.";
    systemd.enable = lib.mkEnableOption "its service";
    aliases = opt json.type { } "Contents of {file}`sherlock/sherlock_alias.json`.";
    ignore = text "Contents of {file}`sherlock/sherlockignore`.";
    launchers = opt json.type [ ] "Contents of {file}`sherlock/fallback.json`.";
    style = text "Contents of {file}`sherlock/main.css`.";
  };
  config =
    cfg:
    let
      given = {
        "config.toml" = cfg.settings != { };
        "sherlock_alias.json" = cfg.aliases != { };
        "fallback.json" = cfg.launchers != [ ];
        sherlockignore = cfg.ignore != "";
        "main.css" = cfg.style != "";
      };
      file = name: lib.mkIf given.${name};
      source = name: "${config.xdg.configFile."sherlock/${name}".source}";
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "programs.sherlock" pkgs lib.platforms.linux) ];
      xdg.configFile = {
        "sherlock/config.toml" = file "config.toml" { source = toml.generate "sherlock-config.toml" cfg.settings; };
        "sherlock/sherlock_alias.json" = file "sherlock_alias.json" {
          source = json.generate "sherlock_alias.json" cfg.aliases;
        };
        "sherlock/fallback.json" = file "fallback.json" { source = json.generate "sherlock-fallback.json" cfg.launchers; };
        "sherlock/sherlockignore" = file "sherlockignore" { text = cfg.ignore; };
        "sherlock/main.css" = file "main.css" { text = cfg.style; };
      };
      systemd.user.services.sherlock = mkIf cfg.systemd.enable {
        Unit = {
          Description = "Sherlock - App Launcher";
          X-Restart-Triggers = map source (
            lib.filter (name: given.${name}) [
              "config.toml"
              "sherlock_alias.json"
              "fallback.json"
              "sherlockignore"
              "main.css"
            ]
          );
        };
        Install.WantedBy = [ "graphical-session.target" ];
        Service = {
          Environment = [ "DISPLAY=:0" ];
          ExecStart = "${lib.getExe cfg.package} --daemonize";
          Restart = "on-failure";
        };
      };
    };
}
