# `services.wl-clip-persist`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described opt words;
in
lib.hm.library.service args "wl-clip-persist" {
  title = "a clipboard that outlives its programs";
  options = {
    clipboardType = opt (types.enum [ "regular" "primary" "both" ]) "regular" "The clipboard that stays.";
    extraOptions = words "Further arguments.";
    systemdTargets = described "[ config.wayland.systemd.target ]" (
      opt (with types; either (listOf str) str) [ config.wayland.systemd.target ] "Targets that start it."
    );
  };
  config =
    cfg:
    let
      targets = lib.toList cfg.systemdTargets;
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.wl-clip-persist" pkgs lib.platforms.linux) ];
      systemd.user.services.wl-clip-persist = {
        Unit = {
          Description = "Wayland clipboard persistence daemon";
          PartOf = targets;
          After = targets;
        };
        Service = {
          Type = "simple";
          ExecStart = "${lib.getExe cfg.package} --clipboard ${cfg.clipboardType} ${lib.escapeShellArgs cfg.extraOptions}";
          Restart = "on-failure";
        };
        Install.WantedBy = targets;
      };
    };
}
