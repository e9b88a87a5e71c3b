# The environment of the user's sessions, and the file that shells read it from.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (lib.hm.library)
    need
    opt
    strings
    text
    words
    ;
  inherit (config.lib) shell;
  cfg = config.home;
  internal = option: option // { internal = true; };
  value =
    with types;
    nullOr (oneOf [
      str
      path
      int
      float
      bool
    ]);
in
{
  imports = [
    (lib.mkRemovedOptionModule [ "home" "sessionVariableSetter" ] ''
      The variables are set by the shells that Home Manager manages. Other shells read
      ${config.home.profileDirectory}/etc/profile.d/hm-session-vars.sh.
    '')
  ];

  options.home = {
    shellAliases = strings "Aliases for every shell, by name.";
    sessionVariables = opt (types.lazyAttrsOf value) { } ''
      Variables of the environment, set at login. Values are in double quotes, so `$OTHER` is
      expanded, but the order is not fixed: refer to other variables of this set through Nix.
      `null` leaves a variable unset.
    '';
    sessionVariablesPackage = internal (need types.package "Package with {file}`hm-session-vars.sh`.");
    sessionPath = words "Folders in front of {env}`PATH`; the shell expands variables in them.";
    sessionSearchVariables = opt (types.attrsOf (types.listOf types.str)) { } "Folders in front of search paths, by variable.";
    sessionVariablesExtra = internal (text "More text of {file}`hm-session-vars.sh`.");
  };

  config = {
    programs = lib.genAttrs [ "bash" "fish" "nushell" "zsh" ] (_: { inherit (cfg) shellAliases; });

    home = {
      packages = [ cfg.sessionVariablesPackage ];
      sessionSearchVariables.PATH = lib.mkIf (cfg.sessionPath != [ ]) cfg.sessionPath;
      sessionVariablesPackage = pkgs.writeTextFile {
        name = "hm-session-vars.sh";
        destination = "/etc/profile.d/hm-session-vars.sh";
        text =
          ''
            # Only source this once.
            if [ -n "''${__HM_SESS_VARS_SOURCED-}" ]; then return; fi
            export __HM_SESS_VARS_SOURCED=1

            ${shell.exportAll cfg.sessionVariables}
          ''
          + lib.concatStringsSep "\n" (
            lib.mapAttrsToList (
              name: folders: shell.export name (shell.prependToVar ":" name folders)
            ) cfg.sessionSearchVariables
          )
          + "\n"
          + cfg.sessionVariablesExtra;
      };
    };
  };
}
