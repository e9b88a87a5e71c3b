# `services.pimsync`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe opt;
in
lib.hm.library.service args "pimsync" {
  install = false;
  options = {
    configFile = maybe types.path "Its file, in place of the usual one.";
    verbosity = opt (types.enum [ "trace" "debug" "info" "warn" "error" ]) "warn" "What it tells.";
  };
  config = cfg: {
    systemd.user.services.pimsync = {
      Unit.Description = "pimsync calendar and contacts synchronization";
      Install.WantedBy = [ "default.target" ];
      Service = {
        Type = "simple";
        ExecStart = "${lib.getExe cfg.package} -v ${cfg.verbosity} ${
          lib.optionalString (cfg.configFile != null) "-c ${cfg.configFile} "
        }daemon";
      };
    };
  };
}
