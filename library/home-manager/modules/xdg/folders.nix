# `xdg.systemDirs`, `xdg.autostart` and `xdg.terminal-exec`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) flag opt words;
  cfg = config.xdg;
  search = name: folders: "${lib.concatStringsSep ":" folders}\${${name}:+:\$${name}}";
  variables =
    lib.optionalAttrs (cfg.systemDirs.config != [ ]) {
      XDG_CONFIG_DIRS = search "XDG_CONFIG_DIRS" cfg.systemDirs.config;
    }
    // lib.optionalAttrs (cfg.systemDirs.data != [ ]) {
      XDG_DATA_DIRS = search "XDG_DATA_DIRS" cfg.systemDirs.data;
    };
  inherit (cfg) autostart terminal-exec;
in
{
  options.xdg = {
    systemDirs = {
      config = words "Folders in front of {env}`XDG_CONFIG_DIRS`.";
      data = words "Folders in front of {env}`XDG_DATA_DIRS`.";
    };
    autostart = {
      enable = lib.mkEnableOption "entries that start with the session";
      readOnly = flag "Whether programs are kept from adding entries of their own.";
      entries = opt (types.listOf types.path) [ ] "Desktop files that start with the session.";
    };
    terminal-exec = {
      enable = lib.mkEnableOption "the choice of a terminal for applications that need one";
      package = lib.mkPackageOption pkgs "xdg-terminal-exec" { nullable = true; };
      settings = opt (types.attrsOf (types.listOf types.str)) { } "Terminals in order of preference, by desktop; `default` for all others.";
    };
  };

  config = {
    assertions = lib.optional (variables != { }) (
      lib.hm.assertions.assertPlatform "xdg.systemDirs" pkgs lib.platforms.linux
    );
    home.sessionVariables = variables;
    systemd.user.sessionVariables = variables;
    home.packages = mkIf (terminal-exec.enable && terminal-exec.package != null) [ terminal-exec.package ];

    xdg.configFile = lib.mkMerge [
      (mkIf (autostart.enable && (autostart.readOnly || autostart.entries != [ ])) {
        autostart = {
          source = pkgs.runCommandLocal "xdg-autostart-entries" { } ''
            mkdir -p $out
            ${lib.concatMapStringsSep "\n" (entry: "ln -s ${entry} $out") autostart.entries}
          '';
          recursive = !autostart.readOnly;
        };
      })
      (mkIf terminal-exec.enable (
        lib.mapAttrs' (
          desktop: terminals:
          lib.nameValuePair
            "${lib.optionalString (desktop != "default") "${lib.toLower desktop}-"}xdg-terminals.list"
            { text = lib.concatLines terminals; }
        ) terminal-exec.settings
      ))
    ];
  };
}
