# `programs.ashell`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described flag opt;
  toml = pkgs.formats.toml { };
in
lib.hm.library.program args "ashell" {
  title = "ashell, a bar for Hyprland";
  nullable = true;
  options = {
    settings = opt (types.nullOr toml.type) { } "Its settings.";
    systemd = {
      enable = flag "Whether systemd starts it." // { example = true; };
      target = described "config.wayland.systemd.target" (
        opt types.str config.wayland.systemd.target "Target that starts it."
      );
    };
  };
  config =
    cfg:
    let
      # Older ones had other names and another file.
      isNew = cfg.package == null || lib.versionAtLeast (lib.getVersion cfg.package) "0.5.0";
      format = if isNew then toml else pkgs.formats.yaml { };
      snakes = lib.hm.deprecations.remapAttrsRecursive {
        pred = lib.hm.strings.isCamelCase;
        transform = lib.hm.strings.toSnakeCase;
      } "programs.ashell.settings";
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "programs.ashell" pkgs lib.platforms.linux) ];
      xdg.configFile.${if isNew then "ashell/config.toml" else "ashell.yml"} = mkIf (cfg.settings != { }) {
        source = format.generate "ashell-config" (if isNew then snakes cfg.settings else cfg.settings);
      };
      systemd.user.services.ashell = mkIf cfg.systemd.enable {
        Unit = {
          Description = "ashell status bar";
          Documentation = "https://github.com/MalpenZibo/ashell/tree/0.4.1";
          After = [ cfg.systemd.target ];
        };
        Service = {
          ExecStart = lib.getExe cfg.package;
          Restart = "on-failure";
        };
        Install.WantedBy = [ cfg.systemd.target ];
      };
    };
}
