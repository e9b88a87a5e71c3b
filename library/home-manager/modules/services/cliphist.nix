# `services.cliphist`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described enabled opt;
in
lib.hm.library.service args "cliphist" {
  title = "the clipboard's history";
  imports = lib.hm.library.renamed [ "services" "cliphist" ] { systemdTarget = "systemdTargets"; };
  options = {
    allowImages = enabled "Whether pictures are kept.";
    clipboardPackage = lib.mkPackageOption pkgs "wl-clipboard" { };
    extraOptions = opt (types.listOf types.str) [ "-max-dedupe-search" "10" "-max-items" "500" ] "Arguments.";
    systemdTargets = described "[ config.wayland.systemd.target ]" (
      opt (types.either (types.listOf types.str) types.str) [ config.wayland.systemd.target ] "What starts it."
    );
  };
  config =
    cfg:
    let
      targets = lib.toList cfg.systemdTargets;
      watch = kind: "${lib.getExe' cfg.clipboardPackage "wl-paste"} ${kind}--watch ${lib.getExe cfg.package} ${lib.escapeShellArgs cfg.extraOptions} store";
      unit = description: exec: {
        Unit = {
          Description = description;
          PartOf = targets;
          After = targets;
        };
        Service = {
          Type = "simple";
          ExecStart = exec;
          Restart = "on-failure";
        };
        Install.WantedBy = targets;
      };
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.cliphist" pkgs lib.platforms.linux) ];
      systemd.user.services.cliphist = unit "Clipboard management daemon" (watch "");
      systemd.user.services.cliphist-images = lib.mkIf cfg.allowImages (unit "Clipboard management daemon - images" (watch "--type image "));
    };
}
