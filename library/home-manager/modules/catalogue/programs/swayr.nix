# `programs.swayr`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described opt text;
  toml = pkgs.formats.toml { };
in
lib.hm.library.program args "swayr" {
  options = {
    settings = opt (types.nullOr toml.type) { } "Contents of {file}`swayr/config.toml`.";
    extraConfig = text "Text at its end.";
    systemd = {
      enable = lib.mkEnableOption "its service";
      target = described "config.wayland.systemd.target" (
        opt types.str config.wayland.systemd.target "Target that it belongs to."
      );
    };
  };
  config =
    cfg:
    let
      inherit (cfg.systemd) target;
      file = pkgs.runCommand "swayr.toml" { } ''
        cat ${toml.generate "config.toml" cfg.settings} ${pkgs.writeText "extra-config.toml" cfg.extraConfig} > $out
      '';
    in
    {
      xdg.configFile."swayr/config.toml" = mkIf (cfg.settings != { }) { source = file; };
      systemd.user.services.swayrd = mkIf cfg.systemd.enable {
        Unit = {
          Description = "A window-switcher & more for sway";
          Documentation = "https://sr.ht/~tsdh/swayr";
          After = [ target ];
          PartOf = [ target ];
          X-Restart-Triggers = mkIf (cfg.settings != { }) [ "${config.xdg.configFile."swayr/config.toml".source}" ];
        };
        Service = {
          Environment = [ "RUST_BACKTRACE=1" ];
          ExecStart = "${cfg.package}/bin/swayrd";
          Restart = "on-failure";
        };
        Install.WantedBy = [ target ];
      };
    };
}
