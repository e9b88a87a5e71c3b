# `programs.fish`.
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
    isAttrs
    mapAttrs'
    mapAttrsToList
    mkIf
    nameValuePair
    types
    ;
  inherit (lib.hm.library)
    flag
    need
    opt
    strings
    text
    ;
  parts = import ../parts/fish-types.nix { inherit lib; };
  write = import ../parts/fish-texts.nix { inherit lib; };
  lines = concatStringsSep "\n";
  varsFile = "etc/profile.d/hm-session-vars.fish";

  # The variables of the session, in the language of fish.
  sessionVariables = pkgs.runCommandLocal "hm-session-vars.fish" { } ''
    mkdir -p "$(dirname $out/${varsFile})"
    (echo "function setup_hm_session_vars;"
    ${pkgs.buildPackages.babelfish}/bin/babelfish \
      <${config.home.sessionVariablesPackage}/etc/profile.d/hm-session-vars.sh
    echo "end"
    echo "setup_hm_session_vars") > $out/${varsFile}
  '';

  bodyOf = def: if isAttrs def then def.body else def;
in
lib.hm.library.program args "fish" {
  title = "fish, the friendly interactive shell";
  imports = [
    (lib.mkRemovedOptionModule [ "programs" "fish" "promptInit" ] ''
      The prompt is set in programs.fish.interactiveShellInit.
    '')
  ];
  options = {
    generateCompletions = lib.mkEnableOption "completions made from manual pages" // {
      default = true;
    };
    shellAliases = strings "Aliases by name.";
    shellAbbrs = opt (types.attrsOf (types.either types.str parts.abbreviation)) { } "Abbreviations by name.";
    preferAbbrs = flag "Whether other modules' aliases are abbreviations here." // {
      example = true;
    };
    binds = opt (types.attrsOf parts.bind) { } "What keys do.";
    shellInit = text "Commands of every shell.";
    loginShellInit = text "Commands of login shells.";
    interactiveShellInit = text "Commands of interactive shells.";
    shellInitLast = text "Commands at the very end.";
    plugins = opt (types.listOf parts.plugin) [ ] "Plugins.";
    functions = opt (types.attrsOf (types.either types.lines parts.function)) { } "Functions by name.";
    completions = opt (types.attrsOf (types.either types.lines parts.completion)) { } "Completions by command.";
    sessionVariablesPackage = need types.package "Package with the session's variables for fish." // {
      internal = true;
    };
  };
  config =
    cfg:
    let
      # The formatter of fish writes the file.
      formatted = name: text: {
        source = pkgs.runCommand name {
          nativeBuildInputs = [ cfg.package ];
          inherit text;
          passAsFile = [ "text" ];
        } "env HOME=$(mktemp -d) fish_indent < $textPath > $out";
      };
      handlers = lib.filterAttrs (_: write.isHandler) cfg.functions;
      binds = write.binds cfg.binds;
    in
    lib.mkMerge [
      {
        home.packages = [ cfg.sessionVariablesPackage ];
        programs.fish.sessionVariablesPackage = sessionVariables;
        programs.fish.functions.fish_user_key_bindings = mkIf (binds != "") binds;
        xdg.configFile = {
          "fish/config.fish" = formatted "config.fish" ''
            # ~/.config/fish/config.fish: DO NOT EDIT -- this file has been generated
            # automatically by home-manager.

            # Only execute this file once per shell.
            set -q __fish_home_manager_config_sourced; and exit
            set -g __fish_home_manager_config_sourced 1

            source ${cfg.sessionVariablesPackage}/${varsFile}

            # Source handler functions
            ${lines (
              mapAttrsToList (name: _: "source ${config.xdg.configHome}/fish/functions/${name}.fish") handlers
            )}

            ${cfg.shellInit}

            status is-login; and begin

              # Login shell initialisation
              ${cfg.loginShellInit}

            end

            status is-interactive; and begin

              # Abbreviations
              ${lines (mapAttrsToList write.abbreviation cfg.shellAbbrs)}

              # Aliases
              ${lines (mapAttrsToList (name: value: "alias ${name} ${escapeShellArg value}") cfg.shellAliases)}

              # Interactive shell initialisation
              ${cfg.interactiveShellInit}

            end

            ${cfg.shellInitLast}
          '';
        }
        // mapAttrs' (
          name: def:
          nameValuePair "fish/functions/${name}.fish" (
            formatted "${name}.fish" (write.function name def)
          )
        ) cfg.functions
        // mapAttrs' (
          name: def:
          nameValuePair "fish/completions/${name}.fish" (
            formatted "${name}.fish" "${lib.removeSuffix "\n" (bodyOf def)}\n"
          )
        ) cfg.completions
        // lib.listToAttrs (
          map (
            plugin:
            nameValuePair "fish/conf.d/plugin-${plugin.name}.fish" (
              formatted "${plugin.name}.fish" (write.plugin plugin)
            )
          ) cfg.plugins
        );
      }
      (mkIf cfg.generateCompletions (import ../parts/fish-completions.nix { inherit cfg config lib pkgs; }))
    ];
}
