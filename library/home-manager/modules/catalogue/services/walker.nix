# `services.walker`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library)
    described
    flag
    opt
    text
    ;
  format = pkgs.formats.toml { };
  theme.options = {
    name = opt types.str "nixos" "Its name.";
    style = text "Style sheet.";
    layout = opt (types.attrsOf (types.either types.path types.lines)) { } "Files of XML by name.";
  };
in
lib.hm.library.service args "walker" {
  nullable = true;
  options = {
    enableElephantIntegration = described "config.services.elephant.enable" (
      opt types.bool config.services.elephant.enable "Whether Elephant has to run."
    );
    settings = opt format.type { } "Contents of {file}`walker/config.toml`.";
    theme = opt (types.nullOr (types.submodule theme)) null "A theme of one's own.";
    systemd.enable = flag "Whether systemd starts it.";
  };
  config =
    cfg:
    let
      settings = cfg.settings // lib.optionalAttrs (cfg.theme != null) { theme = cfg.theme.name; };
      folder = "walker/themes/${cfg.theme.name}";
      layout =
        name: value:
        lib.nameValuePair "${folder}/${name}.xml" {
          source = lib.hm.library.fromTextOrPath pkgs "walker-theme-${cfg.theme.name}-${name}.xml" value;
        };
    in
    {
      assertions = [
        (lib.hm.assertions.assertPlatform "services.walker" pkgs lib.platforms.linux)
        {
          assertion = cfg.systemd.enable -> cfg.package != null;
          message = "`services.walker.systemd.enable` runs `services.walker.package`, which is null.";
        }
      ];
      xdg.configFile = lib.mkMerge [
        (mkIf (settings != { }) { "walker/config.toml".source = format.generate "walker-config" settings; })
        (mkIf (cfg.theme != null) (
          { "${folder}/style.css".text = cfg.theme.style; } // lib.mapAttrs' layout cfg.theme.layout
        ))
      ];
      systemd.user.services.walker = mkIf (cfg.systemd.enable && cfg.package != null) {
        Unit = {
          Description = "Walker - Application Runner";
        }
        // lib.optionalAttrs cfg.enableElephantIntegration {
          After = [ "graphical-session.target" "elephant.service" ];
          Requires = [ "elephant.service" ];
        };
        Service = {
          ExecStart = "${lib.getExe cfg.package} --gapplication-service";
          Restart = "on-failure";
        };
        Install.WantedBy = [ "graphical-session.target" ];
      };
    };
}
