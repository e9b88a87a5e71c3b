# `programs.bash`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib)
    concatStringsSep
    escapeShellArg
    mapAttrsToList
    mkIf
    optionalAttrs
    types
    ;
  inherit (lib.hm.library)
    enabled
    maybe
    opt
    strings
    text
    words
    ;

  variable =
    with types;
    nullOr (oneOf [
      str
      path
      int
      float
      bool
    ]);

  # A file that the build checks for its syntax.
  script = name: text: {
    source = pkgs.writeTextFile {
      inherit name text;
      checkPhase = ''
        ${pkgs.stdenv.shellDryRun} "$target"
      '';
    };
  };

  history =
    cfg:
    mapAttrsToList (name: value: "${name}=${value}") (
      optionalAttrs (cfg.historyControl != [ ]) {
        HISTCONTROL = concatStringsSep ":" cfg.historyControl;
      }
      // optionalAttrs (cfg.historyFile != null) { HISTFILE = "\"${cfg.historyFile}\""; }
      // optionalAttrs (cfg.historyFileSize != null) { HISTFILESIZE = toString cfg.historyFileSize; }
      // optionalAttrs (cfg.historyIgnore != [ ]) {
        HISTIGNORE = escapeShellArg (concatStringsSep ":" cfg.historyIgnore);
      }
      // optionalAttrs (cfg.historySize != null) { HISTSIZE = toString cfg.historySize; }
    )
    ++ lib.optional (cfg.historyFile != null) ''mkdir -p "$(dirname "$HISTFILE")"'';

  shopt =
    option:
    if lib.hasPrefix "-" option then "shopt -u ${lib.removePrefix "-" option}" else "shopt -s ${option}";
in
lib.hm.library.program args "bash" {
  title = "GNU Bash";
  nullable = true;
  packageOptions.default = "bashInteractive";
  imports = [
    (lib.mkRenamedOptionModule [ "programs" "bash" "enableAutojump" ] [ "programs" "autojump" "enable" ])
  ];
  options = {
    enableCompletion = enabled "Whether interactive shells complete the arguments of commands.";
    historySize = opt (types.nullOr types.int) 10000 "Lines of history in memory.";
    historyFile = maybe types.str "File of the history.";
    historyFileSize = opt (types.nullOr types.int) 100000 "Lines of history in the file.";
    historyControl = opt (types.listOf (
      types.enum [
        "erasedups"
        "ignoredups"
        "ignorespace"
        "ignoreboth"
      ]
    )) [ ] "Which commands the history keeps.";
    historyIgnore = words "Patterns of commands that the history leaves out.";
    shellOptions = opt (types.listOf types.str) [
      "histappend"
      "extglob"
      "globstar"
      "checkjobs"
    ] "Options of {command}`shopt` to set; with `-` in front, to unset.";
    sessionVariables = opt (types.lazyAttrsOf variable) { } "Variables of Bash sessions; `null` leaves one unset.";
    shellAliases = strings "Aliases by name.";
    profileExtra = text "Commands of login shells.";
    initExtra = text "Commands of interactive shells.";
    bashrcExtra = text "Commands of every shell, in front of {file}`~/.bashrc`.";
    logoutExtra = text "Commands that run at the end of a login shell.";
  };
  config = cfg: {
    # Completion comes first: others add to it.
    programs.bash.initExtra = mkIf cfg.enableCompletion (
      lib.mkOrder 100 ''
        if [[ ! -v BASH_COMPLETION_VERSINFO ]]; then
          . "${pkgs.bash-completion}/etc/profile.d/bash_completion.sh"
        fi
      ''
    );

    home.file = {
      ".bash_profile" = script "bash_profile" ''
        # include .profile if it exists
        [[ -f ~/.profile ]] && . ~/.profile

        # include .bashrc if it exists
        [[ -f ~/.bashrc ]] && . ~/.bashrc
      '';
      ".profile" = script "profile" ''
        . "${config.home.sessionVariablesPackage}/etc/profile.d/hm-session-vars.sh"

        ${config.lib.shell.exportAll cfg.sessionVariables}

        ${cfg.profileExtra}
      '';
      ".bashrc" = script "bashrc" ''
        ${cfg.bashrcExtra}

        # Commands that should be applied only for interactive shells.
        [[ $- == *i* ]] || return

        ${concatStringsSep "\n" (history cfg)}

        ${lib.concatMapStringsSep "\n" shopt cfg.shellOptions}

        ${concatStringsSep "\n" (
          mapAttrsToList (name: value: "alias -- ${name}=${escapeShellArg value}") cfg.shellAliases
        )}

        ${cfg.initExtra}
      '';
      ".bash_logout" = mkIf (cfg.logoutExtra != "") (script "bash_logout" cfg.logoutExtra);
    };
  };
}
