# `services.wayle`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) enabled opt;
  inherit (config.wayland.systemd) target;
  format = pkgs.formats.toml { };
  providers = [
    "matugen"
    "wallust"
    "pywal"
  ];
in
lib.hm.library.service args "wayle" {
  title = "the desktop Wayle";
  options = {
    autoInstallDependencies = enabled "Whether the programs that its settings name are installed.";
    settings = opt format.type { } "Contents of {file}`wayle/config.toml`.";
  };
  config =
    cfg:
    let
      # Nothing said, Wayle makes its colours itself and shows no picture.
      provider = cfg.settings.styling.theme-provider or "wayle";
      hasPicture = cfg.settings.wallpaper.engine-enabled or false;
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.wayle" pkgs lib.platforms.linux) ];
      home.packages = lib.optional (cfg.autoInstallDependencies && lib.elem provider providers) pkgs.${provider};
      services.awww.enable = mkIf (cfg.autoInstallDependencies && hasPicture) (lib.mkDefault true);
      xdg.configFile."wayle/config.toml" = mkIf (cfg.settings != { }) {
        source = format.generate "wayle-config" cfg.settings;
      };
      systemd.user.services.wayle = lib.hm.library.sessionService {
        description = "Wayland Elements - A compositor agnostic shell with extensive customization\n";
        exec = "${lib.getExe' cfg.package "wayle"} shell";
        after = [ target ];
        inherit target;
        unit = {
          Documentation = "https://github.com/wayle-rs/wayle";
          ConditionEnvironment = "WAYLAND_DISPLAY";
        };
        service.Restart = "on-failure";
      };
    };
}
