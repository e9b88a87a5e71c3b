# Terminals of the VTE library: `programs.bash.enableVteIntegration` and Zsh's.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf;
  option = lib.hm.library.flag "Whether terminals of the VTE library know the current folder." // {
    example = true;
  };
  script = "${pkgs.vte}/etc/profile.d/vte.sh";
in
{
  options.programs = {
    bash.enableVteIntegration = option;
    zsh.enableVteIntegration = option;
  };
  config.programs = {
    # The script takes the place of what was run at the prompt, and what it runs loses the exit status: both are kept.
    bash.initExtra = mkIf config.programs.bash.enableVteIntegration ''
      __HM_PROMPT_COMMAND="''${PROMPT_COMMAND:+''${PROMPT_COMMAND%;};}__hm_vte_prompt_command"
      . ${script}
      if [[ $(type -t __vte_prompt_command) = function ]]; then
        __hm_vte_prompt_command() {
          local old_exit_status=$?
          __vte_prompt_command
          return $old_exit_status
        }
        PROMPT_COMMAND="$__HM_PROMPT_COMMAND"
      fi
      unset __HM_PROMPT_COMMAND
    '';
    zsh.initContent = mkIf config.programs.zsh.enableVteIntegration ''
      . ${script}
    '';
  };
}
