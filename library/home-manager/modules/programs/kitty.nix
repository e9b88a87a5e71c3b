# `programs.kitty`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf mkMerge mkOrder optionalString types;
  inherit (lib.hm.library)
    flag
    maybe
    need
    opt
    strings
    text
    ;
  values = with types; attrsOf (oneOf [ str bool int float ]);
  settings = lib.generators.toKeyValue {
    mkKeyValue =
      name: value:
      "${name} ${if lib.isBool value then lib.hm.booleans.yesNo value else toString value}";
  };
  pairs = word: lib.generators.toKeyValue { mkKeyValue = name: value: "${word} ${name} ${value}"; };
  variables = lib.generators.toKeyValue { mkKeyValue = name: value: "env ${name}=${value}"; };
  theme = name: "${pkgs.kitty-themes}/share/kitty-themes/themes/${name}.conf";
  # The file of a theme that is given by the name that people know it by.
  themeByName =
    config:
    let
      name = config.programs.kitty.theme;
      known = lib.importJSON "${pkgs.kitty-themes}/share/kitty-themes/themes.json";
      found = lib.findFirst (theme: theme.name == name) (throw "kitty-themes has no theme with the name ${name}") known;
    in
    lib.mapNullable (_: lib.removePrefix "themes/" (lib.removeSuffix ".conf" found.file)) name;
  themeCheck = name: ''
    if [[ ! -f "${theme name}" ]]; then
      errorEcho "there is no theme '${name}' in kitty-themes"
      exit 1
    fi
  '';

  integration = name: cfg: lib.hm.library.described "(cfg.shellIntegration.mode != null) && !(elem \"disabled\" (splitString \" \" config.programs.kitty.shellIntegration.mode))" (
    opt types.bool (
      cfg.mode != null && !lib.elem "disabled" (lib.splitString " " cfg.mode)
    ) "Whether it knows what ${name} does."
  );
  shell = config.programs.kitty.shellIntegration;
  script = suffix: "$KITTY_INSTALLATION_DIR/shell-integration/${suffix}";
in
lib.hm.library.program args "kitty" {
  title = "the terminal kitty";
  imports = [ (lib.mkChangedOptionModule [ "programs" "kitty" "theme" ] [ "programs" "kitty" "themeFile" ] themeByName) ];
  nullable = true;
  options = {
    settings = opt values { } "Settings of {file}`kitty/kitty.conf`.";
    themeFile = maybe types.str "Theme of {var}`kitty-themes`.";
    autoThemeFiles = maybe (types.submodule {
      options = lib.genAttrs [ "light" "dark" "noPreference" ] (what: need types.str "Theme for ${what}.");
    }) "Themes by what the desktop prefers.";
    font = maybe lib.hm.types.fontType "The font.";
    actionAliases = strings "Names of actions.";
    keybindings = strings "What keys do.";
    mouseBindings = strings "What the mouse does.";
    environment = strings "Variables of programs in it.";
    extraConfig = text "More text of the file.";
    darwinLaunchOptions = maybe (types.listOf types.str) "Arguments on macOS.";
    quickAccessTerminalConfig = opt values { } "Settings of its quick terminal.";
    diffConfig = {
      settings = opt values { } "Settings of its diff.";
      keybindings = strings "What keys do there.";
      extraConfig = text "More text of that file.";
    };
    enableGitIntegration = lib.mkEnableOption "showing git's differences by it";
    shellIntegration = {
      mode = opt (types.nullOr types.str) "no-rc" "How shells tell it what they do; `null`: not set." // {
        # `no-rc` comes first, whether it was said or not.
        apply = lib.mapNullable (
          mode: lib.concatStringsSep " " ([ "no-rc" ] ++ lib.remove "no-rc" (lib.splitString " " mode))
        );
      };
      enableBashIntegration = integration "Bash" shell;
      enableFishIntegration = integration "fish" shell;
      enableZshIntegration = integration "Zsh" shell;
    };
  };
  config = cfg: {
    assertions = [
      {
        assertion =
          shell.mode != null
          || !(shell.enableBashIntegration || shell.enableFishIntegration || shell.enableZshIntegration);
        message = "Cannot enable shell integration when `programs.kitty.shellIntegration.mode` is `null`";
      }
    ];
    home.activation.checkKittyTheme = mkIf (cfg.themeFile != null || cfg.autoThemeFiles != null) (
      lib.hm.dag.entryBefore [ "writeBoundary" ] (
        lib.concatMapStrings themeCheck (
          lib.optional (cfg.themeFile != null) cfg.themeFile
          ++ lib.optionals (cfg.autoThemeFiles != null) (lib.attrValues cfg.autoThemeFiles)
        )
      )
    );
    home.packages = lib.optional (cfg.font != null && cfg.font.package != null) cfg.font.package;
    programs = {
      kitty.extraConfig = mkMerge [
        (mkIf (cfg.font != null) (
          mkOrder 510 ''
            font_family ${cfg.font.name}
            ${optionalString (cfg.font.size != null) "font_size ${toString cfg.font.size}"}
          ''
        ))
        (mkIf (cfg.themeFile != null) (mkOrder 520 "include ${theme cfg.themeFile}\n"))
        (mkIf (shell.mode != null) (
          mkOrder 530 "# Shell integration is sourced and configured manually\nshell_integration ${shell.mode}\n"
        ))
        (mkIf (cfg.settings != { }) (mkOrder 540 (settings cfg.settings)))
        (mkIf (cfg.actionAliases != { }) (mkOrder 550 (pairs "action_alias" cfg.actionAliases)))
        (mkIf (cfg.keybindings != { }) (mkOrder 560 (pairs "map" cfg.keybindings)))
        (mkIf (cfg.mouseBindings != { }) (mkOrder 570 (pairs "mouse_map" cfg.mouseBindings)))
        (mkIf (cfg.environment != { }) (mkOrder 580 (variables cfg.environment)))
      ];
      kitty.diffConfig.extraConfig = mkMerge [
        (mkIf (cfg.diffConfig.settings != { }) (mkOrder 510 (settings cfg.diffConfig.settings)))
        (mkIf (cfg.diffConfig.keybindings != { }) (mkOrder 520 (pairs "map" cfg.diffConfig.keybindings)))
      ];
      bash.initExtra = mkIf shell.enableBashIntegration ''
        if test -n "$KITTY_INSTALLATION_DIR"; then
          export KITTY_SHELL_INTEGRATION="${shell.mode}"
          source "${script "bash/kitty.bash"}"
        fi
      '';
      fish.interactiveShellInit = mkIf shell.enableFishIntegration ''
        if set -q KITTY_INSTALLATION_DIR
          set --global KITTY_SHELL_INTEGRATION "${shell.mode}"
          source "${script "fish/vendor_conf.d/kitty-shell-integration.fish"}"
          set --prepend fish_complete_path "${script "fish/vendor_completions.d"}"
        end
      '';
      zsh.initContent = mkIf shell.enableZshIntegration ''
        if test -n "$KITTY_INSTALLATION_DIR"; then
          export KITTY_SHELL_INTEGRATION="${shell.mode}"
          autoload -Uz -- "$KITTY_INSTALLATION_DIR"/shell-integration/zsh/kitty-integration
          kitty-integration
          unfunction kitty-integration
        fi
      '';
      git.iniContent = mkIf cfg.enableGitIntegration {
        diff = lib.mapAttrs (_: lib.mkDefault) { tool = "kitty"; guitool = "kitty.gui"; };
        difftool = {
          prompt = lib.mkDefault false;
          trustExitCode = lib.mkDefault true;
          kitty.cmd = "kitten diff $LOCAL $REMOTE";
          "kitty.gui".cmd = "kitten diff $LOCAL $REMOTE";
        };
      };
    };
    xdg.configFile = {
      "kitty/kitty.conf" = {
        text = "# Generated by Home Manager.\n# See https://sw.kovidgoyal.net/kitty/conf.html\n${cfg.extraConfig}\n";
        onChange = ''
          ${if pkgs.stdenv.hostPlatform.isDarwin then "/usr" else pkgs.procps}/bin/pkill -USR1 -u $USER kitty || true
        '';
      };
      "kitty/quick-access-terminal.conf" = mkIf (cfg.quickAccessTerminalConfig != { }) {
        text = "# Generated by Home Manager.\n# See https://sw.kovidgoyal.net/kitty/kittens/quick-access-terminal/\n${settings cfg.quickAccessTerminalConfig}\n";
      };
      "kitty/diff.conf" = mkIf (cfg.diffConfig.extraConfig != "") {
        text = "# Generated by Home Manager\n# See https://sw.kovidgoyal.net/kitty/kittens/diff/\n${cfg.diffConfig.extraConfig}\n";
      };
      "kitty/macos-launch-services-cmdline" = mkIf (
        cfg.darwinLaunchOptions != null && pkgs.stdenv.hostPlatform.isDarwin
      ) { text = lib.concatStringsSep " " cfg.darwinLaunchOptions; };
    }
    // lib.mapAttrs' (
      file: which:
      lib.nameValuePair "kitty/${file}-theme.auto.conf" (
        mkIf (cfg.autoThemeFiles != null) { text = "include ${theme cfg.autoThemeFiles.${which}}\n"; }
      )
    ) { light = "light"; dark = "dark"; no-preference = "noPreference"; };
  };
}
