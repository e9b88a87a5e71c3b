# `programs.skim`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) integrations maybe words;
  command = maybe types.str;
in
lib.hm.library.program args "skim" {
  title = "skim, a search for anything";
  options = integrations config [ "Bash" "Fish" "Zsh" ] // {
    defaultCommand = command "Command that gives what is searched.";
    defaultOptions = words "Arguments.";
    fileWidgetCommand = command "Command of the widget on Ctrl-T.";
    fileWidgetOptions = words "Arguments of the widget on Ctrl-T.";
    changeDirWidgetCommand = command "Command of the widget on Alt-C.";
    changeDirWidgetOptions = words "Arguments of the widget on Alt-C.";
    historyWidgetOptions = words "Arguments of the widget on Ctrl-R.";
  };
  config =
    cfg:
    let
      folder = "${cfg.package}/share/skim";
      given = lib.filterAttrs (_: value: value != null && value != [ ]) {
        SKIM_ALT_C_COMMAND = cfg.changeDirWidgetCommand;
        SKIM_ALT_C_OPTS = cfg.changeDirWidgetOptions;
        SKIM_CTRL_R_OPTS = cfg.historyWidgetOptions;
        SKIM_CTRL_T_COMMAND = cfg.fileWidgetCommand;
        SKIM_CTRL_T_OPTS = cfg.fileWidgetOptions;
        SKIM_DEFAULT_COMMAND = cfg.defaultCommand;
        SKIM_DEFAULT_OPTIONS = cfg.defaultOptions;
      };
    in
    {
      home.sessionVariables = lib.mapAttrs (_: toString) given;
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration ''
          if [[ :$SHELLOPTS: =~ :(vi|emacs): ]]; then
            . ${folder}/completion.bash
            . ${folder}/key-bindings.bash
          fi
        '';
        zsh.initContent = mkIf cfg.enableZshIntegration ''
          if [[ $options[zle] = on ]]; then
            . ${folder}/completion.zsh
            . ${folder}/key-bindings.zsh
          fi
        '';
        fish.shellInit = mkIf cfg.enableFishIntegration ''
          source ${folder}/key-bindings.fish && skim_key_bindings
        '';
      };
    };
}
