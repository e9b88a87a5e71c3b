# Shells: Bash, Zsh and fish, and direnv in them.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    enabled
    flag
    need
    opt
    strings
    text
    ;
  cfg = config.programs;
  inherit (config) environment;
  inherit (config.system.build) setAliases setEnvironment;
  inits = {
    shellInit = text "Commands of every shell.";
    loginShellInit = text "Commands of login shells.";
    interactiveShellInit = text "Commands of interactive shells.";
  };
  toml = pkgs.formats.toml { };
  local = file: "[ ! -r ${file}.local ] || . ${file}.local";
  once = name: "[ -z \"\${${name}-}\" ] || return 0\n${name}=1";

  # The environment's commands as fish runs them: translated before, or by a plug-in.
  foreign = "${pkgs.fishPlugins.foreign-env}/share/fish/vendor_functions.d";
  source =
    name:
    if cfg.fish.useBabelfish then
      "source /etc/fish/${name}.fish"
    else
      "begin; set -lx fish_function_path ${foreign} $fish_function_path; fenv source /etc/fish/foreign-env/${name} >/dev/null; end";
  forFish = {
    shellInit = pkgs.writeText "shellInit" environment.shellInit;
    loginShellInit = pkgs.writeText "loginShellInit" environment.loginShellInit;
    interactiveShellInit = pkgs.writeText "interactiveShellInit" environment.interactiveShellInit;
  };
  translated = name: file: {
    source = pkgs.runCommand "${name}.fish" { } "${cfg.fish.babelfishPackage}/bin/babelfish < ${file} > $out";
  };
  part = condition: mark: commands: ''
    if ${condition}not set -q __fish_nix_darwin_${mark}_config_sourced
      ${lib.concatStringsSep "\n" commands}
      set -g __fish_nix_darwin_${mark}_config_sourced 1
    end
  '';
  hook = shell: lib.mkIf cfg.direnv."enable${shell}Integration";
  direnv = lib.getExe cfg.direnv.finalPackage;
  # In shells of Nix, packages are in the path themselves.
  outside =
    command:
    if cfg.direnv.loadInNixShell then
      command
    else
      ''
        case ":$PATH" in
          *:/nix/store/*) ;;
          *) ${command} ;;
        esac
      '';
in
{
  imports = [
    (lib.mkRenamedOptionModule [ "programs" "bash" "enableCompletion" ] [ "programs" "bash" "completion" "enable" ])
  ];

  options.programs = {
    bash = {
      enable = enabled "Whether Bash is set up.";
      interactiveShellInit = text "Commands of interactive shells.";
      completion.enable = flag "Whether arguments are completed; the Bash of macOS is too old for it.";
      completion.package = lib.mkPackageOption pkgs "bash-completion" { };
    };
    zsh = inits // {
      enable = enabled "Whether Zsh is set up.";
      promptInit = opt types.lines "autoload -U promptinit && promptinit && prompt suse && setopt prompt_sp" "Commands of the prompt.";
      variables = opt (types.attrsOf (types.either types.str (types.listOf types.str))) { } "Variables of the shell." // {
        apply = lib.mapAttrs (_name: value: if lib.isList value then lib.concatStringsSep ":" value else value);
      };
      histSize = opt types.int 2000 "Lines of the history.";
      histFile = opt types.str "$HOME/.zsh_history" "File of the history.";
      enableCompletion = enabled "Whether arguments are completed.";
      enableBashCompletion = enabled "Whether also by Bash's rules.";
      enableGlobalCompInit = opt types.bool cfg.zsh.enableCompletion "Whether completion starts for all." // {
        defaultText = lib.literalExpression "config.programs.zsh.enableCompletion";
      };
      enableAutosuggestions = flag "Whether commands are suggested.";
      enableSyntaxHighlighting = flag "Whether commands have colours.";
      enableFastSyntaxHighlighting = flag "Whether commands have colours, by a faster plug-in.";
      enableFzfCompletion = flag "Whether fzf completes.";
      enableFzfGit = flag "Whether fzf browses Git.";
      enableFzfHistory = flag "Whether fzf searches the history.";
    };
    fish = inits // {
      enable = flag "Whether fish is set up.";
      package = lib.mkPackageOption pkgs "fish" { };
      promptInit = text "Commands of the prompt.";
      shellAbbrs = strings "Abbreviations by name.";
      shellAliases = opt types.attrs environment.shellAliases "Aliases by name.";
      useBabelfish = flag "Whether babelfish translates the environment for it.";
      babelfishPackage = opt types.package pkgs.babelfish "The babelfish.";
      vendor = lib.genAttrs [ "config" "completions" "functions" ] (what: {
        enable = enabled "Whether ${what} of packages are used.";
      });
    };
    direnv = {
      enable = lib.mkEnableOption "direnv";
      package = lib.mkPackageOption pkgs "direnv" { };
      finalPackage = need types.package "The package as it is installed." // { readOnly = true; };
      direnvrcExtra = text "More text of {file}`direnvrc`.";
      silent = flag "Whether it says nothing.";
      loadInNixShell = enabled "Whether it works in shells of Nix.";
      settings = opt toml.type { } "Contents of {file}`direnv.toml`.";
      nix-direnv.enable = enabled "Whether environments of Nix are kept.";
      nix-direnv.package = lib.mkPackageOption pkgs "nix-direnv" { };
    }
    // lib.genAttrs' [ "Bash" "Fish" "Zsh" ] (
      shell: lib.nameValuePair "enable${shell}Integration" (enabled "Whether ${shell} uses it.")
    );
  };

  config = lib.mkMerge [
    (lib.mkIf cfg.bash.enable {
      environment = {
        systemPackages = [ pkgs.bashInteractive ] ++ lib.optional cfg.bash.completion.enable cfg.bash.completion.package;
        pathsToLink = lib.optionals cfg.bash.completion.enable [
          "/etc/bash_completion.d"
          "/share/bash-completion/completions"
        ];
        etc.bashrc.text = ''
          # /etc/bashrc: made by nix-darwin, for interactive shells.
          [ ! -r "/etc/bashrc_$TERM_PROGRAM" ] || . "/etc/bashrc_$TERM_PROGRAM"
          [ -z "$NOSYSBASHRC" ] || return 0
          ${once "__ETC_BASHRC_SOURCED"}
          [ -n "$__NIX_DARWIN_SET_ENVIRONMENT_DONE" ] || . ${setEnvironment}
          [[ $- == *i* ]] || return 0
          shopt -s checkwinsize
          ${setAliases.text}
          ${environment.interactiveShellInit}
          ${cfg.bash.interactiveShellInit}
          ${lib.optionalString cfg.bash.completion.enable ''
            if [ "$TERM" != dumb ]; then
              . ${cfg.bash.completion.package}/etc/profile.d/bash_completion.sh
              for profile in $NIX_PROFILES; do
                for completion in "$profile"/etc/bash_completion.d/*; do
                  [ ! -r "$completion" ] || . "$completion"
                done
              done
              unset profile completion
            fi
          ''}
          ${local "/etc/bash"}
        '';
      };
    })
    (lib.mkIf cfg.zsh.enable {
      assertions = [
        {
          assertion = !(cfg.zsh.enableSyntaxHighlighting && cfg.zsh.enableFastSyntaxHighlighting);
          message = "Zsh can have one of `enableSyntaxHighlighting` and `enableFastSyntaxHighlighting`.";
        }
      ];
      environment = {
        systemPackages =
          with pkgs;
          [ zsh ]
          ++ lib.optional cfg.zsh.enableCompletion nix-zsh-completions
          ++ lib.optional cfg.zsh.enableAutosuggestions zsh-autosuggestions
          ++ lib.optional cfg.zsh.enableSyntaxHighlighting zsh-syntax-highlighting
          ++ lib.optional cfg.zsh.enableFastSyntaxHighlighting zsh-fast-syntax-highlighting;
        pathsToLink = [ "/share/zsh" ];
        etc = {
          zshenv.text = ''
            # /etc/zshenv: made by nix-darwin, for all shells.
            ${once "__ETC_ZSHENV_SOURCED"}
            if [[ -o rcs ]]; then
              [ -n "''${__NIX_DARWIN_SET_ENVIRONMENT_DONE-}" ] || . ${setEnvironment}
              for profile in ''${(z)NIX_PROFILES}; do
                fpath=($profile/share/zsh/{site-functions,$ZSH_VERSION/functions,vendor-completions} $fpath)
              done
              ${cfg.zsh.shellInit}
            fi
            ${local "/etc/zshenv"}
          '';
          zprofile.text = ''
            # /etc/zprofile: made by nix-darwin, for login shells.
            ${once "__ETC_ZPROFILE_SOURCED"}
            ${lib.concatStringsSep "\n" (lib.mapAttrsToList (name: value: ''${name}="${value}"'') cfg.zsh.variables)}
            ${setAliases.text}
            ${cfg.zsh.loginShellInit}
            ${local "/etc/zprofile"}
          '';
          zshrc.text = ''
            # /etc/zshrc: made by nix-darwin, for interactive shells.
            [ -z "$NOSYSZSHRC" ] || return 0
            ${once "__ETC_ZSHRC_SOURCED"}
            SAVEHIST=${toString cfg.zsh.histSize}
            HISTSIZE=${toString cfg.zsh.histSize}
            HISTFILE=${cfg.zsh.histFile}
            setopt HIST_IGNORE_DUPS SHARE_HISTORY HIST_FCNTL_LOCK
            bindkey -e
            ${environment.interactiveShellInit}
            ${cfg.zsh.interactiveShellInit}
            ${cfg.zsh.promptInit}
            ${lib.optionalString cfg.zsh.enableGlobalCompInit "autoload -U compinit && compinit"}
            ${lib.optionalString cfg.zsh.enableBashCompletion "autoload -U bashcompinit && bashcompinit"}
            ${lib.optionalString cfg.zsh.enableAutosuggestions "source ${pkgs.zsh-autosuggestions}/share/zsh-autosuggestions/zsh-autosuggestions.zsh"}
            ${lib.optionalString cfg.zsh.enableSyntaxHighlighting "source ${pkgs.zsh-syntax-highlighting}/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh"}
            ${lib.optionalString cfg.zsh.enableFastSyntaxHighlighting "source ${pkgs.zsh-fast-syntax-highlighting}/share/zsh/plugins/fast-syntax-highlighting/fast-syntax-highlighting.plugin.zsh"}
            ${lib.optionalString cfg.zsh.enableFzfCompletion "source ${pkgs.fzf}/share/fzf/completion.zsh"}
            ${lib.optionalString cfg.zsh.enableFzfGit "source ${pkgs.fzf-git-sh}/share/fzf-git-sh/fzf-git.sh"}
            ${lib.optionalString cfg.zsh.enableFzfHistory "source ${pkgs.fzf}/share/fzf/key-bindings.zsh"}
            ${local "/etc/zshrc"}
          '';
        };
      };
    })
    (lib.mkIf cfg.fish.enable {
      environment = {
        systemPackages = [ cfg.fish.package ];
        pathsToLink =
          lib.optional cfg.fish.vendor.config.enable "/share/fish/vendor_conf.d"
          ++ lib.optional cfg.fish.vendor.completions.enable "/share/fish/vendor_completions.d"
          ++ lib.optional cfg.fish.vendor.functions.enable "/share/fish/vendor_functions.d";
        etc =
          (
            if cfg.fish.useBabelfish then
              lib.mapAttrs' (name: file: lib.nameValuePair "fish/${name}.fish" (translated name file)) (
                forFish // { inherit setEnvironment; }
              )
            else
              lib.mapAttrs' (name: source: lib.nameValuePair "fish/foreign-env/${name}" { inherit source; }) forFish
          )
          // {
            "fish/nixos-env-preinit.fish".text = ''
              if [ -z "$__NIX_DARWIN_SET_ENVIRONMENT_DONE" ]
                ${
                  if cfg.fish.useBabelfish then
                    "source /etc/fish/setEnvironment.fish"
                  else
                    "begin; set -lx fish_function_path ${foreign} $__fish_datadir/functions; fenv source ${setEnvironment}; end"
                }
              end
            '';
            "fish/config.fish".text = ''
              # /etc/fish/config.fish: made by nix-darwin.
              ${part "" "general" [
                (source "shellInit")
                cfg.fish.shellInit
              ]}
              ${part "status --is-login; and " "login" [
                (source "loginShellInit")
                cfg.fish.loginShellInit
              ]}
              ${part "status --is-interactive; and " "interactive" (
                lib.mapAttrsToList (name: value: "abbr -a ${name} -- ${lib.escapeShellArg value}") cfg.fish.shellAbbrs
                ++ lib.mapAttrsToList (name: value: "alias ${name} ${lib.escapeShellArg value}") (
                  lib.filterAttrs (_name: value: value != null) cfg.fish.shellAliases
                )
                ++ [
                  (source "interactiveShellInit")
                  cfg.fish.promptInit
                  cfg.fish.interactiveShellInit
                ]
              )}
            '';
          };
      };
    })
    (lib.mkIf cfg.direnv.enable {
      programs = {
        direnv = {
          finalPackage = pkgs.symlinkJoin {
            inherit (cfg.direnv.package) name;
            paths = [ cfg.direnv.package ];
            postBuild = "rm -rf $out/share/fish";
            meta.mainProgram = "direnv";
          };
          settings.global = lib.mkIf cfg.direnv.silent {
            log_format = lib.mkDefault "-";
            log_filter = lib.mkDefault "^$";
          };
        };
        zsh.interactiveShellInit = hook "Zsh" (outside ''eval "$(${direnv} hook zsh)"'');
        bash.interactiveShellInit = hook "Bash" (outside ''eval "$(${direnv} hook bash)"'');
        fish.interactiveShellInit = hook "Fish" (
          lib.optionalString (!cfg.direnv.loadInNixShell) "string match -q '/nix/store/*' -- $PATH; or "
          + "${direnv} hook fish | source"
        );
      };
      environment = {
        systemPackages = [ cfg.direnv.finalPackage ];
        variables.DIRENV_CONFIG = "/etc/direnv";
        etc = {
          "direnv/direnv.toml" = lib.mkIf (cfg.direnv.settings != { }) {
            source = toml.generate "direnv.toml" cfg.direnv.settings;
          };
          "direnv/direnvrc".text = ''
            ${lib.optionalString cfg.direnv.nix-direnv.enable "source ${cfg.direnv.nix-direnv.package}/share/nix-direnv/direnvrc"}
            ${cfg.direnv.direnvrcExtra}
            for own in "''${DIRENV_CONFIG_HOME:-''${XDG_CONFIG_HOME:-$HOME/.config}/direnv}/direnvrc" "$HOME/.direnvrc"; do
              if [[ -f $own ]]; then
                source "$own" >&2
                break
              fi
            done
            unset own
          '';
          "direnv/lib/zz-user.sh".text = ''
            for own in "''${DIRENV_CONFIG_HOME:-''${XDG_CONFIG_HOME:-$HOME/.config}/direnv}"/lib/*.sh; do
              source "$own"
            done
            unset own
          '';
        };
      };
    })
  ];
}
