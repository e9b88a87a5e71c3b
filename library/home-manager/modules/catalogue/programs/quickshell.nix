# `programs.quickshell`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described maybe opt;
in
lib.hm.library.program args "quickshell" {
  nullable = true;
  options = {
    configs = opt (types.attrsOf types.path) { } "Folders of configurations by name.";
    activeConfig = maybe types.str "Name of the one that runs.";
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
      inherit (cfg.systemd) enable target;
    in
    {
      assertions = [
        (lib.hm.assertions.assertPlatform "programs.quickshell" pkgs lib.platforms.linux)
        {
          assertion = !lib.any (lib.hasInfix "/") (lib.attrNames cfg.configs);
          message = "A name in `programs.quickshell.configs` is that of a folder: it has no slash.";
        }
        {
          assertion = enable -> cfg.package != null;
          message = "`programs.quickshell.systemd.enable` runs `programs.quickshell.package`, which is null.";
        }
      ];
      xdg.configFile = lib.mapAttrs' (name: source: lib.nameValuePair "quickshell/${name}" { inherit source; }) cfg.configs;
      systemd.user.services.quickshell = mkIf enable {
        Unit = {
          Description = "quickshell";
          Documentation = "https://quickshell.outfoxxed.me/docs/";
          After = [ target ];
        };
        Service = {
          ExecStart =
            lib.getExe cfg.package + lib.optionalString (cfg.activeConfig != null) " --config ${cfg.activeConfig}";
          Restart = "on-failure";
        };
        Install.WantedBy = [ target ];
      };
    };
}
