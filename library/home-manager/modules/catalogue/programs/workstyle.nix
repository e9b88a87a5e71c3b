# `programs.workstyle`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkEnableOption mkIf types;
  inherit (lib.hm.library) described opt;
in
lib.hm.library.fileProgram args "workstyle" {
  format = "toml";
  file = "workstyle/config.toml";
  generated = "config.toml";
  options.systemd = {
    enable = mkEnableOption "its service";
    debug = mkEnableOption "messages of that";
    target = described "config.wayland.systemd.target" (
      opt types.str config.wayland.systemd.target "Target that it belongs to."
    );
  };
  config =
    cfg:
    let
      inherit (cfg.systemd) debug enable target;
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "programs.workstyle" pkgs lib.platforms.linux) ];
      systemd.user.services.workstyle = mkIf enable {
        Unit = {
          Description = "workstyle autostart";
          BindsTo = [ target ];
        };
        Service = {
          ExecStart = "${cfg.package}/bin/workstyle";
          Restart = "always";
          RestartSec = 3;
          Environment = mkIf debug "RUST_LOG=debug";
        };
        Install.WantedBy = [ target ];
      };
    };
}
