# `programs.yambar`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described opt;
in
lib.hm.library.fileProgram args "yambar" {
  nullable = true;
  format = "yaml";
  file = "yambar/config.yml";
  generated = "config.yml";
  options.systemd = {
    enable = lib.mkEnableOption "its service";
    target = described "config.wayland.systemd.target" (
      opt types.str config.wayland.systemd.target "Target that it belongs to."
    );
  };
  config =
    cfg:
    let
      inherit (cfg.systemd) enable target;
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "programs.yambar" pkgs lib.platforms.linux) ];
      systemd.user.services.yambar = mkIf enable {
        Unit = {
          Description = "Modular status panel for X11 and Wayland";
          Documentation = "man:yambar";
          PartOf = [ target ];
          After = [ target ];
        };
        Service = {
          ExecStart = "${cfg.package}/bin/yambar";
          ExecReload = "${pkgs.coreutils}/bin/kill -SIGUSR2 $MAINPID";
          Restart = "on-failure";
          RestartSec = 3;
          KillMode = "mixed";
        };
        Install.WantedBy = [ target ];
      };
    };
}
