# `programs.zellij`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) flag opt packages text;
  yaml = pkgs.formats.yaml { };
  escapes = lib.versionAtLeast config.home.stateVersion "26.11";
  kdl = lib.hm.generators.toKDL {
    escapeBackslashes = escapes;
    escapeTabs = escapes;
  };
  # Since this version its file is KDL.
  sinceKdl = "0.32.0";
  nameOf = plugin: lib.removePrefix "zellij-" plugin.pname;
  part = types.attrsOf (types.oneOf [ yaml.type types.path types.lines ]);
in
lib.hm.library.program args "zellij" {
  install = false;
  # Starting in every shell has to be asked for.
  options = lib.mapAttrs (_: option: option // { default = false; }) (
    lib.hm.library.integrations config [ "Bash" "Fish" "Zsh" ]
  ) // {
    settings = opt yaml.type { } "Contents of {file}`zellij/config.kdl`.";
    extraConfig = text "More text of the file.";
    layouts = opt part { } "Layouts by name.";
    themes = opt part { } "Themes by name.";
    plugins = packages "Plugins.";
    finalPackage = lib.hm.library.need types.package "The package with what plugins call." // {
      readOnly = true;
      visible = false;
    };
    attachExistingSession = flag "Whether it goes on with an earlier session.";
    exitShellOnExit = flag "Whether the shell ends with it.";
  };
  config =
    cfg:
    let
      file = name: value: {
        source =
          if lib.hm.strings.isPathLike value then
            value
          else
            pkgs.writeText name (if lib.isString value then value else kdl value);
      };
      isKdl = lib.versionAtLeast cfg.finalPackage.version sinceKdl;
      called = lib.concatMap (plugin: plugin.runtimeDeps or [ ]) cfg.plugins;
      start = shell: ''
        if [[ "$TERM" != "dumb" ]]; then
            eval "$(${lib.getExe cfg.finalPackage} setup --generate-auto-start ${shell})"
        fi
      '';
      anyShell = cfg.enableBashIntegration || cfg.enableFishIntegration || cfg.enableZshIntegration;
      parts = folder: kind: lib.mapAttrs' (name: value: lib.nameValuePair "zellij/${folder}/${name}.kdl" (file "zellij-${kind}-${name}" value));
      needsShell = option: lib.optional (cfg.${option} && !anyShell) "`programs.zellij.${option}` has no effect where no shell starts zellij.";
    in
    {
      warnings = needsShell "attachExistingSession" ++ needsShell "exitShellOnExit";
      home.packages = [ cfg.finalPackage ];
      programs.zellij = {
        finalPackage = if called == [ ] then cfg.package else cfg.package.override { extraPackages = called; };
        settings = mkIf (cfg.plugins != [ ]) {
          # Permissions belong to a plugin's path, so that must not change with the plugin.
          plugins = lib.genAttrs' cfg.plugins (
            plugin:
            lib.nameValuePair (nameOf plugin) {
              _props.location = "file:${config.xdg.configHome}/zellij/plugins/${nameOf plugin}.wasm";
            }
          );
          load_plugins._children = map (plugin: { ${nameOf plugin} = [ ]; }) cfg.plugins;
        };
      };
      xdg.configFile = {
        "zellij/config.yaml" = mkIf (!isKdl && cfg.settings != { }) { source = yaml.generate "zellij.yaml" cfg.settings; };
        "zellij/config.kdl" = mkIf (isKdl && (cfg.settings != { } || cfg.extraConfig != "")) {
          text = kdl cfg.settings + lib.optionalString (cfg.extraConfig != "") "\n// extraConfig\n\n${cfg.extraConfig}";
        };
      }
      // parts "layouts" "layout" cfg.layouts
      // parts "themes" "theme" cfg.themes
      // lib.genAttrs' cfg.plugins (
        plugin: lib.nameValuePair "zellij/plugins/${nameOf plugin}.wasm" { source = plugin; }
      );
      home.sessionVariables = mkIf anyShell {
        ZELLIJ_AUTO_ATTACH = lib.boolToString cfg.attachExistingSession;
        ZELLIJ_AUTO_EXIT = lib.boolToString cfg.exitShellOnExit;
      };
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration (start "bash");
        zsh.initContent = mkIf cfg.enableZshIntegration (lib.mkOrder 200 (start "zsh"));
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration ''
          if test "$TERM" != "dumb"
              eval (${lib.getExe cfg.finalPackage} setup --generate-auto-start fish | string collect)
          end
        '';
      };
    };
}
