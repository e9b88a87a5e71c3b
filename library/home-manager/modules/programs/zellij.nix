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
  kdl = lib.hm.generators.toKDL { };
  part = types.attrsOf (types.oneOf [ yaml.type types.path types.lines ]);
in
lib.hm.library.program args "zellij" {
  # Starting in every shell has to be asked for.
  options = lib.mapAttrs (_: option: option // { default = false; }) (
    lib.hm.library.integrations config [ "Bash" "Fish" "Zsh" ]
  ) // {
    settings = opt yaml.type { } "Contents of {file}`zellij/config.kdl`.";
    extraConfig = text "More text of the file.";
    layouts = opt part { } "Layouts by name.";
    themes = opt part { } "Themes by name.";
    plugins = packages "Plugins.";
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
      start = shell: ''
        if [[ "$TERM" != "dumb" ]]; then
            eval "$(${lib.getExe cfg.package} setup --generate-auto-start ${shell})"
        fi
      '';
      anyShell = cfg.enableBashIntegration || cfg.enableFishIntegration || cfg.enableZshIntegration;
      parts = folder: lib.mapAttrs' (name: value: lib.nameValuePair "zellij/${folder}/${name}.kdl" (file "zellij-${name}" value));
    in
    {
      xdg.configFile = {
        "zellij/config.kdl" = mkIf (cfg.settings != { } || cfg.extraConfig != "") {
          text = lib.optionalString (cfg.settings != { }) (kdl cfg.settings) + cfg.extraConfig;
        };
      }
      // parts "layouts" cfg.layouts
      // parts "themes" cfg.themes;
      home.sessionVariables = mkIf anyShell {
        ZELLIJ_AUTO_ATTACH = lib.boolToString cfg.attachExistingSession;
        ZELLIJ_AUTO_EXIT = lib.boolToString cfg.exitShellOnExit;
      };
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration (start "bash");
        zsh.initContent = mkIf cfg.enableZshIntegration (lib.mkOrder 200 (start "zsh"));
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration ''
          if test "$TERM" != "dumb"
              eval (${lib.getExe cfg.package} setup --generate-auto-start fish | string collect)
          end
        '';
      };
    };
}
