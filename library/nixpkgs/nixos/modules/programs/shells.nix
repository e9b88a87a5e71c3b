# Shells of the host: Bash, Zsh, fish.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf types;
  inherit (import ../../lib/options.nix { inherit lib; })
    enabled
    flag
    opt
    strings
    text
    words
    ;
  cfg = config.programs;
  env = config.environment;

  common = {
    shellAliases = opt (with types; attrsOf (nullOr (either str path))) { } "Aliases by name.";
    shellInit = text "Commands of every shell.";
    loginShellInit = text "Commands of login shells.";
    interactiveShellInit = text "Commands of interactive shells.";
    promptInit = text "Commands of the prompt.";
  };
  exports = lib.concatStringsSep "\n" (
    lib.mapAttrsToList (name: value: "export ${name}=\"${value}\"") env.variables
  );
  aliases =
    set:
    lib.concatStringsSep "\n" (
      lib.mapAttrsToList (name: value: "alias -- ${name}=${lib.escapeShellArg value}") (
        lib.filterAttrs (_: value: value != null) (env.shellAliases // set)
      )
    );
  setEnvironment = pkgs.writeText "set-environment" ''
    # DO NOT EDIT -- this file has been generated automatically.
    export __NIXOS_SET_ENVIRONMENT_DONE=1
    ${exports}
    ${env.extraInit}
    ${lib.optionalString env.homeBinInPath "export PATH=\"$HOME/bin:$PATH\""}
    ${lib.optionalString env.localBinInPath "export PATH=\"$HOME/.local/bin:$PATH\""}
  '';
in
{
  options.programs = {
    bash = common // {
      enable = enabled "Whether Bash is set up.";
      completion.enable = enabled "Whether arguments are completed.";
      enableLsColors = enabled "Whether {command}`ls` has colours.";
      blesh.enable = flag "Whether ble.sh edits lines.";
      undistractMe.enable = flag "Whether long commands tell when they end.";
      vteIntegration = flag "Whether terminals know the folder.";
    };
    zsh = common // {
      enable = flag "Whether Zsh is there.";
      histSize = opt types.int 2000 "Lines of history.";
      histFile = opt types.str "$HOME/.zsh_history" "File of the history.";
      setOptions = opt (types.listOf types.str) [
        "HIST_IGNORE_DUPS"
        "SHARE_HISTORY"
        "HIST_FCNTL_LOCK"
      ] "Options of the shell.";
      enableCompletion = enabled "Whether arguments are completed.";
      enableBashCompletion = flag "Whether also by Bash's rules.";
      enableGlobalCompInit = opt types.bool cfg.zsh.enableCompletion "Whether completion starts for all.";
      enableLsColors = enabled "Whether {command}`ls` has colours.";
      autosuggestions = {
        enable = flag "Whether commands are suggested.";
        async = enabled "Whether meanwhile.";
        strategy = opt (types.listOf types.str) [ "history" ] "From where.";
        highlightStyle = opt types.str "fg=8" "How they look.";
        extraConfig = strings "More variables.";
      };
      syntaxHighlighting = {
        enable = flag "Whether commands have colours.";
        highlighters = opt (types.listOf types.str) [ "main" ] "Which.";
        patterns = strings "Colours of patterns.";
        styles = strings "Colours of kinds of words.";
      };
      ohMyZsh = {
        enable = flag "Whether oh-my-zsh is there.";
        package = lib.mkPackageOption pkgs "oh-my-zsh" { };
        plugins = words "Its plugins.";
        theme = opt types.str "" "Its theme.";
        custom = opt (types.nullOr types.str) null "Folder with changes.";
        customPkgs = opt (types.listOf types.package) [ ] "Packages with changes.";
        cacheDir = opt types.str "$HOME/.cache/oh-my-zsh" "Its folder.";
        preLoaded = text "Commands in front of it.";
      };
    };
    fish = common // {
      enable = flag "Whether fish is there.";
      package = lib.mkPackageOption pkgs "fish" { };
      shellAbbrs = strings "Abbreviations.";
      useBabelfish = flag "Whether babelfish translates for it.";
      generateCompletions = enabled "Whether manual pages give completions.";
      vendor = lib.genAttrs [ "config" "functions" "completions" ] (
        part: { enable = enabled "Whether packages' ${part} hold."; }
      );
    };
  };

  config = {
    system.build.setEnvironment = setEnvironment;
    environment = {
      systemPackages =
        lib.optionals cfg.zsh.enable [ pkgs.zsh ] ++ lib.optionals cfg.fish.enable [ cfg.fish.package ];
      shells =
        lib.optionals cfg.zsh.enable [
          "/run/current-system/sw/bin/zsh"
          "${pkgs.zsh}/bin/zsh"
        ]
        ++ lib.optionals cfg.fish.enable [
          "/run/current-system/sw/bin/fish"
          "${cfg.fish.package}/bin/fish"
        ];
      pathsToLink =
        lib.optionals cfg.zsh.enable [ "/share/zsh" ] ++ lib.optionals cfg.fish.enable [ "/share/fish" ];
      etc = {
        profile.text = ''
          # /etc/profile: DO NOT EDIT -- this file has been generated automatically.
          if [ -z "$__NIXOS_SET_ENVIRONMENT_DONE" ]; then
            . ${setEnvironment}
          fi
          ${env.shellInit}
          ${env.loginShellInit}
          ${cfg.bash.shellInit}
          ${cfg.bash.loginShellInit}
        '';
        bashrc.text = ''
          # /etc/bashrc: DO NOT EDIT -- this file has been generated automatically.
          if [ -n "$PS1" ]; then
            ${env.interactiveShellInit}
            ${cfg.bash.promptInit}
            ${aliases cfg.bash.shellAliases}
            ${cfg.bash.interactiveShellInit}
          fi
        '';
        zshenv = mkIf cfg.zsh.enable {
          text = ''
            # /etc/zshenv: DO NOT EDIT -- this file has been generated automatically.
            if [ -z "''${__NIXOS_SET_ENVIRONMENT_DONE-}" ]; then
              . ${setEnvironment}
            fi
            ${env.shellInit}
            ${cfg.zsh.shellInit}
          '';
        };
        zshrc = mkIf cfg.zsh.enable {
          text = ''
            # /etc/zshrc: DO NOT EDIT -- this file has been generated automatically.
            SAVEHIST=${toString cfg.zsh.histSize}
            HISTSIZE=${toString cfg.zsh.histSize}
            HISTFILE=${cfg.zsh.histFile}
            ${lib.optionalString (cfg.zsh.setOptions != [ ]) "setopt ${lib.concatStringsSep " " cfg.zsh.setOptions}"}
            ${lib.optionalString cfg.zsh.enableGlobalCompInit "autoload -U compinit && compinit"}
            ${aliases cfg.zsh.shellAliases}
            ${env.interactiveShellInit}
            ${cfg.zsh.interactiveShellInit}
            ${cfg.zsh.promptInit}
          '';
        };
        "fish/config.fish" = mkIf cfg.fish.enable {
          text = ''
            # /etc/fish/config.fish: DO NOT EDIT -- this file has been generated automatically.
            ${aliases cfg.fish.shellAliases}
            ${cfg.fish.shellInit}
            status is-login; and begin
              ${cfg.fish.loginShellInit}
            end
            status is-interactive; and begin
              ${cfg.fish.promptInit}
              ${cfg.fish.interactiveShellInit}
            end
          '';
        };
      };
    };
  };
}
