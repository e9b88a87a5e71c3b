# `programs.fzf`.
{
  config,
  lib,
  options,
  pkgs,
  ...
}@args:
let
  inherit (lib)
    getExe
    mkIf
    mkOrder
    optionals
    types
    ;
  inherit (lib.hm.library)
    integrations
    maybe
    notNull
    opt
    strings
    words
    ;
  shells = [
    "bash"
    "fish"
    "nushell"
    "zsh"
  ];
  widgets = {
    changeDirWidget = "ALT_C";
    fileWidget = "CTRL_T";
    historyWidget = "CTRL_R";
  };
  widget =
    _: key:
    {
      command = maybe types.str "Command of the widget on ${key}.";
      options = words "Arguments of the widget on ${key}.";
    }
    // lib.genAttrs shells (shell: {
      command = maybe types.str "Command of the widget in ${shell}.";
      options = maybe (types.listOf types.str) "Arguments of the widget in ${shell}.";
    });
  old = name: new: lib.mkRenamedOptionModule [ "programs" "fzf" name ] ([ "programs" "fzf" ] ++ new);

  variables =
    of:
    lib.concatMapAttrs (name: key: {
      "FZF_${key}_COMMAND" = (of name).command;
      "FZF_${key}_OPTS" = (of name).options;
    }) widgets;
in
lib.hm.library.program args "fzf" {
  title = "fzf, a search for anything";
  imports = [
    (old "fileWidgetCommand" [ "fileWidget" "command" ])
    (old "fileWidgetOptions" [ "fileWidget" "options" ])
    (old "changeDirWidgetCommand" [ "changeDirWidget" "command" ])
    (old "changeDirWidgetOptions" [ "changeDirWidget" "options" ])
    (old "historyWidgetCommand" [ "historyWidget" "command" ])
    (old "historyWidgetOptions" [ "historyWidget" "options" ])
  ];
  options =
    integrations config [ "Bash" "Fish" "Nushell" "Zsh" ]
    // lib.mapAttrs widget widgets
    // {
      defaultCommand = maybe types.str "Command that gives what is searched.";
      defaultOptions = words "Arguments.";
      colors = strings "Colours by what they are for.";
      tmux = {
        enableShellIntegration = lib.mkEnableOption "a part of tmux's window for the search";
        shellIntegrationOptions = words "Arguments for it.";
      };
    };
  config =
    cfg:
    let
      colors = lib.concatStringsSep "," (lib.mapAttrsToList (name: value: "${name}:${value}") cfg.colors);
      shared = lib.filterAttrs (_: value: value != null && value != [ ]) (
        variables (name: cfg.${name})
        // {
          FZF_DEFAULT_COMMAND = cfg.defaultCommand;
          FZF_DEFAULT_OPTS = cfg.defaultOptions ++ optionals (cfg.colors != { }) [ "--color ${colors}" ];
          FZF_TMUX = if cfg.tmux.enableShellIntegration then "1" else null;
          FZF_TMUX_OPTS = cfg.tmux.shellIntegrationOptions;
        }
      );
      own = shell: notNull (variables (name: cfg.${name}.${shell}));
      lines = shell: line: lib.concatStrings (lib.mapAttrsToList (n: v: line n (toString v)) (own shell));
      # The shell expands what stands in a value, as it does in `home.sessionVariables`.
      exports = shell: lib.optionalString (own shell != { }) "${config.lib.shell.exportAll (own shell)}\n";
      exe = getExe cfg.package;
      nushellScript = pkgs.runCommand "nushell-fzf-integration.nu" { } "${exe} --nushell > $out\n";
    in
    {
      inherit (import ../parts/fzf-checks.nix { inherit cfg config lib options; }) assertions warnings;
      home.sessionVariables = lib.mapAttrs (_: toString) shared;
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration (
          mkOrder 200 ''
            if [[ :$SHELLOPTS: =~ :(vi|emacs): ]]; then
            ${exports "bash"}  eval "$(${exe} --bash)"
            fi
          ''
        );
        zsh.initContent = mkIf cfg.enableZshIntegration (
          mkOrder 910 ''
            if [[ $options[zle] = on ]]; then
            ${exports "zsh"}  source <(${exe} --zsh)
            fi
          ''
        );
        nushell = mkIf cfg.enableNushellIntegration {
          environmentVariables = lib.mapAttrs (_: toString) shared;
          extraConfig = lib.mkAfter (
            lib.concatStringsSep "\n" (
              lib.mapAttrsToList (n: v: "$env.${n} = ${lib.hm.nushell.toNushell { } (toString v)}") (own "nushell")
              ++ [ "source ${nushellScript}\n" ]
            )
          );
        };
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration (
          mkOrder 200 ''
            ${lines "fish" (n: v: "set -gx ${n} ${lib.escapeShellArg v}\n")}${exe} --fish | source
          ''
        );
      };
    };
}
