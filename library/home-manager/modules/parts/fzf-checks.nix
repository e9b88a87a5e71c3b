# What `programs.fzf` says of older versions, and of other programs that take Ctrl-R.
{
  cfg,
  config,
  lib,
  options,
}:
let
  inherit (config.programs) atuin mcfly;
  here = options.programs.fzf;
  isAtLeast = lib.versionAtLeast cfg.package.version;
  flagOf = {
    bash = "enableBashIntegration";
    fish = "enableFishIntegration";
    nushell = "enableNushellIntegration";
    zsh = "enableZshIntegration";
  };
  integrates =
    shell: program:
    config.programs.${shell}.enable && program.enable && (program.${flagOf.${shell}} or false);

  # What fzf has on Ctrl-R in a shell, and which option says so.
  ownCommand = shell: cfg.historyWidget.${shell}.command;
  hasFzf =
    shell:
    let
      command = if ownCommand shell == null then cfg.historyWidget.command else ownCommand shell;
    in
    integrates shell cfg && command != "";
  hasAtuin = shell: integrates shell atuin && !lib.elem "--disable-ctrl-r" atuin.flags;
  hasMcfly = shell: integrates shell mcfly;
  shells = lib.filter (shell: hasFzf shell && (hasAtuin shell || hasMcfly shell)) (lib.attrNames flagOf);

  said = option: "`${lib.showOption option.loc}` in ${lib.showFiles option.files}";
  saidForFzf =
    shell:
    if ownCommand shell != null then
      here.historyWidget.${shell}.command
    else if cfg.historyWidget.command != null then
      here.historyWidget.command
    else
      here.enable;
  saidForAtuin = if atuin.flags == [ ] then options.programs.atuin.enable else options.programs.atuin.flags;
  places =
    shell:
    lib.concatMapStringsSep ", " said (
      [ (saidForFzf shell) ]
      ++ lib.optional (hasAtuin shell) saidForAtuin
      ++ lib.optional (hasMcfly shell) options.programs.mcfly.enable
    );
in
{
  assertions = [
    {
      assertion =
        isAtLeast "0.48.0" || !(cfg.enableBashIntegration || cfg.enableFishIntegration || cfg.enableZshIntegration);
      message = "fzf has integrations with Bash, fish and Zsh since version 0.48.0, and `programs.fzf.package` is older.";
    }
    {
      assertion = isAtLeast "0.73.0" || !cfg.enableNushellIntegration;
      message = "fzf has an integration with Nushell since version 0.73.0, and `programs.fzf.package` is older.";
    }
  ];
  warnings =
    lib.optional (cfg.historyWidget.command != null && !isAtLeast "0.66.0") ''
      ${said here.historyWidget.command} has no effect: fzf reads FZF_CTRL_R_COMMAND since version 0.66.0.''
    ++ lib.optional (shells != [ ]) ''
      fzf and a history manager both want Ctrl-R; the history manager gets it, being set up later.
      ${lib.concatMapStringsSep "\n" (shell: "In ${shell}: ${places shell}.") shells}
      To say that this is meant, take the key from fzf: `programs.fzf.historyWidget.command = "";`
      or for one shell: `programs.fzf.historyWidget.${lib.head shells}.command = "";`
      To give it to fzf, start Atuin without it: `programs.atuin.flags = [ "--disable-ctrl-r" ];`
      or turn off McFly's integration with the shell.'';
}
