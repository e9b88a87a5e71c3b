# `programs.powerline-go`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf optionalString types;
  inherit (lib.hm.library) flag maybe opt;
  show =
    value:
    if lib.isList value then
      lib.concatMapStringsSep "," show value
    else if lib.isAttrs value then
      show (lib.mapAttrsToList (name: value: "${name}=${show value}") value)
    else
      toString value;
  argument = name: value: if value == true then " -${name}" else " -${name} ${show value}";
  given = name: value: optionalString (value != null) (argument name value);
in
lib.hm.library.program args "powerline-go" {
  install = false;
  options = {
    modules = maybe (types.listOf types.str) "What the prompt shows.";
    modulesRight = maybe (types.listOf types.str) "What it shows at the right.";
    newline = flag "Whether what is typed has a line of its own.";
    pathAliases = maybe (types.attrsOf types.str) "Short names of folders.";
    settings = opt (with types; attrsOf (oneOf [ bool int str (listOf str) ])) { } "Arguments by name.";
    extraUpdatePS1 = opt types.str "" "Commands behind each prompt.";
  };
  config =
    cfg:
    let
      command = lib.getExe cfg.package;
      whole = cfg.modulesRight != null;
      assign = if whole then "eval " else "PS1=";
      arguments =
        optionalString whole " -eval"
        + given "modules" cfg.modules
        + given "modules-right" cfg.modulesRight
        + optionalString cfg.newline " -newline"
        + given "path-aliases" cfg.pathAliases
        + lib.concatStrings (lib.mapAttrsToList argument cfg.settings)
        + "\n";
    in
    {
      programs.bash.initExtra = mkIf config.programs.bash.enable ''
        function _update_ps1() {
          local old_exit_status=$?
          ${assign}"$(${command} -error $old_exit_status -shell bash${arguments})"
          ${cfg.extraUpdatePS1}
          return $old_exit_status
        }

        if [ "$TERM" != "linux" ]; then
          if [[ ";''${PROMPT_COMMAND:-};" != *";_update_ps1;"* ]]; then
            PROMPT_COMMAND="_update_ps1''${PROMPT_COMMAND:+;$PROMPT_COMMAND}"
          fi
        fi
      '';
      programs.zsh.initContent = mkIf config.programs.zsh.enable ''
        function powerline_precmd() {
          ${assign}"$(${command} -error $? -shell zsh${arguments})"
          ${cfg.extraUpdatePS1}
        }

        function install_powerline_precmd() {
          for s in "$\{precmd_functions[@]}"; do
            if [ "$s" = "powerline_precmd" ]; then
              return
            fi
          done
          precmd_functions+=(powerline_precmd)
        }

        if [ "$TERM" != "linux" ]; then
          install_powerline_precmd
        fi
      '';
      programs.fish.interactiveShellInit = mkIf config.programs.fish.enable ''
        function fish_prompt
            eval ${command} -error $status -jobs (count (jobs -p))${arguments}
            ${cfg.extraUpdatePS1}
        end
      '';
    };
}
